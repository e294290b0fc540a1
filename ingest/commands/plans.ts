/**
 * How a terminal of each edition is told: every kind of command as a message of JT/T 808 or JT/T 1078,
 * and which uplink answers it. Pure but for the upgrade's file, which its caller reads.
 */
import { Value } from 'typebox/value';
import type { Command, CommandFailure } from '#core/command.ts';
import {
  CONFIRMABLE_ALARMS,
  type CommandArgs,
  type CommandKind,
  commandKinds,
  TERMINAL_ACTIONS,
} from '#core/command-kinds.ts';
import { BodyWriter } from '../protocols/jt808/bytes.ts';
import { alarmConfirmation } from '../protocols/jt808/messages/alarm-confirmation.ts';
import {
  circleDeletion,
  polygonDeletion,
  rectangleDeletion,
  routeDeletion,
} from '../protocols/jt808/messages/area-deletion.ts';
import { areaQuery } from '../protocols/jt808/messages/area-query.ts';
import { avPropertiesQuery } from '../protocols/jt808/messages/av-properties.ts';
import { circleAreas } from '../protocols/jt808/messages/circle-areas.ts';
import {
  driverIdentityRequest,
  linkCheck,
  locationQuery,
  parametersQuery,
  propertiesQuery,
} from '../protocols/jt808/messages/empty.ts';
import { eventSetting } from '../protocols/jt808/messages/event-setting.ts';
import { infoMenu } from '../protocols/jt808/messages/info-menu.ts';
import { infoService } from '../protocols/jt808/messages/info-service.ts';
import { liveVideoControl } from '../protocols/jt808/messages/live-video-control.ts';
import { liveVideoRequest } from '../protocols/jt808/messages/live-video-request.ts';
import { mediaResourceQuery } from '../protocols/jt808/messages/media-resource-query.ts';
import type { MessageCodec } from '../protocols/jt808/messages/message.ts';
import { parameterQuery } from '../protocols/jt808/messages/parameter-query.ts';
import { parameterSetting } from '../protocols/jt808/messages/parameter-setting.ts';
import { PARAMETER_BYTES, PARAMETERS } from '../protocols/jt808/messages/parameter-table.ts';
import type { Parameter } from '../protocols/jt808/messages/parameters.ts';
import { phoneBook } from '../protocols/jt808/messages/phone-book.ts';
import { playbackControl } from '../protocols/jt808/messages/playback-control.ts';
import { playbackRequest } from '../protocols/jt808/messages/playback-request.ts';
import { polygonArea } from '../protocols/jt808/messages/polygon-area.ts';
import { question } from '../protocols/jt808/messages/question.ts';
import { recorderQuery, recorderSetting } from '../protocols/jt808/messages/recorder-data.ts';
import { rectangleAreas } from '../protocols/jt808/messages/rectangle-areas.ts';
import { route } from '../protocols/jt808/messages/route.ts';
import { platformRsaKey } from '../protocols/jt808/messages/rsa-key.ts';
import { shootCommand } from '../protocols/jt808/messages/shoot-command.ts';
import { singleMediaUpload } from '../protocols/jt808/messages/single-media-upload.ts';
import { soundRecording } from '../protocols/jt808/messages/sound-recording.ts';
import {
  storedMediaQuery,
  storedMediaUpload,
} from '../protocols/jt808/messages/stored-media-query.ts';
import { terminalControl } from '../protocols/jt808/messages/terminal-control.ts';
import { TEXT_FLAGS, textMessage } from '../protocols/jt808/messages/text-message.ts';
import { tracking } from '../protocols/jt808/messages/tracking.ts';
import { upgradePackage } from '../protocols/jt808/messages/upgrade-package.ts';
import { vehicleControl } from '../protocols/jt808/messages/vehicle-control.ts';
import { encodeText } from '../protocols/jt808/text.ts';
import type { PlatformMessage } from '../requests.ts';
import {
  circlesOf,
  type DeviceTraits,
  polygonOf,
  rectanglesOf,
  routeOf,
  timeDigits,
} from './areas.ts';

/** A command as it goes to a device. */
export interface Plan extends PlatformMessage {
  /** An acknowledgement alone is no answer: data were asked for. */
  needsData: boolean;
  /** Whether the device's own answer tells of a failure. */
  tellsFailure(fields: Record<string, unknown>): boolean;
}

