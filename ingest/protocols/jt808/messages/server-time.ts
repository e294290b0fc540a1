/*
 * 0x8004 server time 查询服务器时间应答 (2019)
 *
 * off | type   | field
 * 0   | BCD[6] | YYMMDDhhmmss in UTC: the only time of the standard that is not GMT+8
 */
import { readTimeDigits, writeTimeDigits } from './media-fields.ts';
import { defineMessage } from './message.ts';

export interface ServerTime {
  /** `YYMMDDhhmmss` in UTC, as sent. */
  timeBcd: string;
}

export const serverTime = defineMessage<ServerTime>({
  id: 0x8004,
  name: 'server time 查询服务器时间应答',
  decode: (reader) => ({ timeBcd: readTimeDigits(reader) }),
  encode: (writer, message) => writeTimeDigits(writer, message.timeBcd),
});
