/*
 * 0x8804 sound recording 录音开始命令 (dropped by JT/T 1078)
 *
 * off | type | field
 * 0   | BYTE | 0 stop, 1 start
 * 1   | WORD | duration 录音时间, s; 0 = without end
 * 3   | BYTE | 0 upload at once, 1 save
 * 4   | BYTE | sample rate 音频采样率: 0 8 kHz, 1 11 kHz, 2 23 kHz, 3 32 kHz
 */
import { defineMessage } from './message.ts';

export interface SoundRecording {
  command: number;
  durationSec: number;
  saveFlag: number;
  sampleRate: number;
}

export const soundRecording = defineMessage<SoundRecording>({
  id: 0x8804,
  name: 'sound recording 录音开始命令',
  decode: (reader) => ({
    command: reader.u8(),
    durationSec: reader.u16(),
    saveFlag: reader.u8(),
    sampleRate: reader.u8(),
  }),
  encode(writer, message) {
    writer.u8(message.command);
    writer.u16(message.durationSec);
    writer.u8(message.saveFlag);
    writer.u8(message.sampleRate);
  },
});
