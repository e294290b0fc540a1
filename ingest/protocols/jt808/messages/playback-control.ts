/*
 * 0x9202 playback control 平台下发远程录像回放控制 (JT/T 1078-2016)
 *
 * off | type   | field
 * 0   | BYTE   | logical channel 逻辑通道号
 * 1   | BYTE   | control 回放控制: 0 start, 1 pause, 2 end, 3 fast, 4 backwards, 5 seek, 6 key frames
 * 2   | BYTE   | speed 快进或快退倍数: 0, 1–5 = 1, 2, 4, 8, 16 times; controls 3 and 4
 * 3   | BCD[6] | position to seek 拖动回放位置, GMT+8; control 5
 */
import { readTimeDigits, writeTimeDigits } from './media-fields.ts';
import { defineMessage } from './message.ts';

export interface PlaybackControl {
  channel: number;
  command: number;
  playbackSpeed: number;
  /** `YYMMDDhhmmss` as sent. */
  seekTimeBcd: string;
}

export const playbackControl = defineMessage<PlaybackControl>({
  id: 0x9202,
  name: 'playback control 平台下发远程录像回放控制',
  decode: (reader) => ({
    channel: reader.u8(),
    command: reader.u8(),
    playbackSpeed: reader.u8(),
    seekTimeBcd: readTimeDigits(reader),
  }),
  encode(writer, message) {
    writer.u8(message.channel);
    writer.u8(message.command);
    writer.u8(message.playbackSpeed);
    writeTimeDigits(writer, message.seekTimeBcd);
  },
});
