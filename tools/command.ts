/**
 * `npm run -s command`: commands to vehicles from the command line of the machine the platform runs on.
 * They go through the same topic as the page's, so a running gateway sends them, and a stopped one
 * when it is started, as long as they have not expired.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CommandRecord } from '#core/command.ts';
import { COMMAND_KINDS, commandKinds } from '#core/command-kinds.ts';
import { TizhengError } from '#core/errors.ts';
import type { SubjectKey } from '#core/identity.ts';
import { formatShanghai } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import {
  type CommandBody,
  makeCommand,
  Refusal,
  registryKinds,
} from '#dashboard/server/command-asking.ts';
import { CommandBook, type CommandView } from '#dashboard/server/command-book.ts';
import { DeviceRegister } from '#dashboard/server/device-register.ts';
import { Roster } from '#dashboard/server/roster.ts';
import {
  decodeCommandRecord,
  decodeCommandResult,
  encodeCommandRecord,
} from '#proto/codec/command.ts';
import { WireFault } from '#proto/codec/fault.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { loadSecrets } from '#runtime/secrets.ts';
import { loadSettings } from '#runtime/settings.ts';
import { audited, type CliDeed, cliActor } from './cli-audit.ts';
import { openLog } from './platform/open-log.ts';
import { type PlatformSettings, platformSettings } from './platform/settings.ts';
import { run } from './run.ts';

const HELP = `npm run -s command -- COMMAND [options]

  send KIND [ARGS]      asks a vehicle's terminal for something; ARGS is one JSON object
       --vehicle ID     e.g. 粤B12345-2, or
       --device KEY     16 hex digits, as an answer or a list names it
       --reason TEXT    why
       --expires S      not begun after this many seconds; default 300
       --priority P     urgent, normal or low
       --repeat R       until-answered or once
       --confirm        for what can move, open or lose a vehicle (the settings must allow it as well)
       --wait           waits for the result; exit 0 when it was answered, 1 when not
  list --vehicle ID | --device KEY   newest first, one JSON object per line
  show COMMAND-ID       one command with its results
  cancel COMMAND-ID     takes back what has not been sent
  kinds [KIND]          what can be asked, or the schema of one kind's arguments

  --config FILE, --data-dir DIR     as for npm start

Examples:
  npm run -s command -- send text '{"text":"前方团雾，减速慢行"}' --vehicle 粤B12345-2 --wait
  npm run -s command -- send query-position --vehicle 粤B12345-2 --wait
  npm run -s command -- send send-zone '{"zoneId":"Z1"}' --vehicle 粤B12345-2`;

const READ = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };
const LOOK_EVERY_MS = 300;

interface Options {
  vehicle?: string;
  device?: string;
  reason?: string;
  expires?: string;
  priority?: string;
  repeat?: string;
  confirm?: boolean;
  wait?: boolean;
}

export async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      'data-dir': { type: 'string' },
      vehicle: { type: 'string' },
      device: { type: 'string' },
      reason: { type: 'string' },
      expires: { type: 'string' },
      priority: { type: 'string' },
      repeat: { type: 'string' },
      confirm: { type: 'boolean' },
      wait: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [command = '', what = '', args] = positionals;
  if (values.help || command === '') {
    console.log(HELP);
    return values.help ? 0 : 1;
  }
  if (command === 'kinds') return listKinds(what);
  const settings = loadSettings(platformSettings, {
    file: values.config ?? null,
    env: process.env,
    overrides: { dataDir: values['data-dir'] },
  });
  const isEmbedded = settings.log.engine === 'embedded';
  if (isEmbedded && !existsSync(join(settings.dataDir, 'log', `${TOPICS.commands}.sqlite`)))
    throw refusal(`${settings.dataDir} holds no platform's data yet.`);
  const log = await openLog(settings);
  try {
    const book = new Book(log);
    if (command === 'send') return await send(log, book, settings, what, args, values as Options);
    await book.read();
    if (command === 'list') return await list(log, book, settings, values as Options);
    if (command === 'show') return show(book, what);
    if (command === 'cancel') return await cancel(log, book, settings, what);
    throw refusal(`There is no command ${command}.\n\n${HELP}`);
  } finally {
    await log.close();
  }
}

function listKinds(what: string): number {
  const all = { ...commandKinds, ...registryKinds };
  if (what === '') {
    for (const kind of COMMAND_KINDS)
      console.log(
        commandKinds[kind].isDangerous ? `${kind} (needs a setting and --confirm)` : kind,
      );
    for (const kind of Object.keys(registryKinds)) console.log(kind);
    return 0;
  }
  if (!(what in all)) throw refusal(`There is no kind ${what}; see: kinds`);
  const kind = all[what as keyof typeof all];
  console.log(JSON.stringify('args' in kind ? kind.args : kind, null, 2));
  return 0;
}

async function send(
  log: EventLog,
  book: Book,
  settings: PlatformSettings,
  kind: string,
  args: string | undefined,
  options: Options,
): Promise<number> {
  const { reason, priority, repeat, confirm } = options;
  const { devices, roster } = await readRegistry(log, settings);
  const body = {
    kind,
    ...(args === undefined ? {} : { args: objectOf(args) }),
    ...(options.vehicle === undefined ? {} : { vehicleId: options.vehicle }),
    ...(options.device === undefined ? {} : { deviceKey: keyOf(options.device) }),
    ...(options.expires === undefined ? {} : { expiresInS: secondsOf(options.expires) }),
    ...(reason === undefined ? {} : { reason }),
    ...(priority === undefined ? {} : { priority: oneOf(['urgent', 'normal', 'low'], priority) }),
    ...(repeat === undefined ? {} : { repeat: oneOf(['until-answered', 'once'], repeat) }),
    ...(confirm === undefined ? {} : { confirm }),
  } as CommandBody;
  if (!(kind in commandKinds) && !(kind in registryKinds))
    throw refusal(`There is no kind ${kind || '(none given)'}; see: kinds`);
  const command = refusing(() =>
    makeCommand(body, {
      devices,
      roster,
      subjectOfAlert: () => undefined,
      actor: cliActor(),
      sees: () => true,
      seesItem: () => true,
      mayDangerous: true,
      dangerousKinds: settings.ingest.commands.dangerousKinds,
      nowMs: Date.now(),
    }),
  );
  const { commandId, subjectKey, deviceKey } = command;
  const deed: CliDeed = {
    ...{ action: 'command.send', command: 'command send', subjects: [subjectKey, commandId] },
    query: { kind: command.kind, deviceKey },
    purpose: reason ?? '',
  };
  await audited({ log, settings }, deed, () => append(log, command, command.createdAtMs));
  if (!options.wait) {
    console.log(`Asked (${command.commandId}). See: show ${command.commandId}`);
    return 0;
  }
  for (;;) {
    await book.read();
    const view = book.commands.get(command.commandId);
    if (view !== undefined && ['answered', 'failed', 'expired', 'cancelled'].includes(view.state)) {
      print(view);
      return view.state === 'answered' ? 0 : 1;
    }
    await sleep(LOOK_EVERY_MS);
  }
}

async function list(
  log: EventLog,
  book: Book,
  settings: PlatformSettings,
  { vehicle, device }: Options,
): Promise<number> {
  if (vehicle === undefined && device === undefined)
    throw refusal('Say whose: --vehicle or --device.');
  const { devices } = await readRegistry(log, settings);
  const subjectKey =
    vehicle === undefined ? devices.subjectOf(keyOf(device!)) : devices.vehicleKeyOf(vehicle);
  book.commands.ofSubject(subjectKey, Number.MAX_SAFE_INTEGER).forEach(print);
  return 0;
}

function show(book: Book, commandId: string): number {
  const view = book.commands.get(commandId);
  if (view === undefined) throw refusal(`No command ${commandId} is kept.`);
  print(view);
  for (const { atMs, state, attempt, reason, waitsFor, gateway } of view.results)
    console.log(
      JSON.stringify({ at: formatShanghai(atMs), state, attempt, reason, waitsFor, gateway }),
    );
  return 0;
}

async function cancel(
  log: EventLog,
  book: Book,
  settings: PlatformSettings,
  commandId: string,
): Promise<number> {
  const view = book.commands.get(commandId);
  if (view === undefined) throw refusal(`No command ${commandId} is kept.`);
  if (view.attempt > 0 || !['accepted', 'queued'].includes(view.state))
    throw refusal(`The command is ${view.state}: what was sent cannot be taken back.`);
  const atMs = Date.now();
  const { deviceKey } = view;
  const actor = cliActor();
  const deed: CliDeed = {
    ...{ action: 'command.cancel', command: 'command cancel', subjects: [commandId] },
    query: { deviceKey },
  };
  await audited({ log, settings }, deed, () =>
    append(log, { record: 'cancellation', commandId, deviceKey, actor, atMs }, atMs),
  );
  console.log('Asked. It is taken back unless a gateway was faster.');
  return 0;
}

function print(view: CommandView): void {
  const { args, kind, state, commandId, failure, reply, actor, reason, attempt } = view;
  const asked = formatShanghai(view.createdAtMs);
  const changed = formatShanghai(view.changedAtMs);
  console.log(
    JSON.stringify({
      commandId,
      kind,
      state,
      failure,
      attempt,
      asked,
      changed,
      actor,
      reason,
      args,
      reply,
    }),
  );
}

async function append(log: EventLog, record: CommandRecord, timeMs: number): Promise<void> {
  const { deviceKey: key } = record;
  const partition = partitionOf(key, log.partitions(TOPICS.commands));
  const value = encodeCommandRecord(record);
  await log.append(TOPICS.commands, partition, [{ key, timeMs, value }]);
}

/** Commands and results, read on at each look. */
class Book {
  readonly commands = new CommandBook();
  readonly #log: EventLog;
  readonly #next = new Map<string, number>();

