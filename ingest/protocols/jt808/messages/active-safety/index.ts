/** Every active-safety item of 0x0200 by the field of `additional` it is decoded to. Adding one: write the file, add it here and to Additional. */
import { adas } from './adas.ts';
import { aggressiveDriving } from './aggressive-driving.ts';
import { bsd } from './bsd.ts';
import { dsm } from './dsm.ts';
import { tpms } from './tpms.ts';

export const activeSafetyItems = { adas, dsm, tpms, bsd, aggressiveDriving } as const;
