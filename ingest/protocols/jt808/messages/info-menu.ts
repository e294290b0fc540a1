/*
 * 0x8303 information menu 信息点播菜单设置 (2011, 2013)
 *
 * off | type                                 | field
 * 0   | BYTE                                 | type 设置类型: 0 delete all (nothing follows), 1 update, 2 append, 3 modify
 * 1   | BYTE                                 | count 信息项总数
 * 2   | { BYTE type · WORD n · STRING[n] } × | information types and their names 信息名称
 */
import { defineMessage } from './message.ts';

export interface InfoMenu {
  settingType: number;
  items: { type: number; name: string }[];
}

export const infoMenu = defineMessage<InfoMenu>({
  id: 0x8303,
  name: 'information menu 信息点播菜单设置',
  decode(reader) {
    const settingType = reader.u8();
    const items: InfoMenu['items'] = [];
    if (reader.remaining === 0) return { settingType, items };
    const count = reader.u8();
    for (let k = 0; k < count; k++) items.push({ type: reader.u8(), name: reader.longText() });
    return { settingType, items };
  },
  encode(writer, { settingType, items }) {
    writer.u8(settingType);
    if (settingType === 0 && items.length === 0) return;
    writer.u8(items.length);
    for (const { type, name } of items) {
      writer.u8(type);
      writer.longText(name);
    }
  },
});
