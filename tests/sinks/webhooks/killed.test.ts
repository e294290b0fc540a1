/** R17 on the embedded log. Size: WEBHOOK_KILLS (default 20). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { embeddedIn } from '#tests/faults/log-place.ts';
import { killedWhileSending } from './kills.ts';

const KILLS = Number(process.env.WEBHOOK_KILLS ?? 20);

test(
  `${KILLS} kills between request and record: same id, same bytes, exact count, order kept`,
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tizheng-killed-'));
    await killedWhileSending(embeddedIn(dir), KILLS);
    rmSync(dir, { recursive: true, force: true });
  },
  30_000 + KILLS * 2_000,
);
