/** A tmpfs of some megabytes, mounted in a name space of our own, under a child process. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const canMount =
  spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
export const NO_TMPFS = 'skipped: no tmpfs can be mounted here';

/** Runs the child on a tmpfs of its own; answers what it found. */
export function onSmallDisk(
  what: 'log' | 'store' | 'kafka',
  megabytes: number,
): Record<string, unknown> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-full-'));
  const script = join(import.meta.dirname, 'disk-full-child.ts');
  const command = `mount -t tmpfs -o size=${megabytes}m tmpfs ${dir} && exec ${process.execPath} ${script} ${dir} ${what}`;
  try {
    const child = spawnSync('unshare', ['-Urm', 'sh', '-c', command], {
      encoding: 'utf8',
      timeout: 150_000,
    });
    if (child.status !== 0) throw new Error(`${child.signal ?? child.status}: ${child.stderr}`);
    const outcome = child.stdout.trim().split('\n').at(-1)!;
    console.log('R10', what, outcome);
    return JSON.parse(outcome) as Record<string, unknown>;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
