/** Every setting of the embedded platform: one schema, one section per service. */
import { type Static, Type } from 'typebox';
import { dashboardSettings } from '#dashboard/config.ts';
import { ingestSettings } from '#ingest/config.ts';
import { processorSettings } from '#processors/config.ts';
import { kafkaSettings } from '#runtime/log/kafka/settings.ts';
import { LOG_LEVELS } from '#runtime/logger.ts';
import { sinkSettings } from '#sinks/config.ts';

const logSettings = Type.Object(
  {
    engine: Type.Union([Type.Literal('embedded'), Type.Literal('kafka')], {
      default: 'embedded',
      description:
        'embedded = a directory under dataDir, for one machine; kafka = topics of an Apache Kafka cluster',
    }),
    kafka: kafkaSettings,
    partitions: Type.Integer({
      minimum: 1,
      maximum: 256,
      default: 4,
      description: 'partitions of the subject topics; fixed at the first start of a data directory',
    }),
    reportsDays: Type.Number({
      minimum: 0.01,
      default: 7,
      description: 'days that reports, observations and partials are kept',
    }),
    reportsGigabytes: Type.Number({
      minimum: 0.01,
      default: 20,
      description: 'bytes per partition, in 10^9, above which the oldest reports are removed',
    }),
    alertsDays: Type.Number({
      minimum: 1,
      default: 365,
      description: 'days that alert transitions are kept',
    }),
    actionsDays: Type.Number({
      minimum: 1,
      default: 1_100,
      description: 'days that alert actions are kept',
    }),
    auditDays: Type.Number({
      minimum: 1_095,
      default: 1_100,
      description: 'days that the audit trail is kept; three years at least',
    }),
    commandsDays: Type.Number({
      minimum: 1,
      default: 30,
      description: 'days that commands to devices and their results are kept',
    }),
    quarantineDays: Type.Number({
      minimum: 0.01,
      default: 28,
      description: 'days that quarantined and late input is kept',
    }),
    cleanEveryMs: Type.Integer({
      minimum: 1_000,
      default: 60_000,
      description: 'how often retention is applied',
    }),
  },
  { default: {}, additionalProperties: false },
);

const secret = (description: string) => Type.String({ default: '', description });

const secretSettings = Type.Object(
  {
    pseudonymKey: secret(
      '64 hex digits that key the pseudonyms, the same in every process; empty = as secrets.json of the data directory has it, made at the first start where all roles run together',
    ),
    pseudonymKeyFile: secret('file whose first line is the pseudonym key; wins over pseudonymKey'),
    deviceKey: secret('64 hex digits that key device authentication; empty = as above'),
    deviceKeyFile: secret('file whose first line is the device key; wins over deviceKey'),
    adminPassword: secret('password of the user admin; empty = as above'),
    adminPasswordFile: secret('file whose first line is that password; wins over adminPassword'),
    metricsToken: secret(
      'bearer token of the metrics listener outside loopback, at least 16 characters; empty = as above',
    ),
    metricsTokenFile: secret('file whose first line is that token; wins over metricsToken'),
    evidenceKey: secret(
      '64 hex digits that sign evidence bundles (Ed25519), for the dashboard; empty = as above, and where roles run apart bundles are then not signed',
    ),
    evidenceKeyFile: secret('file whose first line is that key; wins over evidenceKey'),
  },
  { default: {}, additionalProperties: false },
);

const storeSettings = Type.Object(
  {
    url: Type.String({
      default: '',
      description:
        'http or https address of a ClickHouse server; empty = the embedded engine, where all roles run together',
    }),
    username: Type.String({ default: 'default', description: 'user on that server' }),
    password: Type.String({
      default: '',
      description: 'its password; give it by environment, or by passwordFile',
    }),
    passwordFile: Type.String({
      default: '',
      description: 'file whose first line is that password; wins over password',
    }),
    cluster: Type.String({
      pattern: '^\\w*$',
      default: '',
      description:
        'name of the ClickHouse cluster (of its remote_servers) the tables are spread over, replicated within each shard; set before the first start; empty = one server, or the embedded store',
    }),
    insertQuorum: Type.Union([Type.Literal('majority'), Type.Literal('one')], {
      default: 'majority',
      description:
        'on a cluster, how many replicas of its shard hold a batch before the sink goes on; with majority, rows of a shard that lacks replicas wait in the log',
    }),
  },
  { default: {}, additionalProperties: false },
);

const pressureSettings = Type.Object(
  {
    processorLagRecordsMax: Type.Integer({
      minimum: 0,
      default: 5_000_000,
      description:
        'records the processors may be behind; beyond it ingest pauses its sockets until half of it is reached, and devices keep and resend; 0 = no bound',
    }),
    sinkLagRecordsMax: Type.Integer({
      minimum: 0,
      default: 200_000_000,
      description:
        'records the store may be behind; beyond it ingest pauses its sockets until half of it is reached. The log keeps what waits for as long as its retention allows; 0 = no bound',
    }),
    diskFreeMegabytesMin: Type.Integer({
      minimum: 0,
      default: 500,
      description:
        'space left to the data directory, in 10^6 bytes, below which ingest pauses its sockets until there is a quarter more, so that state and store can still be written; 0 = the log refuses when the disk is full',
    }),
  },
  { default: {}, additionalProperties: false },
);

const opsSettings = Type.Object(
  {
    host: Type.String({
      default: '127.0.0.1',
      description:
        'address of the metrics and health listener; outside loopback the metrics token is asked for',
    }),
    port: Type.Integer({
      minimum: 0,
      maximum: 65535,
      default: 9464,
      description: 'its port; 0 = any free one',
    }),
    drainMs: Type.Integer({
      minimum: 0,
      maximum: 300_000,
      default: 0,
      description:
        'after a request to stop, how long /readyz answers 503 before anything is closed, so that whoever balances load sends nothing more',
    }),
  },
  { default: {}, additionalProperties: false },
);

export const platformSettings = Type.Object(
  {
    dataDir: Type.String({
      default: 'var',
      description: 'directory that holds log, state, store and secrets',
    }),
    logLevel: Type.Union(
      LOG_LEVELS.map((level) => Type.Literal(level)),
      { default: 'info', description: 'least important log line written' },
    ),
    registryFile: Type.String({
      default: '',
      description: 'registry JSON imported at start; empty = none',
    }),
    rulesFile: Type.String({
      default: '',
      description:
        'rule parameters as JSON, {"<alert type>": {"<parameter>": value}}, imported at start for every rule that people have not changed since; empty = none',
    }),
    adminPassword: Type.String({
      default: '',
      description: 'password of the user admin; empty = generated at first start',
    }),
    processThreads: Type.Integer({
      minimum: 1,
      maximum: 64,
      default: 2,
      description:
        'threads the processors run in, each with partitions of its own; more than partitions are not started',
    }),
    log: logSettings,
    store: storeSettings,
    secrets: secretSettings,
    ingest: ingestSettings,
    processors: processorSettings,
    sinks: sinkSettings,
    dashboard: dashboardSettings,
    pressure: pressureSettings,
    ops: opsSettings,
  },
  { default: {}, additionalProperties: false },
);
export type PlatformSettings = Static<typeof platformSettings>;
