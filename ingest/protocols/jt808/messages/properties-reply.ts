/*
 * 0x0107 properties reply 查询终端属性应答 (2013)
 *
 * 2013 (len) | 2019    | type            | field
 * 0          | 0       | WORD            | terminal type 终端类型: b0 passenger, b1 dangerous goods, b2 freight, b3 taxi,
 *            |         |                 | b6 disk recording, b7 split machine, b8 trailer (2019)
 * 2 (5)      | 2 (5)   | BYTE[]          | manufacturer id 制造商 ID; real 2019 devices send 11 bytes too
 * 7 (20)     | 7 (30)  | BYTE[]          | model 终端型号
 * 27 (7)     | 37 (30) | BYTE[]          | terminal id 终端 ID
 * 34         | 67      | BCD[10]         | ICCID (the printed 2013 offset 42 is a misprint)
 * 44         | 77      | BYTE, STRING[n] | hardware version 硬件版本号
 *            |         | BYTE, STRING[m] | firmware version 固件版本号
 *            |         | BYTE            | GNSS: b0 GPS, b1 BeiDou 北斗, b2 GLONASS, b3 Galileo
 *            |         | BYTE            | network: b0 GPRS, b1 CDMA, b2 TD-SCDMA, b3 WCDMA, b4 CDMA2000, b5 TD-LTE, b7 other
 *
 * The manufacturer's length in 2019 is the one that makes the body end where it ends; 5 when neither does.
 */
import type { BodyReader } from '../bytes.ts';
import { defineMessage } from './message.ts';

export interface PropertiesReply {
  terminalType: number;
  manufacturerId: string;
  /** Present when a 2019 device sent 11 bytes instead of 5. */
  manufacturerIdLength?: number;
  terminalModel: string;
  terminalId: string;
  /** Twenty digits as sent. */
  iccid: string;
  hardwareVersion: string;
  firmwareVersion: string;
  gnssProperty: number;
  networkProperty: number;
}

const MANUFACTURER_BYTES = 5;
const LONG_MANUFACTURER_BYTES = 11;
const ICCID_BYTES = 10;
const FIELD_BYTES = { old: { model: 20, id: 7 }, '2019': { model: 30, id: 30 } } as const;

export const propertiesReply = defineMessage<PropertiesReply>({
  id: 0x0107,
  name: 'properties reply 查询终端属性应答',
  decode(reader, edition) {
    const bytes = FIELD_BYTES[edition === '2019' ? '2019' : 'old'];
    const long =
      edition === '2019' &&
      !fits(reader, MANUFACTURER_BYTES) &&
      fits(reader, LONG_MANUFACTURER_BYTES);
    const terminalType = reader.u16();
    const manufacturerId = reader.fixedText(long ? LONG_MANUFACTURER_BYTES : MANUFACTURER_BYTES);
    return {
      terminalType,
      manufacturerId,
      ...(long ? { manufacturerIdLength: LONG_MANUFACTURER_BYTES } : {}),
      terminalModel: reader.fixedText(bytes.model),
      terminalId: reader.fixedText(bytes.id),
      iccid: reader.hex(ICCID_BYTES),
      hardwareVersion: reader.prefixedText(),
      firmwareVersion: reader.prefixedText(),
      gnssProperty: reader.u8(),
      networkProperty: reader.u8(),
    };
  },
  encode(writer, message, edition) {
    const bytes = FIELD_BYTES[edition === '2019' ? '2019' : 'old'];
    writer.u16(message.terminalType);
    writer.fixedText(message.manufacturerId, message.manufacturerIdLength ?? MANUFACTURER_BYTES);
    writer.fixedText(message.terminalModel, bytes.model);
    writer.fixedText(message.terminalId, bytes.id);
    writer.hex(message.iccid);
    writer.prefixedText(message.hardwareVersion);
    writer.prefixedText(message.firmwareVersion);
    writer.u8(message.gnssProperty);
    writer.u8(message.networkProperty);
  },
});

/** Does a 2019 body with a manufacturer of so many bytes end exactly at the body's end? */
function fits({ bytes, position, end }: BodyReader, manufacturerBytes: number): boolean {
  const { model, id } = FIELD_BYTES['2019'];
  const hardwareAt = position + 2 + manufacturerBytes + model + id + ICCID_BYTES;
  if (hardwareAt >= end) return false;
  const firmwareAt = hardwareAt + 1 + bytes[hardwareAt]!;
  return firmwareAt < end && firmwareAt + 1 + bytes[firmwareAt]! + 2 === end;
}
