/**
 * The driver camera of a simulated terminal: raises a fatigue alarm (item 0x65) and sends a picture
 * and a video of it when it is asked to (0x9208), over a connection of its own. Both are drawn from the
 * vehicle's seed and the alarm's time, so nothing is kept and the same alarm has the same files.
 */
import { connect, type Socket } from 'node:net';
import { dataHeadBytes } from '#ingest/protocols/jt808/attachment-stream.ts';
import { formatDeviceTime } from '#ingest/protocols/jt808/bcd.ts';
import { BodyReader } from '#ingest/protocols/jt808/bytes.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { parseHeader } from '#ingest/protocols/jt808/header.ts';
import type { LocationFast } from '#ingest/protocols/jt808/location-fast.ts';
import { adas } from '#ingest/protocols/jt808/messages/active-safety/adas.ts';
import { dsm } from '#ingest/protocols/jt808/messages/active-safety/dsm.ts';
import { encodeItem } from '#ingest/protocols/jt808/messages/active-safety/item.ts';
import type { AttachmentCommand } from '#ingest/protocols/jt808/messages/attachment-command.ts';
import {
  type AttachmentCompleteReply,
  attachmentCompleteReply,
} from '#ingest/protocols/jt808/messages/attachment-complete-reply.ts';
import {
  type AttachmentFile,
  attachmentFile,
  attachmentFileComplete,
} from '#ingest/protocols/jt808/messages/attachment-file.ts';
import { attachmentInfo } from '#ingest/protocols/jt808/messages/attachment-info.ts';
import type { MessageCodec } from '#ingest/protocols/jt808/messages/message.ts';
import { encodeText } from '#ingest/protocols/jt808/text.ts';
import type { SimVehicle } from './fleet.ts';
import { messageFrame } from './frames.ts';
import { drawDriver } from './picture.ts';
import { chanceAt } from './random.ts';

const FATIGUE = 1;
const FORWARD_COLLISION = 1;
const LEVEL = 2;
const FILES = 2;
const CHUNK_BYTES = 65_536;
const VIDEO_BYTES = 180_000;
/** A platform that says nothing for this long is left; it asks again. */
const PATIENCE_MS = 15_000;
const PICTURE = 0;
const VIDEO = 2;

/** Items 0x64 and 0x65 with id and length: the driver's eyes have been closed since `fromMs`, and the car ahead brakes. */
export function cameraItem(vehicle: SimVehicle, fromMs: number, at: LocationFast): Uint8Array {
  const time = formatDeviceTime(Math.floor(fromMs / 1_000) * 1_000);
  const alarmId = Math.floor(fromMs / 1_000) % 65_536;
  const seen = {
    ...{ profile: 'T/JSATL 12-2017', level: LEVEL, vehicleStatus: 1, time },
    speedKmh: Math.round(at.speedTenthKmh / 10),
    altitudeM: at.altitudeM,
    latitudeDeg: at.latitudeE6 / 1e6,
    longitudeDeg: at.longitudeE6 / 1e6,
  };
  const identifier = { terminalId: vehicle.terminalId, time };
  const driver = encodeItem(dsm, {
    ...{ ...seen, alarmId, flagState: 1, type: FATIGUE, fatigueDegree: 8 },
    alarmIdentifier: { ...identifier, seq: 0, attachmentCount: FILES },
  });
  const road = encodeItem(adas, {
    ...{ ...seen, alarmId: alarmId + 1, flagState: 0, type: FORWARD_COLLISION },
    ...{ frontVehicleSpeedKmh: 30, frontDistanceSec: 1.6, deviation: 0 },
    ...{ roadSignType: 0, roadSignValue: 0 },
    alarmIdentifier: { ...identifier, seq: 1, attachmentCount: 0 },
  });
  return Buffer.concat([
    ...[Uint8Array.of(dsm.id, driver.length), driver],
    ...[Uint8Array.of(adas.id, road.length), road],
  ]);
}

interface EvidenceFile {
  stated: AttachmentFile;
  content: Uint8Array;
}

