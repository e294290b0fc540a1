/**
 * Takes in the files devices were asked for. A connection has no session: what it may do is settled
 * by the alarm number it names, which only the device it was given to knows. Data goes to the disk
 * as it comes; a file is complete for its device (0x9212) once its content and the record that names
 * it are durable.
 *
 * *Back pressure:* a socket is paused while more of its bytes wait for the disk than the bound.
 */

import type { SubjectKey } from '#core/identity.ts';
import { MEDIA_KINDS, type MediaFailure } from '#core/media.ts';
import type { Clock } from '#core/time.ts';
import type { Logger } from '#runtime/logger.ts';
import type { MediaStore } from '#runtime/media/media-store.ts';
import type { CloseReason, IngestCounters } from '../counters.ts';
import { type Link, type LinkHandler, PAUSE } from '../link.ts';
import type { ProtocolFault } from '../protocol.ts';
import type { DataHead } from '../protocols/jt808/attachment-stream.ts';
import { BodyReader } from '../protocols/jt808/bytes.ts';
import { DecodeFault } from '../protocols/jt808/fault.ts';
import { deviceIdOf, type Header, isPart, parseHeader } from '../protocols/jt808/header.ts';
import {
  attachmentCompleteReply,
  RETRANSMIT_RANGES_MAX,
} from '../protocols/jt808/messages/attachment-complete-reply.ts';
import {
  type AttachmentFile,
  attachmentFile,
  attachmentFileComplete,
} from '../protocols/jt808/messages/attachment-file.ts';
import { attachmentInfo } from '../protocols/jt808/messages/attachment-info.ts';
import type { MessageCodec } from '../protocols/jt808/messages/message.ts';
import {
  ACK_RESULT,
  type AckResult,
  BODY_BYTES_MAX,
  buildAck,
  buildMessage,
} from '../protocols/jt808/replies.ts';
import type { Quarantine } from '../quarantine.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import type { MediaCounters, MediaRefusal } from './counters.ts';
import type { AttachmentDesk } from './desk.ts';
import type { MediaJournal } from './journal.ts';
import { AwaitedFile, type FileRequest, type RequestBook } from './requests.ts';
import type { AttachmentSettings } from './settings.ts';
import { Upload } from './upload.ts';

/** Wrong alarm numbers of one connection after which it is closed. */
const WRONG_NUMBERS_MAX = 3;
/** Unreadable pieces in sequence after which it is closed. */
const STRIKES_MAX = 10;
/** Bytes that belong to nothing, and data of no file, that a connection may send. */
const WASTE_BYTES_MAX = 4_194_304;
/** Before it has named an alarm number of ours. */
const BYTES_BEFORE_ADMISSION_MAX = 16_384;
/** Slower than this many bytes per `idleMs` is not sending. */
const PACE_BYTES_MIN = 512;
/** Ranges asked for in vain, again and again: the device does not have them. */
const FRUITLESS_ASKS_MAX = 8;
const RANGE_BYTES = 8;
const AUTHENTICATION = 0x0102;
const HEARTBEAT = 0x0002;
const TERMINAL_ACK = 0x0001;

export interface AttachmentGatewayParts {
  settings: AttachmentSettings;
  clock: Clock;
  logger: Logger;
  wheel: TimerWheel;
  counters: MediaCounters;
  /** Connections and unreadable frames are counted with all others. */
  ingestCounters: IngestCounters;
  quarantine: Pick<Quarantine, 'put'>;
  store: MediaStore;
  journal: MediaJournal;
  book: RequestBook;
  desk: AttachmentDesk;
  deviceKeyOf: (deviceId: string) => SubjectKey;
}

export class AttachmentGateway implements LinkHandler {
  readonly #parts: AttachmentGatewayParts;
  readonly #uploads = new Map<Link, Upload>();
  /** Files whose descriptors are open. */
  #active = 0;
  /** What the segment being read belongs to. */
  #upload: Upload | null = null;
  readonly #finishing = new Set<Promise<void>>();

  constructor(parts: AttachmentGatewayParts) {
    this.#parts = parts;
  }

  onOpen(link: Link): void {
    const { wheel, settings } = this.#parts;
    if (this.#uploads.size >= settings.connectionsMax) {
      link.close('connections-max');
      return;
    }
    const nowMs = wheel.now();
    const upload = new Upload(link, this, nowMs);
    link.framer = upload.stream;
    this.#uploads.set(link, upload);
    wheel.set(link, nowMs + settings.admissionMs);
  }

