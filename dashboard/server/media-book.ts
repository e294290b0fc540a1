/**
 * What devices have sent as evidence, by subject, from `media.v1`; and which of it belongs to an alert:
 * whatever the vehicle recorded within the alert's episode, with a margin for clocks and for alarms
 * that are raised a little before or after what the rule sees. An alert of cameras or radars names the
 * device's alarms it is made of (`facts.marks`): of other alarms it takes no files. Bounded: the oldest gives way.
 */
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { DeviceFile, MediaAlarm, MediaEvent } from '#core/media.ts';

/** A file of a device, by what its alarm is: `itemId` 0 = an upload of its own (0x0801). */
export type Attachment = Omit<DeviceFile, 'subjectKey'>;

export interface AlertMedia {
  files: Attachment[];
  /** Announced and still asked for. */
  awaited: number;
  /** Announced, and never came. */
  failed: number;
}

/** One alarm of a device, or one upload of its own. */
interface Evidence {
  alarmNo: string;
  atMs: number;
  alarm: MediaAlarm;
  announced: number;
  /** Nothing more is to come. */
  over: boolean;
  failedNames: Set<string>;
  files: Map<string, Attachment>;
}

/** A camera alarm leads or trails what the rule sees; clocks of devices differ by seconds. */
const MARGIN_MS = 30_000;

/** An alarm of a device, as a rule names it. */
interface Mark {
  itemId: number;
  type: number;
  timeMs: number;
}

function isOf(mark: Mark, { itemId, type, timeMs }: MediaAlarm): boolean {
  return mark.itemId === itemId && mark.type === type && mark.timeMs === timeMs;
}

export class MediaBook {
  readonly #evidenceMax: number;
  readonly #bySubject = new Map<SubjectKey, Evidence[]>();
  /** Oldest first. */
  readonly #order = new Map<Evidence, SubjectKey>();
  readonly #byNumber = new Map<string, Evidence>();
  /** Evidence left out since the start because there was more than fits. */
  forgotten = 0;

  constructor(evidenceMax: number) {
    this.#evidenceMax = evidenceMax;
  }

  get size(): number {
    return this.#order.size;
  }

  apply(event: MediaEvent): void {
    const { step, alarm } = event;
    const evidence = this.#evidenceOf(event);
    if (step.kind === 'asked') {
      evidence.announced = step.announced;
      evidence.over = false;
    } else if (step.kind === 'stored') {
      const { hash, name, media, contentType, sizeBytes, channel } = step;
      evidence.failedNames.delete(name);
      evidence.files.set(name, {
        ...{ hash, name, media, contentType, sizeBytes, channel },
        ...{ alarm, storedMs: event.atMs },
      });
    } else if (step.name !== '') {
      if (!evidence.files.has(step.name)) evidence.failedNames.add(step.name);
    } else evidence.over = true;
  }

  /** Files of the alert, in the order of their alarms. */
  of({ subjectKey, openedAtMs, closedAtMs, facts }: Alert): AlertMedia {
    const marks = Array.isArray(facts.marks) ? (facts.marks as Mark[]) : null;
    const media: AlertMedia = { files: [], awaited: 0, failed: 0 };
    for (const evidence of this.#bySubject.get(subjectKey) ?? []) {
      const { alarm, atMs } = evidence;
      if (marks !== null && alarm.itemId !== 0) {
        if (!marks.some((mark) => isOf(mark, alarm))) continue;
      } else {
        if (atMs < openedAtMs - MARGIN_MS) continue;
        if (closedAtMs !== null && atMs > closedAtMs + MARGIN_MS) continue;
      }
      const { files, failedNames, announced, over } = evidence;
      media.files.push(...files.values());
      const missing = Math.max(0, announced - files.size - failedNames.size);
      media.failed += failedNames.size + (over ? missing : 0);
      media.awaited += over ? 0 : missing;
    }
    media.files.sort((a, b) => (a.alarm.timeMs ?? a.storedMs) - (b.alarm.timeMs ?? b.storedMs));
    return media;
  }

  #evidenceOf({ subjectKey, atMs, alarm, step }: MediaEvent): Evidence {
    const known = step.alarmNo === '' ? undefined : this.#byNumber.get(step.alarmNo);
    if (known !== undefined) return known;
    const evidence: Evidence = {
      alarmNo: step.alarmNo,
      atMs: alarm.timeMs ?? atMs,
      alarm,
      announced: 0,
      over: false,
      failedNames: new Set(),
      files: new Map(),
    };
    const list = this.#bySubject.get(subjectKey) ?? [];
    list.push(evidence);
    this.#bySubject.set(subjectKey, list);
    this.#order.set(evidence, subjectKey);
    if (step.alarmNo !== '') this.#byNumber.set(step.alarmNo, evidence);
    if (this.#order.size > this.#evidenceMax) this.#forgetOldest();
    return evidence;
  }

  #forgetOldest(): void {
    const [oldest, subjectKey] = this.#order.entries().next().value!;
    this.#order.delete(oldest);
    this.#byNumber.delete(oldest.alarmNo);
    const list = this.#bySubject.get(subjectKey)!;
    list.splice(list.indexOf(oldest), 1);
    if (list.length === 0) this.#bySubject.delete(subjectKey);
    this.forgotten++;
  }
}
