/**
 * What can be asked of a terminal (JT/T 808, JT/T 1078): a closed list of kinds, each with the schema
 * of its arguments. Values are what people mean; how a device of each edition is told is the gateway's.
 */
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { CommandRepeat } from './command.ts';

const object = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });
const integer = (minimum: number, maximum: number, description: string) =>
  Type.Integer({ minimum, maximum, description });
const byte = (description: string) => integer(0, 0xff, description);
const word = (description: string) => integer(0, 0xffff, description);
const dword = (minimum: number, description: string) => integer(minimum, 0xffff_ffff, description);
const flag = (description: string) => Type.Optional(Type.Boolean({ description }));
const oneOf = <const N extends string>(names: readonly N[], description: string) =>
  Type.Enum([...names], { description });
const text = (maxLength: number, description: string) => Type.String({ maxLength, description });
const hex = (maxBytes: number, description: string) =>
  Type.String({
    pattern: '^([0-9a-f]{2})*$',
    maxLength: 2 * maxBytes,
    description: `${description}, hex`,
  });
const instant = (description: string) =>
  Type.Optional(
    Type.Integer({
      minimum: Date.UTC(2000, 0, 2),
      maximum: Date.UTC(2099, 0, 1),
      description: `${description}, milliseconds since 1970 UTC; absent = no limit`,
    }),
  );
const NOTHING = object({});
const channel = (minimum = 1) =>
  integer(minimum, 0xff, `channel${minimum === 0 ? '; 0 = all' : ''}`);
const address = {
  host: Type.String({
    pattern: '^[A-Za-z0-9.:_-]{1,100}$',
    description: 'address of the media server, as the device reaches it',
  }),
  tcpPort: word('TCP port; 0 = not TCP'),
  udpPort: word('UDP port; 0 = not UDP'),
};
const latitude = Type.Number({ minimum: -90, maximum: 90 });
const longitude = Type.Number({ minimum: -180, maximum: 180 });
const timeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$' });

/** Whom the terminal tells that the vehicle has entered or left. */
export const AREA_TELLS = [
  'driver-enter',
  'platform-enter',
  'driver-leave',
  'platform-leave',
] as const;
export const AREA_SETTINGS = ['replace', 'append', 'modify'] as const;
export const AREA_SHAPES = ['circle', 'rectangle', 'polygon', 'route'] as const;
const MENU_SETTINGS = ['delete-all', 'replace', 'append', 'modify'] as const;
/** Bits of the alarm flags that a person can confirm. */
export const CONFIRMABLE_ALARMS = {
  emergency: 0,
  danger: 3,
  area: 20,
  route: 21,
  'segment-time': 22,
  ignition: 27,
  displacement: 28,
} as const;
export const TERMINAL_ACTIONS = {
  'wireless-upgrade': 1,
  'connect-server': 2,
  'power-off': 3,
  reset: 4,
  'factory-settings': 5,
  'close-data': 6,
  'close-radio': 7,
} as const;

const areaCommon = {
  areaId: dword(0, 'number under which the terminal keeps it'),
  name: Type.Optional(text(60, 'shown to the driver (2019)')),
  tell: Type.Optional(
    Type.Array(oneOf(AREA_TELLS, 'whom the terminal tells'), { maxItems: 4, uniqueItems: true }),
  ),
  from: instant('applies from'),
  to: instant('applies until'),
  daily: Type.Optional(object({ from: timeOfDay, to: timeOfDay })),
  maxSpeedKmh: Type.Optional(integer(1, 500, 'speed limit, km/h')),
  overspeedS: Type.Optional(byte('how long it may be exceeded, s')),
  nightMaxSpeedKmh: Type.Optional(integer(1, 500, 'speed limit at night, km/h (2019)')),
};
const area = {
  ...areaCommon,
  doorsForbidden: flag('doors must stay closed inside'),
  radioOff: flag('radio off inside'),
  detailedGnss: flag('detailed fixes are collected inside'),
};
const mediaWindow = {
  channel: channel(0),
  from: instant('from'),
  to: instant('to'),
};
const setting = oneOf(AREA_SETTINGS, 'replace = all others of this shape go');
const menuSetting = oneOf(MENU_SETTINGS, 'what becomes of the entries there are');
const control = object({
  type: integer(0xf001, 0xffff, 'control of the vendor'),
  hex: hex(200, 'its parameter'),
});

