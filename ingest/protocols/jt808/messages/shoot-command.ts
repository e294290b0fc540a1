/*
 * 0x8801 shoot now 摄像头立即拍摄命令, answered by 0x0805
 *
 * off | type | field
 * 0   | BYTE | channel 通道 ID; T/JSATL 12: 0x64 ADAS, 0x65 driver monitoring
 * 1   | WORD | command 拍摄命令: 0 stop, 0xFFFF record, else number of pictures
 * 3   | WORD | interval or duration 拍照间隔/录像时间, s
 * 5   | BYTE | 1 save, 0 upload at once
 * 6   | BYTE | resolution 分辨率: 1 320×240, 2 640×480, 3 800×600, 4 1024×768, 5 176×144, 6 352×288, 7 704×288, 8 704×576;
 *     |      | 2019: 0 lowest, 0xFF highest
 * 7   | BYTE | quality 1–10, 1 loses least
 * 8   | BYTE | brightness 0–255 · BYTE contrast 0–127 · BYTE saturation 0–127 · BYTE chroma 0–255
 */
import { defineMessage } from './message.ts';

export interface ShootCommand {
  channelId: number;
  command: number;
  intervalSec: number;
  saveFlag: number;
  resolution: number;
  quality: number;
  brightness: number;
  contrast: number;
  saturation: number;
  chroma: number;
}

export const shootCommand = defineMessage<ShootCommand>({
  id: 0x8801,
  name: 'shoot now 摄像头立即拍摄命令',
  decode: (reader) => ({
    channelId: reader.u8(),
    command: reader.u16(),
    intervalSec: reader.u16(),
    saveFlag: reader.u8(),
    resolution: reader.u8(),
    quality: reader.u8(),
    brightness: reader.u8(),
    contrast: reader.u8(),
    saturation: reader.u8(),
    chroma: reader.u8(),
  }),
  encode(writer, message) {
    writer.u8(message.channelId);
    writer.u16(message.command);
    writer.u16(message.intervalSec);
    writer.u8(message.saveFlag);
    writer.u8(message.resolution);
    writer.u8(message.quality);
    writer.u8(message.brightness);
    writer.u8(message.contrast);
    writer.u8(message.saturation);
    writer.u8(message.chroma);
  },
});
