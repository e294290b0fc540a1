/** The roles of the platform, each in a thread of its own in the embedded way to run. */
import { Worker } from 'node:worker_threads';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import { type ErrorCode, errorCatalogue, TizhengError } from '#core/errors.ts';
import type { Secrets } from '#runtime/secrets.ts';
import type { StoreAddress } from '#runtime/store/client.ts';
import type { PlatformSettings } from './settings.ts';

/** `webhooks` is a sink on a thread of its own: neither delays the other. */
export const ROLES = ['ingest', 'process', 'sink', 'webhooks', 'dashboard'] as const;
export type RoleName = (typeof ROLES)[number];

export interface RoleInput {
  /** Which of the role's `threads` this is, from 0. */
  thread: number;
  threads: number;
  settings: PlatformSettings;
  secrets: Secrets;
  /** Null for roles that do not speak to the store. */
  store: StoreAddress | null;
  webRoot: string;
}

export type MetricsJson = MetricObjectWithValues<MetricValue<string>>[];

export type RoleRequest =
  | { kind: 'start'; input: RoleInput }
  | { kind: 'metrics'; id: number }
  | { kind: 'lag'; id: number }
  | { kind: 'pressure'; on: boolean }
  | { kind: 'stop' };
export type RoleMessage =
  | { kind: 'ready'; addresses: Record<string, string> }
  | { kind: 'metrics'; id: number; metrics: MetricsJson }
  | { kind: 'lag'; id: number; records: number }
  | { kind: 'stopped' };

/**
 * New objects of a role's thread, before they die or are kept. The default lets each thread reserve
 * several times as much: at full load the platform held 2.1 GB instead of 1.5, for no less work.
 */
const YOUNG_GENERATION_MB_MAX = 24;
/** How long a role may take to stop before its thread is ended. */
const STOP_MS_MAX = 10_000;
const ANSWER_MS_MAX = 2_000;

/** An error of the catalogue loses its class on the way between threads, not its code. */
function asThrown(failure: unknown): unknown {
  if (!(failure instanceof Error) || !('code' in failure)) return failure;
  const { code, stage, message } = failure as Error & { code: string; stage: string };
  return code in errorCatalogue
    ? new TizhengError(code as ErrorCode, stage, message, failure)
    : failure;
}

/** A running role's thread. */
export class Role {
  readonly name: RoleName;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (answer: RoleMessage) => void>();
  #requests = 0;
  #stopping = false;
  alive = true;

  readonly #started = Promise.withResolvers<Record<string, string>>();

  /** Starts the thread, which loads its service; `onDeath` is told when it ends unasked later on. */
  constructor(name: RoleName, onDeath: (role: RoleName, error: unknown) => void) {
    this.name = name;
    const worker = new Worker(new URL('./role-entry.ts', import.meta.url), {
      workerData: { role: name },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB_MAX },
      name,
    });
    this.#worker = worker;
    let failure: unknown = null;
    let ready = false;
    worker.on('message', (message: RoleMessage) => {
      if (message.kind === 'ready') {
        ready = true;
        this.#started.resolve(message.addresses);
      } else if (message.kind === 'metrics' || message.kind === 'lag') {
        this.#waiting.get(message.id)?.(message);
        this.#waiting.delete(message.id);
      }
    });
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', () => {
      this.alive = false;
      if (!ready)
        this.#started.reject(
          asThrown(failure) ?? new Error(`The role ${name} ended before it was ready.`),
        );
      else if (!this.#stopping) onDeath(name, failure);
    });
    // A start that fails elsewhere must not wait for a role that was never told to start.
    worker.unref();
    // A failure is met where the start is awaited.
    this.#started.promise.catch(() => {});
  }

  /** Resolves with its addresses when the role serves. */
  start(input: RoleInput): Promise<Record<string, string>> {
    this.#worker.ref();
    this.#send({ kind: 'start', input });
    return this.#started.promise;
  }

  async metrics(): Promise<MetricsJson> {
    const answer = await this.#ask('metrics');
    return answer?.kind === 'metrics' ? answer.metrics : [];
  }

  /** Records behind; 0 for a role that reads nothing or does not answer. */
  async lag(): Promise<number> {
    const answer = await this.#ask('lag');
    return answer?.kind === 'lag' ? answer.records : 0;
  }

  setPressure(on: boolean): void {
    this.#send({ kind: 'pressure', on });
  }

  /** Null when the role is gone or too busy to answer in time. */
  #ask(kind: 'metrics' | 'lag'): Promise<RoleMessage | null> {
    if (!this.alive) return Promise.resolve(null);
    const id = ++this.#requests;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        resolve(null);
      }, ANSWER_MS_MAX);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.#send({ kind, id });
    });
  }

  async stop(): Promise<void> {
    if (!this.alive) return;
    this.#stopping = true;
    const ended = new Promise<void>((resolve) => {
      this.#worker.once('exit', () => resolve());
    });
    this.#send({ kind: 'stop' });
    const timer = setTimeout(() => void this.#worker.terminate(), STOP_MS_MAX);
    await ended;
    clearTimeout(timer);
  }

  #send(request: RoleRequest): void {
    this.#worker.postMessage(request);
  }
}
