/*
 * Puts sub-packaged messages together. Packets of one message have consecutive serials, so
 * (phone, message id, total, serial − number + 1) names an upload without needing its first packet.
 * Some devices reuse one serial, or count other messages in between: a packet whose computed
 * first serial is unknown joins the newest set of the same phone, id and total that still lacks its number.
 *
 * A set may claim 65,535 packets (67 MB), so everything is bounded and the clock is the caller's.
 */
import type { Header } from './header.ts';
import { REQUESTED_PACKETS_MAX } from './messages/packet-request.ts';

export interface ReassemblyBounds {
  /** Bytes one set may hold, bookkeeping included; beyond it the set is refused until it times out. */
  setBytesMaxRefuse: number;
  /** Sets one connection may have open; beyond it the set that was silent longest is evicted. */
  setsMaxEvictSilent: number;
  /** A set without a new packet for this long is forgotten. */
  silentMsMaxForget: number;
  /** Missing packets are asked for after this much silence, and again after each further one. */
  askAfterMs: number;
  /** Times missing packets are asked for. */
  asksMax: number;
}

export const REASSEMBLY_DEFAULTS: ReassemblyBounds = {
  setBytesMaxRefuse: 1 << 20,
  setsMaxEvictSilent: 4,
  silentMsMaxForget: 120_000,
  askAfterMs: 10_000,
  asksMax: 5,
};

export type DropReason = 'number-out-of-range' | 'set-refused';

export type ReassemblyResult =
  /** `serial` is that of packet 1. */
  | { kind: 'complete'; body: Uint8Array; serial: number }
  | { kind: 'held' }
  | { kind: 'dropped'; reason: DropReason };

/** What 0x8003 has to ask for. */
export interface MissingPackets {
  messageId: number;
  /** Serial of packet 1: received, or computed from the others. */
  originalSerial: number;
  /** Ascending, at most 255. */
  packetIds: number[];
  /** Body of packet 1; null = it is missing. */
  head: Uint8Array | null;
}

interface Packet {
  serial: number;
  body: Uint8Array;
}

interface PacketSet {
  phone: string;
  messageId: number;
  total: number;
  base: number;
  packets: Map<number, Packet>;
  bytes: number;
  refused: boolean;
  lastPacketMs: number;
  lastAskMs: number;
  asks: number;
}

/** A Map entry, a packet object and a Uint8Array: empty packets must not be free. */
const PACKET_OVERHEAD_BYTES = 160;
const HELD: ReassemblyResult = { kind: 'held' };

/** One per connection. */
export class Reassembly {
  readonly #bounds: ReassemblyBounds;
  /** Oldest first. */
  #sets: PacketSet[] = [];
  #forgotten = 0;

  constructor(bounds: ReassemblyBounds = REASSEMBLY_DEFAULTS) {
    this.#bounds = bounds;
  }

  /** Open sets, 0…setsMaxEvictSilent. */
  get openSets(): number {
    return this.#sets.length;
  }

  /** Bytes held by all sets, bookkeeping included. */
  get heldBytes(): number {
    return this.#sets.reduce((sum, set) => sum + set.bytes, 0);
  }

  /** Incomplete sets given up since the start: silent for too long, or evicted. */
  get forgottenSets(): number {
    return this.#forgotten;
  }

  /** Takes packet `bytes[start, end)` (body only, copied) of a frame for which isPart(header) holds. */
  add(
    header: Header,
    bytes: Uint8Array,
    start: number,
    end: number,
    nowMs: number,
  ): ReassemblyResult {
    const { packetNumber: number, packetTotal: total } = header;
    if (number === 0 || number > total) return { kind: 'dropped', reason: 'number-out-of-range' };
    this.forget(nowMs);
    const set = this.#find(header) ?? this.#open(header, nowMs);
    set.lastPacketMs = nowMs;
    if (set.refused) return { kind: 'dropped', reason: 'set-refused' };

    const earlier = set.packets.get(number);
    const size = end - start + PACKET_OVERHEAD_BYTES;
    set.bytes += size - (earlier === undefined ? 0 : earlier.body.length + PACKET_OVERHEAD_BYTES);
    if (set.bytes > this.#bounds.setBytesMaxRefuse) {
      set.refused = true;
      set.packets.clear();
      set.bytes = 0;
      return { kind: 'dropped', reason: 'set-refused' };
    }
    set.packets.set(number, { serial: header.serial, body: bytes.slice(start, end) });
    if (set.packets.size < total) return HELD;

    this.#sets.splice(this.#sets.indexOf(set), 1);
    return { kind: 'complete', body: joined(set), serial: set.packets.get(1)!.serial };
  }

