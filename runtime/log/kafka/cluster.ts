/**
 * The brokers: who leads which partition, connections to them by purpose, and asking again after a
 * failure. Nothing here gives up by itself; whoever waits has a deadline.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { logError } from '../names.ts';
import type { KafkaMetrics } from './metrics.ts';
import { BrokerRefusal } from './protocol/errors.ts';
import { type Api, findCoordinator, type Metadata, metadata } from './protocol/requests.ts';
import {
  type Address,
  type Connect,
  type Connection,
  ConnectionFailure,
  type WireOptions,
} from './wire.ts';

/**
 * A broker answers the requests of a connection one after the other, so what may wait there has
 * connections of its own: a fetch that waits for records never holds up an append.
 */
export type Lane = 'admin' | 'produce' | 'fetch-now' | `fetch-${number}`;

const RETRY_MS_MIN = 50;
const RETRY_MS_MAX = 1_000;
/** Who leads is asked again after this long, so that grown topics and moved leaders are seen. */
const REFRESH_MS = 30_000;

export interface ClusterOptions {
  bootstrap: readonly Address[];
  /** Put before the names of topics and groups. */
  prefix: string;
  wire: WireOptions;
  connect: Connect;
  metrics: KafkaMetrics;
}

/** Wait before try number `tries` (from 1), ms: doubling, with a random quarter so that clients spread. */
export function backoffMs(tries: number): number {
  const ms = Math.min(RETRY_MS_MIN * 2 ** (tries - 1), RETRY_MS_MAX);
  return ms * (1 + Math.random() / 4);
}

