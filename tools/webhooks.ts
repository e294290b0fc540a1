/**
 * `npm run -s webhooks`: endpoints, dead letters and secrets from the command line of the machine the
 * platform runs on, or with the settings of a process that shares its Kafka. What it asks goes through
 * the same topic as the page's buttons, so the running sink does it, once, also when it is started later.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DELIVERY_ACTIONS, type DeliveryAction } from '#core/delivery.ts';
import { TizhengError } from '#core/errors.ts';
import { formatShanghai } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { DeliveryBook } from '#dashboard/server/delivery-book.ts';
import {
  decodeDeadLetter,
  decodeDeliveryRecord,
  encodeDeliveryCommand,
} from '#proto/codec/delivery.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import { loadSettings } from '#runtime/settings.ts';
import { addSecret, retireOldSecrets, secretFileOf } from '#sinks/webhooks/secret-file.ts';
import { audited, cliActor } from './cli-audit.ts';
import { openLog } from './platform/open-log.ts';
import { type PlatformSettings, platformSettings } from './platform/settings.ts';
import { run } from './run.ts';

const HELP = `npm run -s webhooks -- COMMAND [options]

  list                              endpoints: state, what waits, last answer
  dead [--endpoint ID]              dead letters, one JSON object per line
  redeliver ENDPOINT --id MSG …     sends these dead letters again, or
            --from TIME --to TIME   those given up in a period (ISO 8601), or
            --all                   all of the endpoint
  resend ENDPOINT --from TIME [--to TIME]
                                    sends all it wants of that time once more, delivered or not
  test ENDPOINT                     sends one signed message without an alert
  hasten ENDPOINT                   tries now what waits for a later attempt
  disable ENDPOINT | enable ENDPOINT
  rotate ENDPOINT                   adds a signing secret and prints it once; the old ones sign too
  retire ENDPOINT                   leaves the newest secret only

  --config FILE, --data-dir DIR     as for npm start`;

const ACTIONS: readonly string[] = DELIVERY_ACTIONS;
const READ = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };
/** Statuses are told once a minute, attempts beside them: the newest stretch holds all endpoints. */
const STATUS_RECORDS = 50_000;

interface Options {
  endpoint?: string;
  id?: string[];
  from?: string;
  to?: string;
  all?: boolean;
}

export async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      'data-dir': { type: 'string' },
      endpoint: { type: 'string' },
      id: { type: 'string', multiple: true },
      from: { type: 'string' },
      to: { type: 'string' },
      all: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [command = '', endpoint = ''] = positionals;
  if (values.help || command === '') {
    console.log(HELP);
    return values.help ? 0 : 1;
  }
  const settings = loadSettings(platformSettings, {
    file: values.config ?? null,
    env: process.env,
    overrides: { dataDir: values['data-dir'] },
  });
  const isSecret = command === 'rotate' || command === 'retire';
  const file = isSecret ? knownSecretFile(settings, endpoint) : '';
  const isEmbedded = settings.log.engine === 'embedded';
  if (isEmbedded && !existsSync(join(settings.dataDir, 'log', `${TOPICS.deliveryCommands}.sqlite`)))
    throw refusal(`${settings.dataDir} holds no platform's data yet.`);
  const log = await openLog(settings);
  try {
    if (isSecret) return await changeSecret({ log, settings }, command, endpoint, file);
    if (command === 'list') return list(await readBook(log));
    if (command === 'dead') return listDead(await readBook(log), values.endpoint);
    if (ACTIONS.includes(command))
      return await ask({ log, settings }, command as DeliveryAction, endpoint, values as Options);
    throw refusal(`There is no command ${command}.\n\n${HELP}`);
  } finally {
    await log.close();
  }
}

function list(book: DeliveryBook): number {
  const endpoints = book.endpoints(Date.now());
  if (endpoints.length === 0) console.log('No endpoint has told how it stands.');
  for (const each of endpoints) {
    const last =
      each.lastAtMs === null ? 'none yet' : `${answerOf(each)} at ${formatShanghai(each.lastAtMs)}`;
    console.log(
      [
        `${each.endpoint}: ${each.isCurrent ? each.state : `${each.state} (told at ${formatShanghai(each.atMs)}; the sink is not running)`}`,
        `  delivered ${each.deliveredTotal}, waiting ${each.waiting}, not read yet ${each.lagRecords}, dead ${each.dead}`,
        `  last answer: ${last}`,
        ...(each.failingSinceMs === null
          ? []
          : [`  nothing taken since ${formatShanghai(each.failingSinceMs)}`]),
        ...(each.nextAtMs === null ? [] : [`  next attempt ${formatShanghai(each.nextAtMs)}`]),
      ].join('\n'),
    );
  }
  return 0;
}

