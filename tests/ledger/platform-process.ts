/** The platform as its operator runs it: a process that can be killed and started again on the same data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { START_FLAGS } from '#tests/start-flags.ts';

const ENTRY = fileURLToPath(new URL('../../tools/start.ts', import.meta.url));
const READY_MS_MAX = 90_000;

export class PlatformProcess {
  readonly #config: string;
  readonly #args: readonly string[];
  #child: ChildProcess | null = null;
  #errors = '';
  addresses: Record<string, string> = {};

  constructor(config: string, args: readonly string[] = []) {
    this.#config = config;
    this.#args = args;
  }

  /** Resolves with the milliseconds until the platform serves; rejects with what it said when it does not. */
  async start(withinMs = READY_MS_MAX): Promise<number> {
    const startedMs = performance.now();
    const child = spawn(
      process.execPath,
      [...START_FLAGS, ENTRY, '--config', this.#config, ...this.#args],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#child = child;
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-8_000);
    });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`The platform is not ready.\n${text}${this.#errors}`));
      }, withinMs);
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (!/^Metrics: /m.test(text)) return;
        clearTimeout(timer);
        for (const [, name, address] of text.matchAll(/^([\w/ ]+): (\S+)$/gm)) {
          if (name !== undefined && address !== undefined) this.addresses[name] = address;
        }
        resolve();
      });
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`The platform ended with ${code}.\n${text}${this.#errors}`));
      });
    });
    return performance.now() - startedMs;
  }

  /** Of the running process; undefined = none runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get errors(): string {
    return this.#errors;
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks it to stop in order. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (child === null || child.exitCode !== null) return child?.exitCode ?? null;
    const exited = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    const [code] = await exited;
    this.#child = null;
    return code;
  }
}
