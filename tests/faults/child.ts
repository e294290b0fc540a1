/** Child processes of fault tests: started as the product is, listened to line by line, killed by their id. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { START_FLAGS } from '#tests/start-flags.ts';

const SAID_MS_MAX = 60_000;

export class Child {
  readonly process: ChildProcess;
  readonly lines: string[] = [];
  #errors = '';
  readonly #ended: Promise<unknown>;
  #wake: () => void = () => {};

  constructor(
    script: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    node = process.execPath,
  ) {
    this.process = spawn(node, [...START_FLAGS, script, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.#ended = once(this.process, 'exit').then(() => this.#wake());
    createInterface({ input: this.process.stdout! }).on('line', (line) => {
      this.lines.push(line);
      this.#wake();
    });
    this.process.stderr!.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-8_000);
    });
  }

  /** The first line that begins so, without its beginning; rejects when the child ends before. */
  async said(beginning: string, withinMs = SAID_MS_MAX): Promise<string> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const line = this.lines.find((text) => text.startsWith(beginning));
      if (line !== undefined) return line.slice(beginning.length).trim();
      if (this.process.exitCode !== null || this.process.signalCode !== null)
        throw new Error(`The child ended without "${beginning}".\n${this.#errors}`);
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) throw new Error(`The child has not said "${beginning}".\n${this.#errors}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** The end of what it said on stderr. */
  get errors(): string {
    return this.#errors;
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.process.kill(signal);
    await this.#ended;
  }

  /** Resolves when it has ended by itself. */
  async ended(): Promise<number | null> {
    await this.#ended;
    if (this.process.exitCode !== 0) throw new Error(`The child failed.\n${this.#errors}`);
    return this.process.exitCode;
  }
}