/** A message with its values, to be written for an edition. */
interface Told {
  id: number;
  write(writer: BodyWriter, device: DeviceTraits): void;
}

interface Planner<K extends CommandKind> {
  /** First edition that has the message. */
  since?: '2013' | '2019';
  /** Ids of its own answer, and whether that is what was asked for. */
  answers?: readonly number[];
  /** Editions without the answer acknowledge only. */
  answersSince?: '2013' | '2019';
  needsData?: boolean;
  tell(args: CommandArgs<K>, device: DeviceTraits, file: Uint8Array | null): Told;
  tellsFailure?(args: CommandArgs<K>, fields: Record<string, unknown>): boolean;
}

const TEXT_BYTES_MAX = 1_024;
const URGENCY_2019 = { service: 1, urgent: 2, notice: 3 } as const;
const ADVERTISING_SCREEN = 1 << 4;
const CAN_FAULT = 1 << 5;
const TEXT_TYPES = { notice: 1, service: 2, urgent: 1 } as const;
const MEDIA_TYPES = { picture: 0, sound: 1, video: 2 } as const;
const MENU_CODES = { 'delete-all': 0, replace: 1, append: 2, modify: 3, 'delete-some': 4 } as const;
const CALL_USES = { in: 1, out: 2, both: 3 } as const;
const SAMPLE_RATES = { '8k': 0, '11k': 1, '23k': 2, '32k': 3 } as const;
const AREA_CODES = { circle: 1, rectangle: 2, polygon: 3, route: 4 } as const;
const DELETIONS = {
  circle: circleDeletion,
  rectangle: rectangleDeletion,
  polygon: polygonDeletion,
  route: routeDeletion,
} as const;
const LIVE_DATA = {
  both: 0,
  video: 1,
  talk: 2,
  listen: 3,
  broadcast: 4,
  'pass-through': 5,
} as const;
const LIVE_ACTIONS = { close: 0, switch: 1, pause: 2, resume: 3, 'close-talk': 4 } as const;
const CLOSES = { both: 0, audio: 1, video: 2 } as const;
const LIVE_STREAMS = { main: 0, sub: 1 } as const;
const MEDIA = { both: 0, audio: 1, video: 2, either: 3 } as const;
const STREAMS = { any: 0, main: 1, sub: 2 } as const;
const STORAGES = { any: 0, main: 1, backup: 2 } as const;
const PLAY_MODES = { normal: 0, fast: 1, backwards: 2, 'key-frames': 3, single: 4 } as const;
const PLAY_ACTIONS = {
  start: 0,
  pause: 1,
  end: 2,
  fast: 3,
  backwards: 4,
  seek: 5,
  'key-frames': 6,
} as const;
const NO_TIME = '0'.repeat(12);
const RECORD = 0xffff;
const DOORS = 1;
/** Status bit 12: doors locked. */
const LOCKED = 1 << 12;

const told = <T>(codec: MessageCodec<T>, message: T): Told => ({
  id: codec.id,
  write: (writer, { edition }) => codec.encode(writer, message, edition),
});
const digitsOf = (instantMs: number | undefined, device: DeviceTraits) =>
  instantMs === undefined ? NO_TIME : timeDigits(instantMs, device);
const flagOf = (on: boolean | undefined, bit: number) => (on ? bit : 0);

function mediaWindow(args: CommandArgs<'search-media'>, device: DeviceTraits) {
  return {
    mediaType: MEDIA_TYPES[args.type],
    channelId: args.channel,
    eventCode: args.event,
    startTimeBcd: digitsOf(args.from, device),
    endTimeBcd: digitsOf(args.to, device),
  };
}

