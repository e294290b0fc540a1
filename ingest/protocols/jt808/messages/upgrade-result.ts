/*
 * 0x0108 upgrade result 终端升级结果通知 (2013)
 *
 * off | type | field
 * 0   | BYTE | type 升级类型, as in 0x8108
 * 1   | BYTE | result 升级结果: 0 ok, 1 failed, 2 cancelled; T/JSATL 12: 0x10 no device, 0x11 hardware, 0x12 same version, 0x13 version
 */
import { defineMessage } from './message.ts';

export interface UpgradeResult {
  upgradeType: number;
  result: number;
}

export const upgradeResult = defineMessage<UpgradeResult>({
  id: 0x0108,
  name: 'upgrade result 终端升级结果通知',
  decode: (reader) => ({ upgradeType: reader.u8(), result: reader.u8() }),
  encode(writer, message) {
    writer.u8(message.upgradeType);
    writer.u8(message.result);
  },
});
