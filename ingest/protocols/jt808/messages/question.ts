/*
 * 0x8302 question 提问下发 (2011, 2013), answered by 0x0302
 *
 * off | type                               | field
 * 0   | BYTE                               | flags 标志: b0 urgent, b3 read aloud, b4 advertising screen
 * 1   | BYTE n, STRING[n]                  | question 问题
 * 2+n | { BYTE id · WORD m · STRING[m] } × | candidate answers 候选答案列表, to the end
 */
import { defineMessage } from './message.ts';

export interface Question {
  flag: number;
  question: string;
  answers: { id: number; content: string }[];
}

export const question = defineMessage<Question>({
  id: 0x8302,
  name: 'question 提问下发',
  decode(reader) {
    const flag = reader.u8();
    const text = reader.prefixedText();
    const answers: Question['answers'] = [];
    while (reader.remaining > 0) answers.push({ id: reader.u8(), content: reader.longText() });
    return { flag, question: text, answers };
  },
  encode(writer, message) {
    writer.u8(message.flag);
    writer.prefixedText(message.question);
    for (const { id, content } of message.answers) {
      writer.u8(id);
      writer.longText(content);
    }
  },
});
