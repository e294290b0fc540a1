import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { describeEventLog } from '#tests/conformance/event-log.ts';

describeEventLog('embedded', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-log-'));
  return {
    open: () => openEmbeddedLog({ dir }),
    dispose: async () => rmSync(dir, { recursive: true }),
  };
});
