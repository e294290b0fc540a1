/**
 * `npm run -s registry -- import FILE…`: files into the registry, with a report. A running platform is asked
 * through its API, because one process writes the registry at a time; of a stopped one the log is written.
 */
import { existsSync, openAsBlob, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { TizhengError } from '#core/errors.ts';
import { TOPICS } from '#core/topics.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import {
  type ImportProgress,
  type ImportReport,
  runImport,
} from '#runtime/registry/import/import.ts';
import {
  formatOf,
  IMPORT_ENCODINGS,
  IMPORT_FORMATS,
  type ImportEncoding,
  type ImportFormat,
  openSource,
} from '#runtime/registry/import/source.ts';
import { StoredRegistry } from '#runtime/registry/view.ts';
import { RegistryWriter } from '#runtime/registry/writer.ts';
import { loadSettings } from '#runtime/settings.ts';
import { audited, type CliDeed, cliActor } from './cli-audit.ts';
import { DashboardClient, type Seat, seatOf, secretsOf } from './dashboard-client.ts';
import { type PlatformSettings, platformSettings } from './platform/settings.ts';
import { topicOptions } from './platform/topics.ts';
import { run } from './run.ts';

const HELP = `npm run -s registry -- import FILE… [options]

Checks each file whole, then writes what changed. Running it again writes nothing.

  --list NAME          list of a CSV file, or kind of a GeoJSON file: vehicles, enterprises, drivers, devices,
                       stations, lines, routes, zones, sections, sensors, permits, waybills, tickets, regions,
                       holidays, bans
  --format NAME        csv, json or geojson (default: by the file's name)
  --encoding NAME      utf-8 or gb18030 (default: UTF-8 where the whole file is)
  --dry-run            checks only
  --skip-faulty        writes the other rows when some are faulty (default: writes none)
  --reason TEXT        kept in the history of every change
  --json               prints the reports as JSON, one line per file
  --config FILE, --data-dir DIR     as for npm start
  --url URL            of a platform elsewhere; the password of --user (default admin) is read from
                       TIZHENG_PASSWORD

Exit 0: all rows are in the registry. 1: rows are faulty. 2: a file cannot be read.`;

interface Options {
  format?: string;
  list?: string;
  encoding?: string;
  'dry-run'?: boolean;
  'skip-faulty'?: boolean;
  reason?: string;
  json?: boolean;
  url?: string;
  user?: string;
}
interface Wish {
  file: string;
  format: ImportFormat;
  list: string | undefined;
  encoding: ImportEncoding | undefined;
  faulty: 'refuse' | 'skip';
  isDryRun: boolean;
  reason: string;
}
type Importer = (wish: Wish) => Promise<ImportReport>;

export async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      list: { type: 'string' },
      encoding: { type: 'string' },
      'dry-run': { type: 'boolean' },
      'skip-faulty': { type: 'boolean' },
      reason: { type: 'string' },
      json: { type: 'boolean' },
      url: { type: 'string' },
      user: { type: 'string' },
      config: { type: 'string' },
      'data-dir': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [command, ...files] = positionals;
  if (values.help || command !== 'import' || files.length === 0) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const wishes = files.map((file) => wishOf(file, values));
  const settings = loadSettings(platformSettings, {
    file: values.config ?? null,
    env: process.env,
    overrides: { dataDir: values['data-dir'] },
  });
  const { importer, close } = await importerOf(settings, values);
  let status = 0;
  try {
    for (const wish of wishes) {
      const report = await importer(wish);
      if (values.json) console.log(JSON.stringify({ file: wish.file, ...report }));
      else tell(wish.file, report);
      if (report.faulty > 0) status = 1;
    }
  } finally {
    await close();
  }
  return status;
}

function wishOf(file: string, values: Options): Wish {
  const format = oneOf(values.format, IMPORT_FORMATS, '--format') ?? formatOf(file);
  if (format === undefined) throw refusal(`${file}: say --format csv, json or geojson.`);
  if (!existsSync(file) || !statSync(file).isFile())
    throw new TizhengError('FILE_UNREADABLE', 'registry', `${file} cannot be read.`);
  return {
    ...{ file, format, list: values.list },
    encoding: oneOf(values.encoding, IMPORT_ENCODINGS, '--encoding'),
    faulty: values['skip-faulty'] ? 'skip' : 'refuse',
    isDryRun: values['dry-run'] ?? false,
    reason: values.reason ?? '',
  };
}

