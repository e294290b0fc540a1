/** Processes of a bench that answer one question at a time. */
import type { ChildProcess } from 'node:child_process';

export const SECRETS = { pseudonymKey: Buffer.alloc(32, 1), deviceKey: Buffer.alloc(32, 2) };

export function ask<T>(child: ChildProcess, request: object): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`A part of the bench ended with ${code}.`));
    child.once('exit', onExit);
    child.once('message', (answer) => {
      child.off('exit', onExit);
      resolve(answer as T);
    });
    child.send(request);
  });
}

/** In a child: what it answers to each kind of question; it ends with its parent. */
export function answer(kinds: Record<string, (request: never) => unknown>): void {
  process.on('message', async (request: { kind: string }) => {
    const answered = await kinds[request.kind]!(request as never);
    process.send!(answered ?? {});
  });
  process.on('disconnect', () => process.exit());
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  await ended;
}

export const sleepMs = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export const kb = (bytes: number) => Math.round(bytes / 102.4) / 10;
