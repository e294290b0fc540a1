/**
 * The file an evidence bundle is: a ZIP of stored entries, so that anybody can open it and there is exactly
 * one way to write it. Every header follows from names, sizes and checksums; the reader writes them anew and
 * compares, so no byte of the file can change unseen.
 *
 *   local header, content  per part, in the order of the parts
 *   central directory      a header per part
 *   end record             22 bytes, no comment
 *
 * No times, no attributes, no extra fields, no ZIP64: a bundle stays below 4 GB and 65,535 parts.
 */
import { crc32 } from 'node:zlib';
import { TizhengError } from '#core/errors.ts';

export interface ContainerEntry {
  /** ASCII, folders by `/`. */
  name: string;
  size: number;
  /** CRC-32 of the content. */
  crc: number;
}

/** A part as it is written; `read` gives its bytes again and again the same. */
export interface ContainerPart extends ContainerEntry {
  read(): Promise<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** Where bytes are read from: a file, or memory. */
export interface ByteSource {
  size: number;
  /** Exactly `length` bytes; asked only for what lies within `size`. */
  read(at: number, length: number): Promise<Uint8Array>;
}

export interface FoundEntry extends ContainerEntry {
  /** Of the first byte of its content. */
  at: number;
}

/** What is wrong with a file as a container; `where` is a part's name or one of the words below. */
export class ContainerFault extends Error {
  readonly where: string;
  constructor(where: string, what: string) {
    super(what);
    this.where = where;
  }
}

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const BYTES_MAX = 0xffff_ffff;
const ENTRIES_MAX = 0xfffe;
/** 1980-01-01, the first day the format knows. */
const DOS_DATE = 0x0021;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const VERSION = 10;
/** Made on Unix, a regular file that everybody may read. */
const MADE_BY = (3 << 8) | VERSION;
const ATTRIBUTES = 0o100644 * 0x10000;
const NAME = /^[0-9A-Za-z][0-9A-Za-z._/-]{0,199}$/;

export const containerBytes = (entries: readonly ContainerEntry[]): number =>
  entries.reduce(
    (sum, { name, size }) => sum + LOCAL_BYTES + CENTRAL_BYTES + 2 * name.length + size,
    END_BYTES,
  );

/** @throws TizhengError EVIDENCE_TOO_LARGE before anything is written */
export function refuseTooLarge(entries: readonly ContainerEntry[]): void {
  if (containerBytes(entries) <= BYTES_MAX && entries.length <= ENTRIES_MAX) return;
  const sentence = 'The bundle would be larger than 4 GB; ask for less of it.';
  throw new TizhengError('EVIDENCE_TOO_LARGE', 'evidence', sentence);
}

/** The file, piece by piece. The parts' sizes and checksums were told before: a part that differs ends it with an error. */
export async function* writeContainer(parts: readonly ContainerPart[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    yield localHeader(part);
    let size = 0;
    let crc = 0;
    const content = part.read();
    const chunks = Symbol.asyncIterator in content ? content : [await content];
    for await (const chunk of chunks) {
      size += chunk.length;
      crc = crc32(chunk, crc);
      yield chunk;
    }
    if (size !== part.size || crc !== part.crc)
      throw new Error(`The part ${part.name} is not what it was when it was measured.`);
  }
  yield directory(parts);
}

/** Parts of a file in their order. @throws ContainerFault */
export async function readContainer(source: ByteSource): Promise<FoundEntry[]> {
  const broken = (what: string) => new ContainerFault('file', what);
  if (source.size < END_BYTES || source.size > BYTES_MAX)
    throw broken('it is no bundle by its size');
  const end = view(await source.read(source.size - END_BYTES, END_BYTES));
  if (end.getUint32(0, true) !== 0x06054b50) throw broken('its end record is missing or altered');
  const bytes = end.getUint32(12, true);
  const from = end.getUint32(16, true);
  if (from + bytes + END_BYTES !== source.size) throw broken('its end record is altered');
  const entries = entriesOf(await source.read(from, bytes));
  const told = await source.read(from, bytes + END_BYTES);
  if (!isSame(directory(entries), told)) throw broken('its directory is altered');
  for (const entry of entries) {
    const header = localHeader(entry);
    const at = entry.at - header.length;
    if (entry.at + entry.size > from) throw broken('its directory is altered');
    if (!isSame(header, await source.read(at, header.length)))
      throw new ContainerFault(entry.name, 'its header is altered');
  }
  return entries;
}

function entriesOf(bytes: Uint8Array): FoundEntry[] {
  const entries: FoundEntry[] = [];
  const central = view(bytes);
  let next = 0;
  for (let at = 0; at < bytes.length; ) {
    if (bytes.length - at < CENTRAL_BYTES) throw new ContainerFault('file', 'its directory is cut');
    const nameBytes = central.getUint16(at + 28, true);
    const name = Buffer.from(
      bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
    ).toString('latin1');
    if (!NAME.test(name)) throw new ContainerFault('file', 'its directory is altered');
    const size = central.getUint32(at + 24, true);
    const content = next + LOCAL_BYTES + nameBytes;
    entries.push({ name, size, crc: central.getUint32(at + 16, true), at: content });
    next = content + size;
    at += CENTRAL_BYTES + nameBytes;
  }
  if (new Set(entries.map(({ name }) => name)).size !== entries.length)
    throw new ContainerFault('file', 'it names a part twice');
  return entries;
}

function localHeader(entry: ContainerEntry): Uint8Array {
  const bytes = new Uint8Array(LOCAL_BYTES + entry.name.length);
  const out = view(bytes);
  out.setUint32(0, 0x04034b50, true);
  shared(out, 4, entry);
  out.setUint16(26, entry.name.length, true);
  bytes.set(Buffer.from(entry.name, 'latin1'), LOCAL_BYTES);
  return bytes;
}

/** Central directory and end record. */
function directory(entries: readonly ContainerEntry[]): Uint8Array {
  const total = containerBytes(entries);
  const from = entries.reduce((sum, { name, size }) => sum + LOCAL_BYTES + name.length + size, 0);
  const bytes = new Uint8Array(total - from);
  const out = view(bytes);
  let at = 0;
  let local = 0;
  for (const entry of entries) {
    out.setUint32(at, 0x02014b50, true);
    out.setUint16(at + 4, MADE_BY, true);
    shared(out, at + 6, entry);
    out.setUint16(at + 28, entry.name.length, true);
    out.setUint32(at + 38, ATTRIBUTES, true);
    out.setUint32(at + 42, local, true);
    bytes.set(Buffer.from(entry.name, 'latin1'), at + CENTRAL_BYTES);
    at += CENTRAL_BYTES + entry.name.length;
    local += LOCAL_BYTES + entry.name.length + entry.size;
  }
  out.setUint32(at, 0x06054b50, true);
  out.setUint16(at + 8, entries.length, true);
  out.setUint16(at + 10, entries.length, true);
  out.setUint32(at + 12, at, true);
  out.setUint32(at + 16, from, true);
  return bytes;
}

/** What both kinds of header hold, in one order. */
function shared(out: DataView, at: number, { size, crc }: ContainerEntry): void {
  out.setUint16(at, VERSION, true);
  out.setUint16(at + 2, FLAGS, true);
  out.setUint16(at + 8, DOS_DATE, true);
  out.setUint32(at + 10, crc, true);
  out.setUint32(at + 14, size, true);
  out.setUint32(at + 18, size, true);
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
