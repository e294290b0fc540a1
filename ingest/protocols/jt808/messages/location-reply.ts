/*
 * 0x0201 location query reply 位置信息查询应答 · 0x0500 vehicle control reply 车辆控制应答
 *
 * off | type  | field
 * 0   | WORD  | serial of the command 应答流水号; 2011's 0x0201 has none
 * 2   | BYTE… | body of 0x0200
 */

import { decodeLocation, encodeLocation, type Location } from './location.ts';
import { defineMessage } from './message.ts';

export interface LocationReply extends Location {
  /** Absent in a 2011 reply to a location query. */
  replySerial?: number;
}

export const locationReply = defineMessage<LocationReply>({
  id: 0x0201,
  name: 'location query reply 位置信息查询应答',
  decode: (reader, edition) =>
    edition === '2011'
      ? decodeLocation(reader)
      : { replySerial: reader.u16(), ...decodeLocation(reader) },
  encode(writer, message, edition) {
    if (edition !== '2011') writer.u16(message.replySerial ?? 0);
    encodeLocation(writer, message);
  },
});

export const vehicleControlReply = defineMessage<LocationReply>({
  id: 0x0500,
  name: 'vehicle control reply 车辆控制应答',
  decode: (reader) => ({ replySerial: reader.u16(), ...decodeLocation(reader) }),
  encode(writer, message) {
    writer.u16(message.replySerial ?? 0);
    encodeLocation(writer, message);
  },
});
