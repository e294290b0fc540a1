/*
 * 0x9206 file upload command 文件上传指令 (JT/T 1078-2016): by FTP, answered by 0x1206
 *
 * off | type            | field
 * 0   | BYTE, STRING[]  | server address 服务器地址
 *     | WORD            | port 端口
 *     | BYTE, STRING[]  | user name 用户名
 *     | BYTE, STRING[]  | password 密码
 *     | BYTE, STRING[]  | path 文件上传路径
 *     | BYTE            | logical channel 逻辑通道号
 *     | BCD[6], BCD[6]  | start, end 开始, 结束时间, GMT+8
 *     | DWORD, DWORD    | alarm bits 报警标志: high = item 0x14, low = 0x0200
 *     | BYTE            | media 音视频资源类型: 0 both, 1 audio, 2 video, 3 either
 *     | BYTE            | stream 码流类型: 0 any, 1 main, 2 sub
 *     | BYTE            | storage 存储位置: 0 any, 1 main, 2 backup
 *     | BYTE            | network 任务执行条件: b0 Wi-Fi, b1 LAN, b2 3G/4G
 */
import {
  readAlarmFlag64,
  readTimeDigits,
  writeAlarmFlag64,
  writeTimeDigits,
} from './media-fields.ts';
import { defineMessage } from './message.ts';

export interface FileUploadCommand {
  serverIp: string;
  port: number;
  username: string;
  password: string;
  path: string;
  channel: number;
  /** `YYMMDDhhmmss` as sent. */
  startTimeBcd: string;
  /** `YYMMDDhhmmss` as sent. */
  endTimeBcd: string;
  /** 64 bits as a decimal number. */
  alarmFlag64: string;
  mediaType: number;
  streamType: number;
  storageLocation: number;
  condition: number;
}

export const fileUploadCommand = defineMessage<FileUploadCommand>({
  id: 0x9206,
  name: 'file upload command 文件上传指令',
  decode: (reader) => ({
    serverIp: reader.prefixedText(),
    port: reader.u16(),
    username: reader.prefixedText(),
    password: reader.prefixedText(),
    path: reader.prefixedText(),
    channel: reader.u8(),
    startTimeBcd: readTimeDigits(reader),
    endTimeBcd: readTimeDigits(reader),
    alarmFlag64: readAlarmFlag64(reader),
    mediaType: reader.u8(),
    streamType: reader.u8(),
    storageLocation: reader.u8(),
    condition: reader.u8(),
  }),
  encode(writer, message) {
    writer.prefixedText(message.serverIp);
    writer.u16(message.port);
    writer.prefixedText(message.username);
    writer.prefixedText(message.password);
    writer.prefixedText(message.path);
    writer.u8(message.channel);
    writeTimeDigits(writer, message.startTimeBcd);
    writeTimeDigits(writer, message.endTimeBcd);
    writeAlarmFlag64(writer, message.alarmFlag64);
    writer.u8(message.mediaType);
    writer.u8(message.streamType);
    writer.u8(message.storageLocation);
    writer.u8(message.condition);
  },
});
