/*
 * 0x8108 upgrade package 下发终端升级包 (2013); sub-packaged, the layout is that of the joined body
 *
 * off | type            | field
 * 0   | BYTE            | type 升级类型: 0 terminal, 12 IC card reader, 52 BeiDou module; 0x64–0x67 peripherals (T/JSATL 12)
 * 1   | BYTE[5]         | manufacturer id 制造商 ID
 * 6   | BYTE, STRING[n] | version 版本号
 *     | DWORD, BYTE[]   | package 升级数据包
 */
import { defineMessage } from './message.ts';

export interface UpgradePackage {
  upgradeType: number;
  manufacturerId: string;
  firmwareVersion: string;
  packageHex: string;
}

const MANUFACTURER_BYTES = 5;

export const upgradePackage = defineMessage<UpgradePackage>({
  id: 0x8108,
  name: 'upgrade package 下发终端升级包',
  decode: (reader) => ({
    upgradeType: reader.u8(),
    manufacturerId: reader.fixedText(MANUFACTURER_BYTES),
    firmwareVersion: reader.prefixedText(),
    packageHex: reader.hex(reader.u32()),
  }),
  encode(writer, message) {
    writer.u8(message.upgradeType);
    writer.fixedText(message.manufacturerId, MANUFACTURER_BYTES);
    writer.prefixedText(message.firmwareVersion);
    writer.u32(message.packageHex.length / 2);
    writer.hex(message.packageHex);
  },
});
