/**
 * Uploads of 0x0801 (多媒体数据上传): stored like the files of alarms. 0x8800 says the medium is
 * complete once content and record are durable; while packets are missing it names them.
 */
import { MEDIA_KINDS } from '#core/media.ts';
import type { Logger } from '#runtime/logger.ts';
import { contentTypeOf } from '#runtime/media/content-type.ts';
import type { MediaStore } from '#runtime/media/media-store.ts';
import { BodyReader } from '../protocols/jt808/bytes.ts';
import { DecodeFault } from '../protocols/jt808/fault.ts';
import { decodeLocationBase, LOCATION_BASE_BYTES } from '../protocols/jt808/messages/location.ts';
import { decodeMultimediaHead } from '../protocols/jt808/messages/multimedia-event.ts';
import { multimediaReply } from '../protocols/jt808/messages/multimedia-reply.ts';
import type { MissingPackets } from '../protocols/jt808/reassembly.ts';
import { buildMessage } from '../protocols/jt808/replies.ts';
import type { Session } from '../session.ts';
import type { MediaCounters } from './counters.ts';
import type { MediaJournal } from './journal.ts';

export const MULTIMEDIA_DATA = 0x0801;
const HEAD_BYTES = 8;
/** Bytes of uploads on their way to disk and log; beyond it a medium is not answered and comes again. */
const PENDING_BYTES_MAX = 33_554_432;
const EXTENSIONS = ['jpg', 'tif', 'mp3', 'wav', 'wmv'];

export interface MultimediaParts {
  logger: Logger;
  counters: MediaCounters;
  store: MediaStore;
  journal: MediaJournal;
}

export class MultimediaDesk {
  readonly #parts: MultimediaParts;
  readonly #pending = new Set<Promise<void>>();
  #pendingBytes = 0;

  constructor(parts: MultimediaParts) {
    this.#parts = parts;
  }

  /** A whole body of 0x0801, copied where it is kept; its device is answered when it is durable. */
  take(session: Session, serial: number, bytes: Uint8Array, start: number, end: number): void {
    const { counters } = this.#parts;
    if (this.#pendingBytes + end - start > PENDING_BYTES_MAX) {
      counters.multimediaRefused++;
      return;
    }
    const body = bytes.slice(start, end);
    this.#pendingBytes += body.length;
    const done = this.#store(session, serial, body).finally(() => {
      this.#pendingBytes -= body.length;
      this.#pending.delete(done);
    });
    this.#pending.add(done);
  }

  /** Asks for missing packets; false = the medium is not known yet, so 0x8003 has to. */
  askAgain(session: Session, missing: MissingPackets): boolean {
    if (missing.messageId !== MULTIMEDIA_DATA || missing.head === null) return false;
    if (missing.head.length < HEAD_BYTES) return false;
    const { multimediaId } = decodeMultimediaHead(new BodyReader(missing.head, 0, HEAD_BYTES));
    this.#parts.counters.multimediaAskedAgain++;
    const { originalSerial: replySerial, packetIds } = missing;
    this.#tell(session, { replySerial, multimediaId, packetIds });
    return true;
  }

  async drained(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async #store(session: Session, serial: number, body: Uint8Array): Promise<void> {
    const { counters, store, journal, logger } = this.#parts;
    const { subjectKey, deviceKey } = session;
    try {
      const medium = read(body, session.edition === '2011');
      const stored = await store.put(medium.data);
      if (stored === null) {
        counters.multimediaRefused++;
        return;
      }
      const { multimediaId, mediaType, mediaFormat, eventCode, channelId } = medium.head;
      await journal.append({
        subjectKey,
        deviceKey,
        alarm: {
          timeMs: medium.timeMs === null ? null : medium.timeMs - session.clockOffsetMs,
          ...{ itemId: 0, type: eventCode, level: 0 },
        },
        step: {
          kind: 'stored',
          alarmNo: '',
          name: `${multimediaId}.${EXTENSIONS[mediaFormat] ?? 'bin'}`,
          media: MEDIA_KINDS[mediaType] ?? 'other',
          channel: channelId,
          ...stored,
        },
      });
      counters.multimediaStored++;
      this.#tell(session, { replySerial: serial, multimediaId });
    } catch (err) {
      counters.multimediaRefused++;
      // A body too short for its head was refused where it was read.
      if (!(err instanceof DecodeFault)) logger.warn({ err }, 'A medium was not made durable.');
    }
  }

  #tell(
    session: Session,
    reply: { replySerial: number; multimediaId: number; packetIds?: number[] },
  ): void {
    const { link } = session;
    if (link.closed) return;
    link.send(buildMessage(multimediaReply, session, link.nextSerial(), reply, session.edition));
  }
}

interface Medium {
  head: ReturnType<typeof decodeMultimediaHead>;
  timeMs: number | null;
  data: Uint8Array;
}

/** Old devices send no location, whatever their header; then the data itself begins behind the head. */
function read(body: Uint8Array, is2011: boolean): Medium {
  const reader = new BodyReader(body, 0, body.length);
  const head = decodeMultimediaHead(reader);
  const bare = body.subarray(HEAD_BYTES);
  const behind = body.subarray(HEAD_BYTES + LOCATION_BASE_BYTES);
  const isKnown = (data: Uint8Array) => contentTypeOf(data) !== 'application/octet-stream';
  if (body.length < HEAD_BYTES + LOCATION_BASE_BYTES || (isKnown(bare) && !isKnown(behind)))
    return { head, timeMs: null, data: bare };
  if (is2011 && !isKnown(behind)) return { head, timeMs: null, data: bare };
  const { time } = decodeLocationBase(reader);
  return { head, timeMs: time === null ? null : Date.parse(time), data: behind };
}
