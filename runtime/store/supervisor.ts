/**
 * Keeps the embedded store alive: one child process per data directory, restarted with back-off
 * when it dies, on the same port, so that clients only see an interruption. What was acknowledged
 * before a crash is in the tables; what was not is sent again by its writer under the same token.
 */

import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Registry } from 'prom-client';
import { TizhengError } from '#core/errors.ts';
import type { Logger } from '../logger.ts';
import { ENGINE_THREADS } from './engine-threads.ts';
import { type StoreMetrics, storeMetrics } from './metrics.ts';
import type { ChildMessage, StartMessage, StoreLimits } from './protocol.ts';
import { DEFAULT_STORE_LIMITS } from './protocol.ts';

const CHILD_ENTRY = fileURLToPath(new URL('./chdb-child.ts', import.meta.url));
const HOST = '127.0.0.1';
const BACKOFF_FIRST_MS = 100;
const BACKOFF_MAX_MS = 5_000;
/** A child that lived this long starts the back-off anew. */
const HEALTHY_AFTER_MS = 2_000;
/** An engine of 100 GB opens within seconds; beyond this it hangs. */
const START_MS_MAX = 60_000;
const PROBE_EVERY_MS = 5_000;
/** Silent this long: the child is killed and started anew. */
const PROBE_SILENT_MS_MAX = 30_000;
const STOP_MS_MAX = 8_000;

export type StoreState = 'starting' | 'up' | 'down' | 'paused' | 'stopped';

export interface StoreOptions {
  /** Directory of the engine's files; made when missing. One supervisor at a time. */
  dataDir: string;
  logger: Logger;
  metrics: Registry;
  limits?: Partial<StoreLimits>;
  /** Longest wait before a store that keeps dying is started again; default 5 s. */
  backoffMsMax?: number;
}

export interface Store {
  /** `http://127.0.0.1:port`; stays the same over restarts. */
  url: string;
  username: string;
  password: string;
  /** Stops the process until the answered function is called. @throws TizhengError PLATFORM_BUSY unless it is up */
  pause(): Promise<() => void>;
  state(): StoreState;
  /** Process id of the child; null while there is none. */
  pid(): number | null;
  stop(): Promise<void>;
}

/**
 * Starts the store and resolves when it answers.
 * @throws TizhengError STORE_UNAVAILABLE when the first child cannot be brought up.
 */
export async function startStore(options: StoreOptions): Promise<Store> {
  const supervisor = new Supervisor(options);
  await supervisor.start();
  return {
    url: supervisor.url(),
    username: supervisor.username,
    password: supervisor.password,
    pause: () => supervisor.pause(),
    state: () => supervisor.state,
    pid: () => supervisor.pid(),
    stop: () => supervisor.stop(),
  };
}

class Supervisor {
  readonly username = 'tizheng';
  readonly password = randomBytes(24).toString('base64url');
  state: StoreState = 'starting';
  readonly #dataDir: string;
  readonly #logger: Logger;
  readonly #limits: StoreLimits;
  readonly #backoffMsMax: number;
  readonly #metrics: StoreMetrics;
  #port = 0;
  #child: ChildProcess | null = null;
  #probe: NodeJS.Timeout | null = null;
  #backoffMs = BACKOFF_FIRST_MS;

