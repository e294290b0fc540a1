/** Messages of JT/T 1078 and of alarm attachments as they are sent: how to draw them, and one sample of each. */
import fc from 'fast-check';
import { attachmentCommand } from '#ingest/protocols/jt808/messages/attachment-command.ts';
import { attachmentCompleteReply } from '#ingest/protocols/jt808/messages/attachment-complete-reply.ts';
import {
  attachmentFile,
  attachmentFileComplete,
} from '#ingest/protocols/jt808/messages/attachment-file.ts';
import { attachmentInfo } from '#ingest/protocols/jt808/messages/attachment-info.ts';
import { avProperties, avPropertiesQuery } from '#ingest/protocols/jt808/messages/av-properties.ts';
import { fileUploadCommand } from '#ingest/protocols/jt808/messages/file-upload-command.ts';
import { fileUploadControl } from '#ingest/protocols/jt808/messages/file-upload-control.ts';
import { fileUploadResult } from '#ingest/protocols/jt808/messages/file-upload-result.ts';
import { liveVideoControl } from '#ingest/protocols/jt808/messages/live-video-control.ts';
import { liveVideoRequest } from '#ingest/protocols/jt808/messages/live-video-request.ts';
import { liveVideoStatus } from '#ingest/protocols/jt808/messages/live-video-status.ts';
import type { Location } from '#ingest/protocols/jt808/messages/location.ts';
import { type Additional, itemsOf } from '#ingest/protocols/jt808/messages/location-items.ts';
import { mediaResourceQuery } from '#ingest/protocols/jt808/messages/media-resource-query.ts';
import { mediaResources } from '#ingest/protocols/jt808/messages/media-resources.ts';
import type { MessageCodec } from '#ingest/protocols/jt808/messages/message.ts';
import { passengerFlow } from '#ingest/protocols/jt808/messages/passenger-flow.ts';
import { playbackControl } from '#ingest/protocols/jt808/messages/playback-control.ts';
import { playbackRequest } from '#ingest/protocols/jt808/messages/playback-request.ts';
import {
  ptzAperture,
  ptzFocus,
  ptzInfrared,
  ptzWiper,
  ptzZoom,
} from '#ingest/protocols/jt808/messages/ptz-control.ts';
import { ptzRotation } from '#ingest/protocols/jt808/messages/ptz-rotation.ts';
import { locationWith, shortText, text, time, u8, u16, u32 } from './arbitraries.ts';

export const possibleTime = time.filter((instant) => instant !== null);
const digits = fc.stringMatching(/^[0-9]{12}$/);
const flag64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map(String);
/** Longer than seven characters says which layout it is for: thirty bytes. */
const longId = fc.stringMatching(/^[A-Z0-9]{8,30}$/);
export const identifierOf = (terminalId: fc.Arbitrary<string>) =>
  fc.record({ terminalId, time, seq: u8, attachmentCount: u8 });

const resource = fc.record({
  channel: u8,
  startTime: time,
  endTime: time,
  alarmFlag64: flag64,
  mediaType: u8,
  streamType: u8,
  storageType: u8,
  sizeBytes: u32,
});
const range = { startTimeBcd: digits, endTimeBcd: digits };
const alarmRange = { ...range, alarmFlag64: flag64, mediaType: u8, streamType: u8 };
const server = { serverIp: text, tcpPort: u16, udpPort: u16 };
const file = fc.record({ name: text, fileType: u8, sizeBytes: u32 });
const info = {
  alarmNo: shortText,
  infoType: u8,
  attachments: fc.array(fc.record({ name: text, sizeBytes: u32 }), { maxLength: 5 }),
};
// Several layouts can fit to the last byte: the time decides, so it is a possible one.
const dated = (terminalId: fc.Arbitrary<string>) =>
  fc.record({ terminalId, time: possibleTime, seq: u8, attachmentCount: u8 });
const ptz = fc.record({ channel: u8, flag: u8 });

