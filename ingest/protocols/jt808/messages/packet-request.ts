/*
 * 0x8003 re-request packets 服务器补传分包请求 (2013) · 0x0005 the same by the terminal 终端补传分包请求 (2019)
 *
 * off   | type                    | field
 * 0     | WORD                    | serial of the first packet of the original message
 * 2     | BYTE (2013) WORD (2019) | count n
 * 3 / 4 | WORD[n]                 | packet numbers, ascending
 */
import type { BodyReader, BodyWriter } from '../bytes.ts';
import type { Edition } from '../header.ts';
import { defineMessage } from './message.ts';

export interface PacketRequest {
  originalSerial: number;
  packetIds: number[];
}

/** A request carries no more numbers than a 2013 count can say; ask again for the rest. */
export const REQUESTED_PACKETS_MAX = 255;

function decode(reader: BodyReader, edition: Edition): PacketRequest {
  const originalSerial = reader.u16();
  const count = edition === '2019' ? reader.u16() : reader.u8();
  const packetIds: number[] = [];
  for (let k = 0; k < count; k++) packetIds.push(reader.u16());
  return { originalSerial, packetIds };
}

function encode(writer: BodyWriter, message: PacketRequest, edition: Edition): void {
  writer.u16(message.originalSerial);
  if (edition === '2019') writer.u16(message.packetIds.length);
  else writer.u8(message.packetIds.length);
  for (const id of message.packetIds) writer.u16(id);
}

export const packetRequest = defineMessage<PacketRequest>({
  id: 0x8003,
  name: 're-request packets 服务器补传分包请求',
  decode,
  encode,
});

export const terminalPacketRequest = defineMessage<PacketRequest>({
  id: 0x0005,
  name: 're-request packets 终端补传分包请求',
  decode,
  encode,
});
