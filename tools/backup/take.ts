/**
 * Takes a backup of a data directory, with the platform running or stopped. The order of copying is
 * what makes it fit together: **a copy may know less than what lies behind it, never more.**
 *
 * 1. Places of the webhook sink and everything else small: they point into the log, which is copied later.
 * 2. The store, while its process is stopped for a moment, and with it the places of every reader. The
 *    sinks take up from there as after a crash: an undecided batch is sent again under its token.
 * 3. Snapshots of the processors: each names an input offset and output numbers that the log, copied later, holds.
 * 4. Topics from the outputs back to the inputs. An output copied before its input was made from
 *    records the copy of the input holds; what was answered in between is answered again.
 * 5. Files of devices, which `media.v1` names.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { TizhengError } from '#core/errors.ts';
import { TOPICS_OUTPUTS_FIRST } from '../platform/topics.ts';
import { readVersion } from '../platform/version.ts';
import { copyPlain, copySqlite, filesBelow, linkOrCopy, sha256Of } from './copy.ts';
import { BACKUP_FORMAT, type Manifest, writeManifest } from './manifest.ts';
import { pauseStore } from './pause-store.ts';
import { RUN_FILE, runningPlatform } from './run-file.ts';

export interface BackupOptions {
  dataDir: string;
  /** Made by the backup; must not be there, or be empty. */
  to: string;
  /** A file was copied. */
  onFile: (path: string, bytes: number) => void;
  /** A large file is being copied. */
  onShare: (path: string, share: number) => void;
}

export interface BackupSummary extends Pick<Manifest, 'taken'> {
  files: number;
  bytes: number;
  /** How long the store stood still, ms; 0 = it did not run. */
  storePausedMs: number;
}

/** Second names of the store's files while they are copied; on the store's own disk. */
const STAGING = 'backup-staging';
/** Parts of the data directory that have a turn of their own, or none. */
const OWN_TURN = new Set(['log', 'state', 'store', 'media', STAGING, RUN_FILE]);
/** Whole files of devices; what is still being received is sent again. */
const MEDIA = 'media/objects';

/** @throws TizhengError BACKUP_INVALID, PLATFORM_BUSY */
export async function takeBackup(options: BackupOptions): Promise<BackupSummary> {
  const { dataDir, to } = options;
  refuseUnlessUsable(dataDir, to);
  const running = await runningPlatform(dataDir);
  const partial = `${to}.partial`;
  const staging = join(dataDir, STAGING);
  rmSync(partial, { recursive: true, force: true });
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  const files: Manifest['files'] = [];

  /** Copies `<root>/<from>` to the same path of the backup. */
  const copy = async (path: string, root = dataDir): Promise<void> => {
    const target = join(partial, path);
    if (path.endsWith('.sqlite'))
      await copySqlite(join(root, path), target, (share) => options.onShare(path, share));
    else copyPlain(join(root, path), target);
    const bytes = statSync(target).size;
    files.push({ path, bytes, sha256: await sha256Of(target) });
    options.onFile(path, bytes);
  };
  const copyAll = async (paths: readonly string[], root = dataDir): Promise<void> => {
    for (const path of paths) await copy(path, root);
  };
  const below = (directory: string): string[] =>
    filesBelow(join(dataDir, directory), isSideFile).map((path) => `${directory}/${path}`);

  let storePausedMs = 0;
  try {
    await copyAll(filesBelow(dataDir, (path) => OWN_TURN.has(path) || isSideFile(path)));
    const resume = running === null ? null : await pauseStore(running);
    const pausedAtMs = performance.now();
    try {
      await copyAll(below('log/committed'));
      stageStore(join(dataDir, 'store'), join(staging, 'store'));
    } finally {
      await resume?.();
    }
    if (resume !== null) storePausedMs = performance.now() - pausedAtMs;
    await copyAll(below('state'));
    for (const topic of topicsOf(join(dataDir, 'log'))) {
      // Before its topic: a mark above the end would say that records have vanished.
      if (existsSync(join(dataDir, `log/${topic}.high`))) await copy(`log/${topic}.high`);
      await copy(`log/${topic}.sqlite`);
    }
    for (const path of existsSync(join(dataDir, MEDIA)) ? below(MEDIA) : []) {
      // It may be past its time by now.
      if (existsSync(join(dataDir, path))) await copy(path);
    }
    await copyAll(filesBelow(staging), staging);
    if (running === null && (await runningPlatform(dataDir)) !== null)
      throw fault('The platform was started while its files were copied; take the backup again.');
    const taken = running === null ? 'stopped' : 'running';
    writeManifest(partial, {
      format: BACKUP_FORMAT,
      product: readVersion(),
      createdAt: new Date().toISOString(),
      taken,
      files,
    });
    if (existsSync(to)) rmSync(to, { recursive: true });
    renameSync(partial, to);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return { taken, files: files.length, bytes, storePausedMs };
  } finally {
    rmSync(staging, { recursive: true, force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

/** SQLite's own files beside a database: what they hold comes with the database. */
function isSideFile(path: string): boolean {
  return /\.sqlite-(wal|shm|journal)$/.test(path);
}

/** Topics of the directory, outputs before their inputs; one that is not known is an output. */
function topicsOf(logDir: string): string[] {
  const order: readonly string[] = TOPICS_OUTPUTS_FIRST;
  return readdirSync(logDir)
    .flatMap((name) => /^(.+)\.sqlite$/.exec(name)?.[1] ?? [])
    .sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** Files of a part never change once it has its name; the others are few and small. */
function stageStore(store: string, staging: string): void {
  for (const path of filesBelow(store, (name) => name === 'spool' || name === 'status')) {
    const isOfPart = /^store\/[^/]+\/[^/]+\/[^/]+_\d+_\d+_\d+[^/]*\//.test(path);
    if (isOfPart) linkOrCopy(join(store, path), join(staging, path));
    else copyPlain(join(store, path), join(staging, path));
  }
}

function refuseUnlessUsable(dataDir: string, to: string): void {
  if (!existsSync(join(dataDir, 'log')))
    throw fault(`${dataDir} is no data directory: it has no log.`);
  if (existsSync(to) && (!statSync(to).isDirectory() || readdirSync(to).length > 0))
    throw fault(`${to} is there already; a backup never overwrites anything.`);
  mkdirSync(dirname(to), { recursive: true });
  const { bavail, bsize } = statfsSync(dirname(to));
  const needed = filesBelow(dataDir, isSideFile).reduce(
    (sum, path) => sum + (statSync(join(dataDir, path), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  if (needed > bavail * bsize) {
    throw fault(
      `${dirname(to)} has ${Math.floor((bavail * bsize) / 1e6)} MB left; the backup needs ${Math.ceil(needed / 1e6)} MB.`,
    );
  }
}

function fault(sentence: string): TizhengError {
  return new TizhengError('BACKUP_INVALID', 'backup', sentence);
}
