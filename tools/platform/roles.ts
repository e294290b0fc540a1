/** The roles of the platform, each in a thread of its own in the embedded way to run. */
import { Worker } from 'node:worker_threads';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import type { Secrets } from '#runtime/secrets.ts';
import type { PlatformSettings } from './settings.ts';

/** `webhooks` is a sink on a thread of its own: neither delays the other. */
export const ROLES = ['ingest', 'process', 'sink', 'webhooks', 'dashboard'] as const;
export type RoleName = (typeof ROLES)[number];

export interface StoreAddress {
  url: string;
  username: string;
  password: string;
}

export interface RoleInput {
  role: RoleName;
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

export type RoleMessage =
  | { kind: 'ready'; addresses: Record<string, string> }
  | { kind: 'metrics'; id: number; metrics: MetricsJson }
  | { kind: 'stopped' };

/** How long a role may take to stop before its thread is ended. */
const STOP_MS_MAX = 10_000;
const METRICS_MS_MAX = 2_000;

/** A running role's thread. */
export class Role {
  readonly name: RoleName;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (metrics: MetricsJson) => void>();
  #requests = 0;
  #stopping = false;
  alive = true;

  private constructor(name: RoleName, worker: Worker) {
    this.name = name;
    this.#worker = worker;
  }

  /** Resolves when the role serves; `onDeath` is told when it ends unasked. */
  static start(
    input: RoleInput,
    onDeath: (role: RoleName, error: unknown) => void,
  ): Promise<{ role: Role; addresses: Record<string, string> }> {
    const worker = new Worker(new URL('./role-worker.ts', import.meta.url), {
      workerData: input,
      name: input.role,
    });
    const role = new Role(input.role, worker);
    return new Promise((resolve, reject) => {
      let failure: unknown = null;
      let ready = false;
      worker.on('message', (message: RoleMessage) => {
        if (message.kind === 'ready') {
          ready = true;
          resolve({ role, addresses: message.addresses });
        } else if (message.kind === 'metrics') {
          role.#waiting.get(message.id)?.(message.metrics);
          role.#waiting.delete(message.id);
        }
      });
      worker.on('error', (error) => {
        failure = error;
      });
      worker.on('exit', () => {
        role.alive = false;
        if (!ready)
          reject(failure ?? new Error(`The role ${input.role} ended before it was ready.`));
        else if (!role.#stopping) onDeath(input.role, failure);
      });
    });
  }

  metrics(): Promise<MetricsJson> {
    if (!this.alive) return Promise.resolve([]);
    const id = ++this.#requests;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        resolve([]);
      }, METRICS_MS_MAX);
      this.#waiting.set(id, (metrics) => {
        clearTimeout(timer);
        resolve(metrics);
      });
      this.#worker.postMessage({ kind: 'metrics', id });
    });
  }

  async stop(): Promise<void> {
    if (!this.alive) return;
    this.#stopping = true;
    const ended = new Promise<void>((resolve) => {
      this.#worker.once('exit', () => resolve());
    });
    this.#worker.postMessage({ kind: 'stop' });
    const timer = setTimeout(() => void this.#worker.terminate(), STOP_MS_MAX);
    await ended;
    clearTimeout(timer);
  }
}
