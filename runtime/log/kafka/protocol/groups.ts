/** Membership of groups: who takes part, and what each one has. Subscriptions and assignments as Kafka's own tools read them. */
import { ByteReader, ByteWriter } from './bytes.ts';
import { check } from './errors.ts';
import type { Api } from './requests.ts';

const defineApi = <Question, Answer>(api: Api<Question, Answer>) => api;
const PROTOCOL_TYPE = 'consumer';
/** Name of our way to assign; members with another one do not join the same group. */
const PROTOCOL = 'tizheng-cooperative';

export interface JoinQuestion {
  group: string;
  /** Empty the first time; then as the broker named us. */
  member: string;
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  topic: string;
  owned: readonly number[];
}
export interface JoinAnswer {
  error: number;
  generation: number;
  leader: string;
  member: string;
  /** Everybody and what they have; only the leader is told. */
  members: { member: string; owned: number[] }[];
}

/** Waits at the broker until every member has joined again. */
export const joinGroup = defineApi<JoinQuestion, JoinAnswer>({
  name: 'JoinGroup',
  key: 11,
  version: 5,
  encode: ({ group, member, sessionTimeoutMs, rebalanceTimeoutMs, topic, owned }) =>
    new ByteWriter()
      .string(group)
      .int32(sessionTimeoutMs)
      .int32(rebalanceTimeoutMs)
      .string(member)
      .string(null)
      .string(PROTOCOL_TYPE)
      .int32(1)
      .string(PROTOCOL)
      .bytes(subscription(topic, owned))
      .take(),
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    const error = reader.int16();
    const generation = reader.int32();
    reader.string();
    const leader = reader.string();
    const member = reader.string();
    const members = reader.array(() => {
      const id = reader.string();
      reader.nullableString();
      return { member: id, owned: ownedOf(reader.bytes()!) };
    });
    return { error, generation, leader, member, members };
  },
});

export interface SyncQuestion {
  group: string;
  generation: number;
  member: string;
  topic: string;
  /** By member, from the leader; empty from the others. */
  assignments: ReadonlyMap<string, readonly number[]>;
}

/** What the leader gave us. */
export const syncGroup = defineApi<SyncQuestion, number[]>({
  name: 'SyncGroup',
  key: 14,
  version: 3,
  encode: ({ group, generation, member, topic, assignments }) => {
    const writer = new ByteWriter().string(group).int32(generation).string(member).string(null);
    return writer
      .array([...assignments], ([id, partitions]) => {
        writer.string(id).bytes(assignment(topic, partitions));
      })
      .take();
  },
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    check(reader.int16(), 'Assignment of a group');
    const bytes = reader.bytes();
    if (bytes === null || bytes.length === 0) return [];
    const inner = new ByteReader(bytes);
    inner.int16();
    return partitionsIn(inner);
  },
});

export const heartbeat = defineApi<{ group: string; generation: number; member: string }, void>({
  name: 'Heartbeat',
  key: 12,
  version: 3,
  encode: ({ group, generation, member }) =>
    new ByteWriter().string(group).int32(generation).string(member).string(null).take(),
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    check(reader.int16(), 'Heartbeat of a group');
  },
});

export const leaveGroup = defineApi<{ group: string; member: string }, void>({
  name: 'LeaveGroup',
  key: 13,
  version: 1,
  encode: ({ group, member }) => new ByteWriter().string(group).string(member).take(),
  decode: (answer) => {
    const reader = new ByteReader(answer);
    reader.int32();
    check(reader.int16(), 'Leaving a group');
  },
});

/** ConsumerProtocolSubscription, version 1. */
function subscription(topic: string, owned: readonly number[]): Buffer {
  const writer = new ByteWriter().int16(1).int32(1).string(topic).int32(-1).int32(1).string(topic);
  return writer.array(owned, (partition) => writer.int32(partition)).take();
}

function ownedOf(bytes: Buffer): number[] {
  const reader = new ByteReader(bytes);
  reader.int16();
  reader.array(() => reader.string());
  reader.bytes();
  return partitionsIn(reader);
}

/** ConsumerProtocolAssignment, version 0. */
function assignment(topic: string, partitions: readonly number[]): Buffer {
  const writer = new ByteWriter().int16(0).int32(1).string(topic);
  return writer
    .array(partitions, (partition) => writer.int32(partition))
    .int32(-1)
    .take();
}

function partitionsIn(reader: ByteReader): number[] {
  return reader
    .array(() => {
      reader.string();
      return reader.array(() => reader.int32());
    })
    .flat();
}
