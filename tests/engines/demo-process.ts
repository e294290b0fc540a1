/** `npm run demo` as a newcomer starts it, on free ports and a directory of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../tools/demo.ts', import.meta.url));
const READY_MS_MAX = 60_000;

export interface Demo {
  url: string;
  password: string;
  readyMs: number;
  errors: () => string;
  /** What it has printed so far. */
  said: () => string;
  stop(): Promise<void>;
}

export async function startDemo(args: string[] = [], readyMsMax = READY_MS_MAX): Promise<Demo> {
  const parent = mkdtempSync(join(tmpdir(), 'tizheng-demo-'));
  const password = 'page-test-password';
  const startedMs = performance.now();
  const child: ChildProcess = spawn(
    process.execPath,
    [ENTRY, '--data-dir', join(parent, 'demo'), '--port', '0', '--password', password, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let text = '';
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-20_000);
  });
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The demo is not ready.\n${text}${errors}`)),
      readyMsMax,
    );
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /^Dashboard: (\S+)$/m.exec(text)?.[1];
      if (address === undefined || !/^Ready after/m.test(text)) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once('exit', (code) =>
      reject(new Error(`The demo ended with ${code}.\n${text}${errors}`)),
    );
  });
  return {
    url,
    password,
    readyMs: performance.now() - startedMs,
    errors: () => errors,
    said: () => text,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
