/**
 * The log on Apache Kafka. See README.md beside this folder's parent for what it guarantees, and
 * docs/kafka.md for settings and operation.
 */
import type { Registry } from 'prom-client';
import { assertRecord } from '../embedded/batch.ts';
import type { AppendRecord, EventLog, LogBatch, ReadOptions, TopicOptions } from '../event-log.ts';
import { isName, logError } from '../names.ts';
import type { Cluster } from './cluster.ts';
import { codecOf } from './compression.ts';
import { Fetcher } from './fetcher.ts';
import { kafkaMetrics } from './metrics.ts';
import { GroupOffsets } from './offsets.ts';
import { openCluster } from './open.ts';
import { Producer } from './producer.ts';
import { listOffset } from './protocol/requests.ts';
import type { KafkaLogSettings } from './settings.ts';
import { ensureTopic } from './topics.ts';

/** How long `close` waits for appends under way. */
const CLOSE_MS_MAX = 10_000;

/**
 * Waits for a first broker as long as the settings say. Throws LOG_UNAVAILABLE when none answers,
 * LOG_REFUSED when one refuses our user or certificate, SETTINGS_INVALID, FILE_UNREADABLE.
 */
export async function openKafkaLog(
  settings: KafkaLogSettings,
  registry: Registry | null = null,
): Promise<EventLog> {
  const metrics = kafkaMetrics(registry);
  const cluster = await openCluster(settings, metrics);
  try {
    const codec = await codecOf(settings.compression);
    return new KafkaLog(
      cluster,
      settings,
      new Producer(cluster, settings, codec, metrics),
      new Fetcher(cluster, settings, metrics),
    );
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

class KafkaLog implements EventLog {
  readonly #cluster: Cluster;
  readonly #settings: KafkaLogSettings;
  readonly #producer: Producer;
  readonly #fetcher: Fetcher;
  readonly #offsets: GroupOffsets;
  #isClosed = false;

  constructor(cluster: Cluster, settings: KafkaLogSettings, producer: Producer, fetcher: Fetcher) {
    this.#cluster = cluster;
    this.#settings = settings;
    this.#producer = producer;
    this.#fetcher = fetcher;
    this.#offsets = new GroupOffsets(cluster, this.#patienceMs);
  }

  async ensureTopic(topic: string, options: TopicOptions): Promise<void> {
    this.#assertOpen();
    if (!isName(topic)) throw logError('LOG_TOPIC_UNKNOWN', `${topic} is no name for a topic.`);
    await ensureTopic(this.#cluster, topic, options, this.#settings);
  }

  partitions(topic: string): number {
    this.#assertOpen();
    const leaders = this.#cluster.leaders(topic);
    if (leaders === null) throw unknownTopic(topic);
    return leaders.length;
  }

  async append(
    topic: string,
    partition: number,
    records: readonly AppendRecord[],
  ): Promise<number> {
    // Nothing is waited for where the topic is known: calls keep their order.
    if (!this.#isKnown(topic, partition)) await this.#learn(topic, partition);
    for (const record of records) assertRecord(record);
    if (records.length === 0) return (await this.ends(topic, partition)).high;
    const first = await this.#producer.append(topic, partition, records);
    this.#fetcher.seen(topic, partition, first + records.length);
    return first;
  }

  async read(
    topic: string,
    partition: number,
    fromOffset: number,
    options: ReadOptions,
  ): Promise<LogBatch> {
    if (!this.#isKnown(topic, partition)) await this.#learn(topic, partition);
    return this.#fetcher.read(topic, partition, fromOffset, options);
  }

  async ends(topic: string, partition: number): Promise<{ low: number; high: number }> {
    if (!this.#isKnown(topic, partition)) await this.#learn(topic, partition);
    const [low, high] = await Promise.all([
      this.#end(topic, partition, 'low'),
      this.#end(topic, partition, 'high'),
    ]);
    this.#fetcher.seen(topic, partition, high);
    return { low, high };
  }

  async committed(group: string, topic: string, partition: number): Promise<number | null> {
    if (!this.#isKnown(topic, partition)) await this.#learn(topic, partition);
    return this.#offsets.committed(nameOf(group), topic, partition);
  }

  async commit(group: string, topic: string, partition: number, offset: number): Promise<void> {
    if (!this.#isKnown(topic, partition)) await this.#learn(topic, partition);
    return this.#offsets.commit(nameOf(group), topic, partition, offset);
  }

  /** The brokers apply retention and compaction in their own time. */
  async clean(): Promise<number> {
    this.#assertOpen();
    return 0;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#fetcher.close();
    await this.#producer.close(CLOSE_MS_MAX);
    await this.#cluster.close();
  }

  get #patienceMs(): number {
    return this.#settings.requestTimeoutMs * 3;
  }

  #end(topic: string, partition: number, at: 'low' | 'high'): Promise<number> {
    const question = { topic: this.#cluster.outer(topic), partition, at };
    return this.#cluster.persist(this.#patienceMs, () =>
      this.#cluster.ask(this.#cluster.leader(topic, partition), 'admin', listOffset, question),
    );
  }

  #isKnown(topic: string, partition: number): boolean {
    this.#assertOpen();
    const leaders = this.#cluster.leaders(topic);
    return leaders !== null && partition >= 0 && partition < leaders.length;
  }

  /** Somebody else may have made the topic, or grown it, since we last looked. */
  async #learn(topic: string, partition: number): Promise<void> {
    await this.#cluster.persist(this.#patienceMs, () => this.#cluster.refresh(topic));
    this.#assertOpen();
    if (this.#cluster.leaders(topic) === null) throw unknownTopic(topic);
    if (!this.#isKnown(topic, partition))
      throw logError('LOG_TOPIC_UNKNOWN', `Topic ${topic} has no partition ${partition}.`);
  }

  #assertOpen(): void {
    if (this.#isClosed) throw logError('LOG_CLOSED', 'The log is closed.');
  }
}

const unknownTopic = (topic: string) =>
  logError('LOG_TOPIC_UNKNOWN', `Topic ${topic} does not exist.`);

function nameOf(group: string): string {
  if (!isName(group)) throw logError('SETTINGS_INVALID', `${group} is no name for a reader.`);
  return group;
}