const planners: { [K in CommandKind]: Planner<K> } = {
  text: {
    tell(args, { edition }) {
      const { text, urgency = 'notice', readAloud = true, display = true } = args;
      if (encodeText(text).length > TEXT_BYTES_MAX)
        throw new RangeError(`A text has at most ${TEXT_BYTES_MAX} bytes.`);
      const shared =
        flagOf(display, TEXT_FLAGS.display) |
        flagOf(readAloud, TEXT_FLAGS.readAloud) |
        flagOf(args.canFault, CAN_FAULT);
      if (edition === '2019')
        return told(textMessage, {
          flag: shared | URGENCY_2019[urgency],
          textType: TEXT_TYPES[urgency],
          text,
        });
      const urgent = flagOf(urgency === 'urgent', TEXT_FLAGS.urgent);
      const flag = shared | urgent | flagOf(args.advertisingScreen, ADVERTISING_SCREEN);
      return told(textMessage, { flag, text });
    },
  },
  'confirm-alarm': {
    since: '2013',
    tell: ({ alarmSerial = 0, alarms }) =>
      told(alarmConfirmation, {
        alarmSerial,
        alarmType: alarms.reduce((bits, name) => bits | (1 << CONFIRMABLE_ALARMS[name]), 0) >>> 0,
      }),
  },
  'set-parameters': {
    tell: ({ parameters }) =>
      told(parameterSetting, {
        paramCount: parameters.length,
        params: parameters.map(parameterOf),
      }),
  },
  'query-parameters': {
    answers: [0x0104],
    needsData: true,
    tell: ({ ids }, { edition }) => {
      if (ids === undefined) return told(parametersQuery, {});
      if (edition === '2011') throw new TooOld();
      return told(parameterQuery, { paramIds: ids });
    },
  },
  'query-properties': {
    since: '2013',
    answers: [0x0107],
    needsData: true,
    tell: () => told(propertiesQuery, {}),
  },
  'query-position': {
    answers: [0x0201],
    needsData: true,
    tell: () => told(locationQuery, {}),
  },
  track: {
    tell({ intervalS, forS }) {
      if (intervalS === 0) return told(tracking, { intervalSec: 0 });
      if (forS === undefined) throw new RangeError('Tracking ends: say after how long.');
      return told(tracking, { intervalSec: intervalS, validitySec: forS });
    },
  },
  'query-driver': {
    since: '2013',
    answers: [0x0702],
    needsData: true,
    tell: () => told(driverIdentityRequest, {}),
  },
  'set-circles': { tell: (args, device) => told(circleAreas, circlesOf(args, device)) },
  'set-rectangles': { tell: (args, device) => told(rectangleAreas, rectanglesOf(args, device)) },
  'set-polygon': { tell: (args, device) => told(polygonArea, polygonOf(args, device)) },
  'set-route': { tell: (args, device) => told(route, routeOf(args, device)) },
  'delete-areas': { tell: ({ shape, ids }) => told(DELETIONS[shape], { ids }) },
  'query-areas': {
    since: '2019',
    answers: [0x0608],
    needsData: true,
    tell: ({ shape, ids }) => told(areaQuery, { queryType: AREA_CODES[shape], ids }),
  },
  shoot: {
    answers: [0x0805],
    answersSince: '2013',
    tell: (args) =>
      told(shootCommand, {
        channelId: args.channel,
        command:
          args.action === 'stop' ? 0 : args.action === 'record' ? RECORD : (args.pictures ?? 1),
        intervalSec: args.intervalS ?? 0,
        saveFlag: args.save ? 1 : 0,
        resolution: args.resolution ?? 2,
        quality: args.quality ?? 5,
        brightness: args.brightness ?? 128,
        contrast: args.contrast ?? 64,
        saturation: args.saturation ?? 64,
        chroma: args.chroma ?? 128,
      }),
    tellsFailure: (_args, { result }) => result !== 0,
  },
  'record-sound': {
    tell: ({ action, durationS = 30, save, sampleRate = '8k' }) =>
      told(soundRecording, {
        command: action === 'start' ? 1 : 0,
        durationSec: action === 'start' ? durationS : 0,
        saveFlag: save ? 1 : 0,
        sampleRate: SAMPLE_RATES[sampleRate],
      }),
  },
  'search-media': {
    answers: [0x0802],
    needsData: true,
    tell: (args, device) => told(storedMediaQuery, mediaWindow(args, device)),
  },
  'upload-media': {
    tell: (args, device) =>
      told(storedMediaUpload, { ...mediaWindow(args, device), deleteFlag: args.remove ? 1 : 0 }),
  },
  'upload-medium': {
    since: '2013',
    tell: ({ mediaId, remove }) =>
      told(singleMediaUpload, { multimediaId: mediaId, deleteFlag: remove ? 1 : 0 }),
  },
  'query-recorder': {
    answers: [0x0700],
    needsData: true,
    tell: ({ command, hex = '' }) => told(recorderQuery, { command, dataHex: hex }),
  },
  'set-recorder': {
    tell: ({ command, hex = '' }) => told(recorderSetting, { command, dataHex: hex }),
  },
  'control-terminal': {
    tell({ action, vendorCommand, parameters = [] }) {
      if ((action === undefined) === (vendorCommand === undefined))
        throw new RangeError('Say an action or a command of the vendor.');
      const command = action === undefined ? vendorCommand! : TERMINAL_ACTIONS[action];
      return told(terminalControl, { command, parameter: parameters.join(';') });
    },
  },
  'control-vehicle': {
    answers: [0x0500],
    tell({ doors, vendor = [] }, { edition }) {
      if (doors === undefined && vendor.length === 0) throw new RangeError('Say what to control.');
      if (edition !== '2019') {
        if (doors === undefined || vendor.length > 0) throw new TooOld();
        return told(vehicleControl, { flag: doors === 'lock' ? 1 : 0 });
      }
      const controls = vendor.map(({ type, hex }) => ({ type, hex }));
      if (doors === undefined) return told(vehicleControl, { controls });
      // The opposite sense of 2013.
      const param = doors === 'lock' ? 0 : 1;
      return told(vehicleControl, { controls: [{ type: DOORS, param }, ...controls] });
    },
    tellsFailure({ doors }, { statusFlag }) {
      if (doors === undefined || typeof statusFlag !== 'number') return false;
      return ((statusFlag & LOCKED) !== 0) !== (doors === 'lock');
    },
  },
  'set-phone-book': {
    tell: ({ setting, contacts }) =>
      told(phoneBook, {
        settingType: MENU_CODES[setting],
        contacts: contacts.map(({ use, number, name }) => ({
          flag: CALL_USES[use],
          phoneNumber: number,
          name,
        })),
      }),
  },
  'set-events': {
    tell: ({ setting, events }) =>
      told(eventSetting, {
        settingType: MENU_CODES[setting],
        events: events.map((e) => ({ ...e })),
      }),
  },
  'ask-driver': {
    answers: [0x0302],
    needsData: true,
    tell: ({ question: asked, urgent, readAloud = true, advertisingScreen, answers }) =>
      told(question, {
        flag:
          flagOf(urgent, TEXT_FLAGS.urgent) |
          flagOf(readAloud, TEXT_FLAGS.readAloud) |
          flagOf(advertisingScreen, ADVERTISING_SCREEN),
        question: asked,
        answers: answers.map((each) => ({ ...each })),
      }),
  },
  'set-info-menu': {
    tell: ({ setting, items }) =>
      told(infoMenu, {
        settingType: MENU_CODES[setting],
        items: items.map((each) => ({ ...each })),
      }),
  },
  'send-info': {
    tell: ({ type, content }) => told(infoService, { infoType: type, content }),
  },
  upgrade: {
    since: '2013',
    tell({ type = 0, manufacturerId, version }, _device, file) {
      if (file === null) throw new RangeError('An upgrade needs its package.');
      const packageHex = Buffer.from(file).toString('hex');
      const message = { upgradeType: type, manufacturerId, firmwareVersion: version, packageHex };
      return told(upgradePackage, message);
    },
  },
  'check-link': { since: '2019', tell: () => told(linkCheck, {}) },
  'exchange-key': {
    answers: [0x0a00],
    needsData: true,
    tell: ({ e, nHex }) => told(platformRsaKey, { e, nHex }),
  },
  'live-video': {
    tell: ({ host, tcpPort, udpPort, channel, data = 'both', stream = 'sub' }) =>
      told(liveVideoRequest, {
        serverIp: host,
        tcpPort,
        udpPort,
        channel,
        dataType: LIVE_DATA[data],
        streamType: LIVE_STREAMS[stream],
      }),
  },
  'control-live-video': {
    tell: ({ channel, action, close = 'both', stream = 'sub' }) =>
      told(liveVideoControl, {
        channel,
        command: LIVE_ACTIONS[action],
        closeType: CLOSES[close],
        streamType: LIVE_STREAMS[stream],
      }),
  },
  'query-av': {
    answers: [0x1003],
    needsData: true,
    tell: () => told(avPropertiesQuery, {}),
  },
  'search-recordings': {
    answers: [0x1205],
    needsData: true,
    tell: ({ channel, from, to, media = 'both', stream = 'any', storage = 'any' }, device) =>
      told(mediaResourceQuery, {
        channel,
        startTimeBcd: digitsOf(from, device),
        endTimeBcd: digitsOf(to, device),
        alarmFlag64: '0',
        mediaType: MEDIA[media],
        streamType: STREAMS[stream],
        storageType: STORAGES[storage],
      }),
  },
  'play-back': {
    answers: [0x1205],
    tell: (args, device) =>
      told(playbackRequest, {
        serverIp: args.host,
        tcpPort: args.tcpPort,
        udpPort: args.udpPort,
        channel: args.channel,
        mediaType: MEDIA[args.media ?? 'both'],
        streamType: STREAMS[args.stream ?? 'any'],
        storageType: STORAGES[args.storage ?? 'any'],
        playbackMode: PLAY_MODES[args.mode ?? 'normal'],
        playbackSpeed: args.speed ?? 0,
        startTimeBcd: digitsOf(args.from, device),
        endTimeBcd: digitsOf(args.to, device),
      }),
  },
  'control-play-back': {
    tell: ({ channel, action, speed = 0, seekTo }, device) =>
      told(playbackControl, {
        channel,
        command: PLAY_ACTIONS[action],
        playbackSpeed: speed,
        seekTimeBcd: digitsOf(seekTo, device),
      }),
  },
};