function answerOf({
  lastReason,
  lastStatus,
}: {
  lastReason: string | null;
  lastStatus: number | null;
}) {
  return lastStatus === null ? lastReason : `${lastReason} (HTTP ${lastStatus})`;
}

function listDead(book: DeliveryBook, endpoint: string | undefined): number {
  for (const letter of book.letters(Number.MAX_SAFE_INTEGER).letters) {
    if (endpoint !== undefined && letter.endpoint !== endpoint) continue;
    console.log(JSON.stringify({ ...letter, at: formatShanghai(letter.atMs) }));
  }
  return 0;
}

async function ask(
  at: { log: EventLog; settings: PlatformSettings },
  action: DeliveryAction,
  endpoint: string,
  { id = [], from, to, all = false }: Options,
): Promise<number> {
  if (endpoint === '')
    throw refusal(`Say which endpoint: npm run -s webhooks -- ${action} ENDPOINT`);
  const { log } = at;
  const isChosen = id.length > 0 || from !== undefined || to !== undefined || all;
  if (action === 'redeliver' && !isChosen)
    throw refusal('Say which ones: --id, --from and --to, or --all.');
  if (action === 'resend' && from === undefined) throw refusal('Say from when on: --from.');
  if (!(await readBook(log)).has(endpoint))
    throw refusal(`No endpoint named ${endpoint} has told how it stands.`);
  const commandId = randomUUID();
  const atMs = Date.now();
  const [fromMs, toMs] = [instantOf('--from', from), instantOf('--to', to)];
  const value = encodeDeliveryCommand({
    commandId,
    action,
    endpoint,
    webhookIds: id,
    ...{ fromMs, toMs, atMs, actor: cliActor() },
  });
  const deed = {
    ...{ action: 'delivery.steer' as const, command: `webhooks ${action}` },
    ...{ subjects: [commandId], query: { endpoint, webhookIds: id.length, fromMs, toMs } },
  };
  await audited(at, deed, () =>
    log.append(TOPICS.deliveryCommands, 0, [{ key: commandId, timeMs: atMs, value }]),
  );
  console.log(
    `Asked (${commandId}). The running sink does it now; a stopped one when it is started.`,
  );
  return 0;
}

function instantOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms))
    throw refusal(`${option} takes an instant like 2026-11-21T08:00:00+08:00, not ${text}.`);
  return ms;
}

/** Throws where the settings name no such endpoint, or the platform has not made its secret. */
function knownSecretFile(settings: PlatformSettings, id: string): string {
  const endpoint = settings.sinks.webhooks.endpoints.find((each) => each.id === id);
  if (endpoint === undefined)
    throw refusal(`The settings name no endpoint ${id || '(none given)'}.`);
  const file = secretFileOf(settings.dataDir, endpoint);
  if (!existsSync(file))
    throw refusal(`${file} does not exist; the platform makes it at its start.`);
  return file;
}

async function changeSecret(
  at: { log: EventLog; settings: PlatformSettings },
  command: 'rotate' | 'retire',
  id: string,
  file: string,
): Promise<number> {
  const deed = {
    ...{ action: 'delivery.steer' as const, command: `webhooks ${command}` },
    query: { endpoint: id },
  };
  if (command === 'rotate') {
    const secret = await audited(at, deed, async () => addSecret(file));
    console.log(`New signing secret of ${id}: ${secret}`);
    console.log('Both sign within 5 s. Give it to the receiver, then run: retire');
  } else {
    const removed = await audited(at, deed, async () => retireOldSecrets(file));
    console.log(`${removed} older secrets of ${id} no longer sign.`);
  }
  return 0;
}

async function readBook(log: EventLog): Promise<DeliveryBook> {
  const book = new DeliveryBook();
  const { high } = await log.ends(TOPICS.deliveries, 0);
  await eachRecord(log, TOPICS.deliveries, high - STATUS_RECORDS, ({ value }) =>
    book.applyRecord(decodeDeliveryRecord(value)),
  );
  await eachRecord(log, TOPICS.deadLetters, 0, ({ value }) =>
    book.applyLetter(decodeDeadLetter(value)),
  );
  return book;
}

async function eachRecord(
  log: EventLog,
  topic: string,
  from: number,
  take: (record: LogRecord) => void,
): Promise<void> {
  const { low, high } = await log.ends(topic, 0);
  for (let offset = Math.max(low, from); offset < high; ) {
    const batch = await log.read(topic, 0, offset, READ);
    batch.records.forEach(take);
    offset = batch.nextOffset;
  }
}

function refusal(message: string): TizhengError {
  return new TizhengError('SETTINGS_INVALID', 'webhooks', message);
}

if (import.meta.main) await run(main);
