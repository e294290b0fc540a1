/*
 * Camera control (JT/T 1078-2016):
 * 0x9302 focus 云台调整焦距控制 · 0x9303 aperture 云台调整光圈控制 · 0x9304 wiper 云台雨刷控制 ·
 * 0x9305 infrared light 红外补光控制 · 0x9306 zoom 云台变倍控制
 *
 * off | type | field
 * 0   | BYTE | logical channel 逻辑通道号
 * 1   | BYTE | value: 0x9302, 0x9303, 0x9306 0 larger, 1 smaller; 0x9304, 0x9305 0 stop, 1 start
 */
import { defineMessage, type MessageCodec } from './message.ts';

export interface PtzControl {
  channel: number;
  flag: number;
}

function ptzControl(id: number, name: string): MessageCodec<PtzControl> {
  return defineMessage<PtzControl>({
    id,
    name,
    decode: (reader) => ({ channel: reader.u8(), flag: reader.u8() }),
    encode(writer, message) {
      writer.u8(message.channel);
      writer.u8(message.flag);
    },
  });
}

export const ptzFocus = ptzControl(0x9302, 'PTZ focus 云台调整焦距控制');
export const ptzAperture = ptzControl(0x9303, 'PTZ aperture 云台调整光圈控制');
export const ptzWiper = ptzControl(0x9304, 'PTZ wiper 云台雨刷控制');
export const ptzInfrared = ptzControl(0x9305, 'PTZ infrared light 红外补光控制');
export const ptzZoom = ptzControl(0x9306, 'PTZ zoom 云台变倍控制');
