/** Everything an alert rests on, as the parts of one bundle; what whoever asks is not cleared for is named, not told. */
import { createReadStream } from 'node:fs';
import type { Alert } from '#core/alert.ts';
import { type ContentType, FILE_EXTENSIONS } from '#core/media.ts';
import { type Clock, MINUTE_MS } from '#core/time.ts';
import { newestAudit } from '#runtime/audit/newest.ts';
import {
  type Bundle,
  type BundlePart,
  fixedPart,
  jsonPart,
  linesPart,
  makeBundle,
} from '#runtime/evidence/bundle.ts';
import type { BundleAbout } from '#runtime/evidence/manifest.ts';
import { READ_ME } from '#runtime/evidence/read-me.ts';
import {
  actionLine,
  type FrameRow,
  frameLine,
  POINTS_HEAD,
  type PointRow,
  plainStepLine,
  pointLine,
  stepLine,
  transitionLine,
} from '#runtime/evidence/rows.ts';
import type { EvidenceSigner } from '#runtime/evidence/signing.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { MediaReader } from '#runtime/media/media-store.ts';
import { storedMedia } from '#runtime/media/stored-media.ts';
import type { MediaBook } from '../media-book.ts';
import { readingAt } from '../reading-at.ts';
import type { Roster } from '../roster.ts';
import type { Period } from '../store-reads.ts';
import type { EvidenceReads } from './store-reads.ts';

/** Track before the opening and after the end of an episode. */
const AROUND_MS = 10 * MINUTE_MS;
/** Frames the store lacks that are looked for in the log, one read each. */
const LOG_READS_MAX = 2_000;
/** A file may lead or trail its episode by as much, as in the duty room's list. */
const MEDIA_MARGIN_MS = 30_000;

export interface Clearance {
  /** Raw frames hold phone numbers. */
  frames: boolean;
  media: boolean;
  /** Which systems were told. */
  endpoints: boolean;
  /** Names and plate as this person may read them; null = not at all. */
  personal: Record<string, unknown> | null;
}

export interface AlertBundleParts {
  reads: EvidenceReads;
  log: EventLog;
  roster: Roster;
  media: MediaBook;
  /** Null = this process cannot reach the media store. */
  files: MediaReader | null;
  /** Alerts opened before are not all in memory, nor are their files. */
  mediaSinceMs: number;
  /** Null = bundles are not signed. */
  signer: () => Promise<EvidenceSigner | null>;
  clock: Clock;
}

export class AlertBundles {
  readonly #parts: AlertBundleParts;

  constructor(parts: AlertBundleParts) {
    this.#parts = parts;
  }

  /** `points` counts the reports in it. Throws STORE_UNAVAILABLE, EVIDENCE_TOO_LARGE. */
  async of(alert: Alert, clearance: Clearance): Promise<{ bundle: Bundle; points: number }> {
    const { reads, log, signer, clock } = this.#parts;
    const nowMs = clock.now();
    const period = periodOf(alert, nowMs);
    const points = await reads.points(alert.subjectKey, period);
    const withheld: BundleAbout['withheld'][number][] = [];
    const parts: BundlePart[] = [
      fixedPart('read-me.txt', Buffer.from(READ_ME)),
      jsonPart('alert.json', alert),
      jsonPart('rule.json', this.#ruleOf(alert)),
      linesPart('transitions.jsonl', await this.#transitions(alert)),
      linesPart('actions.jsonl', (await reads.actions(alert.alertId)).map(actionLine)),
      linesPart('points.csv', [POINTS_HEAD, ...points.map(pointLine)]),
    ];
    const steps = await reads.steps(alert.alertId);
    parts.push(linesPart('steps.jsonl', steps.map(clearance.endpoints ? stepLine : plainStepLine)));
    if (!clearance.endpoints)
      withheld.push({ part: 'steps.jsonl: endpoints', why: 'clearance', count: steps.length });
    if (clearance.frames) {
      const { frames, missing } = await this.#frames(alert, period, points);
      parts.push(linesPart('frames.jsonl', frames.map(frameLine)));
      if (missing > 0) withheld.push({ part: 'frames.jsonl', why: 'gone', count: missing });
    } else withheld.push({ part: 'frames.jsonl', why: 'clearance', count: points.length });
    if (clearance.media) {
      const { found, gone } = await this.#attachments(alert);
      parts.push(...found);
      for (const name of gone) withheld.push({ part: name, why: 'gone', count: 1 });
    } else withheld.push({ part: 'attachments', why: 'clearance', count: 0 });
    if (clearance.personal !== null) parts.push(jsonPart('personal.json', clearance.personal));
    else withheld.push({ part: 'personal.json', why: 'clearance', count: 1 });
    const about: BundleAbout = {
      ...{ kind: 'alert', id: alert.alertId, subjects: [alert.subjectKey] },
      ...{ ...period, madeAtMs: nowMs, audit: await newestAudit(log), withheld },
    };
    return { bundle: await makeBundle(about, parts, await signer()), points: points.length };
  }

  /** Rule, version, parameters and clause; the route as the registry has it now. */
  #ruleOf({ type, ruleVersion, params, clause, explanation, facts }: Alert) {
    const route =
      typeof facts.routeId === 'string' ? this.#parts.roster.route(facts.routeId) : undefined;
    const judgedBy =
      route === undefined ? null : { corridor: route.corridor, halfWidthM: route.halfWidthM };
    return { type, version: ruleVersion, params, clause, explanation, route: judgedBy };
  }

  /** Of an alert from before transitions were stored there is the newest alone. */
  async #transitions(alert: Alert): Promise<string[]> {
    const rows = await this.#parts.reads.transitions(alert.alertId);
    return rows.map(transitionLine);
  }

