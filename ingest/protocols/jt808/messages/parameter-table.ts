/** Terminal parameters by id: type, unit, range (JT/T 808-2019 table 12, JT/T 808-2013, JT/T 1078-2016, T/JSATL 12). */

/** `u8` BYTE, `u16` WORD, `u32` DWORD, `text` STRING, `struct` bytes with a layout of their own. */
export type ParameterType = 'u8' | 'u16' | 'u32' | 'text' | 'struct';

export const PARAMETER_BYTES = { u8: 1, u16: 2, u32: 4 } as const;

export interface ParameterInfo {
  id: number;
  type: ParameterType;
  /** English name. */
  name: string;
  /** Unit of the value; null = number, code, bits or text. */
  unit: string | null;
  /** Inclusive bounds the standard gives; null = the type's. */
  range: readonly [min: number, max: number] | null;
}

type Row = [
  id: number,
  type: ParameterType,
  name: string,
  unit?: string | null,
  range?: readonly [number, number],
];

const CAN_IDS = { first: 0x0110, last: 0x01ff };

const ROWS: Row[] = [
  [0x0001, 'u32', 'heartbeat interval', 's'],
  [0x0002, 'u32', 'TCP answer timeout', 's'],
  [0x0003, 'u32', 'TCP retries'],
  [0x0004, 'u32', 'UDP answer timeout', 's'],
  [0x0005, 'u32', 'UDP retries'],
  [0x0006, 'u32', 'SMS answer timeout', 's'],
  [0x0007, 'u32', 'SMS retries'],
  [0x0010, 'text', 'main server APN'],
  [0x0011, 'text', 'main server user'],
  [0x0012, 'text', 'main server password'],
  [0x0013, 'text', 'main server address'],
  [0x0014, 'text', 'backup server APN'],
  [0x0015, 'text', 'backup server user'],
  [0x0016, 'text', 'backup server password'],
  [0x0017, 'text', 'backup server address'],
  [0x0018, 'u32', 'server TCP port', null, [0, 65_535]],
  [0x0019, 'u32', 'server UDP port', null, [0, 65_535]],
  [0x001a, 'text', 'IC-card server main address'],
  [0x001b, 'u32', 'IC-card server TCP port', null, [0, 65_535]],
  [0x001c, 'u32', 'IC-card server UDP port', null, [0, 65_535]],
  [0x001d, 'text', 'IC-card server backup address'],
  [0x0020, 'u32', 'reporting strategy: 0 time, 1 distance, 2 both', null, [0, 2]],
  [0x0021, 'u32', 'reporting scheme: 0 by ACC, 1 by log-in then ACC', null, [0, 1]],
  [0x0022, 'u32', 'interval, driver not logged in', 's'],
  [0x0023, 'text', 'secondary server APN'],
  [0x0024, 'text', 'secondary server user'],
  [0x0025, 'text', 'secondary server password'],
  [0x0026, 'text', 'secondary server address'],
  [0x0027, 'u32', 'interval asleep', 's'],
  [0x0028, 'u32', 'interval in an emergency', 's'],
  [0x0029, 'u32', 'default interval', 's'],
  [0x002c, 'u32', 'default distance', 'm'],
  [0x002d, 'u32', 'distance, driver not logged in', 'm'],
  [0x002e, 'u32', 'distance asleep', 'm'],
  [0x002f, 'u32', 'distance in an emergency', 'm'],
  [0x0030, 'u32', 'corner re-upload angle', '°', [0, 179]],
  [0x0031, 'u16', 'geofence radius', 'm'],
  [0x0032, 'struct', 'forbidden driving period: hh mm hh mm, binary'],
  [0x0040, 'text', 'platform phone'],
  [0x0041, 'text', 'reset phone'],
  [0x0042, 'text', 'factory reset phone'],
  [0x0043, 'text', 'platform SMS phone'],
  [0x0044, 'text', 'alarm SMS phone'],
  [0x0045, 'u32', 'answering: 0 automatic, 1 automatic with ACC on', null, [0, 1]],
  [0x0046, 'u32', 'longest call', 's'],
  [0x0047, 'u32', 'longest calls of a month', 's'],
  [0x0048, 'text', 'monitoring phone'],
  [0x0049, 'text', 'privileged SMS phone'],
  [0x0050, 'u32', 'alarm mask, bit set = suppressed'],
  [0x0051, 'u32', 'alarms sent by SMS'],
  [0x0052, 'u32', 'alarms that take a picture'],
  [0x0053, 'u32', 'alarms whose picture is stored'],
  [0x0054, 'u32', 'key alarms'],
  [0x0055, 'u32', 'top speed', 'km/h'],
  [0x0056, 'u32', 'overspeed duration', 's'],
  [0x0057, 'u32', 'continuous driving limit', 's'],
  [0x0058, 'u32', 'daily driving limit', 's'],
  [0x0059, 'u32', 'minimum rest', 's'],
  [0x005a, 'u32', 'longest parking', 's'],
  [0x005b, 'u16', 'overspeed pre-warning difference', '0.1 km/h'],
  [0x005c, 'u16', 'fatigue pre-warning difference', 's'],
  [0x005d, 'u16', 'collision: b0–7 duration, b8–15 acceleration in 0.1 g'],
  [0x005e, 'u16', 'rollover angle', '°', [0, 180]],
  [0x0064, 'u32', 'timed pictures, bits'],
  [0x0065, 'u32', 'distance pictures, bits'],
  [0x0070, 'u32', 'picture quality', null, [1, 10]],
  [0x0071, 'u32', 'brightness', null, [0, 255]],
  [0x0072, 'u32', 'contrast', null, [0, 127]],
  [0x0073, 'u32', 'saturation', null, [0, 127]],
  [0x0074, 'u32', 'chroma', null, [0, 255]],
  [0x0075, 'struct', 'audio and video settings'],
  [0x0076, 'struct', 'audio and video channels'],
  [0x0077, 'struct', 'video settings by channel'],
  [0x0079, 'struct', 'special alarm recording'],
  [0x007a, 'struct', 'video alarm mask'],
  [0x007b, 'struct', 'overcrowding and fatigue analysis'],
  [0x007c, 'struct', 'sleep and wake-up'],
  [0x0080, 'u32', 'odometer', '0.1 km'],
  [0x0081, 'u16', 'province id'],
  [0x0082, 'u16', 'city id'],
  [0x0083, 'text', 'plate'],
  [0x0084, 'u8', 'plate colour', null, [0, 99]],
  [0x0090, 'u8', 'GNSS: b0 GPS, b1 BeiDou, b2 GLONASS, b3 Galileo', null, [0, 15]],
  [0x0091, 'u8', 'GNSS baud rate code', null, [0, 5]],
  [0x0092, 'u8', 'GNSS output rate code', null, [0, 4]],
  [0x0093, 'u32', 'GNSS sampling', 's'],
  [0x0094, 'u8', 'detailed GNSS upload: by time, distance, total or count', null, [0, 13]],
  [0x0095, 'u32', 'detailed GNSS upload setting, unit by 0x0094'],
  [0x0100, 'u32', 'CAN 1 sampling, 0 = off', 'ms'],
  [0x0101, 'u16', 'CAN 1 upload, 0 = off', 's'],
  [0x0102, 'u32', 'CAN 2 sampling, 0 = off', 'ms'],
  [0x0103, 'u16', 'CAN 2 upload, 0 = off', 's'],
  [0xf364, 'struct', 'ADAS settings'],
  [0xf365, 'struct', 'driver monitoring settings'],
  [0xf366, 'struct', 'tyre pressure settings'],
  [0xf367, 'struct', 'blind spot settings'],
];
for (let id = CAN_IDS.first; id <= CAN_IDS.last; id++)
  ROWS.push([id, 'struct', 'sampling of one CAN id']);

export const PARAMETERS: ReadonlyMap<number, ParameterInfo> = new Map(
  ROWS.map(([id, type, name, unit = null, range = null]) => [id, { id, type, name, unit, range }]),
);