/** Every message with what may be in it. */
export const drawn: readonly (readonly [MessageCodec<never>, fc.Arbitrary<unknown>])[] = [
  [avPropertiesQuery, fc.constant({})],
  [
    avProperties,
    fc.record({
      audioCodec: u8,
      audioChannels: u8,
      audioSampleRate: u8,
      audioBits: u8,
      audioFrameLength: u16,
      audioOutput: u8,
      videoCodec: u8,
      maxAudioChannels: u8,
      maxVideoChannels: u8,
    }),
  ],
  [passengerFlow, fc.record({ startTime: time, endTime: time, boarding: u16, alighting: u16 })],
  [liveVideoRequest, fc.record({ ...server, channel: u8, dataType: u8, streamType: u8 })],
  [liveVideoControl, fc.record({ channel: u8, command: u8, closeType: u8, streamType: u8 })],
  [liveVideoStatus, fc.record({ channel: u8, lossPercent: u8 })],
  [
    playbackRequest,
    fc.record({
      ...server,
      channel: u8,
      mediaType: u8,
      streamType: u8,
      storageType: u8,
      playbackMode: u8,
      playbackSpeed: u8,
      ...range,
    }),
  ],
  [
    playbackControl,
    fc.record({ channel: u8, command: u8, playbackSpeed: u8, seekTimeBcd: digits }),
  ],
  [mediaResourceQuery, fc.record({ channel: u8, ...alarmRange, storageType: u8 })],
  [
    mediaResources,
    fc
      .record({ replySerial: u16, files: fc.array(resource, { maxLength: 6 }) })
      .map((message) => ({ ...message, count: message.files.length })),
  ],
  [
    fileUploadCommand,
    fc.record({
      serverIp: text,
      port: u16,
      username: text,
      password: text,
      path: text,
      channel: u8,
      ...alarmRange,
      storageLocation: u8,
      condition: u8,
    }),
  ],
  [fileUploadControl, fc.record({ replySerial: u16, control: u8 })],
  [fileUploadResult, fc.record({ replySerial: u16, result: u8 })],
  [ptzRotation, fc.record({ channel: u8, direction: u8, speed: u8 })],
  [ptzFocus, ptz],
  [ptzAperture, ptz],
  [ptzWiper, ptz],
  [ptzInfrared, ptz],
  [ptzZoom, ptz],
  [
    attachmentCommand,
    fc.oneof(
      fc.record({
        ...server,
        alarmIdentifier: fc.oneof(identifierOf(shortText), identifierOf(longId)),
        alarmNo: shortText,
      }),
      // 20 bytes: no layout that is known.
      fc.record({
        ...server,
        alarmIdentifierHex: fc.stringMatching(/^[0-9a-f]{40}$/),
        alarmNo: shortText,
      }),
    ),
  ],
  [
    attachmentInfo,
    fc.oneof(
      fc.record({ terminalId: shortText, alarmIdentifier: dated(shortText), ...info }),
      fc.record({ terminalId: longId, alarmIdentifier: dated(longId), ...info }),
      fc.record({ alarmIdentifier: dated(longId), ...info }),
    ),
  ],
  [attachmentFile, file],
  [attachmentFileComplete, file],
  [
    attachmentCompleteReply,
    fc.record({
      name: text,
      fileType: u8,
      result: u8,
      retransmit: fc.array(fc.record({ offset: u32, length: u32 }), { maxLength: 9 }),
    }),
  ],
] as never;

const scene = {
  speedKmh: u8,
  altitudeM: fc.integer({ min: -32_768, max: 32_767 }),
  latitudeDeg: fc.integer({ min: 0, max: 90_000_000 }).map((raw) => raw / 1e6),
  longitudeDeg: fc.integer({ min: 0, max: 180_000_000 }).map((raw) => raw / 1e6),
  time,
  vehicleStatus: u16,
};
const LAYOUTS = ['T/JSATL 12-2017', 'T/GDRTA 002-2020', 'Heilongjiang', 'Sichuan', 'Hunan'];
const alarmOf = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({
    profile: fc.constantFrom(...LAYOUTS),
    alarmId: u32,
    flagState: u8,
    ...fields,
    ...scene,
    alarmIdentifier: identifierOf(shortText),
  });
const tyre = fc.record({
  position: u16,
  alarmType: u16,
  pressureKpa: u16,
  temperatureC: fc.integer({ min: -32_768, max: 32_767 }),
  batteryPercent: u16,
});

/** Named active-safety items north of the equator and east of Greenwich, in every layout. */
export const activeSafety = fc.record({
  adas: alarmOf({
    type: u8,
    level: u8,
    frontVehicleSpeedKmh: u8,
    frontDistanceSec: u8.map((raw) => raw / 10),
    deviation: u8,
    roadSignType: u8,
    roadSignValue: u8,
  }),
  dsm: alarmOf({ type: u8, level: u8, fatigueDegree: u8 }),
  tpms: alarmOf({ tyres: fc.array(tyre, { maxLength: 6 }) }),
  bsd: alarmOf({ type: u8 }),
  aggressiveDriving: alarmOf({
    type: u8,
    timeThresholdSec: u16,
    threshold1: u16,
    threshold2: u16,
  }),
}) as fc.Arbitrary<Omit<Additional, 'items'>>;

const last = <T>(arbitrary: fc.Arbitrary<T>): T =>
  fc.sample(arbitrary, { seed: 1078, numRuns: 8 })[7]!;
const safetyLocation = (): Location => {
  const location = last(locationWith(fc.constant({ items: [] })));
  return { ...location, additional: { items: itemsOf(last(activeSafety)) } };
};

/** One message of each kind, the same at every run. */
export const samples: readonly [id: number, message: unknown][] = [
  ...drawn.map(([codec, arbitrary]): [number, unknown] => [codec.id, last(arbitrary)]),
  [0x0200, safetyLocation()],
];
