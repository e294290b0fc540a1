/** `npm run -s restore`: a backup becomes a data directory again. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { progressOf } from './backup/progress.ts';
import { restoreBackup } from './backup/restore.ts';
import { run } from './run.ts';

const HELP = `npm run -s restore -- --from DIR --data DIR

Puts a backup back: checks every file against the manifest while copying, and makes the data directory appear whole
or not at all. Start the platform on it afterwards: rules, sinks and webhooks go on from the places the backup holds.

  --from DIR     the backup
  --data DIR     the data directory to make; must not be there, or be empty
  --quiet        no progress on standard error
  --help         this text

Exit: 0 = restored, 1 = refused or failed (nothing is left behind), 2 = a file cannot be read.`;

export async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      from: { type: 'string' },
      data: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.from === undefined || values.data === undefined) {
    console.error('Say which backup and where to: --from DIR --data DIR. --help tells more.');
    return 1;
  }
  const dataDir = resolve(values.data);
  const { onFile } = progressOf(values.quiet);
  const manifest = await restoreBackup({ from: resolve(values.from), dataDir, onFile });
  console.log(
    `Restored ${manifest.files.length} files of the backup of ${manifest.createdAt} (version ${manifest.product}): ${dataDir}`,
  );
  return 0;
}

if (import.meta.main) await run(main);
