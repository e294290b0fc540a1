/**
 * Asks devices for the files of their alarms: 0x9208 down the session that reported the alarm, again
 * when nothing comes, again when the device is back on line, until the request expires.
 */
import { TizhengError } from '#core/errors.ts';
import type { Clock } from '#core/time.ts';
import type { Logger } from '#runtime/logger.ts';
import { hexOf } from '../protocols/jt808/bytes.ts';
import { attachmentCommand } from '../protocols/jt808/messages/attachment-command.ts';
import { buildMessage } from '../protocols/jt808/replies.ts';
import type { Session, SessionTable } from '../session.ts';
import { type AnnouncedAlarm, announcedAlarms, hasSafetyItem } from './alarms.ts';
import type { MediaCounters } from './counters.ts';
import type { MediaJournal } from './journal.ts';
import { type AwaitedFile, alarmNumberOf, FileRequest, type RequestBook } from './requests.ts';
import type { AttachmentSettings } from './settings.ts';

/** A device that has just signed on hears its other answers first. */
const SETTLE_MS = 2_000;
/** How often what a restart needs is written down. */
const COMMIT_MS = 30_000;

export interface DeskParts {
  settings: AttachmentSettings;
  deviceSecret: Uint8Array;
  clock: Clock;
  logger: Logger;
  counters: MediaCounters;
  sessions: SessionTable;
  journal: MediaJournal;
  book: RequestBook;
}

export class AttachmentDesk {
  readonly #parts: DeskParts;
  #address: { host: string; port: number } | null = null;
  #committedAtMs = 0;
  #stopped = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Where devices are sent to. Nothing is asked before. */
  open(address: { host: string; port: number }): void {
    this.#address = address;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** A location body (of 0x0200, or an item of 0x0704) of a device on line. */
  onLocation(session: Session, bytes: Uint8Array, start: number, end: number): void {
    if (this.#address === null || !hasSafetyItem(bytes, start, end)) return;
    for (const alarm of announcedAlarms(bytes, start, end, session.clockOffsetMs))
      this.#request(session, alarm);
  }

  onSession(session: Session): void {
    const soonMs = this.#parts.clock.now() + SETTLE_MS;
    for (const request of this.#parts.book.ofDevice(session.deviceKey)) {
      request.deviceId = session.deviceId;
      if (request.done || request.uploads > 0) continue;
      request.asks = Math.min(request.asks, this.#parts.settings.asksMax - 1);
      request.nextAskMs = Math.max(request.nextAskMs, soonMs);
      if (request.asks > 0) request.nextAskMs = soonMs;
    }
  }

  everySecond(): void {
    const { book, clock, settings, counters } = this.#parts;
    const nowMs = clock.now();
    for (const request of book.open()) {
      if (request.expiresAtMs <= nowMs) this.#expire(request);
      else if (request.offset !== null && request.uploads === 0 && request.nextAskMs <= nowMs) {
        if (request.asks < settings.asksMax) this.#send(request, nowMs);
      }
    }
    counters.openRequests = book.openCount;
    if (nowMs - this.#committedAtMs < COMMIT_MS) return;
    this.#committedAtMs = nowMs;
    void this.commit();
  }

  /** Writes down where a restart has to begin. */
  async commit(): Promise<void> {
    const { journal, book, logger } = this.#parts;
    try {
      // The end first: what is asked meanwhile lies behind it.
      const end = await journal.end();
      for (const { offset } of book.open()) {
        // On its way to the log, or there already without our knowing: next time.
        if (offset === null) return;
      }
      await journal.forgetBefore(Math.min(book.oldestOffset() ?? end, end));
    } catch (err) {
      if (!this.#stopped) logger.warn({ err }, 'The place in media.v1 was not written down.');
    }
  }

  /** Counts and records a file that will not come. */
  async fail(file: AwaitedFile, reason: 'too-large' | 'incomplete'): Promise<void> {
    const { counters } = this.#parts;
    if (file.state === 'failed' || file.state === 'stored') return;
    file.state = 'failed';
    counters.failed++;
    counters.openFiles--;
    await this.#drop(file);
    await this.#record(file.request, file.name, reason);
    this.settle(file.request);
  }

  /** Ends the request when nothing of it is awaited any more. */
  settle(request: FileRequest): void {
    if (request.done || !request.settled) return;
    this.#parts.counters.completed++;
    this.#parts.book.settle(request);
  }

  async #drop(file: AwaitedFile): Promise<void> {
    const { incoming } = file;
    file.incoming = null;
    await incoming?.abort();
  }

  #request(session: Session, { alarm, identifier, announced }: AnnouncedAlarm): void {
    const { settings, deviceSecret, book, counters, clock, journal, logger } = this.#parts;
    const { subjectKey, deviceKey, deviceId } = session;
    const alarmNo = alarmNumberOf(deviceSecret, deviceKey, identifier);
    if (book.get(alarmNo) !== undefined) return;
    const nowMs = clock.now();
    const expiresAtMs = nowMs + settings.expiryMs;
    const known = { alarmNo, identifier, announced, expiresAtMs };
    const request = new FileRequest({ ...known, subjectKey, deviceKey, alarm, deviceId });
    if (!book.add(request)) {
      counters.notAsked++;
      return;
    }
    counters.asked++;
    request.nextAskMs = nowMs;
    journal.append({ subjectKey, deviceKey, alarm, step: { kind: 'asked', ...known } }).then(
      (offset) => {
        request.offset = offset;
        if (!this.#stopped && request.asks === 0) this.#send(request, clock.now());
      },
      (err: unknown) => {
        // Not written down, so not asked; the alarm sent again asks anew.
        book.remove(request);
        counters.asked--;
        counters.notAsked++;
        if (!this.#stopped)
          logger.warn({ code: codeOf(err), err }, 'A request for files was not written down.');
      },
    );
  }

  #send(request: FileRequest, nowMs: number): void {
    const { sessions, settings, counters } = this.#parts;
    const session = request.deviceId === null ? undefined : sessions.get(request.deviceId);
    if (session === undefined || session.link.closed || this.#address === null) return;
    if (request.asks > 0) counters.askedAgain++;
    request.asks++;
    request.nextAskMs = nowMs + settings.askAgainMs;
    const message = {
      serverIp: this.#address.host,
      tcpPort: this.#address.port,
      udpPort: 0,
      alarmIdentifierHex: hexOf(request.identifier, 0, request.identifier.length),
      alarmNo: request.alarmNo,
    };
    session.link.send(buildMessage(attachmentCommand, session, session.link.nextSerial(), message));
  }

  #expire(request: FileRequest): void {
    const { book, counters } = this.#parts;
    book.remove(request);
    request.done = true;
    counters.expired++;
    for (const file of request.files.values()) {
      if (file.state !== 'open') continue;
      file.state = 'failed';
      counters.failed++;
      counters.openFiles--;
      void this.#drop(file);
    }
    void this.#record(request, '', 'expired');
  }

  async #record(
    { subjectKey, deviceKey, alarm, alarmNo }: FileRequest,
    name: string,
    reason: 'expired' | 'too-large' | 'incomplete',
  ): Promise<void> {
    const { journal, logger } = this.#parts;
    const step = { kind: 'failed' as const, alarmNo, name, reason };
    await journal.append({ subjectKey, deviceKey, alarm, step }).catch((err: unknown) => {
      logger.error({ code: codeOf(err), err }, 'Files given up were not written down.');
    });
  }
}

function codeOf(error: unknown): string {
  return error instanceof TizhengError ? error.code : 'UNKNOWN';
}
