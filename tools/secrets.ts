/** `node tools/secrets.ts`: makes the secrets of docker-compose.yml, once; nothing of it has a default. */
import { createHash, pbkdf2Sync, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { devicePassword } from '#ingest/device-password.ts';
import { isDeviceId } from '#ingest/protocols/tz/topic.ts';
import { makeSecrets, type Secrets } from '#runtime/secrets.ts';
import { run } from './run.ts';

const HELP = `node tools/secrets.ts [options] [DEVICE_ID…]

Makes what docker-compose.yml needs to start: the platform's keys, and passwords for Kafka, ClickHouse, Mosquitto, Prometheus
and Grafana. What is there already stays as it is. Device ids are let in at Mosquitto with the password that
tools/device-password.ts prints (--data-dir is then this directory's platform.json beside it).

  --to DIR         where (default secrets); keep a copy under lock and key
  --version N      credentialVersion of the devices in the registry (default 0)
  --help           this text

Without Node on the machine: docker run --rm -v "$PWD/secrets:/out" --user "$(id -u)" --entrypoint node tizheng:0.1.0 tools/secrets.ts --to /out`;

const PASSWORD_BYTES = 24;
/** As mosquitto_passwd writes them: PBKDF2 with SHA-512. */
const MOSQUITTO_ROUNDS = 101;

await run(async (argv) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      to: { type: 'string', default: 'secrets' },
      version: { type: 'string', default: '0' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const wrong = positionals.find((deviceId) => !isDeviceId(deviceId) || deviceId === 'ingest');
  const version = Number(values.version);
  if (wrong !== undefined || !Number.isInteger(version) || version < 0) {
    console.error(
      'A device id has 1 to 64 letters, digits, dots, dashes or underscores, and is not "ingest"; --version is a whole number from 0.',
    );
    return 2;
  }
  const made = makeFiles(values.to);
  letIn(values.to, positionals, version);
  console.log(
    made.length === 0 ? 'Everything was there.' : `Made in ${values.to}: ${made.join(', ')}.`,
  );
  return 0;
});

/** Names of the files it made. */
function makeFiles(dir: string): string[] {
  // Who may enter is said by the directory: containers read single files of it, under users of their own.
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  const made: string[] = [];
  const file = (name: string, content: () => string): string => {
    const path = join(dir, name);
    if (!existsSync(path)) {
      writeFileSync(path, content(), { mode: 0o644, flag: 'wx' });
      made.push(name);
    }
    return readFileSync(path, 'utf8').trimEnd();
  };
  const password = (name: string) =>
    file(name, () => randomBytes(PASSWORD_BYTES).toString('base64url'));

  const platform = JSON.parse(
    file('platform.json', () => JSON.stringify(makeSecrets(), null, 2)),
  ) as Secrets;
  file('admin-password', () => `${platform.adminPassword}\n`);
  file('metrics-token', () => platform.metricsToken);
  const kafka = password('kafka-password');
  file(
    'kafka-users.properties',
    () =>
      `jaas=org.apache.kafka.common.security.plain.PlainLoginModule required user_tizheng="${kafka}";\n`,
  );
  const store = password('clickhouse-password');
  file('clickhouse-users.xml', () => clickhouseUsers(store));
  const mqtt = password('mqtt-password');
  file('mqtt-url', () => `mqtt://ingest:${mqtt}@mosquitto:1883\n`);
  file('mosquitto-passwords', () => mosquittoLine('ingest', mqtt));
  password('grafana-password');
  return made;
}

/** The user `default`, who has no password, is taken away. */
function clickhouseUsers(password: string): string {
  const hash = createHash('sha256').update(password).digest('hex');
  return `<clickhouse>
  <users>
    <default remove="remove"/>
    <tizheng>
      <password_sha256_hex>${hash}</password_sha256_hex>
      <networks><ip>::/0</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <access_management>0</access_management>
    </tizheng>
  </users>
</clickhouse>
`;
}

function letIn(dir: string, deviceIds: string[], version: number): void {
  const file = join(dir, 'mosquitto-passwords');
  const known = new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.split(':')[0]),
  );
  const { deviceKey } = JSON.parse(readFileSync(join(dir, 'platform.json'), 'utf8')) as Secrets;
  for (const deviceId of deviceIds) {
    if (known.has(deviceId)) continue;
    const password = devicePassword(Buffer.from(deviceKey, 'hex'), deviceId, version);
    appendFileSync(file, mosquittoLine(deviceId, password));
  }
}

function mosquittoLine(user: string, password: string): string {
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, MOSQUITTO_ROUNDS, 64, 'sha512');
  return `${user}:$7$${MOSQUITTO_ROUNDS}$${salt.toString('base64')}$${hash.toString('base64')}\n`;
}
