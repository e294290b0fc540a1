/** The sinks service: everything that leaves the log for somewhere else. */
import { sinks } from './index.ts';
import type { RunningSink, SinkParts } from './sink.ts';

/**
 * Starts every sink; resolves when their targets are ready (schema in place), which for a store
 * that is away means: when it comes back.
 */
export async function startSinks(parts: SinkParts): Promise<RunningSink> {
  const running: RunningSink[] = [];
  for (const sink of sinks) {
    running.push(await sink.start({ ...parts, logger: parts.logger.child({ sink: sink.name }) }));
  }
  return {
    async stop() {
      await Promise.all(running.map((sink) => sink.stop()));
    },
  };
}
