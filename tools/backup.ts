/** `npm run -s backup`: a copy of a data directory, with the platform running or stopped. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { progressOf } from './backup/progress.ts';
import { takeBackup } from './backup/take.ts';
import { run } from './run.ts';

const HELP = `npm run -s backup -- --data DIR --to DIR

Copies the data directory of a platform that runs or stands: log, places of its readers, rules' memory, store,
webhooks and secrets. The result holds everything that was acknowledged before the command began. Devices, alerts
and the map go on meanwhile; the store stands still for a second or two.

  --data DIR     data directory (default var)
  --to DIR       where the backup goes; must not be there, or be empty. Keep it as safe as the data: it holds the secrets
  --quiet        no progress on standard error
  --help         this text

Exit: 0 = whole and checked, 1 = refused or failed (nothing is left behind), 2 = a file cannot be read.
npm run -s restore puts it back.`;

export async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      data: { type: 'string', default: 'var' },
      to: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.to === undefined) {
    console.error('Say where the backup goes: --to DIR. --help tells more.');
    return 1;
  }
  const to = resolve(values.to);
  const summary = await takeBackup({
    dataDir: resolve(values.data),
    to,
    ...progressOf(values.quiet),
  });
  const paused =
    summary.taken === 'running' ? `, store paused ${Math.round(summary.storePausedMs)} ms` : '';
  console.log(
    `Backup of ${summary.files} files, ${summary.bytes} bytes, taken while ${summary.taken}${paused}: ${to}`,
  );
  return 0;
}

if (import.meta.main) await run(main);
