/** Copies of files while others write them: SQLite through its own backup, everything else byte by byte. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  createReadStream,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';

/** Pages copied between two looks at the event loop. */
const PAGES_AT_ONCE = 4_096;

/** Told as a large file is copied: a share from 0 to 1. */
export type OnShare = (share: number) => void;

/**
 * The database as of one instant, whoever writes meanwhile: an open read transaction holds it. Its
 * write-ahead file grows by what is written until this is done.
 */
export async function copySqlite(source: string, target: string, onShare: OnShare): Promise<void> {
  prepare(target);
  const db = new DatabaseSync(source, { timeout: 5_000 });
  try {
    db.exec('PRAGMA wal_autocheckpoint = 0; BEGIN; SELECT count(*) FROM sqlite_schema');
    await backup(db, target, {
      rate: PAGES_AT_ONCE,
      progress: ({ totalPages, remainingPages }) => onShare(1 - remainingPages / totalPages),
    });
    db.exec('COMMIT');
  } finally {
    db.close();
  }
  seal(target);
}

export function copyPlain(source: string, target: string): void {
  prepare(target);
  copyFileSync(source, target);
  seal(target);
}

/** A second name for a file that nobody changes in place; a copy where the disk knows no second names. */
export function linkOrCopy(source: string, target: string): void {
  prepare(target);
  try {
    linkSync(source, target);
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    copyFileSync(source, target);
  }
}

/** Paths of the files below a directory, sorted; those that vanish meanwhile are left out. */
export function filesBelow(
  directory: string,
  skip: (path: string) => boolean = () => false,
): string[] {
  const found: string[] = [];
  const walk = (prefix: string): void => {
    for (const entry of readdirSync(join(directory, prefix), { withFileTypes: true })) {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (skip(path)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) walk('');
  return found.sort();
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function prepare(target: string): void {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
}

/** Readable by its owner only, and on the disk. */
function seal(target: string): void {
  chmodSync(target, 0o600);
  const fd = openSync(target, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
