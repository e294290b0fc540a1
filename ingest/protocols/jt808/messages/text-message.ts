/*
 * 0x8300 text to driver 文本信息下发
 *
 * 2013 | 2019 | type   | field
 * 0    | 0    | BYTE   | flag 标志: 2013 b0 urgent, b2 display, b3 read aloud (TTS), b4 advertising screen, b5 0 navigation 1 CAN fault;
 *      |      |        | 2019 b0–1 01 service 10 urgent 11 notice, b2 display, b3 read aloud, b5 0 navigation 1 CAN fault
 * –    | 1    | BYTE   | text type 文本类型: 1 notice 通知, 2 service 服务
 * 1    | 2    | STRING | text 文本信息, at most 1,024 bytes
 */
import { defineMessage } from './message.ts';

export interface TextMessage {
  flag: number;
  /** 2019 only. */
  textType?: number;
  text: string;
}

/** Flag bits both editions share. */
export const TEXT_FLAGS = { urgent: 1 << 0, display: 1 << 2, readAloud: 1 << 3 } as const;

export const textMessage = defineMessage<TextMessage>({
  id: 0x8300,
  name: 'text to driver 文本信息下发',
  decode(reader, edition) {
    const flag = reader.u8();
    if (edition !== '2019') return { flag, text: reader.restText() };
    return { flag, textType: reader.u8(), text: reader.restText() };
  },
  encode(writer, message, edition) {
    writer.u8(message.flag);
    if (edition === '2019') writer.u8(message.textType ?? 1);
    writer.text(message.text);
  },
});
