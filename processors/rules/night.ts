/** Night (夜间) as rules have it: the laws use the word without one shared definition, so each rule's is a parameter. */
import { Type } from 'typebox';

export const nightParams = {
  nightStartMinute: Type.Integer({
    minimum: 0,
    maximum: 1439,
    default: 1320,
    description: 'start of night, minutes after Shanghai midnight (22:00)',
  }),
  nightEndMinute: Type.Integer({
    minimum: 0,
    maximum: 1439,
    default: 360,
    description: 'end of night, minutes after Shanghai midnight (06:00), exclusive',
  }),
};
