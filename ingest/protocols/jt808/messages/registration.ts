/*
 * 0x0100 registration 终端注册
 *
 * 2011 off (len) | 2013   | 2019    | type   | field
 * 0              | 0      | 0       | WORD   | province id 省域 ID, first two digits of GB/T 2260; 0 = default
 * 2              | 2      | 2       | WORD   | city id 市县域 ID, last four digits
 * 4 (5)          | 4 (5)  | 4 (11)  | BYTE[] | manufacturer id 制造商 ID
 * 9 (8)          | 9 (20) | 15 (30) | BYTE[] | model 终端型号, 2011: spaces behind it
 * 17 (7)         | 29 (7) | 45 (30) | BYTE[] | terminal id 终端 ID
 * 24             | 36     | 75      | BYTE   | plate colour 车牌颜色 (JT/T 415, 2019: JT/T 697.7); 0 = not plated
 * 25             | 37     | 76      | STRING | plate 车牌号, VIN when the colour is 0; may be empty
 */
import type { Edition } from '../header.ts';
import { defineMessage } from './message.ts';

export interface Registration {
  provinceId: number;
  cityId: number;
  manufacturerId: string;
  terminalModel: string;
  terminalId: string;
  plateColor: number;
  plateNumber: string;
}

const FIELD_BYTES = {
  '2011': { manufacturer: 5, model: 8, id: 7 },
  '2013': { manufacturer: 5, model: 20, id: 7 },
  '2019': { manufacturer: 11, model: 30, id: 30 },
} as const;
const FIXED_BYTES_2013 = 37;
const SPACE = 0x20;

/** Old headers are the same in 2011 and 2013; only a registration shorter than 2013's fixed part tells them apart. */
export function registrationEdition(headerEdition: Edition, bodyLength: number): Edition {
  return headerEdition !== '2019' && bodyLength < FIXED_BYTES_2013 ? '2011' : headerEdition;
}

export const registration = defineMessage<Registration>({
  id: 0x0100,
  name: 'terminal registration 终端注册',
  decode(reader, edition) {
    const bytes = FIELD_BYTES[registrationEdition(edition, reader.remaining)];
    return {
      provinceId: reader.u16(),
      cityId: reader.u16(),
      manufacturerId: reader.fixedText(bytes.manufacturer),
      terminalModel: reader.fixedText(bytes.model),
      terminalId: reader.fixedText(bytes.id),
      plateColor: reader.u8(),
      plateNumber: reader.restText(),
    };
  },
  encode(writer, message, edition) {
    const bytes = FIELD_BYTES[edition];
    writer.u16(message.provinceId);
    writer.u16(message.cityId);
    writer.fixedText(message.manufacturerId, bytes.manufacturer);
    writer.fixedText(message.terminalModel, bytes.model, edition === '2011' ? SPACE : 0);
    writer.fixedText(message.terminalId, bytes.id);
    writer.u8(message.plateColor);
    writer.text(message.plateNumber);
  },
});
