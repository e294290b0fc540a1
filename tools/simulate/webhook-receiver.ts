/** The example receiver of docs/examples in a process of its own: what a demo's alerts are sent to. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(
  new URL('../../docs/examples/webhook-receiver/receiver.ts', import.meta.url),
);

export interface ReceiverProcess {
  url: string;
  port: number;
  /** What arrived so far; null = it does not answer. */
  count(): Promise<{ delivered: number; repeated: number; refused: number; alerts: number } | null>;
  stop(): Promise<void>;
}

/** Resolves when it listens. @param secretFile read with each request, so it may be made later */
export async function startReceiverProcess(secretFile: string): Promise<ReceiverProcess> {
  const args = [ENTRY, '--port', '0', '--secret-file', secretFile];
  // It ends when the channel to this process does, however this process ends.
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  child.channel?.unref();
  const url = await addressOf(child);
  return {
    url,
    port: Number(new URL(url).port),
    count: async () => {
      const answer = await fetch(`${url}/count`).catch(() => null);
      return answer === null ? null : ((await answer.json()) as Counted);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

type Counted = NonNullable<Awaited<ReturnType<ReceiverProcess['count']>>>;

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The webhook receiver ended with ${code}.`)));
    // Its lines are read on and on: a full pipe would stop it.
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const [, address] = /^Listening on (\S+)$/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}
