/**
 * A time line as snapshot entries. What changes with every report is small (the head, part of its
 * owner's own entry, and the newest chunk); full chunks of history and checkpoints are written once
 * and then only when late data amended them.
 */

import type { SubjectKey } from '#core/identity.ts';
import type { Entry } from '../timeline/entry.ts';
import {
  CHUNK_ENTRIES,
  type Chunk,
  ENTRY_BYTES,
  History,
  type More,
  newChunk,
  type Source,
} from '../timeline/history.ts';
import type { Lane } from '../timeline/lane.ts';
import { type LaneRecord, LaneState } from '../timeline/lane-state.ts';
import type { Published } from '../timeline/publish.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { SnapshotWriter } from './store.ts';
import type { RuleTable } from './versions.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Entries of one owner by the rest of their key. */
export type OwnerEntries = Map<string, Uint8Array>;

/** What changes with every fact; plain JSON. */
export interface TimelineHead {
  base: number;
  end: number;
  tail: number;
  sources: readonly Source[];
  drivers: readonly SubjectKey[];
  /** What few facts have, by input offset; absent = none. */
  more?: MoreByOffset;
  /** null = none. */
  deferred: PackedTables | null;
  newestMs: number;
  newestReceivedMs: number;
  clock: { behindMs: number; known: boolean; doubtSinceMs: number };
  frontierMs: number;
  nowMs: number;
  usedMs: number;
  reruns: number;
  rerunsTickMs: number;
  lanes: LaneRecord[];
}

/** What a list of facts needs beside its packed bytes. */
interface PackedTables {
  sources: readonly Source[];
  drivers: readonly SubjectKey[];
  more?: MoreByOffset;
  count: number;
}

type MoreByOffset = [inputOffset: number, more: More][];

/** Writes what changed since the last snapshot; `name` starts every key. The head is for the owner's entry. */
export function saveTimeline(
  name: string,
  timeline: Timeline,
  writer: SnapshotWriter,
): TimelineHead {
  const { history, lanes } = timeline;
  const deferred = timeline.deferred.length === 0 ? null : packed(timeline.deferred);
  const head: TimelineHead = {
    base: history.base,
    end: history.end,
    tail: history.tail,
    sources: history.sources,
    drivers: history.drivers,
    ...moreOf(history),
    deferred: deferred === null ? null : tablesOf(deferred),
    newestMs: timeline.newestMs,
    newestReceivedMs: timeline.newestReceivedMs,
    clock: timeline.clock,
    frontierMs: timeline.frontierMs,
    nowMs: timeline.nowMs,
    usedMs: timeline.usedMs,
    reruns: timeline.reruns,
    rerunsTickMs: timeline.rerunsTickMs,
    lanes: lanes.map((lane) => lane.state.compact(lane.rules)),
  };
  if (deferred !== null) writer.put(`${name}/deferred`, encodeFacts(deferred));
  timeline.publishers.forEach((publisher, index) => {
    if (!publisher.dirty) return;
    writer.put(`${name}/p${index}`, encodeJson(publisher.published));
    publisher.dirty = false;
  });
  saveChunks(name, timeline, writer);
  lanes.forEach((lane, index) => {
    saveCheckpoints(`${name}/k${index}`, lane, timeline, writer);
  });
  return head;
}

/** Removes every entry of a time line that is forgotten. */
export function deleteTimeline(name: string, timeline: Timeline, writer: SnapshotWriter): void {
  writer.delete(`${name}/deferred`);
  timeline.publishers.forEach((_publisher, index) => {
    writer.delete(`${name}/p${index}`);
  });
  for (const base of timeline.saved.chunks) writer.delete(`${name}/c${base}`);
  timeline.saved.checkpoints.forEach((positions, index) => {
    for (const position of positions.keys()) writer.delete(`${name}/k${index}/${position}`);
  });
}