  /** From the store, else from the log; `missing` counts those that are in neither any more. */
  async #frames(
    alert: Alert,
    period: Period,
    points: readonly PointRow[],
  ): Promise<{ frames: FrameRow[]; missing: number }> {
    const { reads, log } = this.#parts;
    const frames = await reads.frames(alert.subjectKey, period);
    const known = new Set(frames.map(([partition, offset]) => `${partition}/${offset}`));
    const wanted = new Map<string, { partition: number; offset: number }>();
    const want = (partition: number, offset: number) => {
      const place = `${partition}/${offset}`;
      if (!known.has(place)) wanted.set(place, { partition, offset });
    };
    for (const { partition, offset } of alert.evidence) want(partition, offset);
    for (const row of points) want(row[15], Number(row[16]));
    let found = 0;
    for (const { partition, offset } of [...wanted.values()].slice(0, LOG_READS_MAX)) {
      const reading = await readingAt(log, partition, offset);
      // A driver's clock may rest on another vehicle, which is not this one's to tell.
      if (reading?.subjectKey !== alert.subjectKey) continue;
      const rawHex = Buffer.from(reading.raw).toString('hex');
      frames.push([
        ...[partition, String(offset), String(reading.receivedTimeMs)],
        ...[reading.protocol, rawHex],
      ] as FrameRow);
      found++;
    }
    frames.sort((a, b) => a[0] - b[0] || Number(a[1]) - Number(b[1]));
    return { frames, missing: wanted.size - found };
  }

  async #attachments(alert: Alert): Promise<{ found: BundlePart[]; gone: string[] }> {
    const { media, files, log, mediaSinceMs, clock } = this.#parts;
    const { subjectKey, openedAtMs, closedAtMs } = alert;
    const listed =
      openedAtMs >= mediaSinceMs
        ? media.of(alert).files
        : await storedMedia(log, new Set([subjectKey]), {
            fromMs: openedAtMs - MEDIA_MARGIN_MS,
            toMs: (closedAtMs ?? clock.now()) + MEDIA_MARGIN_MS,
          });
    const told = listed.map(
      ({ hash, name, media: kind, contentType, sizeBytes, channel, alarm }) => ({
        ...{ part: partOf(hash, contentType), name, media: kind, contentType, sizeBytes },
        ...{ channel, alarm },
      }),
    );
    const found = [jsonPart('attachments/list.json', told)];
    const gone: string[] = [];
    const seen = new Set<string>();
    for (const { hash, contentType } of listed) {
      const name = partOf(hash, contentType);
      if (seen.has(name)) continue;
      seen.add(name);
      const file = (await files?.isWhole(hash)) ? await files?.find(hash) : null;
      if (file) found.push({ name, read: () => createReadStream(file.path) });
      else gone.push(name);
    }
    return { found, gone };
  }
}

/** The episode with what led to it: the alert's own evidence may lie hours before. */
function periodOf({ openedAtMs, raisedAtMs, closedAtMs, evidence }: Alert, nowMs: number): Period {
  const first = Math.min(openedAtMs, raisedAtMs, ...evidence.map(({ eventTimeMs }) => eventTimeMs));
  return {
    fromMs: first - AROUND_MS,
    toMs: Math.min(closedAtMs ?? nowMs, nowMs) + AROUND_MS,
  };
}

/** Named by its content and what its first bytes say it is. */
export const partOf = (hash: string, contentType: ContentType): string =>
  `attachments/${hash}.${FILE_EXTENSIONS[contentType]}`;
