/*
 * 0x9102 live video control 音视频实时传输控制 (JT/T 1078-2016)
 *
 * off | type | field
 * 0   | BYTE | logical channel 逻辑通道号
 * 1   | BYTE | command 控制指令: 0 close, 1 switch stream, 2 pause, 3 resume, 4 close talk
 * 2   | BYTE | what to close 关闭音视频类型: 0 both, 1 audio, 2 video
 * 3   | BYTE | stream to switch to 切换码流类型: 0 main, 1 sub
 */
import { defineMessage } from './message.ts';

export interface LiveVideoControl {
  channel: number;
  command: number;
  closeType: number;
  streamType: number;
}

export const liveVideoControl = defineMessage<LiveVideoControl>({
  id: 0x9102,
  name: 'live video control 音视频实时传输控制',
  decode: (reader) => ({
    channel: reader.u8(),
    command: reader.u8(),
    closeType: reader.u8(),
    streamType: reader.u8(),
  }),
  encode(writer, message) {
    writer.u8(message.channel);
    writer.u8(message.command);
    writer.u8(message.closeType);
    writer.u8(message.streamType);
  },
});
