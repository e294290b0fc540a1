/**
 * What a simulated terminal does with a command of the platform, as real ones of its edition do: answers of
 * its own where the standard has one, 0x0001 elsewhere, and "not supported" for what it lacks. One in
 * five has no camera.
 */

import { type BodyReader, BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { alarmConfirmation } from '#ingest/protocols/jt808/messages/alarm-confirmation.ts';
import { areaQuery } from '#ingest/protocols/jt808/messages/area-query.ts';
import { areaReply } from '#ingest/protocols/jt808/messages/area-reply.ts';
import { avProperties } from '#ingest/protocols/jt808/messages/av-properties.ts';
import { mediaResources } from '#ingest/protocols/jt808/messages/media-resources.ts';
import type { MessageCodec } from '#ingest/protocols/jt808/messages/message.ts';
import { parameterQuery } from '#ingest/protocols/jt808/messages/parameter-query.ts';
import { parameterReply } from '#ingest/protocols/jt808/messages/parameter-reply.ts';
import { parameterSetting } from '#ingest/protocols/jt808/messages/parameter-setting.ts';
import type { Parameter } from '#ingest/protocols/jt808/messages/parameters.ts';
import { propertiesReply } from '#ingest/protocols/jt808/messages/properties-reply.ts';
import { question } from '#ingest/protocols/jt808/messages/question.ts';
import { questionAnswer } from '#ingest/protocols/jt808/messages/question-answer.ts';
import { recorderData, recorderQuery } from '#ingest/protocols/jt808/messages/recorder-data.ts';
import { shootCommand } from '#ingest/protocols/jt808/messages/shoot-command.ts';
import { shootReply } from '#ingest/protocols/jt808/messages/shoot-reply.ts';
import { storedMedia } from '#ingest/protocols/jt808/messages/stored-media.ts';
import { terminalControl } from '#ingest/protocols/jt808/messages/terminal-control.ts';
import { TEXT_FLAGS, textMessage } from '#ingest/protocols/jt808/messages/text-message.ts';
import { vehicleControl } from '#ingest/protocols/jt808/messages/vehicle-control.ts';
import type { SimVehicle } from './fleet.ts';

/** What commands have changed; null = nothing yet, which is the usual case. */
export interface Memory {
  parameters: Map<string, Parameter>;
  doorsLocked: boolean;
  mediaTaken: number;
}

/** What the terminal does. */
export interface Obeyed {
  /** Result of 0x0001; null = it answers otherwise, or not with it. */
  ack: number | null;
  answer: { messageId: number; body: Uint8Array } | null;
  /** Alarm bits a person has confirmed. */
  clearsAlarms: number;
  /** The terminal starts anew: its link ends. */
  resets: boolean;
  /** What the driver heard; null = nothing was spoken. */
  hears: string | null;
  /** The driver's card is read again (0x0702). */
  readsDriver: boolean;
}

export interface Question {
  messageId: number;
  serial: number;
  reader: BodyReader;
}

const OK = 0;
const NOT_UNDERSTOOD = 2;
const NOT_SUPPORTED = 3;
const RESET = 4;
const CAMERAS = 4;
const LOCKED = 1 << 12;
/** Acknowledged, and nothing else to be seen of it outside the vehicle. */
const ACKNOWLEDGED = new Set([
  0x8202, 0x8301, 0x8303, 0x8304, 0x8401, 0x8600, 0x8601, 0x8602, 0x8603, 0x8604, 0x8605, 0x8606,
  0x8607, 0x8701, 0x8803, 0x8804, 0x8805, 0x8108, 0x9101, 0x9102, 0x9202,
]);
const ONLY_2019 = new Set([0x8204, 0x8608]);
const NOT_2011 = new Set([0x8106, 0x8107, 0x8108, 0x8203, 0x8702, 0x8805]);

export function newMemory(): Memory {
  const numbers: [string, number][] = [
    ['0x0001', 60],
    ['0x0020', 0],
    ['0x0029', 30],
    ['0x0055', 100],
    ['0x0056', 10],
    ['0x0057', 14_400],
    ['0x0059', 1_200],
  ];
  return {
    parameters: new Map(numbers.map(([id, value]) => [id, { id, length: 4, value }])),
    doorsLocked: false,
    mediaTaken: 0,
  };
}

/** @param locationBody body of a location report of now */
export function obey(
  vehicle: SimVehicle,
  memory: Memory,
  asked: Question,
  locationBody: () => Uint8Array,
): Obeyed {
  const { edition } = vehicle;
  const { messageId } = asked;
  const isTooYoung =
    (ONLY_2019.has(messageId) && edition !== '2019') ||
    (NOT_2011.has(messageId) && edition === '2011');
  if (isTooYoung) return acked(NOT_SUPPORTED);
  try {
    return done(vehicle, memory, asked, locationBody);
  } catch (error) {
    if (error instanceof DecodeFault) return acked(NOT_UNDERSTOOD);
    throw error;
  }
}

function done(
  vehicle: SimVehicle,
  memory: Memory,
  { messageId, serial: replySerial, reader }: Question,
  locationBody: () => Uint8Array,
): Obeyed {
  const { edition } = vehicle;
  const answer = <T>(codec: MessageCodec<T>, message: T, ack: number | null = null): Obeyed => {
    const writer = new BodyWriter();
    codec.encode(writer, message, edition);
    return { ...acked(ack), answer: { messageId: codec.id, body: writer.finish() } };
  };
  if (ACKNOWLEDGED.has(messageId)) return acked(OK);
  switch (messageId) {
    case 0x8204:
      return acked(OK);
    case 0x8103:
      for (const parameter of parameterSetting.decode(reader, edition).params)
        memory.parameters.set(parameter.id, parameter);
      return acked(OK);
    case 0x8104:
    case 0x8106: {
      const ids = messageId === 0x8106 ? parameterQuery.decode(reader, edition).paramIds : null;
      const params = [...memory.parameters.values()].filter(({ id }) => ids?.includes(id) ?? true);
      return answer(parameterReply, { replySerial, paramCount: params.length, params });
    }
    case 0x8105:
      return { ...acked(OK), resets: terminalControl.decode(reader, edition).command === RESET };
    case 0x8107:
      return answer(propertiesReply, propertiesOf(vehicle));
    case 0x8201:
      return located(0x0201, edition === '2011' ? null : replySerial, locationBody());
    case 0x8203:
      return { ...acked(OK), clearsAlarms: alarmConfirmation.decode(reader, edition).alarmType };
    case 0x8300: {
      const { flag, text } = textMessage.decode(reader, edition);
      return { ...acked(OK), hears: (flag & TEXT_FLAGS.readAloud) === 0 ? null : text };
    }
    case 0x8302: {
      const [first] = question.decode(reader, edition).answers;
      if (first === undefined) return acked(NOT_UNDERSTOOD);
      return answer(questionAnswer, { replySerial, answerId: first.id }, OK);
    }
    case 0x8500: {
      const { flag, controls = [] } = vehicleControl.decode(reader, edition);
      const doors = controls.find(({ type }) => type === 1)?.param;
      memory.doorsLocked = edition === '2019' ? doors === 0 : ((flag ?? 0) & 1) === 1;
      const body = locationBody();
      if (memory.doorsLocked) body[6] = body[6]! | (LOCKED >> 8);
      return located(0x0500, replySerial, body);
    }
    case 0x8608: {
      const { queryType } = areaQuery.decode(reader, edition);
      return answer(areaReply, { queryType, count: 0, dataHex: '' });
    }
    case 0x8700: {
      const { command } = recorderQuery.decode(reader, edition);
      return answer(recorderData, { replySerial, command, dataHex: recorderPacket(command) });
    }
    case 0x8702:
      return { ...acked(OK), readsDriver: true };
    case 0x8801:
      return pictured(vehicle, memory, replySerial, reader, answer);
    case 0x8802:
      return answer(storedMedia, { replySerial, count: 0, items: [] });
    case 0x9003:
      return answer(avProperties, {
        ...{ audioCodec: 6, audioChannels: 1, audioSampleRate: 0, audioBits: 1 },
        ...{ audioFrameLength: 320, audioOutput: 1, videoCodec: 98 },
        ...{ maxAudioChannels: 1, maxVideoChannels: CAMERAS },
      });
    case 0x9201:
    case 0x9205:
      return answer(mediaResources, { replySerial, count: 0, files: [] });
    default:
      return acked(NOT_SUPPORTED);
  }
}

function pictured(
  vehicle: SimVehicle,
  memory: Memory,
  replySerial: number,
  reader: BodyReader,
  answer: <T>(codec: MessageCodec<T>, message: T) => Obeyed,
): Obeyed {
  const { channelId, command } = shootCommand.decode(reader, vehicle.edition);
  const hasCamera = vehicle.index % 5 !== 0;
  if (vehicle.edition === '2011') return acked(hasCamera ? OK : NOT_SUPPORTED);
  if (!hasCamera || channelId > CAMERAS) return answer(shootReply, { replySerial, result: 2 });
  const count = command === 0 || command === 0xffff ? 0 : Math.min(command, 10);
  const multimediaIds = Array.from({ length: count }, () => ++memory.mediaTaken);
  return answer(shootReply, { replySerial, result: 0, multimediaIds });
}

function acked(ack: number | null): Obeyed {
  return { ack, answer: null, clearsAlarms: 0, resets: false, hears: null, readsDriver: false };
}

function located(messageId: number, replySerial: number | null, location: Uint8Array): Obeyed {
  const writer = new BodyWriter();
  if (replySerial !== null) writer.u16(replySerial);
  writer.raw(location);
  return { ...acked(null), answer: { messageId, body: writer.finish() } };
}

function propertiesOf({ terminalId, deviceId }: SimVehicle) {
  return {
    terminalType: 0x0085,
    manufacturerId: 'TZSIM',
    terminalModel: 'SIM-808',
    terminalId,
    iccid: deviceId.padStart(20, '0'),
    hardwareVersion: 'H1',
    firmwareVersion: 'SIM 1',
    gnssProperty: 3,
    networkProperty: 32,
  };
}

/** GB/T 19056: `55 7A`, command, WORD length, reserved byte, no data, XOR. */
function recorderPacket(command: number): string {
  const packet = [0x55, 0x7a, command, 0, 0, 0];
  packet.push(packet.reduce((sum, byte) => sum ^ byte, 0));
  return Buffer.from(packet).toString('hex');
}
