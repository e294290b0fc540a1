/** Settings of the log on Apache Kafka. Secrets come by environment or from a file, and are never logged. */
import { type Static, Type } from 'typebox';
import { COMPRESSIONS } from './compression.ts';

const text = (value: string, description: string) => Type.String({ default: value, description });
const whole = (value: number, minimum: number, maximum: number, description: string) =>
  Type.Integer({ default: value, minimum, maximum, description });
const oneOf = <T extends string>(names: readonly T[], value: T, description: string) =>
  Type.Unsafe<T>(
    Type.Union(
      names.map((name) => Type.Literal(name)),
      { default: value, description },
    ),
  );

export const CLIENTS = ['platformatic', 'kafkajs'] as const;
export type ClientName = (typeof CLIENTS)[number];

const tlsSettings = Type.Object(
  {
    mode: oneOf(
      ['off', 'on'],
      'off',
      'on = connections are encrypted and the brokers show a certificate',
    ),
    caFile: text(
      '',
      'PEM file of the authorities that sign the brokers’ certificates; empty = those Node knows',
    ),
    certFile: text('', 'PEM file of a certificate of our own, where brokers ask for one'),
    keyFile: text('', 'PEM file of its key'),
    serverName: text(
      '',
      'name the brokers’ certificates must bear; empty = the host of each address',
    ),
  },
  { default: {}, additionalProperties: false },
);

const saslSettings = Type.Object(
  {
    mechanism: oneOf(
      ['none', 'PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'],
      'none',
      'how the brokers are told who we are; PLAIN sends the password and wants TLS',
    ),
    username: text('', 'user known to the brokers'),
    password: text('', 'its password; give it by environment, or by passwordFile'),
    passwordFile: text('', 'file whose first line is the password; wins over password'),
  },
  { default: {}, additionalProperties: false },
);

const groupSettings = Type.Object(
  {
    sessionTimeoutMs: whole(
      10_000,
      1_000,
      300_000,
      'a process that was not heard of for longer loses its partitions to the others, ms; the brokers allow no less than their group.min.session.timeout.ms (6 s)',
    ),
    heartbeatMs: whole(2_000, 100, 60_000, 'how often a process is heard of, ms'),
    rebalanceTimeoutMs: whole(
      20_000,
      1_000,
      600_000,
      'how long a process that has to give a partition up may take to end its work there, ms',
    ),
  },
  { default: {}, additionalProperties: false },
);

export const kafkaSettings = Type.Object(
  {
    brokers: Type.Array(Type.String(), {
      default: ['127.0.0.1:9092'],
      minItems: 1,
      description:
        'host:port of a few brokers, from which the others are learnt; separated by commas in the environment',
    }),
    client: oneOf(CLIENTS, 'platformatic', 'library that holds the connections'),
    clientId: text('tizheng', 'name under which the brokers log us and apply quotas'),
    topicPrefix: text(
      '',
      'put before the name of every topic and group, so that installations can share a cluster',
    ),
    tls: tlsSettings,
    sasl: saslSettings,
    groups: groupSettings,
    topics: oneOf(
      ['manage', 'check'],
      'manage',
      'manage = missing topics are created and their retention is kept as set here; check = an administrator does that, a missing topic or another partition count refuses the start',
    ),
    replicationFactor: whole(
      -1,
      -1,
      16,
      'copies of every partition of a topic that is created; -1 = as the cluster does by default. Three survive the loss of a broker',
    ),
    minInsyncReplicas: whole(
      0,
      0,
      16,
      'copies that must have a record before it is acknowledged; 0 = as the cluster does by default. Two of three copies',
    ),
    compression: oneOf(
      COMPRESSIONS,
      'none',
      'of what is appended; zstd costs processor time and saves network and disk. Any is read',
    ),
    lingerMs: whole(
      2,
      0,
      1_000,
      'how long the first append of a batch waits for others, ms; more = fewer, larger requests and later acknowledgements',
    ),
    batchBytesMax: whole(
      1_048_576,
      16_384,
      16_777_216,
      'a batch is not filled beyond this, bytes; a larger append gets its own',
    ),
    pendingBytesMax: whole(
      67_108_864,
      1_048_576,
      2_147_483_647,
      'bytes waiting to be acknowledged above which an append is refused with LOG_OVERLOADED',
    ),
    readBufferBytesMax: whole(
      67_108_864,
      1_048_576,
      2_147_483_647,
      'bytes read ahead of all readers together; beyond it only those who wait are served',
    ),
    connectTimeoutMs: whole(5_000, 100, 60_000, 'for a connection to be made and accepted, ms'),
    requestTimeoutMs: whole(
      10_000,
      1_000,
      120_000,
      'for an answer, ms; a connection that takes longer is made anew and the request repeated',
    ),
    deliveryTimeoutMs: whole(
      120_000,
      1_000,
      3_600_000,
      'how long an append is repeated while brokers are away, ms; then it is rejected, undecided, with all that wait behind it',
    ),
    startTimeoutMs: whole(30_000, 0, 3_600_000, 'how long the start waits for a first broker, ms'),
  },
  { default: {}, additionalProperties: false },
);
export type KafkaLogSettings = Static<typeof kafkaSettings>;
