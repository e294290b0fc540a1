/*
 * The stream on an attachment connection (T/JSATL 12-2017, T/GDRTA 002-2020): 808 frames and data
 * frames one behind the other. A data frame has no flags and no escapes:
 *
 * off | type     | field
 * 0   | BYTE[4]  | 30 31 63 64
 * 4   | BYTE[50] | file name 文件名称, 0x00 behind; longer names are cut
 * 54  | DWORD    | offset of the data within the file 数据偏移量
 * 58  | DWORD    | length of the data 数据长度
 * 62  | BYTE[]   | data
 *
 * The next piece is told by its first byte: 7e begins a frame, the four bytes a data frame. After a
 * frame anything else is taken for the content of one that shares its flag. Where a sender's lengths
 * are wrong the stream is lost: bytes are skipped to the next 7e or the next four bytes, and a 7e
 * found that way is believed only if the frame behind it is good. Data passes through uncollected.
 */
import { readU32 } from './bytes.ts';
import { FLAG, FRAME_BYTES_MAX, Framer, type OnFault, type OnFrame } from './framing.ts';
import { decodeFixedText } from './text.ts';

export const DATA_MAGIC = Uint8Array.of(0x30, 0x31, 0x63, 0x64);
export const DATA_NAME_BYTES = 50;
export const DATA_HEAD_BYTES = 4 + DATA_NAME_BYTES + 8;

export interface DataHead {
  name: string;
  /** Its bytes without the padding: a name that fills the field may have been cut. */
  nameBytes: Uint8Array;
  offset: number;
  /** As sent. */
  length: number;
}

export interface DataHandler {
  /**
   * A data frame begins. Returns how many of its bytes are read as data, 0…length; when that is less
   * than its length, the rest is not trusted: the next piece is looked for right behind.
   */
  onData(head: DataHead): number;
  /** Data of the frame begun last; borrowed until the callback returns. */
  onDataBytes(bytes: Uint8Array, start: number, end: number): void;
  /** Bytes that belong to nothing. */
  onSkipped(count: number): void;
}

type State = 'between' | 'frame' | 'data' | 'lost';

/** One per connection. *Back pressure:* none of its own, it holds at most the head of one piece. */
export class AttachmentStream {
  readonly #handler: DataHandler;
  readonly #framer = new Framer();
  #state: State = 'between';
  /** The frame under way began with a flag of its own, at a place where one was due. */
  #sure = false;
  /** What precedes is a frame: its closing flag may open the next. */
  #afterFrame = false;
  #frameBytes = 0;
  #dataLeft = 0;
  /** Behind the data the sender's own length points elsewhere. */
  #lostBehind = false;
  #lost = false;
  /** Beginning of a piece that cannot be told yet, or of a data head; at most 61 bytes. */
  #carry: Uint8Array = new Uint8Array(0);

  constructor(handler: DataHandler) {
    this.#handler = handler;
  }

  /** Bytes held for an unfinished piece, and what is still due of its data. */
  get pendingBytes(): number {
    return this.#framer.pendingBytes + this.#carry.length + this.#dataLeft;
  }

  /** True after wrong lengths until the next good piece: its faults are no fault of their own. */
  get lost(): boolean {
    return this.#lost;
  }