  constructor(log: EventLog) {
    this.#log = log;
  }

  async read(): Promise<void> {
    await this.#each(TOPICS.commands, ({ value }) =>
      this.commands.apply(decodeCommandRecord(value)),
    );
    await this.#each(TOPICS.commandResults, ({ value }) =>
      this.commands.applyResult(decodeCommandResult(value)),
    );
  }

  async #each(topic: string, take: (record: LogRecord) => void): Promise<void> {
    for (let partition = 0; partition < this.#log.partitions(topic); partition++) {
      const name = `${topic}/${partition}`;
      const next = await eachRecord(this.#log, topic, partition, this.#next.get(name) ?? 0, take);
      this.#next.set(name, next);
    }
  }
}

async function readRegistry(log: EventLog, settings: PlatformSettings) {
  const secret = Buffer.from(loadSecrets(settings.dataDir).secrets.pseudonymKey, 'hex');
  const devices = new DeviceRegister(secret);
  const roster = new Roster(secret);
  await eachRecord(log, TOPICS.registry, 0, 0, ({ key, value }) => {
    roster.apply(key, value);
    devices.apply(key, value);
  });
  return { devices, roster };
}

/** A record of a newer version is passed over. */
async function eachRecord(
  log: EventLog,
  topic: string,
  partition: number,
  from: number,
  take: (record: LogRecord) => void,
): Promise<number> {
  const { low, high } = await log.ends(topic, partition);
  let offset = Math.max(low, from);
  while (offset < high) {
    const batch = await log.read(topic, partition, offset, READ);
    for (const record of batch.records) {
      try {
        take(record);
      } catch (error) {
        if (!(error instanceof WireFault)) throw error;
      }
    }
    offset = batch.nextOffset;
  }
  return offset;
}

function refusing<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { mistakes, devices } = error.extra as { mistakes?: string[]; devices?: string[] };
    throw refusal([error.message, ...(mistakes ?? []), ...(devices ?? [])].join('\n  '));
  }
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw refusal('ARGS is one JSON object, e.g. \'{"text":"减速慢行"}\'.');
}

function keyOf(text: string): SubjectKey {
  if (!/^[0-9a-f]{16}$/.test(text)) throw refusal('--device takes 16 hex digits.');
  return text as SubjectKey;
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 7 * 86_400)
    throw refusal('--expires takes seconds, at most a week.');
  return seconds;
}

function oneOf<T extends string>(list: readonly T[], text: string): T {
  if ((list as readonly string[]).includes(text)) return text as T;
  throw refusal(`${text} is none of: ${list.join(', ')}.`);
}

function refusal(message: string): TizhengError {
  return new TizhengError('SETTINGS_INVALID', 'command', message);
}

if (import.meta.main) await run(main);
