/**
 * `npm run -s audit -- verify`: checks the chains of the audit trail, with the platform running or stopped,
 * and tells their ends, which are to be kept elsewhere for the next check.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Registry } from 'prom-client';
import type { AuditHead } from '#core/audit.ts';
import { TizhengError } from '#core/errors.ts';
import { TOPICS } from '#core/topics.ts';
import { AuditVerifier } from '#runtime/audit/verify.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { loadSettings } from '#runtime/settings.ts';
import { openLog } from './platform/open-log.ts';
import { platformSettings } from './platform/settings.ts';
import { topicOptions } from './platform/topics.ts';
import { run } from './run.ts';

const HELP = `npm run -s audit -- verify [options]

Checks every link of the audit trail: altered, lost, put in, cut off.

  --heads FILE         ends of chains as an earlier check printed them with --json: they must still be there
  --json               prints the report with the ends of all chains as JSON
  --config FILE, --data-dir DIR     as for npm start

Exit 0: whole. 1: not whole. 2: it cannot be read.`;
const READ = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };

export async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      heads: { type: 'string' },
      json: { type: 'boolean' },
      config: { type: 'string' },
      'data-dir': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || positionals[0] !== 'verify') {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const settings = loadSettings(platformSettings, {
    file: values.config ?? null,
    env: process.env,
    overrides: { dataDir: values['data-dir'] },
  });
  const known = values.heads === undefined ? [] : headsOf(values.heads);
  const log = await openLog(settings, new Registry());
  try {
    await log.ensureTopic(TOPICS.audit, topicOptions(settings.log)[TOPICS.audit]!);
    const report = await verify(log, known);
    const { links, chains, cutByRetention, faults, faultsTotal } = report;
    if (values.json) console.log(JSON.stringify(report));
    else {
      for (const { code, offset, chain, number } of faults)
        console.log(`${code}: record ${offset}, chain ${chain || '?'}, link ${number}`);
      const cut = cutByRetention > 0 ? `, ${cutByRetention} begin before what is kept` : '';
      const end = faultsTotal === 0 ? 'Whole.' : `${faultsTotal} faults.`;
      console.log(`${links} links in ${chains} chains${cut}. ${end}`);
    }
    return faultsTotal === 0 ? 0 : 1;
  } finally {
    await log.close();
  }
}

export async function verify(log: EventLog, known: readonly AuditHead[] = []) {
  const { low, high } = await log.ends(TOPICS.audit, 0);
  const verifier = new AuditVerifier(low);
  for (let offset = low; offset < high; ) {
    const { records, nextOffset } = await log.read(TOPICS.audit, 0, offset, READ);
    for (const record of records) if (record.offset < high) verifier.take(record);
    offset = nextOffset;
  }
  return verifier.finish(known);
}

function headsOf(file: string): AuditHead[] {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { heads: AuditHead[] }).heads;
  } catch (cause) {
    throw new TizhengError('FILE_UNREADABLE', 'audit', `${file} cannot be read.`, cause);
  }
}

if (import.meta.main) await run(main);
