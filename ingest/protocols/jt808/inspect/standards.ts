/** Which text a message or item rests on. */
import { idText } from '../bytes.ts';
import type { Edition } from '../header.ts';

const VIDEO = 'JT/T 1078-2016';
const ACTIVE_SAFETY = 'T/JSATL 12-2017';

const VIDEO_ANSWERS = new Set([0x1003, 0x1005, 0x1205, 0x1206]);
const ATTACHMENTS = new Set([0x1210, 0x1211, 0x1212, 0x9208, 0x9212]);

export function standardOf(messageId: number, edition: Edition): string {
  if (ATTACHMENTS.has(messageId)) return ACTIVE_SAFETY;
  if (VIDEO_ANSWERS.has(messageId) || (messageId >= 0x9003 && messageId < 0x9400)) return VIDEO;
  return `JT/T 808-${edition}`;
}

export function clauseOf(messageId: number, edition: Edition): string {
  return `${standardOf(messageId, edition)} ${idText(messageId)}`;
}

/** Of an additional item of the location report; `profile` = the layout an active-safety item was found in. */
export function itemClauseOf(itemId: number, edition: Edition, profile: string | null): string {
  const item = `0x${itemId.toString(16).padStart(2, '0')}`;
  if (profile !== null) return `${profile} ${item}`;
  if (itemId >= 0x14 && itemId <= 0x18) return `${VIDEO} 0x0200 ${item}`;
  return `JT/T 808-${edition} 0x0200 ${item}`;
}
