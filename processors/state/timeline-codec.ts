/**
 * A time line as snapshot entries. What changes with every report is small (`<owner>/head`); full
 * chunks of history and checkpoints are written once and then only when late data amended them.
 */

import { Entry } from '../timeline/entry.ts';
import { CHUNK_ENTRIES, type Chunk, newChunk, type Source } from '../timeline/history.ts';
import type { Lane, LaneState } from '../timeline/lane.ts';
import type { Published } from '../timeline/publish.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { SnapshotWriter } from './store.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Entries of one owner by the rest of their key. */
export type OwnerEntries = Map<string, Uint8Array>;

interface TimelineHead {
  base: number;
  end: number;
  sources: Source[];
  drivers: string[];
  pending: Entry[];
  deferred: Entry[];
  newestMs: number;
  newestReceivedMs: number;
  frontierMs: number;
  nowMs: number;
  usedMs: number;
  reruns: number;
  rerunsTickMs: number;
  lanes: LaneState[];
  published: Published[][];
}

/** Writes what changed since the last snapshot; `name` starts every key. */
export function saveTimeline(name: string, timeline: Timeline, writer: SnapshotWriter): void {
  const { history, lanes } = timeline;
  const head: TimelineHead = {
    base: history.base,
    end: history.end,
    sources: history.sources,
    drivers: history.drivers,
    pending: timeline.pending,
    deferred: timeline.deferred,
    newestMs: timeline.newestMs,
    newestReceivedMs: timeline.newestReceivedMs,
    frontierMs: timeline.frontierMs,
    nowMs: timeline.nowMs,
    usedMs: timeline.usedMs,
    reruns: timeline.reruns,
    rerunsTickMs: timeline.rerunsTickMs,
    lanes: lanes.map((lane) => lane.state),
    published: timeline.publishers.map((publisher) => publisher.published),
  };
  writer.put(`${name}/head`, encodeJson(head));
  saveChunks(name, timeline, writer);
  lanes.forEach((lane, index) => {
    saveCheckpoints(`${name}/k${index}`, lane, timeline, writer);
  });
}

/** Removes every entry of a time line that is forgotten. */
export function deleteTimeline(name: string, timeline: Timeline, writer: SnapshotWriter): void {
  writer.delete(`${name}/head`);
  for (const base of timeline.saved.chunks) writer.delete(`${name}/c${base}`);
  timeline.saved.checkpoints.forEach((positions, index) => {
    for (const position of positions.keys()) writer.delete(`${name}/k${index}/${position}`);
  });
}

/** Fills a fresh time line from its entries; `name` as in `saveTimeline`. */
export function loadTimeline(name: string, timeline: Timeline, entries: OwnerEntries): void {
  const head = decodeJson(entries.get(`${name}/head`)!) as TimelineHead;
  const { history } = timeline;
  history.base = head.base;
  history.end = head.end;
  history.sources = head.sources;
  history.drivers = head.drivers as typeof history.drivers;
  for (let base = head.base; base < head.end; base += CHUNK_ENTRIES) {
    history.chunks.push(decodeChunk(entries.get(`${name}/c${base}`)!));
    timeline.saved.chunks.add(base);
  }
  history.cleanEnd = head.end;
  history.noteLast();
  timeline.pending = head.pending.map(reviveEntry);
  timeline.deferred = head.deferred.map(reviveEntry);
  timeline.newestMs = head.newestMs;
  timeline.newestReceivedMs = head.newestReceivedMs;
  timeline.frontierMs = head.frontierMs;
  timeline.nowMs = head.nowMs;
  timeline.usedMs = head.usedMs;
  timeline.reruns = head.reruns;
  timeline.rerunsTickMs = head.rerunsTickMs;
  timeline.recount();
  timeline.lanes.forEach((lane, index) => {
    lane.load(head.lanes[index]!);
    const checkpoints: LaneState[] = [];
    const prefix = `${name}/k${index}/`;
    for (const [key, value] of entries)
      if (key.startsWith(prefix)) checkpoints.push(decodeJson(value) as LaneState);
    lane.checkpoints = checkpoints.sort((a, b) => a.position - b.position);
    timeline.saved.checkpoints[index] = new Map(
      lane.checkpoints.map((checkpoint) => [checkpoint.position, checkpoint]),
    );
    timeline.publishers[index]!.published = head.published[index]!;
  });
}

function saveChunks(name: string, { history, saved }: Timeline, writer: SnapshotWriter): void {
  const from = Math.max(history.base, Math.floor(history.cleanEnd / CHUNK_ENTRIES) * CHUNK_ENTRIES);
  for (let base = from; base < history.end; base += CHUNK_ENTRIES) {
    writer.put(
      `${name}/c${base}`,
      encodeChunk(history.chunks[(base - history.base) / CHUNK_ENTRIES]!),
    );
    saved.chunks.add(base);
  }
  for (const base of saved.chunks) {
    if (base >= history.base && base < history.end) continue;
    writer.delete(`${name}/c${base}`);
    saved.chunks.delete(base);
  }
  history.cleanEnd = history.end;
}

function saveCheckpoints(
  prefix: string,
  lane: Lane,
  { saved, lanes }: Timeline,
  writer: SnapshotWriter,
): void {
  const known = saved.checkpoints[lanes.indexOf(lane)]!;
  const present = new Set<number>();
  for (const checkpoint of lane.checkpoints) {
    present.add(checkpoint.position);
    if (known.get(checkpoint.position) === checkpoint) continue;
    writer.put(`${prefix}/${checkpoint.position}`, encodeJson(checkpoint));
    known.set(checkpoint.position, checkpoint);
  }
  for (const position of known.keys()) {
    if (present.has(position)) continue;
    writer.delete(`${prefix}/${position}`);
    known.delete(position);
  }
}

export function encodeJson(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}

export function decodeJson(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes));
}

/** Event times and offsets, then words; only the facts there are. Little endian, as every machine of ours is. */
function encodeChunk(chunk: Chunk): Uint8Array {
  const { count } = chunk;
  const wordsPerEntry = chunk.words.length / (chunk.wide.length / 2);
  const wide = new Uint8Array(chunk.wide.buffer, chunk.wide.byteOffset, count * 16);
  const words = new Uint8Array(
    chunk.words.buffer,
    chunk.words.byteOffset,
    count * wordsPerEntry * 4,
  );
  const bytes = new Uint8Array(wide.length + words.length);
  bytes.set(wide);
  bytes.set(words, wide.length);
  return bytes;
}

function decodeChunk(bytes: Uint8Array): Chunk {
  const probe = newChunk(1);
  const entryBytes = probe.wide.byteLength + probe.words.byteLength;
  const count = bytes.length / entryBytes;
  let capacity = 8;
  while (capacity < count) capacity *= 2;
  const chunk = newChunk(capacity);
  chunk.count = count;
  new Uint8Array(chunk.wide.buffer, chunk.wide.byteOffset, count * 16).set(
    bytes.subarray(0, count * 16),
  );
  new Uint8Array(chunk.words.buffer, chunk.words.byteOffset, bytes.length - count * 16).set(
    bytes.subarray(count * 16),
  );
  return chunk;
}

function reviveEntry(plain: Entry): Entry {
  return Object.assign(new Entry(plain.subjectKey, plain.deviceKey, plain.protocol), plain);
}