export class Cluster {
  readonly #options: ClusterOptions;
  #nodes = new Map<number, Address>();
  #controller = -1;
  /** Leader per partition, by topic without prefix. */
  readonly #leaders = new Map<string, number[]>();
  readonly #connections = new Map<string, Promise<Connection>>();
  readonly #open = new Set<Connection>();
  readonly #coordinators = new Map<string, number>();
  #refreshing: Promise<void> | null = null;
  readonly #refreshTimer: NodeJS.Timeout;
  #isClosed = false;

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.#refreshTimer = setInterval(() => {
      this.refresh().catch(() => {});
    }, REFRESH_MS).unref();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Learns every topic there is. Throws LOG_UNAVAILABLE when no broker answers within the time. */
  async open(timeoutMs: number): Promise<void> {
    const giveUpAt = performance.now() + timeoutMs;
    for (let tries = 1; ; tries++) {
      try {
        this.#learn(await this.#askAny(metadata, null), null);
        return;
      } catch (error) {
        const isFinal = error instanceof ConnectionFailure && error.reason === 'refused';
        if (isFinal || performance.now() > giveUpAt) throw this.unavailable(error);
        await sleep(backoffMs(tries));
      }
    }
  }

  /** Leaders of the partitions, -1 = none at the moment; null when the topic is not known. */
  leaders(topic: string): readonly number[] | null {
    return this.#leaders.get(topic) ?? null;
  }

  leader(topic: string, partition: number): number {
    return this.#leaders.get(topic)?.[partition] ?? -1;
  }

  /** Asks again about the known topics and this one. Calls at one time share one question. */
  async refresh(topic: string | null = null): Promise<void> {
    while (this.#refreshing !== null) {
      await this.#refreshing.catch(() => {});
      if (topic === null || this.#leaders.has(topic)) return;
    }
    const names = [...this.#leaders.keys(), ...(topic === null ? [] : [topic])];
    this.#refreshing = this.#askAny(
      metadata,
      names.map((name) => this.outer(name)),
    )
      .then((answer) => this.#learn(answer, names))
      .finally(() => {
        this.#refreshing = null;
      });
    await this.#refreshing;
  }

  /** Name of a topic or group as the brokers know it, and back. */
  outer(name: string): string {
    return this.#options.prefix + name;
  }

  inner(name: string): string {
    return name.slice(this.#options.prefix.length);
  }

  /** Asks one broker. Throws ConnectionFailure or BrokerRefusal, counted by reason. */
  async ask<Q, A>(node: number, lane: Lane, api: Api<Q, A>, question: Q): Promise<A> {
    const answer = await this.send(node, lane, api, api.encode(question));
    return this.#decoded(() => api.decode(answer));
  }

  /** As `ask`, for bytes that are encoded and decoded elsewhere. */
  async send(
    node: number,
    lane: Lane,
    api: { name: string; key: number; version: number },
    body: Buffer,
  ): Promise<Buffer> {
    const { metrics } = this.#options;
    let connection: Connection | null = null;
    const end = metrics.request(api.name);
    try {
      connection = await this.#connection(node, lane);
      return await connection.request(api.key, api.version, body);
    } catch (error) {
      metrics.error(error instanceof ConnectionFailure ? error.reason : 'other');
      if (connection !== null) this.#drop(`${node}/${lane}`, connection);
      throw error;
    } finally {
      end();
    }
  }

  /** Asks whoever answers; for what every broker knows. */
  async askAnyBroker<Q, A>(api: Api<Q, A>, question: Q): Promise<A> {
    return this.#askAny(api, question);
  }

  /** Asks the controller, which alone changes topics; learns anew who that is when it was another. */
  async askController<Q, A>(api: Api<Q, A>, question: Q): Promise<A> {
    if (!this.#nodes.has(this.#controller)) await this.refresh();
    return this.ask(this.#controller, 'admin', api, question);
  }

  /** Asks the broker that keeps the group. */
  async askCoordinator<Q, A>(group: string, api: Api<Q, A>, question: Q): Promise<A> {
    let node = this.#coordinators.get(group);
    if (node === undefined) {
      const found = await this.#askAny(findCoordinator, this.outer(group));
      node = found.node;
      this.#nodes.set(node, found.address);
      this.#coordinators.set(group, node);
    }
    return this.ask(node, 'admin', api, question);
  }

  /** Another broker may keep the group now. */
  forgetCoordinator(group: string): void {
    this.#coordinators.delete(group);
  }

  /** Repeats until it succeeds, with growing waits; throws the log's error when it is final or the time is over. */
  async persist<T>(timeoutMs: number, attempt: () => Promise<T>): Promise<T> {
    const giveUpAt = performance.now() + timeoutMs;
    for (let tries = 1; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        if (this.#isClosed) throw logError('LOG_CLOSED', 'The log is closed.');
        const isFinal = !this.isPassing(error);
        if (isFinal || performance.now() > giveUpAt) throw this.unavailable(error);
        await sleep(backoffMs(tries));
        await this.refresh().catch(() => {});
      }
    }
  }

  /** Whether the same request may succeed a while later. */
  isPassing(error: unknown): boolean {
    if (error instanceof ConnectionFailure) return error.reason !== 'refused';
    return error instanceof BrokerRefusal && error.remedy !== 'fail';
  }

  /** The log's error for what a broker did or did not answer. */
  unavailable(error: unknown): Error {
    const isAnswer = error instanceof BrokerRefusal ? error.remedy === 'fail' : isRefused(error);
    if (isAnswer) return logError('LOG_REFUSED', (error as Error).message, error);
    const { bootstrap } = this.#options;
    const names = bootstrap.map(({ host, port }) => `${host}:${port}`).join(', ');
    const last = error instanceof Error ? ` Last: ${error.message}` : '';
    return logError(
      'LOG_UNAVAILABLE',
      `No Kafka broker answers as it should (${names}).${last}`,
      error,
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#refreshTimer);
    await Promise.all([...this.#open].map((connection) => connection.close()));
  }

  async #askAny<Q, A>(api: Api<Q, A>, question: Q): Promise<A> {
    let last: unknown = null;
    // Those known to be connected first, then those met, then those named in the settings.
    const nodes = [...this.#nodes.keys()].sort(
      (a, b) => Number(this.#isConnected(b)) - Number(this.#isConnected(a)),
    );
    for (const node of nodes) {
      try {
        return await this.ask(node, 'admin', api, question);
      } catch (error) {
        if (error instanceof BrokerRefusal && error.remedy === 'fail') throw error;
        last = error;
      }
    }
    for (const [index, address] of this.#options.bootstrap.entries()) {
      // Numbered below zero: not yet known by their own number.
      const node = -2 - index;
      this.#nodes.set(node, address);
      try {
        return await this.ask(node, 'admin', api, question);
      } catch (error) {
        if (isRefused(error)) throw error;
        last = error;
      } finally {
        this.#nodes.delete(node);
      }
    }
    throw last;
  }

  #learn(answer: Metadata, asked: readonly string[] | null): void {
    this.#nodes = answer.nodes;
    this.#controller = answer.controller;
    for (const { name, error, isInternal, leaders } of answer.topics) {
      if (isInternal || !name.startsWith(this.#options.prefix)) continue;
      const inner = this.inner(name);
      if (leaders.length > 0) this.#leaders.set(inner, leaders);
      // Named once and gone: it was deleted under us. Asked about and never there: nothing to keep.
      else if (error !== 0 && asked?.includes(inner)) this.#leaders.delete(inner);
    }
  }

  #isConnected(node: number): boolean {
    return this.#connections.has(`${node}/admin`);
  }

  async #connection(node: number, lane: Lane): Promise<Connection> {
    const name = `${node}/${lane}`;
    const found = await this.#connections.get(name)?.catch(() => null);
    if (found?.isOpen) return found;
    const address = this.#nodes.get(node);
    if (address === undefined)
      throw new ConnectionFailure('unreachable', `Broker ${node} is not known.`);
    if (found) this.#drop(name, found);
    // Somebody else may have begun while this call looked.
    const begun = this.#connections.get(name);
    if (begun !== undefined) return begun;
    const connecting = this.#connect(name, address);
    this.#connections.set(name, connecting);
    return connecting;
  }

  async #connect(name: string, address: Address): Promise<Connection> {
    const { connect, wire, metrics } = this.#options;
    if (this.#isClosed) throw new ConnectionFailure('closed', 'The log is closed.');
    try {
      const connection = await connect(address, wire);
      this.#open.add(connection);
      metrics.connected();
      if (this.#isClosed) await connection.close();
      return connection;
    } catch (error) {
      this.#connections.delete(name);
      throw error;
    }
  }

  #drop(name: string, connection: Connection): void {
    this.#connections.delete(name);
    this.#open.delete(connection);
    connection.close().catch(() => {});
  }

  #decoded<T>(decode: () => T): T {
    try {
      return decode();
    } catch (error) {
      this.#options.metrics.error(error instanceof BrokerRefusal ? error.label : 'other');
      throw error;
    }
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof ConnectionFailure && error.reason === 'refused';
