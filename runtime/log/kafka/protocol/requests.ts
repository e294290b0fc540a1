/**
 * Requests besides Produce and Fetch, in the last versions without tagged fields: understood by
 * Kafka 2.4 to 4.x. Layouts as in https://kafka.apache.org/protocol.
 */
import type { Address } from '../wire.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { check } from './errors.ts';

/** One kind of request: what it is called, its number and version, its answer. */
export interface Api<Question, Answer> {
  name: string;
  key: number;
  version: number;
  encode(question: Question): Buffer;
  /** Throws BrokerRefusal when the whole request was refused. */
  decode(answer: Buffer): Answer;
}

const defineApi = <Question, Answer>(api: Api<Question, Answer>) => api;
/** How long a broker may work on a change of topics, ms. */
const CHANGE_MS_MAX = 15_000;

export interface Metadata {
  nodes: Map<number, Address>;
  controller: number;
  topics: { name: string; error: number; isInternal: boolean; leaders: number[] }[];
}

/** Of the topics named; null = of all. A partition without a leader has -1. */
export const metadata = defineApi<readonly string[] | null, Metadata>({
  name: 'Metadata',
  key: 3,
  version: 7,
  encode: (topics) => {
    const writer = new ByteWriter();
    return writer
      .array(topics, (name) => writer.string(name))
      .boolean(false)
      .take();
  },
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    const nodes = reader.array(() => {
      const node = reader.int32();
      const address = { host: reader.string(), port: reader.int32() };
      reader.nullableString();
      return [node, address] as const;
    });
    reader.nullableString();
    const controller = reader.int32();
    const topics = reader.array(() => {
      const error = reader.int16();
      const name = reader.string();
      const isInternal = reader.boolean();
      const leaders: number[] = [];
      reader.array(() => {
        reader.int16();
        const partition = reader.int32();
        leaders[partition] = reader.int32();
        reader.int32();
        for (let lists = 0; lists < 3; lists++) reader.array(() => reader.int32());
      });
      return { name, error, isInternal, leaders };
    });
    return { nodes: new Map(nodes), controller, topics };
  },
});

export interface NewTopic {
  name: string;
  partitions: number;
  /** -1 = as the cluster does by default. */
  replicationFactor: number;
  configs: Record<string, string>;
}

export const createTopic = defineApi<NewTopic, { error: number; detail: string | null }>({
  name: 'CreateTopics',
  key: 19,
  version: 4,
  encode: ({ name, partitions, replicationFactor, configs }) => {
    const writer = new ByteWriter();
    return writer
      .int32(1)
      .string(name)
      .int32(partitions)
      .int16(replicationFactor)
      .int32(0)
      .array(Object.entries(configs), ([config, value]) => writer.string(config).string(value))
      .int32(CHANGE_MS_MAX)
      .boolean(false)
      .take();
  },
  decode: decodeChange,
});

export const addPartitions = defineApi<
  { topic: string; partitions: number },
  { error: number; detail: string | null }
>({
  name: 'CreatePartitions',
  key: 37,
  version: 1,
  encode: ({ topic, partitions }) =>
    new ByteWriter()
      .int32(1)
      .string(topic)
      .int32(partitions)
      .array(null, () => {})
      .int32(CHANGE_MS_MAX)
      .boolean(false)
      .take(),
  decode: decodeChange,
});

function decodeChange(answer: Buffer): { error: number; detail: string | null } {
  const reader = new ByteReader(answer);
  reader.int32();
  const [only] = reader.array(() => {
    reader.string();
    return { error: reader.int16(), detail: reader.nullableString() };
  });
  return only ?? { error: -1, detail: null };
}

const TOPIC_RESOURCE = 2;

/** Values of the configurations named, null where the broker knows none. */
export const topicConfigs = defineApi<
  { topic: string; names: readonly string[] },
  Map<string, string | null>
>({
  name: 'DescribeConfigs',
  key: 32,
  version: 1,
  encode: ({ topic, names }) => {
    const writer = new ByteWriter();
    return writer
      .int32(1)
      .int8(TOPIC_RESOURCE)
      .string(topic)
      .array(names, (name) => writer.string(name))
      .boolean(false)
      .take();
  },
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    const [configs] = reader.array(() => {
      const error = reader.int16();
      const detail = reader.nullableString();
      reader.int8();
      check(error, `Configuration of topic ${reader.string()}`, detail);
      return reader.array(() => {
        const pair = [reader.string(), reader.nullableString()] as const;
        reader.boolean();
        reader.int8();
        reader.boolean();
        reader.array(() => {
          reader.string();
          reader.nullableString();
          reader.int8();
        });
        return pair;
      });
    });
    return new Map(configs);
  },
});

