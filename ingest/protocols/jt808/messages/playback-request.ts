/*
 * 0x9201 playback request 平台下发远程录像回放请求 (JT/T 1078-2016)
 *
 * off  | type      | field
 * 0    | BYTE n    | length of the address
 * 1    | STRING[n] | server address 服务器 IP 地址
 * 1+n  | WORD      | TCP port, 0 = not TCP
 * 3+n  | WORD      | UDP port, 0 = not UDP
 * 5+n  | BYTE      | logical channel 逻辑通道号
 * 6+n  | BYTE      | media 音视频类型: 0 both, 1 audio, 2 video, 3 either
 * 7+n  | BYTE      | stream 码流类型: 0 any, 1 main, 2 sub
 * 8+n  | BYTE      | storage 存储器类型: 0 any, 1 main, 2 backup
 * 9+n  | BYTE      | mode 回放方式: 0 normal, 1 fast, 2 key frames backwards, 3 key frames, 4 single frame
 * 10+n | BYTE      | speed 快进或快退倍数: 0, 1–5 = 1, 2, 4, 8, 16 times; modes 1 and 2
 * 11+n | BCD[6]    | start 开始时间, GMT+8
 * 17+n | BCD[6]    | end 结束时间, GMT+8; zeros = to the end
 */
import { readTimeDigits, writeTimeDigits } from './media-fields.ts';
import { defineMessage } from './message.ts';

export interface PlaybackRequest {
  serverIp: string;
  tcpPort: number;
  udpPort: number;
  channel: number;
  mediaType: number;
  streamType: number;
  storageType: number;
  playbackMode: number;
  playbackSpeed: number;
  /** `YYMMDDhhmmss` as sent. */
  startTimeBcd: string;
  /** `YYMMDDhhmmss` as sent. */
  endTimeBcd: string;
}

export const playbackRequest = defineMessage<PlaybackRequest>({
  id: 0x9201,
  name: 'playback request 平台下发远程录像回放请求',
  decode: (reader) => ({
    serverIp: reader.prefixedText(),
    tcpPort: reader.u16(),
    udpPort: reader.u16(),
    channel: reader.u8(),
    mediaType: reader.u8(),
    streamType: reader.u8(),
    storageType: reader.u8(),
    playbackMode: reader.u8(),
    playbackSpeed: reader.u8(),
    startTimeBcd: readTimeDigits(reader),
    endTimeBcd: readTimeDigits(reader),
  }),
  encode(writer, message) {
    writer.prefixedText(message.serverIp);
    writer.u16(message.tcpPort);
    writer.u16(message.udpPort);
    writer.u8(message.channel);
    writer.u8(message.mediaType);
    writer.u8(message.streamType);
    writer.u8(message.storageType);
    writer.u8(message.playbackMode);
    writer.u8(message.playbackSpeed);
    writeTimeDigits(writer, message.startTimeBcd);
    writeTimeDigits(writer, message.endTimeBcd);
  },
});
