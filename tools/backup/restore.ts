/** Puts a backup back as a data directory: every file is checked while it is copied, and the directory appears whole or not at all. */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TizhengError } from '#core/errors.ts';
import { invalid, type Manifest, readManifest } from './manifest.ts';

export interface RestoreOptions {
  from: string;
  /** Must not be there, or be empty. */
  dataDir: string;
  onFile: (path: string, bytes: number) => void;
}

/** @throws TizhengError BACKUP_INVALID, DATA_NEWER */
export async function restoreBackup({ from, dataDir, onFile }: RestoreOptions): Promise<Manifest> {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    throw new TizhengError(
      'BACKUP_INVALID',
      'restore',
      `${dataDir} is not empty; a restore never overwrites anything. Move it away first.`,
    );
  }
  const manifest = readManifest(from);
  mkdirSync(dirname(dataDir), { recursive: true });
  const { bavail, bsize } = statfsSync(dirname(dataDir));
  const needed = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (needed > bavail * bsize)
    throw invalid(`${dirname(dataDir)} has too little space for ${needed} bytes`);
  const partial = `${dataDir}.partial`;
  rmSync(partial, { recursive: true, force: true });
  try {
    mkdirSync(join(partial, 'log', 'committed'), { recursive: true, mode: 0o700 });
    for (const file of manifest.files) {
      await copyChecked(from, partial, file);
      onFile(file.path, file.bytes);
    }
    if (existsSync(dataDir)) rmdirSync(dataDir);
    renameSync(partial, dataDir);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return manifest;
}

async function copyChecked(
  from: string,
  to: string,
  { path, bytes, sha256 }: Manifest['files'][number],
): Promise<void> {
  const source = join(from, path);
  if (!existsSync(source)) throw invalid(`${path} is missing in the backup`);
  const target = join(to, path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let copied = 0;
  const file = await open(target, 'wx', 0o600);
  try {
    for await (const chunk of createReadStream(source, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      copied += (chunk as Buffer).length;
      await file.writeFile(chunk as Buffer);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (copied !== bytes || hash.digest('hex') !== sha256)
    throw invalid(`${path} is damaged: it is not what the backup's manifest says`);
}
