/*
 * 0x8401 phone book 设置电话本
 *
 * off | type                                                     | field
 * 0   | BYTE                                                     | type 设置类型: 0 delete all (nothing follows), 1 replace, 2 append, 3 modify by contact
 * 1   | BYTE                                                     | count 联系人总数
 * 2   | { BYTE flag · BYTE n · STRING[n] · BYTE m · STRING[m] } × | 1 in, 2 out, 3 both; number 电话号码; contact 联系人
 */
import { defineMessage } from './message.ts';

export interface PhoneBook {
  settingType: number;
  contacts: { flag: number; phoneNumber: string; name: string }[];
}

export const phoneBook = defineMessage<PhoneBook>({
  id: 0x8401,
  name: 'phone book 设置电话本',
  decode(reader) {
    const settingType = reader.u8();
    const contacts: PhoneBook['contacts'] = [];
    if (reader.remaining === 0) return { settingType, contacts };
    const count = reader.u8();
    for (let k = 0; k < count; k++) {
      contacts.push({
        flag: reader.u8(),
        phoneNumber: reader.prefixedText(),
        name: reader.prefixedText(),
      });
    }
    return { settingType, contacts };
  },
  encode(writer, { settingType, contacts }) {
    writer.u8(settingType);
    if (settingType === 0 && contacts.length === 0) return;
    writer.u8(contacts.length);
    for (const { flag, phoneNumber, name } of contacts) {
      writer.u8(flag);
      writer.prefixedText(phoneNumber);
      writer.prefixedText(name);
    }
  },
});