  onBytes(link: Link, chunk: Buffer): void {
    const upload = this.#uploads.get(link);
    if (upload === undefined) return;
    this.#parts.ingestCounters.bytesIn += chunk.length;
    upload.bytesSinceJudged += chunk.length;
    link.bytesBeforeAuthentication += upload.requests.size === 0 ? chunk.length : 0;
    if (link.bytesBeforeAuthentication > BYTES_BEFORE_ADMISSION_MAX) {
      link.close('authentication-bytes');
      return;
    }
    this.#upload = upload;
    upload.stream.push(chunk, this.#onFrame, this.#onFault);
    if (!link.closed && upload.writingBytes > this.#parts.settings.writeBytesMax)
      link.pause(PAUSE.media);
  }

  onLinkDeadline(link: Link, nowMs: number): void {
    const { settings, wheel } = this.#parts;
    const upload = this.#uploads.get(link);
    if (upload === undefined) return;
    if (upload.requests.size === 0) link.close('authentication-timeout');
    else if (nowMs - upload.openedMs >= settings.connectionMs) link.close('age-max');
    else if (upload.bytesSinceJudged < PACE_BYTES_MIN && !link.isPaused()) link.close('silence');
    else {
      upload.bytesSinceJudged = 0;
      wheel.set(link, nowMs + Math.min(settings.idleMs, settings.connectionMs));
    }
  }

  onClosed(link: Link, reason: CloseReason): void {
    const { ingestCounters, wheel, clock, settings } = this.#parts;
    ingestCounters.closes[reason]++;
    wheel.clear(link);
    link.framer = null;
    const upload = this.#uploads.get(link);
    this.#uploads.delete(link);
    if (upload === undefined) return;
    for (const request of upload.requests) {
      request.uploads--;
      if (request.uploads > 0) continue;
      request.nextAskMs = clock.now() + settings.askAgainMs;
      for (const file of request.files.values()) {
        if (!file.active) continue;
        this.#deactivate(file);
        if (file.state === 'open') file.incoming?.rest().catch(() => {});
      }
    }
  }

  /** Resolves when no file is on its way from disk to log any more. */
  async drained(): Promise<void> {
    await Promise.all(this.#finishing);
  }

  /** Part of DataHandler: a data frame begins. */
  onData(head: DataHead): number {
    const { settings } = this.#parts;
    const upload = this.#upload!;
    upload.target = null;
    const file = upload.fileOfData(head);
    upload.isNeedless = file !== undefined && file.state !== 'open';
    if (file === undefined || head.offset >= file.sizeBytes) {
      // The length is likely right even where the rest is not, unless it is absurd.
      return head.length <= settings.fileBytesMax ? head.length : 0;
    }
    if (file.state === 'open' && this.#begin(file) === null) {
      upload.target = { file, at: head.offset };
    }
    const within = Math.min(head.length, file.sizeBytes - head.offset);
    return within;
  }

  /** Part of DataHandler. */
  onDataBytes(bytes: Uint8Array, start: number, end: number): void {
    const { counters } = this.#parts;
    const upload = this.#upload!;
    const length = end - start;
    counters.receivedBytes += length;
    upload.link.strikes = 0;
    const { target } = upload;
    if (target === null) {
      // Its completion was not heard, or its refusal: no reason to cut the device off.
      if (upload.isNeedless) counters.repeatedBytes += length;
      else this.#stray(upload, length);
      return;
    }
    const { file, at } = target;
    target.at += length;
    const { incoming, ranges } = file;
    // It may have been completed or given up by another connection in between.
    if (incoming === null || file.state !== 'open' || !incoming.grow(length)) return;
    const before = ranges.covered;
    if (!ranges.add(at, at + length)) {
      incoming.grow(-length);
      return;
    }
    const fresh = ranges.covered - before;
    incoming.grow(fresh - length);
    counters.repeatedBytes += length - fresh;
    upload.writingBytes += length;
    const written = () => this.#written(upload, length);
    incoming.write(at, bytes.slice(start, end)).then(written, written);
  }

  /** Part of DataHandler. */
  onSkipped(count: number): void {
    this.#parts.counters.skippedBytes += count;
    this.#waste(this.#upload!, count);
  }

  #stray(upload: Upload, bytes: number): void {
    this.#parts.counters.strayBytes += bytes;
    this.#waste(upload, bytes);
  }

  #waste(upload: Upload, bytes: number): void {
    upload.wastedBytes += bytes;
    if (upload.wastedBytes > WASTE_BYTES_MAX) upload.link.close('malformed');
  }

  #written(upload: Upload, bytes: number): void {
    upload.writingBytes -= bytes;
    const { link } = upload;
    if (link.isPaused() && upload.writingBytes <= this.#parts.settings.writeBytesMax / 2)
      link.resume(PAUSE.media);
  }

  readonly #onFrame = (bytes: Uint8Array, start: number, end: number): void => {
    const upload = this.#upload!;
    const { link } = upload;
    if (link.closed) return;
    link.strikes = 0;
    const header = parseHeader(bytes, start, end);
    if (header.encryption !== 0) {
      this.#refuse(upload, header, 'unexpected', ACK_RESULT.unsupported);
      return;
    }
    let body = new BodyReader(bytes, start + header.length, end, start);
    if (isPart(header)) {
      const from = start + header.length;
      const result = upload.packets.add(header, bytes, from, end, this.#parts.wheel.now());
      if (result.kind === 'dropped') this.#refuse(upload, header, 'unexpected');
      if (result.kind === 'held') this.#ack(link, header, ACK_RESULT.ok);
      if (result.kind !== 'complete') return;
      body = new BodyReader(result.body, 0, result.body.length);
    }
    try {
      this.#message(upload, header, body);
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
      this.#refuse(upload, header, 'body-unreadable', ACK_RESULT.malformed);
      this.#onFault(fault, bytes, start, end);
    }
  };

  readonly #onFault = (
    fault: ProtocolFault,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void => {
    const upload = this.#upload!;
    const { link } = upload;
    if (link.closed) return;
    if (upload.stream.lost) {
      // The sender's lengths were wrong: what looks like a frame in its data is none.
      this.onSkipped(end - start);
      return;
    }
    const { quarantine, clock, ingestCounters } = this.#parts;
    ingestCounters.frames++;
    quarantine.put({
      fault,
      raw: bytes.slice(start, end),
      source: 'tcp/jt808-attachments',
      address: link.remoteAddress,
      deviceKey: upload.request?.deviceKey ?? null,
      receivedTimeMs: clock.now(),
    });
    link.strikes++;
    if (link.strikes >= STRIKES_MAX) link.close('strikes');
  };

  #message(upload: Upload, header: Header, body: BodyReader): void {
    const read = <T>(codec: MessageCodec<T>) => codec.decode(body, header.version);
    switch (header.messageId) {
      case attachmentInfo.id:
        this.#info(upload, header, read(attachmentInfo));
        return;
      case attachmentFile.id:
        this.#announced(upload, header, read(attachmentFile));
        return;
      case attachmentFileComplete.id:
        this.#complete(upload, header, read(attachmentFileComplete));
        return;
      case TERMINAL_ACK:
        return;
      case AUTHENTICATION:
      case HEARTBEAT:
        // Some devices sign on here as well. It gives them no right: only an alarm number does.
        this.#ack(upload.link, header, ACK_RESULT.ok);
        return;
      default:
        this.#refuse(upload, header, 'unexpected', ACK_RESULT.unsupported);
    }
  }

