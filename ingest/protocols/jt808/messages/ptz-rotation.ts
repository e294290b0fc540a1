/*
 * 0x9301 camera rotation 云台旋转 (JT/T 1078-2016)
 *
 * off | type | field
 * 0   | BYTE | logical channel 逻辑通道号
 * 1   | BYTE | direction 方向: 0 stop, 1 up, 2 down, 3 left, 4 right
 * 2   | BYTE | speed 速度, 0…255
 */
import { defineMessage } from './message.ts';

export interface PtzRotation {
  channel: number;
  direction: number;
  speed: number;
}

export const ptzRotation = defineMessage<PtzRotation>({
  id: 0x9301,
  name: 'PTZ rotation 云台旋转',
  decode: (reader) => ({ channel: reader.u8(), direction: reader.u8(), speed: reader.u8() }),
  encode(writer, message) {
    writer.u8(message.channel);
    writer.u8(message.direction);
    writer.u8(message.speed);
  },
});
