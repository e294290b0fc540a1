/*
 * 0x9003 query audio/video properties 查询终端音视频属性: empty body
 * 0x1003 audio/video properties 终端上传音视频属性 (JT/T 1078-2016)
 *
 * off | type | field
 * 0   | BYTE | audio codec 输入音频编码方式
 * 1   | BYTE | audio channels 输入音频声道数
 * 2   | BYTE | sample rate 采样率: 0 8 kHz, 1 22.05, 2 44.1, 3 48
 * 3   | BYTE | bits per sample 采样位数: 0 8, 1 16, 2 32
 * 4   | WORD | audio frame length 音频帧长度, 1…4,294
 * 6   | BYTE | audio output 是否支持音频输出: 0 no, 1 yes
 * 7   | BYTE | video codec 视频编码方式: 98 H.264, 99 H.265
 * 8   | BYTE | audio channels at most 最大音频物理通道数
 * 9   | BYTE | video channels at most 最大视频物理通道数
 */
import { defineMessage } from './message.ts';

export interface AvProperties {
  audioCodec: number;
  audioChannels: number;
  audioSampleRate: number;
  audioBits: number;
  audioFrameLength: number;
  audioOutput: number;
  videoCodec: number;
  maxAudioChannels: number;
  maxVideoChannels: number;
}

export const avPropertiesQuery = defineMessage({
  id: 0x9003,
  name: 'query audio/video properties 查询终端音视频属性',
  decode: () => ({}),
  encode: () => {},
});

export const avProperties = defineMessage<AvProperties>({
  id: 0x1003,
  name: 'audio/video properties 终端上传音视频属性',
  decode: (reader) => ({
    audioCodec: reader.u8(),
    audioChannels: reader.u8(),
    audioSampleRate: reader.u8(),
    audioBits: reader.u8(),
    audioFrameLength: reader.u16(),
    audioOutput: reader.u8(),
    videoCodec: reader.u8(),
    maxAudioChannels: reader.u8(),
    maxVideoChannels: reader.u8(),
  }),
  encode(writer, message) {
    writer.u8(message.audioCodec);
    writer.u8(message.audioChannels);
    writer.u8(message.audioSampleRate);
    writer.u8(message.audioBits);
    writer.u16(message.audioFrameLength);
    writer.u8(message.audioOutput);
    writer.u8(message.videoCodec);
    writer.u8(message.maxAudioChannels);
    writer.u8(message.maxVideoChannels);
  },
});