  #info(upload: Upload, header: Header, info: ReturnType<typeof attachmentInfo.decode>): void {
    const request = this.#admit(upload, header, info.alarmNo);
    if (request === null) return;
    let refusal: MediaRefusal | null = null;
    for (const { name, sizeBytes } of info.attachments) {
      const file = this.#declare(request, name, sizeBytes);
      if (file === null) refusal = 'files-max';
    }
    if (refusal !== null) this.#refuse(upload, header, refusal);
    else this.#ack(upload.link, header, ACK_RESULT.ok);
  }

  #announced(upload: Upload, header: Header, stated: AttachmentFile): void {
    const file = this.#statedFile(upload, header, stated);
    if (file === null) return;
    upload.latest = file;
    const refusal = file.state === 'open' ? this.#begin(file) : null;
    if (file.state === 'failed') this.#refuse(upload, header, 'too-large');
    else if (refusal !== null) this.#refuse(upload, header, refusal);
    else this.#ack(upload.link, header, ACK_RESULT.ok);
  }

  #complete(upload: Upload, header: Header, stated: AttachmentFile): void {
    const file = this.#statedFile(upload, header, stated);
    if (file === null) return;
    const { link } = upload;
    if (file.state === 'stored') {
      this.#tell(link, header, stated, []);
      return;
    }
    // Its first 0x1212 will be answered; a resend meanwhile needs no second answer.
    if (file.state === 'finishing') return;
    if (file.state === 'failed') {
      this.#refuse(upload, header, 'too-large');
      return;
    }
    const missing = file.ranges.missing(file.sizeBytes, rangesMax(stated.name));
    if (missing.length > 0) {
      this.#askAgain(upload, header, stated, file, missing);
      return;
    }
    const refusal = this.#begin(file);
    if (refusal !== null) {
      this.#refuse(upload, header, refusal);
      return;
    }
    const done = this.#finish(upload, header, stated, file);
    this.#finishing.add(done);
    void done.finally(() => this.#finishing.delete(done));
  }

  #askAgain(
    upload: Upload,
    header: Header,
    stated: AttachmentFile,
    file: AwaitedFile,
    missing: { offset: number; length: number }[],
  ): void {
    const { covered } = file.ranges;
    file.fruitlessAsks = covered > file.coveredWhenAsked ? 1 : file.fruitlessAsks + 1;
    file.coveredWhenAsked = covered;
    if (file.fruitlessAsks > FRUITLESS_ASKS_MAX) {
      this.#refuse(upload, header, 'unexpected');
      this.#giveUp(file, 'incomplete');
      return;
    }
    this.#parts.counters.rangesAskedAgain += missing.length;
    this.#tell(upload.link, header, stated, missing);
  }

  /** Content first, then the record, then the answer. */
  async #finish(
    upload: Upload,
    header: Header,
    stated: AttachmentFile,
    file: AwaitedFile,
  ): Promise<void> {
    const { counters, journal, desk, logger } = this.#parts;
    const { request, name, media, sizeBytes } = file;
    const { subjectKey, deviceKey, alarm, alarmNo } = request;
    file.state = 'finishing';
    try {
      const stored = await file.incoming!.finish(sizeBytes);
      const channel = channelOf(name);
      const step = { kind: 'stored' as const, alarmNo, name, media, channel, ...stored };
      await journal.append({ subjectKey, deviceKey, alarm, step });
    } catch (err) {
      // Not durable, so not acknowledged: the device sends the file again from the start.
      logger.warn({ err }, 'A file was not made durable.');
      this.#refuse(upload, header, 'not-durable');
      this.#release(file);
      file.state = 'open';
      file.ranges.cut(0);
      return;
    }
    this.#release(file);
    file.state = 'stored';
    counters.openFiles--;
    counters.stored++;
    counters.storedBytes += sizeBytes;
    desk.settle(request);
    this.#tell(upload.link, header, stated, []);
  }

  #release(file: AwaitedFile): void {
    file.incoming = null;
    if (file.active) this.#deactivate(file);
  }

  #deactivate(file: AwaitedFile): void {
    file.active = false;
    this.#active--;
  }

  /** The request of this alarm number, if it was given to this device; null = it has been refused. */
  #admit(upload: Upload, header: Header, alarmNo: string): FileRequest | null {
    const { book, clock, wheel, settings, deviceKeyOf } = this.#parts;
    const { link } = upload;
    const request = book.get(alarmNo);
    const isTheirs =
      request !== undefined &&
      request.expiresAtMs > clock.now() &&
      request.deviceKey === deviceKeyOf(deviceIdOf(header.phone));
    if (!isTheirs) {
      this.#refuse(upload, header, 'not-asked');
      upload.refused++;
      if (upload.refused >= WRONG_NUMBERS_MAX) link.close('not-allowed');
      return null;
    }
    if (upload.requests.size === 0) {
      upload.bytesSinceJudged = 0;
      wheel.set(link, wheel.now() + Math.min(settings.idleMs, settings.connectionMs));
    }
    if (!upload.requests.has(request)) {
      upload.requests.add(request);
      request.uploads++;
      // It comes, so it need not be asked as often any more.
      request.asks = 0;
    }
    upload.request = request;
    return request;
  }

  /** The file a 0x1211 or 0x1212 speaks of; null = it has been refused. */
  #statedFile(upload: Upload, header: Header, stated: AttachmentFile): AwaitedFile | null {
    const known = upload.fileOf(stated.name);
    // Some devices leave 0x1210 out after a broken connection: the name ends with the alarm number.
    const request =
      known?.request ??
      upload.request ??
      this.#admit(upload, header, alarmNumberIn(stated.name) ?? '');
    if (request === null) return null;
    const file = this.#declare(request, stated.name, stated.sizeBytes);
    if (file === null) {
      this.#refuse(upload, header, 'files-max');
      return null;
    }
    file.media = MEDIA_KINDS[stated.fileType] ?? 'other';
    return file;
  }

  /** Takes a name and a size as the device states them now; null = one file too many. */
  #declare(request: FileRequest, name: string, sizeBytes: number): AwaitedFile | null {
    const { settings, counters } = this.#parts;
    let file = request.files.get(name);
    if (file === undefined) {
      if (request.files.size >= settings.filesMax) return null;
      file = new AwaitedFile(request, name, sizeBytes);
      request.files.set(name, file);
      counters.announced++;
      counters.openFiles++;
    } else if (file.state === 'open' && sizeBytes !== file.sizeBytes) {
      const before = file.ranges.covered;
      file.ranges.cut(sizeBytes);
      file.incoming?.grow(file.ranges.covered - before);
      file.sizeBytes = sizeBytes;
    }
    if (file.state === 'open' && sizeBytes > settings.fileBytesMax) this.#giveUp(file, 'too-large');
    return file;
  }

  #giveUp(file: AwaitedFile, reason: Exclude<MediaFailure, 'expired'>): void {
    const { incoming } = file;
    this.#release(file);
    void incoming?.abort();
    void this.#parts.desk.fail(file, reason);
  }

  /** Makes the file ready for data; a reason = it cannot be. */
  #begin(file: AwaitedFile): MediaRefusal | null {
    const { store, settings } = this.#parts;
    if (file.active) return null;
    if (this.#active >= settings.transfersMax) return 'transfers-max';
    if (file.incoming === null && !store.hasRoomFor(file.sizeBytes)) return 'store-full';
    file.incoming ??= store.begin();
    file.active = true;
    this.#active++;
    return null;
  }

  #tell(
    link: Link,
    header: Header,
    { name, fileType }: AttachmentFile,
    retransmit: { offset: number; length: number }[],
  ): void {
    if (link.closed) return;
    const result = retransmit.length === 0 ? 0 : 1;
    link.send(
      buildMessage(attachmentCompleteReply, header, link.nextSerial(), {
        ...{ name, fileType, result, retransmit },
      }),
    );
  }

  #ack(link: Link, header: Header, result: AckResult): void {
    if (!link.closed) link.send(buildAck(header, result, link.nextSerial()));
  }

  #refuse(
    upload: Upload,
    header: Header,
    reason: MediaRefusal,
    result: AckResult = ACK_RESULT.failed,
  ): void {
    this.#parts.counters.refusals[reason]++;
    this.#ack(upload.link, header, result);
  }
}

/** As many ranges as one frame holds beside the name, and the count can say. */
function rangesMax(name: string): number {
  // A character of GB18030 takes four bytes at most.
  const nameBytes = Math.min(255, 4 * name.length);
  return Math.min(
    RETRANSMIT_RANGES_MAX,
    Math.floor((BODY_BYTES_MAX - 4 - nameBytes) / RANGE_BYTES),
  );
}

/** The last part of `<type>_<channel>_<alarm>_<seq>_<alarm number>.<ext>`. */
function alarmNumberIn(name: string): string | null {
  return /_([0-9a-f]{32})(?:\.[A-Za-z0-9]{1,8})?$/.exec(name)?.[1] ?? null;
}

/** The second part of it: 0–37 by JT/T 1076, 64 ADAS, 65 DSM; null = the name has another form. */
function channelOf(name: string): number | null {
  const channel = /^\d{1,2}_(\d{1,3})_/.exec(name)?.[1];
  return channel === undefined ? null : Number(channel);
}
