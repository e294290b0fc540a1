/*
 * 0x0102 authentication 终端鉴权
 *
 * 2011, 2013: STRING code, the whole body.
 * 2019 off | type       | field (the printed offsets are wrong)
 * 0        | BYTE n     | length of the code
 * 1        | STRING[n]  | code 鉴权码
 * 1 + n    | BYTE[15]   | IMEI
 * 16 + n   | BYTE[20]   | software version 软件版本号, 0x00 behind
 */
import { defineMessage } from './message.ts';

export interface Authentication {
  authCode: string;
  /** 2019 only. */
  imei?: string;
  /** 2019 only. */
  softwareVersion?: string;
}

export const authentication = defineMessage<Authentication>({
  id: 0x0102,
  name: 'terminal authentication 终端鉴权',
  decode(reader, edition) {
    if (edition !== '2019') return { authCode: reader.restText() };
    return {
      authCode: reader.prefixedText(),
      imei: reader.fixedText(15),
      softwareVersion: reader.fixedText(20),
    };
  },
  encode(writer, message, edition) {
    if (edition !== '2019') {
      writer.text(message.authCode);
      return;
    }
    writer.prefixedText(message.authCode);
    writer.fixedText(message.imei ?? '', 15);
    writer.fixedText(message.softwareVersion ?? '', 20);
  },
});