  /** Sets whose missing packets should be asked for now; each call counts as asking. */
  due(nowMs: number): MissingPackets[] {
    this.forget(nowMs);
    const due: MissingPackets[] = [];
    for (const set of this.#sets) {
      const quietSinceMs = Math.max(set.lastPacketMs, set.lastAskMs);
      if (set.refused || set.asks >= this.#bounds.asksMax) continue;
      if (nowMs - quietSinceMs < this.#bounds.askAfterMs) continue;
      set.asks++;
      set.lastAskMs = nowMs;
      due.push(missingOf(set));
    }
    return due;
  }

  /** Gives up sets that were silent for too long. */
  forget(nowMs: number): void {
    const before = this.#sets.length;
    if (before === 0) return;
    this.#sets = this.#sets.filter(
      (set) => nowMs - set.lastPacketMs < this.#bounds.silentMsMaxForget,
    );
    this.#forgotten += before - this.#sets.length;
  }

  #find(header: Header): PacketSet | undefined {
    const base = baseOf(header);
    const alike = this.#sets.filter(
      (set) =>
        set.phone === header.phone &&
        set.messageId === header.messageId &&
        set.total === header.packetTotal,
    );
    return (
      alike.find((set) => set.base === base) ??
      // The same packet again from a sender whose serials do not count up.
      alike.find((set) => set.packets.get(header.packetNumber)?.serial === header.serial) ??
      alike.findLast((set) => set.refused || !set.packets.has(header.packetNumber))
    );
  }

  #open(header: Header, nowMs: number): PacketSet {
    if (this.#sets.length >= this.#bounds.setsMaxEvictSilent) {
      let silent = 0;
      for (let k = 1; k < this.#sets.length; k++) {
        if (this.#sets[k]!.lastPacketMs < this.#sets[silent]!.lastPacketMs) silent = k;
      }
      this.#sets.splice(silent, 1);
      this.#forgotten++;
    }
    const set: PacketSet = {
      phone: header.phone,
      messageId: header.messageId,
      total: header.packetTotal,
      base: baseOf(header),
      packets: new Map(),
      bytes: 0,
      refused: false,
      lastPacketMs: nowMs,
      lastAskMs: nowMs,
      asks: 0,
    };
    this.#sets.push(set);
    return set;
  }
}

function baseOf(header: Header): number {
  return (header.serial - header.packetNumber + 1) & 0xffff;
}

function missingOf(set: PacketSet): MissingPackets {
  const packetIds: number[] = [];
  for (let k = 1; k <= set.total && packetIds.length < REQUESTED_PACKETS_MAX; k++) {
    if (!set.packets.has(k)) packetIds.push(k);
  }
  const first = set.packets.get(1);
  const originalSerial = first?.serial ?? set.base;
  return { messageId: set.messageId, originalSerial, packetIds, head: first?.body ?? null };
}

function joined(set: PacketSet): Uint8Array {
  const repeated = repeatedHeadBytes(set);
  let length = repeated;
  for (const { body } of set.packets.values()) length += body.length - repeated;
  const body = new Uint8Array(length);
  let at = 0;
  for (let k = 1; k <= set.total; k++) {
    const packet = set.packets.get(k)!.body;
    const own = k === 1 ? packet : packet.subarray(repeated);
    body.set(own, at);
    at += own.length;
  }
  return body;
}

const MULTIMEDIA_DATA = 0x0801;
/** Media id, type, format, event and channel. */
const MEDIA_HEAD_BYTES = 8;
/** With the location behind it. */
const MULTIMEDIA_HEAD_BYTES = MEDIA_HEAD_BYTES + 28;

/** Some devices begin every packet of 0x0801 with the head that belongs into the first; 0 = this one does not. */
function repeatedHeadBytes({ messageId, packets }: PacketSet): number {
  if (messageId !== MULTIMEDIA_DATA) return 0;
  const head = packets.get(1)!.body.subarray(0, MEDIA_HEAD_BYTES);
  for (const { body } of packets.values()) {
    if (body.length < MULTIMEDIA_HEAD_BYTES) return 0;
    if (Buffer.compare(body.subarray(0, MEDIA_HEAD_BYTES), head) !== 0) return 0;
  }
  return MULTIMEDIA_HEAD_BYTES;
}
