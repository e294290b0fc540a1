/** A writer of the trail until it is killed; tells every entry that was answered. */
import { writeSync } from 'node:fs';
import { AuditTrail } from '#runtime/audit/trail.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { entryOf } from './entries.ts';

const [dir = '', name = ''] = process.argv.slice(2);
const trail = new AuditTrail(await openEmbeddedLog({ dir }));
for (let n = 1; ; n++) {
  await trail.record(entryOf(`${name}-${n}`));
  writeSync(1, `${name}-${n}\n`);
}