/** Sets these configurations of a topic, leaves the others. */
export const setTopicConfigs = defineApi<{ topic: string; configs: Record<string, string> }, void>({
  name: 'IncrementalAlterConfigs',
  key: 44,
  version: 0,
  encode: ({ topic, configs }) => {
    const writer = new ByteWriter();
    return writer
      .int32(1)
      .int8(TOPIC_RESOURCE)
      .string(topic)
      .array(Object.entries(configs), ([name, value]) => writer.string(name).int8(0).string(value))
      .boolean(false)
      .take();
  },
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    reader.array(() => {
      const error = reader.int16();
      const detail = reader.nullableString();
      reader.int8();
      check(error, `Configuration of topic ${reader.string()}`, detail);
    });
  },
});

/** First kept offset, or one past the last that every replica in sync has. */
export const listOffset = defineApi<
  { topic: string; partition: number; at: 'low' | 'high' },
  number
>({
  name: 'ListOffsets',
  key: 2,
  version: 2,
  encode: ({ topic, partition, at }) =>
    new ByteWriter()
      .int32(-1)
      .int8(0)
      .int32(1)
      .string(topic)
      .int32(1)
      .int32(partition)
      .int64(at === 'low' ? -2 : -1)
      .take(),
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    const [offsets] = reader.array(() => {
      const topic = reader.string();
      return reader.array(() => {
        const partition = reader.int32();
        check(reader.int16(), `Topic ${topic}, partition ${partition}`);
        reader.int64();
        return reader.int64();
      });
    });
    return offsets![0]!;
  },
});

/** Node that keeps a group's offsets and members. */
export const findCoordinator = defineApi<string, { node: number; address: Address }>({
  name: 'FindCoordinator',
  key: 10,
  version: 1,
  encode: (group) => new ByteWriter().string(group).int8(0).take(),
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    const error = reader.int16();
    check(error, 'Coordinator of a group', reader.nullableString());
    return { node: reader.int32(), address: { host: reader.string(), port: reader.int32() } };
  },
});

export interface GroupOffset {
  topic: string;
  partition: number;
  offset: number;
}

export const commitOffsets = defineApi<
  { group: string; generation: number; member: string; offsets: readonly GroupOffset[] },
  { topic: string; partition: number; error: number }[]
>({
  name: 'OffsetCommit',
  key: 8,
  version: 5,
  encode: ({ group, generation, member, offsets }) => {
    const writer = new ByteWriter().string(group).int32(generation).string(member);
    return writer
      .array(byTopic(offsets), ([topic, partitions]) => {
        writer.string(topic).array(partitions, ({ partition, offset }) => {
          writer.int32(partition).int64(offset).string('');
        });
      })
      .take();
  },
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    return reader
      .array(() => {
        const topic = reader.string();
        return reader.array(() => ({
          topic,
          partition: reader.int32(),
          error: reader.int16(),
        }));
      })
      .flat();
  },
});

/** Offset of the partition, null when the group never committed there. */
export const committedOffset = defineApi<
  { group: string; topic: string; partition: number },
  number | null
>({
  name: 'OffsetFetch',
  key: 9,
  version: 3,
  encode: ({ group, topic, partition }) =>
    new ByteWriter().string(group).int32(1).string(topic).int32(1).int32(partition).take(),
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    const offsets = reader
      .array(() => {
        const topic = reader.string();
        return reader.array(() => {
          const partition = reader.int32();
          const offset = reader.int64();
          reader.nullableString();
          check(reader.int16(), `Topic ${topic}, partition ${partition}`);
          return offset;
        });
      })
      .flat();
    check(reader.int16(), 'Offsets of a group');
    return offsets[0] === undefined || offsets[0] < 0 ? null : offsets[0];
  },
});

export interface ProducerNumber {
  id: bigint;
  epoch: number;
}

/** A number under which the broker recognises a batch that was sent twice. */
export const producerNumber = defineApi<void, ProducerNumber>({
  name: 'InitProducerId',
  key: 22,
  version: 1,
  encode: () => new ByteWriter().string(null).int32(60_000).take(),
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    check(reader.int16(), 'Number of a producer');
    return { id: reader.bigint64(), epoch: reader.int16() };
  },
});

function byTopic<T extends { topic: string }>(items: readonly T[]): [string, T[]][] {
  return [...Map.groupBy(items, ({ topic }) => topic)];
}
