/*
 * 0x8700 recorder data command 行驶记录数据采集命令 · 0x0700 its reply 行驶记录数据上传 · 0x8701 recorder parameters 行驶记录参数下传命令
 *
 * off | type   | field
 * 0   | WORD   | serial of the command 应答流水号: 0x0700 only
 * 0/2 | BYTE   | command 命令字 of GB/T 19056
 * 1/3 | BYTE[] | data block 数据块: a GB/T 19056 packet (recorder/packet.ts); may be empty
 *
 * The bytes are kept whatever they hold; recorderFields says what they mean.
 */
import type { BodyReader, BodyWriter } from '../bytes.ts';
import {
  buildPacket,
  type Direction,
  type RecorderContent,
  type RecorderFault,
  readPacket,
} from '../recorder/packet.ts';
import { defineMessage } from './message.ts';

export interface RecorderCommand {
  command: number;
  /** Always read; written as it is, before `recorder`. */
  dataHex?: string;
  /** What the packet is to say, where there is no `dataHex`. */
  recorder?: RecorderContent;
}

/** What a packet says, or why it says nothing. */
export interface RecorderFields {
  recorder?: RecorderContent;
  recorderFault?: RecorderFault;
}

export interface RecorderData extends RecorderCommand {
  replySerial: number;
}

const DIRECTIONS: ReadonlyMap<number, Direction> = new Map([
  [0x0700, 'up'],
  [0x8700, 'down'],
  [0x8701, 'down'],
]);
/** Bytes of the serial in front of the command. */
const SERIAL_BYTES = { up: 2, down: 0 } as const;

/** What the body `bytes[start, end)` of one of these messages says; nothing for other messages and for no data. */
export function recorderFields(
  messageId: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): RecorderFields {
  const direction = DIRECTIONS.get(messageId);
  if (direction === undefined) return {};
  const commandAt = start + SERIAL_BYTES[direction];
  if (commandAt + 1 >= end) return {};
  const content = readPacket(bytes, commandAt + 1, end, bytes[commandAt]!, direction);
  return typeof content === 'string' ? { recorderFault: content } : { recorder: content };
}

function decode(reader: BodyReader): RecorderCommand {
  return { command: reader.u8(), dataHex: reader.hex(reader.remaining) };
}

function encode(
  writer: BodyWriter,
  { command, dataHex, recorder }: RecorderCommand,
  direction: Direction,
): void {
  writer.u8(command);
  if (dataHex !== undefined) writer.hex(dataHex);
  else if (recorder !== undefined) writer.raw(buildPacket(command, recorder, direction));
}

const recorderCommand = (id: number, name: string) =>
  defineMessage<RecorderCommand>({
    id,
    name,
    decode,
    encode: (writer, message) => encode(writer, message, 'down'),
  });

export const recorderQuery = recorderCommand(0x8700, 'recorder data command 行驶记录数据采集命令');
export const recorderSetting = recorderCommand(0x8701, 'recorder parameters 行驶记录参数下传命令');

export const recorderData = defineMessage<RecorderData>({
  id: 0x0700,
  name: 'recorder data 行驶记录数据上传',
  decode: (reader) => ({ replySerial: reader.u16(), ...decode(reader) }),
  encode(writer, message) {
    writer.u16(message.replySerial);
    encode(writer, message, 'up');
  },
});
