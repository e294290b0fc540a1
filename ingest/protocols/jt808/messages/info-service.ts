/*
 * 0x8304 information service 信息服务 (2011, 2013)
 *
 * off | type              | field
 * 0   | BYTE              | information type 信息类型
 * 1   | WORD n, STRING[n] | content 信息内容; 2011 has a WORD total in front of its length
 */
import { encodeText } from '../text.ts';
import { defineMessage } from './message.ts';

export interface InfoService {
  infoType: number;
  content: string;
}

export const infoService = defineMessage<InfoService>({
  id: 0x8304,
  name: 'information service 信息服务',
  decode(reader, edition) {
    const infoType = reader.u8();
    if (edition === '2011') reader.u16();
    return { infoType, content: reader.longText() };
  },
  encode(writer, message, edition) {
    writer.u8(message.infoType);
    if (edition === '2011') writer.u16(encodeText(message.content).length);
    writer.longText(message.content);
  },
});
