/*
 * 0x9105 live video status 实时音视频传输状态通知 (JT/T 1078-2016)
 *
 * off | type | field
 * 0   | BYTE | logical channel 逻辑通道号
 * 1   | BYTE | packet loss 丢包率, %
 */
import { defineMessage } from './message.ts';

export interface LiveVideoStatus {
  channel: number;
  lossPercent: number;
}

export const liveVideoStatus = defineMessage<LiveVideoStatus>({
  id: 0x9105,
  name: 'live video status 实时音视频传输状态通知',
  decode: (reader) => ({ channel: reader.u8(), lossPercent: reader.u8() }),
  encode(writer, message) {
    writer.u8(message.channel);
    writer.u8(message.lossPercent);
  },
});