function filesOf(vehicle: SimVehicle, alarmNo: string, atMs: number): EvidenceFile[] {
  const file = (fileType: number, seq: number, ext: string, content: Uint8Array): EvidenceFile => {
    const name = `0${fileType}_65_6501_${seq}_${alarmNo}.${ext}`;
    return { stated: { name, fileType, sizeBytes: content.length }, content };
  };
  return [
    file(PICTURE, 0, 'png', drawDriver(vehicle.seed, atMs)),
    file(VIDEO, 1, 'h264', videoOf(vehicle.seed, atMs)),
  ];
}

/** Laid out like a bare H.264 stream: start codes and units. It shows nothing. */
function videoOf(seed: number, atMs: number): Uint8Array {
  const bytes = new Uint8Array(VIDEO_BYTES);
  for (let k = 0; k < bytes.length; k++) {
    // No byte below 4, so that no start code arises by chance.
    bytes[k] = 4 + Math.floor(chanceAt(seed, atMs, k) * 252);
  }
  bytes.set([0, 0, 0, 1, 0x67, 0x42, 0x00, 0x1e]);
  for (let at = 64; at < bytes.length; at += 6_000) bytes.set([0, 0, 0, 1, 0x65], at);
  return bytes;
}

/** Sends the files asked for; resolves with how many the platform has confirmed. */
export async function sendEvidence(
  vehicle: SimVehicle,
  { serverIp, tcpPort, alarmNo, alarmIdentifier }: AttachmentCommand,
): Promise<number> {
  if (alarmIdentifier === undefined) return 0;
  const atMs = alarmIdentifier.time === null ? 0 : Date.parse(alarmIdentifier.time);
  const files = filesOf(vehicle, alarmNo, atMs);
  const line = await Line.open(vehicle, serverIp, tcpPort);
  try {
    await line.ask(attachmentInfo, {
      ...{ terminalId: vehicle.terminalId, alarmIdentifier, alarmNo, infoType: 0 },
      attachments: files.map(({ stated: { name, sizeBytes } }) => ({ name, sizeBytes })),
    });
    let confirmed = 0;
    for (const { stated, content } of files) {
      await line.ask(attachmentFile, stated);
      let ranges = [{ offset: 0, length: content.length }];
      while (ranges.length > 0) {
        for (const range of ranges) line.data(stated.name, content, range);
        const reply = await line.ask(attachmentFileComplete, stated);
        if (reply === null) throw new Error('The platform refuses the file.');
        ranges = reply.retransmit;
      }
      confirmed++;
    }
    return confirmed;
  } finally {
    line.close();
  }
}

/** An attachment connection: one question at a time. */
class Line {
  readonly #vehicle: SimVehicle;
  readonly #socket: Socket;
  readonly #framer = new Framer();
  #serial = 0;
  #onReply: ((reply: AttachmentCompleteReply | null) => void) | null = null;

  private constructor(vehicle: SimVehicle, socket: Socket) {
    this.#vehicle = vehicle;
    this.#socket = socket;
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => this.#framer.push(chunk, this.#onFrame, () => {}));
  }

  static async open(vehicle: SimVehicle, host: string, port: number): Promise<Line> {
    const socket = connect({ host, port, noDelay: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new Line(vehicle, socket);
  }

  /** Resolves with 0x9212, or null for 0x8001; rejects when the line breaks. */
  ask<T>(codec: MessageCodec<T>, message: T): Promise<AttachmentCompleteReply | null> {
    return new Promise((resolve, reject) => {
      const broken = () => reject(new Error('The line broke.'));
      this.#onReply = (reply) => {
        this.#socket.off('close', broken);
        resolve(reply);
      };
      this.#socket.once('close', broken);
      this.#socket.once('error', () => {});
      this.#socket.write(messageFrame(this.#vehicle, codec, this.#serial++ & 0xffff, message));
    });
  }

  data(name: string, content: Uint8Array, { offset, length }: { offset: number; length: number }) {
    for (let at = offset; at < offset + length; at += CHUNK_BYTES) {
      const part = content.subarray(at, Math.min(at + CHUNK_BYTES, offset + length));
      this.#socket.write(dataHeadBytes(encodeText(name), at, part.length));
      this.#socket.write(part);
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  #onFrame = (bytes: Uint8Array, start: number, end: number): void => {
    const { messageId, length, version } = parseHeader(bytes, start, end);
    const reader = new BodyReader(bytes, start + length, end);
    const isReply = messageId === attachmentCompleteReply.id;
    this.#onReply?.(isReply ? attachmentCompleteReply.decode(reader, version) : null);
  };
}