  constructor(options: StoreOptions) {
    this.#dataDir = resolve(options.dataDir);
    this.#logger = options.logger;
    this.#backoffMsMax = options.backoffMsMax ?? BACKOFF_MAX_MS;
    this.#limits = { ...DEFAULT_STORE_LIMITS, ...options.limits };
    mkdirSync(this.#dataDir, { recursive: true, mode: 0o700 });
    this.#metrics = storeMetrics(options.metrics);
  }

  url(): string {
    return `http://${HOST}:${this.#port}`;
  }

  pid(): number | null {
    return this.#child?.pid ?? null;
  }

  async start(): Promise<void> {
    const deadlineMs = Date.now() + START_MS_MAX;
    for (;;) {
      const refused = await this.#launch();
      if (refused === null) return;
      // The previous platform's child may still be letting go of the directory.
      if (refused.reason !== 'held' || Date.now() > deadlineMs) {
        throw new TizhengError(
          'STORE_UNAVAILABLE',
          'store',
          `The embedded store does not start in ${this.#dataDir}: ${refused.message}`,
        );
      }
      await sleep(BACKOFF_FIRST_MS);
    }
  }

  /** Brings up one child; resolves with null once it listens, else with why not, the child being gone. */
  async #launch(): Promise<{ reason: string; message: string } | null> {
    const child = fork(CHILD_ENTRY, [], {
      execArgv: [],
      env: { ...childEnvironment(), UV_THREADPOOL_SIZE: String(ENGINE_THREADS) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'json',
    });
    this.#child = child;
    let stderrTail = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      stderrTail = (stderrTail + text).slice(-2_000);
    });
    const answer = new Promise<ChildMessage>((done) =>
      child.once('message', (m) => done(m as ChildMessage)),
    );
    const exit = new Promise<null>((done) => child.once('exit', () => done(null)));
    const message: StartMessage = {
      kind: 'start',
      dataDir: this.#dataDir,
      host: HOST,
      port: this.#port,
      username: this.username,
      password: this.password,
      limits: this.#limits,
    };
    child.send(message, () => {});
    const first = await Promise.race([
      answer,
      exit,
      sleep(START_MS_MAX, 'slow' as const, { ref: false }),
    ]);
    if (first === 'slow' || first === null || first.kind === 'refused') {
      child.kill('SIGKILL');
      await exit;
      this.#child = null;
      if (first === 'slow') return { reason: 'failed', message: 'it does not answer in time' };
      if (first === null) return { reason: 'failed', message: `it ended at once. ${stderrTail}` };
      return first;
    }
    this.#port = first.port;
    this.state = 'up';
    this.#metrics.up.set(1);
    this.#logger.info(
      { port: first.port, pid: child.pid, engine: first.engineVersion },
      'Store is up.',
    );
    const upSinceMs = Date.now();
    this.#watch(child);
    void exit.then(() => this.#died(upSinceMs, child, stderrTail));
    return null;
  }

  #died(upSinceMs: number, child: ChildProcess, stderrTail: string): void {
    this.#child = null;
    if (this.#probe !== null) clearInterval(this.#probe);
    this.#metrics.up.set(0);
    if (this.state === 'stopped' || this.state === 'paused') return;
    this.state = 'down';
    if (Date.now() - upSinceMs > HEALTHY_AFTER_MS) this.#backoffMs = BACKOFF_FIRST_MS;
    const { exitCode, signalCode } = child;
    this.#logger.error(
      { exitCode, signalCode, stderrTail },
      'Store process died; starting it again.',
    );
    void this.#restart();
  }

  async #restart(): Promise<void> {
    while (this.state === 'down') {
      await sleep(this.#backoffMs);
      this.#backoffMs = Math.min(this.#backoffMs * 2, this.#backoffMsMax);
      if (this.state !== 'down') return;
      this.#metrics.restarts.inc();
      const refused = await this.#launch();
      if (refused === null) return;
      this.#logger.warn(refused, 'Store process does not come up; trying again.');
    }
  }

  /** A native engine can hang as well as die. */
  #watch(child: ChildProcess): void {
    let answeredMs = Date.now();
    this.#probe = setInterval(() => {
      if (Date.now() - answeredMs > PROBE_SILENT_MS_MAX) {
        this.#logger.error({ pid: child.pid }, 'Store process does not answer; killing it.');
        child.kill('SIGKILL');
        return;
      }
      fetch(`${this.url()}/ping`, { signal: AbortSignal.timeout(PROBE_EVERY_MS) })
        .then((response) => response.text())
        .then(
          () => {
            answeredMs = Date.now();
          },
          () => {},
        );
    }, PROBE_EVERY_MS);
    this.#probe.unref();
  }

  async pause(): Promise<() => void> {
    if (this.state !== 'up') {
      throw new TizhengError(
        'PLATFORM_BUSY',
        'store',
        `The store is ${this.state}; it cannot be paused.`,
      );
    }
    this.state = 'paused';
    await this.#end();
    this.#logger.info({}, 'Store is paused.');
    return () => {
      if (this.state === 'paused') void this.#goOn();
    };
  }

  async #goOn(): Promise<void> {
    const refused = await this.#launch();
    if (refused === null || this.state !== 'paused') return;
    this.#logger.warn(refused, 'Store process does not come up; trying again.');
    this.state = 'down';
    await this.#restart();
  }

  async stop(): Promise<void> {
    this.state = 'stopped';
    await this.#end();
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exit = new Promise<void>((done) => child.once('exit', () => done()));
    child.disconnect();
    const late = await Promise.race([exit, sleep(STOP_MS_MAX, 'late' as const, { ref: false })]);
    if (late === 'late') {
      child.kill('SIGKILL');
      await exit;
    }
  }
}

/** The child needs no secrets of its parent's environment. */
function childEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LD_LIBRARY_PATH'];
  const kept: Record<string, string> = { TZ: 'UTC' };
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
