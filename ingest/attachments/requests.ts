/**
 * Alarms whose files are awaited, by the alarm number we gave them. The number is an HMAC over device
 * and identifier: nobody can guess one, and the same alarm sent again has the same.
 */
import { createHmac } from 'node:crypto';
import type { SubjectKey } from '#core/identity.ts';
import type { MediaAlarm, MediaEvent, MediaKind } from '#core/media.ts';
import type { IncomingFile } from '#runtime/media/media-store.ts';
import { encodeText } from '../protocols/jt808/text.ts';
import { Ranges } from './ranges.ts';

/** Digits of an alarm number; the field of 0x9208 holds exactly so many. */
const ALARM_NUMBER_DIGITS = 32;

export function alarmNumberOf(
  secret: Uint8Array,
  deviceKey: SubjectKey,
  identifier: Uint8Array,
): string {
  return createHmac('sha256', secret)
    .update(`808-alarm:${deviceKey}:`)
    .update(identifier)
    .digest('hex')
    .slice(0, ALARM_NUMBER_DIGITS);
}

/** One file of an alarm. */
export class AwaitedFile {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  readonly request: FileRequest;
  readonly ranges = new Ranges();
  media: MediaKind = 'other';
  /** As announced last. */
  sizeBytes: number;
  state: 'open' | 'finishing' | 'stored' | 'failed' = 'open';
  /** Null = nothing has come yet. */
  incoming: IncomingFile | null = null;
  /** Its file is open: counted against the bound of transfers. */
  active = false;
  /** Times its ranges were asked for in a row without a new byte in between. */
  fruitlessAsks = 0;
  coveredWhenAsked = 0;

  constructor(request: FileRequest, name: string, sizeBytes: number) {
    this.request = request;
    this.name = name;
    this.nameBytes = encodeText(name);
    this.sizeBytes = sizeBytes;
  }
}

export class FileRequest {
  readonly alarmNo: string;
  readonly subjectKey: SubjectKey;
  readonly deviceKey: SubjectKey;
  readonly alarm: MediaAlarm;
  readonly identifier: Uint8Array;
  readonly announced: number;
  readonly expiresAtMs: number;
  /** Null until the device is on line after a restart. */
  deviceId: string | null;
  /** Of its record in media.v1; null = not durable yet, so it is not asked for. */
  offset: number | null = null;
  readonly files = new Map<string, AwaitedFile>();
  done = false;
  /** Connections that speak of it. */
  uploads = 0;
  asks = 0;
  /** Wall clock. */
  nextAskMs = 0;

  constructor(from: {
    alarmNo: string;
    subjectKey: SubjectKey;
    deviceKey: SubjectKey;
    alarm: MediaAlarm;
    identifier: Uint8Array;
    announced: number;
    expiresAtMs: number;
    deviceId: string | null;
  }) {
    this.alarmNo = from.alarmNo;
    this.subjectKey = from.subjectKey;
    this.deviceKey = from.deviceKey;
    this.alarm = from.alarm;
    this.identifier = from.identifier;
    this.announced = from.announced;
    this.expiresAtMs = from.expiresAtMs;
    this.deviceId = from.deviceId;
  }

  /** As many files as the alarm announced are known, and each is stored or given up. */
  get settled(): boolean {
    if (this.files.size < this.announced) return false;
    for (const { state } of this.files.values()) {
      if (state === 'open' || state === 'finishing') return false;
    }
    return true;
  }
}

export class RequestBook {
  readonly #byNumber = new Map<string, FileRequest>();
  readonly #byDevice = new Map<SubjectKey, Set<FileRequest>>();
  readonly #open = new Set<FileRequest>();
  readonly #requestsMax: number;
  readonly #perDeviceMax: number;

  constructor(requestsMax: number, perDeviceMax: number) {
    this.#requestsMax = requestsMax;
    this.#perDeviceMax = perDeviceMax;
  }

  get openCount(): number {
    return this.#open.size;
  }

  open(): Iterable<FileRequest> {
    return this.#open;
  }

  get(alarmNo: string): FileRequest | undefined {
    return this.#byNumber.get(alarmNo);
  }

  ofDevice(deviceKey: SubjectKey): Iterable<FileRequest> {
    return this.#byDevice.get(deviceKey) ?? [];
  }

  /** False = a bound is reached, it was not taken. */
  add(request: FileRequest): boolean {
    const ofDevice = this.#byDevice.get(request.deviceKey) ?? new Set();
    const openOfDevice = [...ofDevice].filter(({ done }) => !done).length;
    if (openOfDevice >= this.#perDeviceMax || this.#open.size >= this.#requestsMax) return false;
    this.#byNumber.set(request.alarmNo, request);
    this.#byDevice.set(request.deviceKey, ofDevice.add(request));
    this.#open.add(request);
    // Those that are over are remembered only as long as there is room for them.
    for (const oldest of this.#byNumber.values()) {
      if (this.#byNumber.size <= 2 * this.#requestsMax) break;
      if (oldest.done) this.remove(oldest);
    }
    return true;
  }

  /** It is over; its number still answers the device that sends something again. */
  settle(request: FileRequest): void {
    request.done = true;
    this.#open.delete(request);
    const others = this.#byDevice.get(request.deviceKey);
    // Of one device as many are remembered as may be open.
    if (others === undefined || others.size <= 2 * this.#perDeviceMax) return;
    for (const other of others) {
      if (other.done && other !== request) {
        this.remove(other);
        return;
      }
    }
  }

  remove(request: FileRequest): void {
    this.#open.delete(request);
    this.#byNumber.delete(request.alarmNo);
    const ofDevice = this.#byDevice.get(request.deviceKey);
    ofDevice?.delete(request);
    if (ofDevice?.size === 0) this.#byDevice.delete(request.deviceKey);
  }

  /** First offset of media.v1 that an open request needs; null = none does. */
  oldestOffset(): number | null {
    let oldest: number | null = null;
    for (const { offset } of this.#open) {
      if (offset !== null && (oldest === null || offset < oldest)) oldest = offset;
    }
    return oldest;
  }

  /** What the log says about an earlier life of this process. */
  restore(event: MediaEvent, offset: number): void {
    const { subjectKey, deviceKey, alarm, step } = event;
    if (step.kind === 'asked') {
      const before = this.#byNumber.get(step.alarmNo);
      if (before !== undefined) this.remove(before);
      const request = new FileRequest({ ...step, subjectKey, deviceKey, alarm, deviceId: null });
      request.offset = offset;
      this.add(request);
      return;
    }
    const request = this.#byNumber.get(step.alarmNo);
    if (request === undefined) return;
    if (step.name === '') {
      this.remove(request);
      return;
    }
    const size = step.kind === 'stored' ? step.sizeBytes : 0;
    const file = new AwaitedFile(request, step.name, size);
    file.state = step.kind;
    if (step.kind === 'stored') file.media = step.media;
    request.files.set(step.name, file);
    if (request.settled) this.settle(request);
  }
}