/** Fills a fresh time line from its head and entries; `name` as in `saveTimeline`. */
export function loadTimeline(
  name: string,
  timeline: Timeline,
  head: TimelineHead,
  entries: OwnerEntries,
  table: RuleTable,
): void {
  const { history } = timeline;
  history.base = head.base;
  history.end = head.end;
  history.tail = head.tail;
  history.load({ sources: head.sources, drivers: head.drivers });
  if (head.more !== undefined) history.more = new Map(head.more);
  for (let base = head.base; base < head.tail; base += CHUNK_ENTRIES) {
    history.addChunk(decodeChunk(entries.get(`${name}/c${base}`)!));
    timeline.saved.chunks.add(base);
  }
  history.cleanEnd = head.tail;
  timeline.deferred =
    head.deferred === null ? [] : unpacked(head.deferred, entries.get(`${name}/deferred`)!);
  timeline.newestMs = head.newestMs;
  timeline.newestReceivedMs = head.newestReceivedMs;
  Object.assign(timeline.clock, head.clock);
  timeline.frontierMs = head.frontierMs;
  timeline.nowMs = head.nowMs;
  timeline.usedMs = head.usedMs;
  timeline.reruns = head.reruns;
  timeline.rerunsTickMs = head.rerunsTickMs;
  timeline.recount();
  timeline.lanes.forEach((lane, index) => {
    lane.load(LaneState.of(table.lane(head.lanes[index]!)));
    const checkpoints: LaneState[] = [];
    const prefix = `${name}/k${index}/`;
    for (const [key, value] of entries)
      if (key.startsWith(prefix))
        checkpoints.push(LaneState.of(table.lane(decodeJson(value) as LaneRecord)));
    lane.checkpoints = checkpoints.sort((a, b) => a.position - b.position);
    timeline.saved.checkpoints[index] = new Map(
      lane.checkpoints.map((checkpoint) => [checkpoint.position, checkpoint]),
    );
    // Counted anew, everything is written anew: an entry must fit the rules its snapshot names.
    if (!table.isSame) timeline.saved.checkpoints[index].clear();
    const publisher = timeline.publishers[index]!;
    publisher.published = table.published(
      decodeJson(entries.get(`${name}/p${index}`)!) as Published[],
    );
    publisher.dirty = !table.isSame;
  });
}

/** Everything of the time line is written by the next save. */
export function renewTimeline(timeline: Timeline): void {
  for (const publisher of timeline.publishers) publisher.dirty = true;
  timeline.history.cleanEnd = timeline.history.base;
  for (const checkpoints of timeline.saved.checkpoints) checkpoints.clear();
}

function saveChunks(name: string, { history, saved }: Timeline, writer: SnapshotWriter): void {
  const from = Math.max(history.base, Math.floor(history.cleanEnd / CHUNK_ENTRIES) * CHUNK_ENTRIES);
  for (let base = from; base < history.tail; base += CHUNK_ENTRIES) {
    const index = (base - history.base) / CHUNK_ENTRIES;
    writer.put(`${name}/c${base}`, bytesOf(history, index));
    saved.chunks.add(base);
  }
  for (const base of saved.chunks) {
    if (base >= history.base && base < history.tail) continue;
    writer.delete(`${name}/c${base}`);
    saved.chunks.delete(base);
  }
  history.cleanEnd = history.tail;
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
    writer.put(`${prefix}/${checkpoint.position}`, encodeJson(checkpoint.compact(lane.rules)));
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

function packed(entries: readonly Entry[]): History {
  const list = new History();
  for (const entry of entries) list.push(entry);
  return list;
}

function tablesOf(list: History): PackedTables {
  const { sources, drivers, tail } = list;
  return { sources, drivers, ...moreOf(list), count: tail };
}

function moreOf({ more }: History): { more?: MoreByOffset } {
  return more === null || more.size === 0 ? {} : { more: [...more] };
}

function unpacked({ sources, drivers, more, count }: PackedTables, bytes: Uint8Array): Entry[] {
  const list = new History();
  list.load({ sources, drivers });
  if (more !== undefined) list.more = new Map(more);
  for (let at = 0; at < bytes.length; at += CHUNK_ENTRIES * ENTRY_BYTES)
    list.addChunk(decodeChunk(bytes.subarray(at, at + CHUNK_ENTRIES * ENTRY_BYTES)));
  list.tail = count;
  return Array.from({ length: count }, (_, position) => list.get(position));
}

function encodeFacts(list: History): Uint8Array {
  const bytes = new Uint8Array(list.tail * ENTRY_BYTES);
  for (let index = 0; index < list.chunks.length; index++)
    bytes.set(bytesOf(list, index), index * CHUNK_ENTRIES * ENTRY_BYTES);
  return bytes;
}

/** The facts there are in a chunk; little endian, as every machine of ours is. A view: the writer copies. */
function bytesOf(history: History, index: number): Uint8Array {
  const { buffer, byteOffset } = history.chunks[index]!;
  return new Uint8Array(buffer, byteOffset, history.countOf(index) * ENTRY_BYTES);
}

function decodeChunk(bytes: Uint8Array): Chunk {
  const count = bytes.length / ENTRY_BYTES;
  const chunk = newChunk(count <= 8 ? 8 : count <= 16 ? 16 : CHUNK_ENTRIES);
  new Uint8Array(chunk.buffer).set(bytes);
  return chunk;
}
