/**
 * How a command in another process finds the platform that runs on a data directory, and proves that
 * it may read that directory: `running.json`, readable by its owner only, with a token of this run.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TizhengError } from '#core/errors.ts';
import type { StoreAddress } from '#runtime/store/client.ts';

export interface RunFile {
  pid: number;
  /** Of the ops listener; '' while the platform starts. */
  url: string;
  token: string;
  /** Where its own store answers on this machine; absent while it starts, or when the store is a server elsewhere. */
  store?: StoreAddress;
}

export const RUN_FILE = 'running.json';

export function writeRunFile(dataDir: string, run: RunFile): void {
  const file = join(dataDir, RUN_FILE);
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(run)}\n`, { mode: 0o600, flag: 'wx' });
}

export function removeRunFile(dataDir: string): void {
  rmSync(join(dataDir, RUN_FILE), { force: true });
}

/**
 * The platform that runs on the directory; null = none does. A file left by a killed one is known by its dead process.
 * @throws TizhengError PLATFORM_BUSY while one starts or does not answer
 */
export async function runningPlatform(dataDir: string): Promise<RunFile | null> {
  let run: RunFile;
  try {
    run = JSON.parse(readFileSync(join(dataDir, RUN_FILE), 'utf8')) as RunFile;
  } catch {
    return null;
  }
  if (!isAlive(run.pid)) return null;
  if (run.url !== '') {
    const answer = await fetch(`${run.url}/healthz`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => null,
    );
    await answer?.body?.cancel();
    if (answer !== null) return run;
  }
  throw new TizhengError(
    'PLATFORM_BUSY',
    'backup',
    `The platform on ${dataDir} (process ${run.pid}) is starting or does not answer; try again, or stop it. If no such process runs, remove ${RUN_FILE} there.`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
