/*
 * The packet of GB/T 19056-2012 (A.3) that 0x0700, 0x8700 and 0x8701 carry
 *
 * off | type    | field
 * 0   | BYTE[2] | AA 75 to the recorder, 55 7A from it (devices and peers use either)
 * 2   | BYTE    | command 命令字; FA, FB = the recorder refuses, then only reserved and check follow
 * 3   | WORD    | length n 数据块长度
 * 5   | BYTE    | reserved 保留字
 * 6   | BYTE[n] | data block
 * 6+n | BYTE    | check 校验字: XOR of all before it
 *
 * Some devices send the block without its packet: it is read as such where its length fits.
 */
import { BodyReader, BodyWriter, hexOf } from '../bytes.ts';
import { DecodeFault } from '../fault.ts';
import { checksumOf } from '../framing.ts';
import type { BlockCodec } from './block.ts';
import { downlinkBlocks, uplinkBlocks } from './index.ts';

type Decoded<T> = T extends BlockCodec<infer Block> ? Block : never;
export type RecorderContent =
  | Decoded<(typeof uplinkBlocks)[number]>
  | Decoded<(typeof downlinkBlocks)[number]>
  /** No data: a query without parameters, a setting that was taken, or nothing in the time asked for. */
  | { kind: 'empty' }
  /** 采集, 设置出错应答. */
  | { kind: 'refused' }
  /** A command outside the standard. */
  | { kind: 'unknown'; blockHex: string };

export type Direction = 'up' | 'down';

export const RECORDER_FAULTS = [
  /** Neither a packet nor a block of this command. */
  'RECORDER_HEAD',
  'RECORDER_LENGTH',
  'RECORDER_CHECKSUM',
  /** The packet is whole, its block does not fit its command. */
  'RECORDER_LAYOUT',
] as const;
export type RecorderFault = (typeof RECORDER_FAULTS)[number];

const HEADS: Record<Direction, readonly [number, number]> = {
  up: [0x55, 0x7a],
  down: [0xaa, 0x75],
};
const HEAD_BYTES = 6;
const REFUSALS = new Set([0xfa, 0xfb]);
/** Head, command, reserved, check. */
const REFUSAL_BYTES = 5;

/** Reads `bytes[start, end)`, the data of a message with this command. */
export function readPacket(
  bytes: Uint8Array,
  start: number,
  end: number,
  command: number,
  direction: Direction,
): RecorderContent | RecorderFault {
  if (start === end) return { kind: 'empty' };
  const isPacket = Object.values(HEADS).some(
    ([first, second]) => bytes[start] === first && bytes[start + 1] === second,
  );
  if (!isPacket) {
    const bare = readBlock(bytes, start, end, command, direction);
    return typeof bare === 'string' || bare.kind === 'unknown' ? 'RECORDER_HEAD' : bare;
  }
  const said = bytes[start + 2]!;
  if (REFUSALS.has(said) && end - start === REFUSAL_BYTES) {
    return checksumOf(bytes, start, end) === 0 ? { kind: 'refused' } : 'RECORDER_CHECKSUM';
  }
  if (end - start < HEAD_BYTES + 1) return 'RECORDER_LENGTH';
  const length = (bytes[start + 3]! << 8) | bytes[start + 4]!;
  if (start + HEAD_BYTES + length + 1 !== end) return 'RECORDER_LENGTH';
  if (checksumOf(bytes, start, end) !== 0) return 'RECORDER_CHECKSUM';
  return readBlock(bytes, start + HEAD_BYTES, end - 1, said, direction);
}

function readBlock(
  bytes: Uint8Array,
  start: number,
  end: number,
  command: number,
  direction: Direction,
): RecorderContent | RecorderFault {
  if (start === end) return { kind: 'empty' };
  const codec = codecOf(command, direction);
  if (codec === undefined) return { kind: 'unknown', blockHex: hexOf(bytes, start, end) };
  const reader = new BodyReader(bytes, start, end);
  try {
    const block = codec.decode(reader);
    return reader.remaining === 0 ? block : 'RECORDER_LAYOUT';
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
    return 'RECORDER_LAYOUT';
  }
}

/** The packet of a block. Throws RangeError for a block that this command does not carry. */
export function buildPacket(
  command: number,
  content: RecorderContent,
  direction: Direction,
): Uint8Array {
  const [first, second] = HEADS[direction];
  const block = new BodyWriter();
  if (content.kind === 'unknown') block.hex(content.blockHex);
  else if (content.kind !== 'empty' && content.kind !== 'refused') {
    const codec = codecOf(command, direction);
    if (codec?.kind !== content.kind)
      throw new RangeError(`Command ${command} does not carry ${content.kind}.`);
    codec.encode(block, content);
  }
  const packet = new BodyWriter();
  packet.u8(first);
  packet.u8(second);
  packet.u8(command);
  const data = block.finish();
  if (content.kind !== 'refused') packet.u16(data.length);
  packet.u8(0);
  packet.raw(data);
  const bytes = packet.finish();
  packet.u8(checksumOf(bytes, 0, bytes.length));
  return packet.finish();
}

function codecOf(command: number, direction: Direction): BlockCodec<RecorderContent> | undefined {
  const blocks: readonly { commands: readonly number[] }[] =
    direction === 'up' ? uplinkBlocks : downlinkBlocks;
  // Each codec is asked for its own kind only.
  return blocks.find(({ commands }) => commands.includes(command)) as
    | BlockCodec<RecorderContent>
    | undefined;
}
