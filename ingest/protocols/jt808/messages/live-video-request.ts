/*
 * 0x9101 live video request 实时音视频传输请求 (JT/T 1078-2016)
 *
 * off | type      | field
 * 0   | BYTE n    | length of the address
 * 1   | STRING[n] | server address 服务器 IP 地址
 * 1+n | WORD      | TCP port, 0 = not TCP
 * 3+n | WORD      | UDP port, 0 = not UDP
 * 5+n | BYTE      | logical channel 逻辑通道号 (JT/T 1076)
 * 6+n | BYTE      | data 数据类型: 0 audio and video, 1 video, 2 talk 双向对讲, 3 listen 监听, 4 broadcast 中心广播, 5 pass-through 透传
 * 7+n | BYTE      | stream 码流类型: 0 main, 1 sub
 */
import { defineMessage } from './message.ts';

export interface LiveVideoRequest {
  serverIp: string;
  tcpPort: number;
  udpPort: number;
  channel: number;
  dataType: number;
  streamType: number;
}

export const liveVideoRequest = defineMessage<LiveVideoRequest>({
  id: 0x9101,
  name: 'live video request 实时音视频传输请求',
  decode: (reader) => ({
    serverIp: reader.prefixedText(),
    tcpPort: reader.u16(),
    udpPort: reader.u16(),
    channel: reader.u8(),
    dataType: reader.u8(),
    streamType: reader.u8(),
  }),
  encode(writer, message) {
    writer.prefixedText(message.serverIp);
    writer.u16(message.tcpPort);
    writer.u16(message.udpPort);
    writer.u8(message.channel);
    writer.u8(message.dataType);
    writer.u8(message.streamType);
  },
});