function oneOf<T extends string>(
  value: string | undefined,
  allowed: readonly T[],
  option: string,
): T | undefined {
  const found = allowed.find((each) => each === value);
  if (value !== undefined && found === undefined)
    throw refusal(`${option} is one of ${allowed.join(', ')}.`);
  return found;
}

async function importerOf(
  settings: PlatformSettings,
  options: Options,
): Promise<{ importer: Importer; close(): Promise<void> }> {
  const seat = await seatOf(settings, options);
  if (seat !== null) return { importer: await remoteImporter(seat), close: async () => {} };
  // Whoever writes the registry there is another process, on this machine or not.
  if (settings.log.engine === 'kafka')
    throw refusal('The log is on Kafka: name a dashboard by --url, which writes the registry.');
  const pseudonymKey = Buffer.from(secretsOf(settings.dataDir).pseudonymKey, 'hex');
  const log = await openEmbeddedLog({ dir: join(settings.dataDir, 'log') });
  const topics = topicOptions(settings.log);
  for (const topic of [TOPICS.registry, TOPICS.registryChanges])
    await log.ensureTopic(topic, topics[topic]!);
  const writer = new RegistryWriter(log, pseudonymKey);
  const importer: Importer = async ({ file, reason, faulty, isDryRun, ...how }) => {
    await writer.settle();
    const work = async () =>
      runImport({
        source: await openSource(file, how),
        view: await StoredRegistry.read(log, pseudonymKey),
        author: { actor: cliActor(), reason, origin: 'import', atMs: Date.now() },
        ...{ writer, pseudonymKey, faulty, isDryRun, onProgress: tellProgress },
      });
    if (isDryRun) return work();
    const { format, list = '' } = how;
    const deed: CliDeed = {
      ...{ action: 'registry.import', command: 'registry import', purpose: reason },
      query: { format, list, faulty },
    };
    return audited({ log, settings }, deed, work);
  };
  return { importer, close: () => log.close() };
}

/** How often a running import is asked how far it is. */
const ASK_MS = 300;

async function remoteImporter(seat: Seat): Promise<Importer> {
  const client = await DashboardClient.signIn(seat);
  return async ({ file, format, list, encoding, faulty, isDryRun, reason }) => {
    const query = new URLSearchParams({ format, faulty, dryRun: String(isDryRun) });
    if (list !== undefined) query.set('list', list);
    if (encoding !== undefined) query.set('encoding', encoding);
    const started = await client.send('POST', `/api/registry/import?${query}`, {
      headers: {
        'content-type': 'application/octet-stream',
        'x-reason': encodeURIComponent(reason),
      },
      body: await openAsBlob(file),
    });
    const where = started.headers.get('location') ?? '';
    for (;;) {
      const state = await client.json<{
        state: string;
        detail: string;
        progress: ImportProgress;
        report: ImportReport;
      }>('GET', where);
      if (state.state === 'failed') throw refusal(`${file}: ${state.detail}`);
      if (state.state === 'done') return state.report;
      tellProgress(state.progress);
      await sleep(ASK_MS);
    }
  };
}

let told = '';
function tellProgress({ phase, rows, total }: ImportProgress): void {
  if (!process.stderr.isTTY) return;
  const line = total === null ? `${phase} ${rows}` : `${phase} ${rows} / ${total}`;
  if (line !== told) process.stderr.write(`\r${line.padEnd(40)}`);
  told = line;
}

function tell(file: string, report: ImportReport): void {
  if (process.stderr.isTTY) process.stderr.write('\r');
  for (const { list, row, field, code, message, value } of report.faults)
    console.log(
      `${file}: ${list} ${row}: ${field === '' ? 'the row' : field}${value === null ? '' : ` (${value})`} ${message} [${code}]`,
    );
  if (report.faultsTotal > report.faults.length)
    console.log(`${file}: ${report.faultsTotal - report.faults.length} further faults.`);
  for (const note of report.notes) console.log(`${file}: ${note}`);
  const { rows, created, changed, unchanged, faulty } = report;
  const end = report.isWritten ? 'Written.' : 'Nothing was written.';
  console.log(
    `${file}: ${rows} rows: ${created} new, ${changed} changed, ${unchanged} unchanged, ${faulty} faulty. ${end}`,
  );
}

function refusal(sentence: string): TizhengError {
  return new TizhengError('REGISTRY_INVALID', 'registry', sentence);
}

if (import.meta.main) await run(main);