interface KindInfo {
  args: TObject;
  /** Can take a vehicle off the air, move it or open it: needs a setting and a confirmation. */
  isDangerous: boolean;
  repeat: CommandRepeat;
}
const kind = <T extends TObject>(
  args: T,
  { isDangerous = false, repeat = 'until-answered' as CommandRepeat } = {},
) => ({ args, isDangerous, repeat }) satisfies KindInfo;
const ONCE = { repeat: 'once' } as const;
const DANGEROUS = { isDangerous: true, repeat: 'once' } as const;

export const commandKinds = {
  text: kind(
    object({
      text: Type.String({
        minLength: 1,
        maxLength: 512,
        description: 'at most 1,024 bytes GB18030',
      }),
      urgency: Type.Optional(oneOf(['notice', 'service', 'urgent'], 'default notice')),
      readAloud: Type.Optional(Type.Boolean({ description: 'spoken (TTS); default true' })),
      display: Type.Optional(Type.Boolean({ description: 'shown to the driver; default true' })),
      advertisingScreen: flag('shown on the advertising screen (before 2019)'),
      canFault: flag('a CAN fault code instead of navigation information'),
    }),
  ),
  'confirm-alarm': kind(
    object({
      alarmSerial: Type.Optional(word('serial of the alarm message; 0 = all of these types')),
      alarms: Type.Array(
        oneOf(Object.keys(CONFIRMABLE_ALARMS) as (keyof typeof CONFIRMABLE_ALARMS)[], 'alarm'),
        { minItems: 1, uniqueItems: true },
      ),
    }),
  ),
  'set-parameters': kind(
    object({
      parameters: Type.Array(
        object({
          id: Type.String({ pattern: '^0x[0-9a-f]{4,8}$', description: 'e.g. 0x0055' }),
          value: Type.Optional(
            Type.Union([Type.Integer({ minimum: 0, maximum: 0xffff_ffff }), text(120, 'text')]),
          ),
          hex: Type.Optional(hex(255, 'bytes of a structure')),
        }),
        { minItems: 1, maxItems: 100 },
      ),
    }),
  ),
  'query-parameters': kind(
    object({
      ids: Type.Optional(
        Type.Array(Type.String({ pattern: '^0x[0-9a-f]{4,8}$' }), { minItems: 1, maxItems: 100 }),
      ),
    }),
  ),
  'query-properties': kind(NOTHING),
  'query-position': kind(NOTHING),
  track: kind(
    object({
      intervalS: word('s between reports; 0 = stop'),
      forS: Type.Optional(integer(1, 86_400, 'how long, s')),
    }),
  ),
  'query-driver': kind(NOTHING),
  'set-circles': kind(
    object({
      setting,
      areas: Type.Array(
        object({
          ...area,
          latitudeDeg: latitude,
          longitudeDeg: longitude,
          radiusM: dword(1, 'radius, m'),
        }),
        { minItems: 1, maxItems: 50 },
      ),
    }),
  ),
  'set-rectangles': kind(
    object({
      setting,
      areas: Type.Array(
        object({
          ...area,
          northDeg: latitude,
          westDeg: longitude,
          southDeg: latitude,
          eastDeg: longitude,
        }),
        { minItems: 1, maxItems: 50 },
      ),
    }),
  ),
  'set-polygon': kind(
    object({
      ...area,
      /** [longitude, latitude] as in GeoJSON, not closed. */
      vertices: Type.Array(Type.Tuple([longitude, latitude]), { minItems: 3, maxItems: 500 }),
    }),
  ),
  'set-route': kind(
    object({
      areaId: areaCommon.areaId,
      name: areaCommon.name,
      tell: areaCommon.tell,
      from: areaCommon.from,
      to: areaCommon.to,
      daily: areaCommon.daily,
      points: Type.Array(
        object({
          latitudeDeg: latitude,
          longitudeDeg: longitude,
          widthM: byte('whole width of the corridor to the next point, m'),
          maxSpeedKmh: areaCommon.maxSpeedKmh,
          overspeedS: areaCommon.overspeedS,
          nightMaxSpeedKmh: areaCommon.nightMaxSpeedKmh,
          longestS: Type.Optional(word('driving longer tells the platform, s')),
          shortestS: Type.Optional(word('driving shorter tells the platform, s')),
        }),
        { minItems: 2, maxItems: 500 },
      ),
    }),
  ),
  'delete-areas': kind(
    object({
      shape: oneOf(AREA_SHAPES, 'shape'),
      ids: Type.Array(dword(0, 'number'), { maxItems: 125, description: 'empty = all' }),
    }),
  ),
  'query-areas': kind(
    object({
      shape: oneOf(AREA_SHAPES, 'shape'),
      ids: Type.Array(dword(0, 'number'), { maxItems: 125, description: 'empty = all' }),
    }),
  ),
  shoot: kind(
    object({
      channel: channel(),
      action: oneOf(['picture', 'record', 'stop'], 'what the camera does'),
      pictures: Type.Optional(integer(1, 100, 'how many; default 1')),
      intervalS: Type.Optional(word('between pictures, or length of the recording, s; default 0')),
      save: flag('kept on the device instead of uploaded'),
      resolution: Type.Optional(byte('code of 0x8801; default 2 = 640×480')),
      quality: Type.Optional(integer(1, 10, '1 loses least; default 5')),
      brightness: Type.Optional(byte('default 128')),
      contrast: Type.Optional(integer(0, 127, 'default 64')),
      saturation: Type.Optional(integer(0, 127, 'default 64')),
      chroma: Type.Optional(byte('default 128')),
    }),
    ONCE,
  ),
  'record-sound': kind(
    object({
      action: oneOf(['start', 'stop'], 'action'),
      durationS: Type.Optional(word('s; 0 = without end; default 30')),
      save: flag('kept on the device instead of uploaded'),
      sampleRate: Type.Optional(oneOf(['8k', '11k', '23k', '32k'], 'default 8k')),
    }),
    ONCE,
  ),
  'search-media': kind(
    object({
      type: oneOf(['picture', 'sound', 'video'], 'type'),
      ...mediaWindow,
      event: byte('event code of 0x0800'),
    }),
  ),
  'upload-media': kind(
    object({
      type: oneOf(['picture', 'sound', 'video'], 'type'),
      ...mediaWindow,
      event: byte('event code of 0x0800'),
      remove: flag('deleted on the device afterwards'),
    }),
    ONCE,
  ),
  'upload-medium': kind(
    object({ mediaId: dword(1, 'media id'), remove: flag('deleted on the device afterwards') }),
    ONCE,
  ),
  'query-recorder': kind(
    object({ command: byte('command of GB/T 19056'), hex: Type.Optional(hex(900, 'data block')) }),
  ),
  'set-recorder': kind(
    object({ command: byte('command of GB/T 19056'), hex: Type.Optional(hex(900, 'data block')) }),
  ),
  'control-terminal': kind(
    object({
      action: Type.Optional(
        oneOf(Object.keys(TERMINAL_ACTIONS) as (keyof typeof TERMINAL_ACTIONS)[], 'action'),
      ),
      vendorCommand: Type.Optional(integer(0x64, 0xff, 'command of the vendor instead')),
      parameters: Type.Optional(
        Type.Array(Type.String({ pattern: '^[^;]*$', maxLength: 200 }), {
          maxItems: 12,
          description: 'in the order of the standard; an empty one stays empty',
        }),
      ),
    }),
    DANGEROUS,
  ),
  'control-vehicle': kind(
    object({
      doors: Type.Optional(oneOf(['lock', 'unlock'], 'doors')),
      vendor: Type.Optional(Type.Array(control, { minItems: 1, maxItems: 10 })),
    }),
    DANGEROUS,
  ),
  'set-phone-book': kind(
    object({
      setting: menuSetting,
      contacts: Type.Array(
        object({
          use: oneOf(['in', 'out', 'both'], 'calls'),
          number: Type.String({ pattern: '^[0-9+*#-]{1,20}$' }),
          name: Type.String({ minLength: 1, maxLength: 40 }),
        }),
        { maxItems: 100 },
      ),
    }),
  ),
  'set-events': kind(
    object({
      setting: oneOf([...MENU_SETTINGS, 'delete-some'], 'what becomes of the entries there are'),
      events: Type.Array(object({ id: byte('number'), content: Type.Optional(text(60, 'text')) }), {
        maxItems: 100,
      }),
    }),
  ),
  'ask-driver': kind(
    object({
      question: Type.String({ minLength: 1, maxLength: 120 }),
      urgent: flag('urgent'),
      readAloud: Type.Optional(Type.Boolean({ description: 'spoken (TTS); default true' })),
      advertisingScreen: flag('shown on the advertising screen'),
      answers: Type.Array(object({ id: byte('number'), content: text(60, 'text') }), {
        minItems: 1,
        maxItems: 20,
      }),
    }),
  ),
  'set-info-menu': kind(
    object({
      setting: menuSetting,
      items: Type.Array(object({ type: byte('number'), name: text(60, 'text') }), {
        maxItems: 100,
      }),
    }),
  ),
  'send-info': kind(object({ type: byte('number'), content: text(500, 'text') })),
  upgrade: kind(
    object({
      type: Type.Optional(byte('0 terminal, 12 IC card reader, 52 BeiDou module; default 0')),
      manufacturerId: Type.String({ pattern: '^[ -~]{1,5}$', description: 'of the terminal' }),
      version: Type.String({ minLength: 1, maxLength: 60, description: 'version of the package' }),
      file: Type.String({
        pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
        description: 'name in the gateway’s folder of packages',
      }),
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'of the file' }),
    }),
    DANGEROUS,
  ),
  'check-link': kind(NOTHING),
  'exchange-key': kind(
    object({
      e: dword(1, 'e of our RSA key'),
      nHex: Type.String({ pattern: '^[0-9a-f]{256}$', description: 'n of our RSA key' }),
    }),
  ),
  'live-video': kind(
    object({
      ...address,
      channel: channel(),
      data: Type.Optional(
        oneOf(['both', 'video', 'talk', 'listen', 'broadcast', 'pass-through'], 'default both'),
      ),
      stream: Type.Optional(oneOf(['main', 'sub'], 'default sub')),
    }),
    ONCE,
  ),
  'control-live-video': kind(
    object({
      channel: channel(),
      action: oneOf(['close', 'switch', 'pause', 'resume', 'close-talk'], 'action'),
      close: Type.Optional(oneOf(['both', 'audio', 'video'], 'what is closed; default both')),
      stream: Type.Optional(oneOf(['main', 'sub'], 'switched to; default sub')),
    }),
  ),
  'query-av': kind(NOTHING),
  'search-recordings': kind(
    object({
      ...mediaWindow,
      media: Type.Optional(oneOf(['both', 'audio', 'video', 'either'], 'default both')),
      stream: Type.Optional(oneOf(['any', 'main', 'sub'], 'default any')),
      storage: Type.Optional(oneOf(['any', 'main', 'backup'], 'default any')),
    }),
  ),
  'play-back': kind(
    object({
      ...address,
      channel: channel(),
      from: Type.Integer({
        minimum: Date.UTC(2000, 0, 2),
        maximum: Date.UTC(2099, 0, 1),
        description: 'from, milliseconds since 1970 UTC',
      }),
      to: instant('to'),
      media: Type.Optional(oneOf(['both', 'audio', 'video', 'either'], 'default both')),
      stream: Type.Optional(oneOf(['any', 'main', 'sub'], 'default any')),
      storage: Type.Optional(oneOf(['any', 'main', 'backup'], 'default any')),
      mode: Type.Optional(
        oneOf(['normal', 'fast', 'backwards', 'key-frames', 'single'], 'default normal'),
      ),
      speed: Type.Optional(integer(0, 5, '1–5 = 1, 2, 4, 8, 16 times; default 0')),
    }),
    ONCE,
  ),
  'control-play-back': kind(
    object({
      channel: channel(),
      action: oneOf(['start', 'pause', 'end', 'fast', 'backwards', 'seek', 'key-frames'], 'action'),
      speed: Type.Optional(integer(0, 5, '1–5 = 1, 2, 4, 8, 16 times; default 0')),
      seekTo: instant('position'),
    }),
  ),
} as const satisfies Record<string, KindInfo>;

export type CommandKind = keyof typeof commandKinds;
export const COMMAND_KINDS = Object.keys(commandKinds) as CommandKind[];
export type CommandArgs<K extends CommandKind> = Static<(typeof commandKinds)[K]['args']>;

/** Parameters by which a terminal finds its platform: a wrong one takes it off the air for good. */
const SERVER_PARAMETERS = { first: 0x0010, last: 0x0019 };
const SECONDARY_PARAMETERS = { first: 0x0023, last: 0x0026 };

/** Kinds some arguments of which are dangerous. */
export function mayBeDangerous(what: CommandKind): boolean {
  return commandKinds[what].isDangerous || what === 'set-parameters';
}

/** Needs a setting and a confirmation. */
export function isDangerous(what: CommandKind, args: Record<string, unknown>): boolean {
  if (what !== 'set-parameters') return commandKinds[what].isDangerous;
  const { parameters } = args as CommandArgs<'set-parameters'>;
  return parameters.some(({ id }) => {
    const number = Number(id);
    return [SERVER_PARAMETERS, SECONDARY_PARAMETERS].some(
      ({ first, last }) => number >= first && number <= last,
    );
  });
}
