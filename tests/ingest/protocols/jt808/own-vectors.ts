/**
 * The project's own vectors, tests/vectors/jt808/<message id>/<file>.json, made by hand from the standards' layout tables.
 *
 * A file named by editions (`2013.json`, `2011-2013.json`) holds what is alike in each of them: bodies, and frames.
 * Any other name is a topic and holds frames, whose header says the edition.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Edition } from '#ingest/protocols/jt808/header.ts';

const ROOT = join(import.meta.dirname, '../../../vectors/jt808');
const EDITIONS: readonly Edition[] = ['2011', '2013', '2019'];

interface Written {
  /** What would go unseen without it. */
  why: string;
  /** Document and clause the bytes were made from. */
  source: string;
  // biome-ignore lint/suspicious/noExplicitAny: fields differ by message, tests compare them as data.
  expect: any;
}

/** A body; `expect` has its fields and no more. */
export interface BodyVector extends Written {
  bodyHex: string;
}

/** A whole frame; `expect` is all that is printed for it. */
export interface FrameVector extends Written {
  hex: string;
  /** Why these bytes are read and never written: what a device sends, the product would write otherwise. */
  readOnly?: string;
}

export interface VectorFile<V = BodyVector | FrameVector> {
  /** `0x0200/items.json`. */
  name: string;
  messageId: number;
  /** Those of its name; none in a topic. */
  editions: readonly Edition[];
  vectors: V[];
}

function read<V>(path: string): V[] {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as V[];
}

/** Frames that are about header, escaping and framing, whatever their message. */
export const frameVectors = read<FrameVector>('frames.json');

/** Folders by their names, as they lie there. */
export const folders: readonly string[] = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

export const vectorFiles: readonly VectorFile[] = folders.flatMap((folder) =>
  readdirSync(join(ROOT, folder)).map((file) => {
    const parts = basename(file, '.json').split('-');
    const known = EDITIONS.filter((edition) => parts.includes(edition));
    return {
      name: `${folder}/${file}`,
      messageId: Number(folder),
      editions: known.length === parts.length ? known : [],
      vectors: read(`${folder}/${file}`),
    };
  }),
);

export const isFrame = (vector: BodyVector | FrameVector): vector is FrameVector => 'hex' in vector;