  push(segment: Uint8Array, onFrame: OnFrame, onFault: OnFault): void {
    let chunk = segment;
    if (this.#carry.length > 0) {
      chunk = new Uint8Array(this.#carry.length + segment.length);
      chunk.set(this.#carry);
      chunk.set(segment, this.#carry.length);
      this.#carry = new Uint8Array(0);
    }
    let at = 0;
    while (at < chunk.length) {
      const before = at;
      if (this.#state === 'data') at = this.#data(chunk, at);
      else if (this.#state === 'frame') at = this.#frame(chunk, at, onFrame, onFault);
      else if (this.#state === 'lost') at = this.#skip(chunk, at);
      else at = this.#begin(chunk, at);
      if (at === before && this.#carryFrom !== -1) {
        this.#carry = chunk.slice(this.#carryFrom);
        this.#carryFrom = -1;
        return;
      }
    }
  }

  /** Set by a step that needs more bytes from there on. */
  #carryFrom = -1;

  end(onFault: OnFault): void {
    this.#framer.end(onFault);
    this.#state = 'between';
    this.#carry = new Uint8Array(0);
    this.#dataLeft = 0;
  }

  /** Between two pieces. */
  #begin(chunk: Uint8Array, at: number): number {
    if (chunk[at] === FLAG) {
      this.#startFrame(true);
      return at;
    }
    const same = magicPrefix(chunk, at);
    if (same === DATA_MAGIC.length) return this.#head(chunk, at);
    if (same > 0 && at + same === chunk.length) return this.#more(at);
    if (this.#afterFrame) this.#startFrame(false);
    else this.#lose();
    return at;
  }

  #head(chunk: Uint8Array, at: number): number {
    if (chunk.length - at < DATA_HEAD_BYTES) return this.#more(at);
    const nameAt = at + DATA_MAGIC.length;
    const nameEnd = nameAt + DATA_NAME_BYTES;
    let nameTo = nameEnd;
    while (nameTo > nameAt && chunk[nameTo - 1] === 0) nameTo--;
    const length = readU32(chunk, nameEnd + 4);
    const taken = this.#handler.onData({
      name: decodeFixedText(chunk, nameAt, nameEnd),
      nameBytes: chunk.slice(nameAt, nameTo),
      offset: readU32(chunk, nameEnd),
      length,
    });
    this.#dataLeft = taken;
    this.#lostBehind = taken < length;
    this.#lost = false;
    this.#afterFrame = false;
    this.#state = 'data';
    if (taken === 0) this.#endData();
    return at + DATA_HEAD_BYTES;
  }

  #data(chunk: Uint8Array, at: number): number {
    const end = Math.min(chunk.length, at + this.#dataLeft);
    this.#dataLeft -= end - at;
    this.#handler.onDataBytes(chunk, at, end);
    if (this.#dataLeft === 0) this.#endData();
    return end;
  }

  #endData(): void {
    this.#state = 'between';
    if (this.#lostBehind) this.#lost = true;
  }

  #startFrame(sure: boolean): void {
    this.#state = 'frame';
    this.#sure = sure && !this.#lost;
    this.#frameBytes = 0;
  }

  #frame(chunk: Uint8Array, at: number, onFrame: OnFrame, onFault: OnFault): number {
    // Flags between frames are empty pieces to the framer.
    const from = this.#frameBytes === 0 && chunk[at] === FLAG ? at + 1 : at;
    const flagAt = chunk.indexOf(FLAG, from);
    let end = flagAt === -1 ? chunk.length : flagAt + 1;
    const long = this.#frameBytes + end - at > FRAME_BYTES_MAX;
    if (!this.#sure || long) {
      const magicAt = indexOfMagic(chunk, from, flagAt === -1 ? chunk.length : flagAt);
      if (magicAt !== -1) {
        this.#feed(chunk, at, magicAt, onFrame, onFault);
        this.#framer.end(onFault);
        this.#lost = true;
        this.#state = 'between';
        return magicAt;
      }
      // The four bytes may be cut by the end of the segment.
      if (flagAt === -1) end = Math.max(from, chunk.length - tailOfMagic(chunk, from));
    }
    if (end === at) return this.#more(at);
    this.#feed(chunk, at, end, onFrame, onFault);
    this.#frameBytes += end - at;
    if (flagAt === -1) {
      if (this.#frameBytes > FRAME_BYTES_MAX) {
        // Nothing that long is a frame: the framer has said so.
        this.#framer.end(onFault);
        this.#lose();
      }
      return end;
    }
    this.#state = 'between';
    this.#afterFrame = true;
    return end;
  }

  #feed(chunk: Uint8Array, start: number, end: number, onFrame: OnFrame, onFault: OnFault): void {
    this.#framer.push(
      chunk.subarray(start, end),
      (bytes, from, to) => {
        this.#lost = false;
        onFrame(bytes, from, to);
      },
      onFault,
    );
  }

  #lose(): void {
    this.#lost = true;
    this.#afterFrame = false;
    this.#state = 'lost';
  }

  #skip(chunk: Uint8Array, at: number): number {
    const flagAt = chunk.indexOf(FLAG, at);
    const magicAt = indexOfMagic(chunk, at, flagAt === -1 ? chunk.length : flagAt);
    let end = magicAt !== -1 ? magicAt : flagAt;
    if (end === -1) end = chunk.length - tailOfMagic(chunk, at);
    else this.#state = 'between';
    if (end > at) this.#handler.onSkipped(end - at);
    return end === at && this.#state === 'lost' ? this.#more(at) : end;
  }

  #more(at: number): number {
    this.#carryFrom = at;
    return at;
  }
}

/** How many bytes from `at` on are those of the magic, 0…4. */
function magicPrefix(bytes: Uint8Array, at: number): number {
  let same = 0;
  while (same < DATA_MAGIC.length && bytes[at + same] === DATA_MAGIC[same]) same++;
  return same;
}

/** First place in `[from, to)` where the whole magic stands (it may reach behind `to`); −1 = none. */
function indexOfMagic(bytes: Uint8Array, from: number, to: number): number {
  for (let at = bytes.indexOf(DATA_MAGIC[0]!, from); at !== -1 && at < to; ) {
    if (magicPrefix(bytes, at) === DATA_MAGIC.length) return at;
    at = bytes.indexOf(DATA_MAGIC[0]!, at + 1);
  }
  return -1;
}

/** How many of the last bytes could be the beginning of the magic, 0…3. */
function tailOfMagic(bytes: Uint8Array, from: number): number {
  for (let count = DATA_MAGIC.length - 1; count > 0; count--) {
    const at = bytes.length - count;
    if (at >= from && magicPrefix(bytes, at) === count) return count;
  }
  return 0;
}

/** Writes a data frame's head; its data follows. For terminals: simulators and tests. */
export function dataHeadBytes(nameBytes: Uint8Array, offset: number, length: number): Uint8Array {
  const head = new Uint8Array(DATA_HEAD_BYTES);
  head.set(DATA_MAGIC);
  head.set(nameBytes.subarray(0, DATA_NAME_BYTES), DATA_MAGIC.length);
  const view = new DataView(head.buffer);
  view.setUint32(DATA_HEAD_BYTES - 8, offset);
  view.setUint32(DATA_HEAD_BYTES - 4, length);
  return head;
}
