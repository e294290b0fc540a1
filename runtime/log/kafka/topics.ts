/** Topics of the log in a Kafka cluster: made, grown, and kept to their retention. */
import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS } from '#core/time.ts';
import type { TopicOptions } from '../event-log.ts';
import { logError } from '../names.ts';
import { backoffMs, type Cluster } from './cluster.ts';
import { BrokerRefusal, check, INVALID_PARTITIONS, TOPIC_EXISTS } from './protocol/errors.ts';
import { addPartitions, createTopic, setTopicConfigs, topicConfigs } from './protocol/requests.ts';

export interface TopicSettings {
  topics: 'manage' | 'check';
  replicationFactor: number;
  minInsyncReplicas: number;
  requestTimeoutMs: number;
}

/** The largest record and the head of its batch, with room for compression that does not help. */
const MESSAGE_BYTES_MAX = 20 * 2 ** 20;
const LONG_MAX = '9223372036854775807';

/**
 * What a topic of these options needs of Kafka. Kafka removes and compacts whole closed segments, so
 * these close early enough for the retention to mean something. Records may be of any time: clocks of
 * devices are the product's business, not the broker's.
 */
export function configsOf(
  options: TopicOptions,
  minInsyncReplicas: number,
): Record<string, string> {
  const { retentionMs, retentionBytes, compacted } = options;
  const segmentMs = compacted
    ? HOUR_MS
    : Math.min(24 * HOUR_MS, Math.max(600_000, (retentionMs ?? Number.POSITIVE_INFINITY) / 10));
  return {
    'cleanup.policy': compacted ? 'compact' : 'delete',
    'retention.ms': compacted || retentionMs === null ? '-1' : String(Math.ceil(retentionMs)),
    'retention.bytes':
      compacted || retentionBytes === null ? '-1' : String(Math.ceil(retentionBytes)),
    'segment.ms': String(Math.ceil(segmentMs)),
    'max.message.bytes': String(MESSAGE_BYTES_MAX),
    'message.timestamp.type': 'CreateTime',
    'message.timestamp.after.max.ms': LONG_MAX,
    ...(compacted ? { 'segment.bytes': '67108864', 'min.cleanable.dirty.ratio': '0.2' } : {}),
    ...(minInsyncReplicas > 0 ? { 'min.insync.replicas': String(minInsyncReplicas) } : {}),
  };
}

/** Throws SETTINGS_INVALID, LOG_REFUSED or LOG_UNAVAILABLE. */
export async function ensureTopic(
  cluster: Cluster,
  topic: string,
  options: TopicOptions,
  settings: TopicSettings,
): Promise<void> {
  const timeoutMs = settings.requestTimeoutMs * 3;
  // What was learnt at the opening is not asked for again: a start ensures every topic.
  if (!isLed(cluster, topic, options))
    await cluster.persist(timeoutMs, () => cluster.refresh(topic));
  const configs = configsOf(options, settings.minInsyncReplicas);
  const found = cluster.leaders(topic)?.length ?? 0;
  if (found > options.partitions || (found > 0 && found < options.partitions && !options.mayGrow)) {
    const message = `Topic ${topic} has ${found} partitions, not ${options.partitions}.`;
    throw logError('SETTINGS_INVALID', message);
  }
  if (settings.topics === 'check') {
    if (found === options.partitions) return;
    const message = `Topic ${cluster.outer(topic)} needs ${options.partitions} partitions and has ${found}; log.kafka.topics = check leaves that to an administrator.`;
    throw logError('SETTINGS_INVALID', message);
  }
  if (found === 0) await create(cluster, topic, options, configs, settings);
  else {
    if (found < options.partitions) await grow(cluster, topic, options.partitions, timeoutMs);
    await keep(cluster, topic, configs, timeoutMs);
  }
  await hasLeaders(cluster, topic, options, timeoutMs);
}

async function create(
  cluster: Cluster,
  topic: string,
  { partitions }: TopicOptions,
  configs: Record<string, string>,
  { replicationFactor, requestTimeoutMs }: TopicSettings,
): Promise<void> {
  const name = cluster.outer(topic);
  await cluster.persist(requestTimeoutMs * 3, async () => {
    const answer = await cluster.askController(createTopic, {
      name,
      partitions,
      replicationFactor,
      configs,
    });
    // Another role may have been faster; then its partition count is looked at below.
    if (answer.error !== TOPIC_EXISTS) check(answer.error, `Topic ${name}`, answer.detail);
  });
}

async function grow(
  cluster: Cluster,
  topic: string,
  partitions: number,
  timeoutMs: number,
): Promise<void> {
  await cluster.persist(timeoutMs, async () => {
    const name = cluster.outer(topic);
    const answer = await cluster.askController(addPartitions, { topic: name, partitions });
    if (answer.error !== INVALID_PARTITIONS) check(answer.error, `Topic ${name}`, answer.detail);
  });
}

/** Only what differs is set, and nothing else of the topic. */
async function keep(
  cluster: Cluster,
  topic: string,
  configs: Record<string, string>,
  timeoutMs: number,
): Promise<void> {
  const name = cluster.outer(topic);
  await cluster.persist(timeoutMs, async () => {
    const names = Object.keys(configs);
    const now = await cluster.askAnyBroker(topicConfigs, { topic: name, names });
    const changed = Object.entries(configs).filter(([config, value]) => now.get(config) !== value);
    if (changed.length === 0) return;
    const question = { topic: name, configs: Object.fromEntries(changed) };
    await cluster.askAnyBroker(setTopicConfigs, question);
  });
}

/** Whether the topic is there, with as many partitions as wanted and a leader for each. */
function isLed(cluster: Cluster, topic: string, { partitions }: TopicOptions): boolean {
  const leaders = cluster.leaders(topic);
  return leaders?.length === partitions && leaders.every((node) => node >= 0);
}

async function hasLeaders(
  cluster: Cluster,
  topic: string,
  options: TopicOptions,
  timeoutMs: number,
): Promise<void> {
  const giveUpAt = performance.now() + timeoutMs;
  for (let tries = 1; !isLed(cluster, topic, options); tries++) {
    await cluster.refresh(topic).catch(() => {});
    const leaders = cluster.leaders(topic) ?? [];
    if (leaders.length > options.partitions) {
      const message = `Topic ${topic} has ${leaders.length} partitions, not ${options.partitions}.`;
      throw logError('SETTINGS_INVALID', message);
    }
    if (isLed(cluster, topic, options)) return;
    if (performance.now() > giveUpAt) {
      const what = `Topic ${cluster.outer(topic)}, whose partitions have no leader`;
      throw cluster.unavailable(new BrokerRefusal(5, what));
    }
    await sleep(backoffMs(tries));
  }
}
