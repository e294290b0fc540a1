/*
 * 0x8100 registration reply 终端注册应答
 *
 * off | type   | field
 * 0   | WORD   | serial of the registration
 * 2   | BYTE   | 0 ok, 1 vehicle already registered 车辆已被注册, 2 no such vehicle 数据库中无该车辆,
 *     |        | 3 terminal already registered 终端已被注册, 4 no such terminal 数据库中无该终端
 * 3   | STRING | authentication code 鉴权码, only with result 0
 */
import { defineMessage } from './message.ts';

export interface RegistrationReply {
  replySerial: number;
  result: number;
  /** Present with result 0 only. */
  authCode?: string;
}

export const registrationReply = defineMessage<RegistrationReply>({
  id: 0x8100,
  name: 'terminal registration reply 终端注册应答',
  decode(reader) {
    const replySerial = reader.u16();
    const result = reader.u8();
    return result === 0
      ? { replySerial, result, authCode: reader.restText() }
      : { replySerial, result };
  },
  encode(writer, message) {
    writer.u16(message.replySerial);
    writer.u8(message.result);
    if (message.result === 0) writer.text(message.authCode ?? '');
  },
});
