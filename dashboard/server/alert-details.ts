/** What stands behind an alert: the track around it, its corridor, and the bytes it rests on. */
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { LineGeometry } from '#core/registry.ts';
import { type Clock, MINUTE_MS } from '#core/time.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { StoreClient } from '#runtime/store/client.ts';
import { readingAt } from './reading-at.ts';
import type { Roster } from './roster.ts';
import { readTrack, type TrackPoint } from './tracks.ts';

export interface AlertTrack {
  from: number;
  to: number;
  points: TrackPoint[];
  corridor: LineGeometry | null;
  halfWidthM: number | null;
  limitKmh: number | null;
}

/** Track shown before the opening and after the end of an episode. */
const AROUND_MS = 10 * MINUTE_MS;
/** Of an episode that goes on for longer, the last hours are shown. */
const SPAN_MS_MAX = 8 * 60 * MINUTE_MS;

export class AlertDetails {
  readonly #store: StoreClient;
  readonly #log: EventLog;
  readonly #roster: Roster;
  readonly #clock: Clock;

  constructor(parts: { store: StoreClient; log: EventLog; roster: Roster; clock: Clock }) {
    this.#store = parts.store;
    this.#log = parts.log;
    this.#roster = parts.roster;
    this.#clock = parts.clock;
  }

  async track(alert: Alert): Promise<AlertTrack> {
    const to = Math.min(alert.closedAtMs ?? this.#clock.now(), this.#clock.now()) + AROUND_MS;
    const from = Math.max(
      Math.min(alert.openedAtMs, alert.raisedAtMs) - AROUND_MS,
      to - SPAN_MS_MAX,
    );
    const points = await readTrack(this.#store, alert.subjectKey, from, to);
    const routeId = alert.facts.routeId;
    const route = typeof routeId === 'string' ? this.#roster.route(routeId) : undefined;
    return {
      from,
      to,
      points,
      corridor: route?.corridor ?? null,
      halfWidthM: route?.halfWidthM ?? null,
      limitKmh: alert.unit === 'km/h' ? alert.limit : null,
    };
  }

  /**
   * Raw bytes of a reading by log coordinates; null when retention removed it, it cannot be read or is of a
   * subject that whoever asks does not see.
   */
  async evidence(
    partition: number,
    offset: number,
    sees: (subjectKey: SubjectKey) => boolean,
  ): Promise<Record<string, unknown> | null> {
    const reading = await readingAt(this.#log, partition, offset);
    if (reading === null || !sees(reading.subjectKey)) return null;
    const { receivedTimeMs, protocol, serial, raw, body } = reading;
    const rawHex = Buffer.from(raw).toString('hex');
    return { receivedTimeMs, protocol, serial, rawHex, decoded: body };
  }
}
