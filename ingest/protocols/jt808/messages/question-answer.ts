/*
 * 0x0302 answer 提问应答 (2011, 2013)
 *
 * off | type | field
 * 0   | WORD | serial of the question 应答流水号
 * 2   | BYTE | answer id 答案 ID of 0x8302
 */
import { defineMessage } from './message.ts';

export interface QuestionAnswer {
  replySerial: number;
  answerId: number;
}

export const questionAnswer = defineMessage<QuestionAnswer>({
  id: 0x0302,
  name: 'question answer 提问应答',
  decode: (reader) => ({ replySerial: reader.u16(), answerId: reader.u8() }),
  encode(writer, message) {
    writer.u16(message.replySerial);
    writer.u8(message.answerId);
  },
});
