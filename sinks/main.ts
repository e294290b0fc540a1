/** The sinks service: everything that leaves the log for somewhere else, each on a thread of its own. */
import type { RunningSink, Sink, SinkParts } from './sink.ts';

/** A thread loads the sink it runs and no other: a restart is counted in milliseconds of loading. */
const load = {
  clickhouse: async (): Promise<Sink> => (await import('./clickhouse/sink.ts')).clickhouseSink,
  webhooks: async (): Promise<Sink> => (await import('./webhooks/sink.ts')).webhooksSink,
} as const;
export type SinkName = keyof typeof load;

/**
 * Starts one sink; resolves when its target is ready (schema in place), which for a store that is
 * away means: when it comes back.
 */
export async function startSink(name: SinkName, parts: SinkParts): Promise<RunningSink> {
  const sink = await load[name]();
  return sink.start({ ...parts, logger: parts.logger.child({ sink: name }) });
}

/** Starts what closes the loop of alerts, unless the settings say that nothing shall act. */
export async function startClosedLoop(parts: SinkParts): Promise<RunningSink> {
  if (parts.settings.loop.act === 'off') return { stop: async () => {} };
  const { startLoop } = await import('./loop/service.ts');
  return startLoop({ ...parts, logger: parts.logger.child({ part: 'loop' }) });
}
