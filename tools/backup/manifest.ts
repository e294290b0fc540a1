/** What a backup holds: every file with its size and SHA-256, and what made it. Written last, so a backup without one is not whole. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { TizhengError } from '#core/errors.ts';

export const MANIFEST = 'manifest.json';
/** Goes up with every change of how a backup is laid out. */
export const BACKUP_FORMAT = 1;

const manifestSchema = Type.Object({
  format: Type.Integer({ minimum: 1 }),
  product: Type.String(),
  createdAt: Type.String(),
  /** Whether the platform ran meanwhile. */
  taken: Type.Union([Type.Literal('running'), Type.Literal('stopped')]),
  files: Type.Array(
    Type.Object({
      path: Type.String({ pattern: '^(?!.*(^|/)\\.\\.(/|$))[^/].*$' }),
      bytes: Type.Integer({ minimum: 0 }),
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    }),
  ),
});
export type Manifest = Static<typeof manifestSchema>;

export function writeManifest(directory: string, manifest: Manifest): void {
  writeFileSync(join(directory, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, {
    mode: 0o600,
  });
}

/** @throws TizhengError BACKUP_INVALID, DATA_NEWER */
export function readManifest(directory: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(join(directory, MANIFEST), 'utf8'));
  } catch (cause) {
    throw invalid(
      `${directory} holds no readable ${MANIFEST}; it is no backup, or one that was not finished`,
      cause,
    );
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > BACKUP_FORMAT) {
    throw new TizhengError(
      'DATA_NEWER',
      'restore',
      `The backup in ${directory} was made by a newer version of the product: it has format ${format}, this version knows ${BACKUP_FORMAT}.`,
    );
  }
  if (!Value.Check(manifestSchema, value))
    throw invalid(`The ${MANIFEST} of ${directory} is not as one of ours`);
  return value;
}

export function invalid(what: string, cause?: unknown): TizhengError {
  return new TizhengError('BACKUP_INVALID', 'restore', `${what}.`, cause);
}