/** The edition has no such message. */
class TooOld extends Error {}
const AGES = { '2011': 0, '2013': 1, '2019': 2 } as const;

/** What is sent to a device; a word of the closed list = it cannot be. `file` only for an upgrade. */
export function planOf(
  { kind, args }: Pick<Command, 'kind' | 'args'>,
  device: DeviceTraits,
  file: Uint8Array | null = null,
): Plan | CommandFailure {
  if (!Value.Check(commandKinds[kind].args, args)) return 'not-encodable';
  const planner = planners[kind] as Planner<CommandKind>;
  const isYoungerThan = (edition: '2013' | '2019') => AGES[device.edition] >= AGES[edition];
  if (planner.since !== undefined && !isYoungerThan(planner.since)) return 'not-in-edition';
  const hasAnswer = planner.answersSince === undefined || isYoungerThan(planner.answersSince);
  try {
    const message = planner.tell(args as never, device, file);
    const writer = new BodyWriter();
    message.write(writer, device);
    return {
      messageId: message.id,
      body: writer.finish(),
      answers: hasAnswer ? (planner.answers ?? []) : [],
      needsData: planner.needsData ?? false,
      tellsFailure: (fields) => planner.tellsFailure?.(args as never, fields) ?? false,
    };
  } catch (error) {
    if (error instanceof TooOld) return 'not-in-edition';
    if (error instanceof RangeError) return 'not-encodable';
    throw error;
  }
}

type WishedParameter = CommandArgs<'set-parameters'>['parameters'][number];

/** Throws RangeError where the value is not what the id holds. */
function parameterOf({ id, value, hex }: WishedParameter): Parameter {
  const info = PARAMETERS.get(Number(id));
  const type = info?.type ?? 'struct';
  if (type === 'struct') {
    if (hex === undefined) throw new RangeError(`Parameter ${id} is given as bytes.`);
    return { id, length: hex.length / 2, hex };
  }
  if (type === 'text') {
    if (typeof value !== 'string') throw new RangeError(`Parameter ${id} is a text.`);
    const { length } = encodeText(value);
    if (length > 0xff) throw new RangeError(`Parameter ${id} is too long.`);
    return { id, length, value };
  }
  if (typeof value !== 'number') throw new RangeError(`Parameter ${id} is a number.`);
  const bytes = PARAMETER_BYTES[type];
  const [min, max] = info?.range ?? [0, 2 ** (8 * bytes) - 1];
  if (value < min || value > max) throw new RangeError(`Parameter ${id} lies in ${min}…${max}.`);
  return { id, length: bytes, value };
}
