/**
 * Trips under way: departure and arrival from the track, progress for whoever looks, the alerts that fall into
 * the time of a trip, and its verification once late data had their chance. What it finds it takes to the
 * desk like anybody else; a step that another server took first is refused there and seen here.
 * *Back pressure:* once a second the newest position of each watched vehicle; reports cost nothing.
 * *Delivery:* what was missed while the server was down is read back from the store.
 */
import { type Clock, DAY_MS } from '#core/time.ts';
import type { TripGround } from '#core/trip/ground.ts';
import { bodyAfter } from '#core/trip/life.ts';
import { EARLY_MS, newPassage, type Passage, progressOf, takePoint } from '#core/trip/passage.ts';
import { isFix } from '#core/trip/report/track.ts';
import type { TripBody, TripStep } from '#core/trip/trip.ts';
import type { Logger } from '#runtime/logger.ts';
import type { AlertBook, BookEntry } from '../alert-book.ts';
import type { Fleet } from '../fleet.ts';
import type { TripBook, TripEntry } from './book.ts';
import type { TripDesk } from './desk.ts';
import type { TripFacts } from './facts.ts';
import type { TripTracks } from './tracks.ts';
import type { TripVerifier } from './verify.ts';

const LOOK_MS = 1_000;
/** A trip that has not departed by then is left to people. */
const OVERDUE_MS = DAY_MS;
/** After a failure of the store. */
const AGAIN_MS = 30_000;
/** Tries to read back what was; then only the present counts. */
const READ_BACK_TRIES = 3;
/** A store that has not yet what the fleet shows is asked again, for a minute; then whatever it has counts. */
const BEHIND_MS = 2_000;
/** Of a vehicle that nobody has seen, neither there nor here. */
const UNSEEN_MS = 15_000;
const CATCH_UP_MS = 60_000;

interface Watched {
  entry: TripEntry;
  /** Made when the trip is due: most of a start's trips are over. */
  course: { ground: TripGround; passage: Passage } | null;
  /** Positions are taken once the past has been read. */
  isReady: boolean;
  tries: number;
  /** Since when the store has been asked; null = it was not yet. */
  askedMs: number | null;
  /** When the past is read once more, because the store was behind; null = it was whole. */
  againMs: number | null;
  /** A step or a question to the store is under way, or must wait until then. */
  busyUntilMs: number;
}

export interface TripLive {
  /** Since the departure. */
  runKm: number;
  /** 0…1; null = cannot be told. */
  progress: number | null;
  /** By mean speed so far; null = cannot be told. */
  expectedMs: number | null;
  lastSeenMs: number | null;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  /** Places on the way that were passed, of all. */
  viaPassed: number;
  via: number;
}

export interface WatchParts {
  trips: TripBook;
  desk: TripDesk;
  facts: TripFacts;
  tracks: TripTracks;
  verifier: TripVerifier;
  fleet: Fleet;
  book: AlertBook;
  clock: Clock;
  logger: Logger;
  /** From the arrival to the verification, ms. */
  verifyAfterMs: number;
}

export class TripWatch {
  readonly #parts: WatchParts;
  readonly #watched = new Map<string, Watched>();
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    parts.trips.onChange = (entry) => this.#changed(entry);
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), LOOK_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  /** Null = not under way. */
  live(tripId: string): TripLive | null {
    const { entry, course } = this.#watched.get(tripId) ?? {};
    if (entry?.trip.state !== 'running' || !course) return null;
    const { passage, ground } = course;
    const { last, departed, runM, viaMs } = passage;
    const progress = progressOf(passage, ground);
    const runMs = last === null || departed === null ? 0 : last.timeMs - departed.timeMs;
    return {
      runKm: Math.round(runM / 100) / 10,
      progress,
      expectedMs:
        departed === null || progress === null || progress < 0.02 || runMs <= 0
          ? null
          : Math.round(departed.timeMs + runMs / progress),
      lastSeenMs: last?.timeMs ?? null,
      latitudeDeg: last?.latitudeDeg ?? null,
      longitudeDeg: last?.longitudeDeg ?? null,
      viaPassed: viaMs.filter((ms) => ms !== null).length,
      via: viaMs.length,
    };
  }

  /** Alerts of the vehicle in the time of the trip that the server holds, oldest first. */
  alertsOf({ trip }: TripEntry): BookEntry[] {
    const { departed, arrived, plan } = trip;
    if (departed === null) return [];
    const toMs = arrived?.timeMs ?? Number.POSITIVE_INFINITY;
    return [...this.#parts.book.entries()]
      .filter(({ alert: { subjectKey, openedAtMs, closedAtMs } }) => {
        if (subjectKey !== plan.vehicleKey || openedAtMs >= toMs) return false;
        return closedAtMs === null || closedAtMs >= departed.timeMs;
      })
      .sort((a, b) => a.alert.openedAtMs - b.alert.openedAtMs);
  }

  /** Once a second: whoever is due. */
  look(): void {
    const nowMs = this.#parts.clock.now();
    for (const watched of this.#watched.values()) {
      if (nowMs < watched.busyUntilMs) continue;
      const { state, plan } = watched.entry.trip;
      if (state === 'approved') {
        if (nowMs < plan.departMs - EARLY_MS) continue;
        if (nowMs > plan.departMs + OVERDUE_MS) continue;
      }
      if (state === 'finished') this.#verifyIfDue(watched, nowMs);
      else if (watched.isReady && (watched.againMs ?? Infinity) > nowMs) this.#follow(watched);
      else void this.#readBack(watched, nowMs);
    }
  }

  #changed(entry: TripEntry): void {
    const { tripId, state } = entry.trip;
    if (state !== 'approved' && state !== 'running' && state !== 'finished') {
      this.#watched.delete(tripId);
      return;
    }
    const known = this.#watched.get(tripId);
    // What was approved anew may go elsewhere.
    if (known !== undefined && state !== 'approved') {
      known.entry = entry;
      known.busyUntilMs = 0;
      if (known.course !== null) known.course.passage.departed ??= entry.trip.departed;
      return;
    }
    const isReady = false;
    this.#watched.set(tripId, {
      ...{ entry, course: null, isReady, tries: 0, askedMs: null, againMs: null, busyUntilMs: 0 },
    });
  }

  /** What the vehicle did since the trip could have begun, before the present is taken. */
  async #readBack(watched: Watched, nowMs: number): Promise<void> {
    const { plan, departed } = watched.entry.trip;
    const ground = this.#parts.facts.groundOf(plan);
    const passage = newPassage(ground, departed);
    watched.course ??= { ground, passage };
    const fromMs = departed?.timeMs ?? plan.departMs - EARLY_MS;
    watched.busyUntilMs = Number.POSITIVE_INFINITY;
    watched.againMs = null;
    const newest = this.#parts.fleet.newest(plan.vehicleKey);
    try {
      const track = await this.#parts.tracks.ofVehicle(plan.vehicleKey, { fromMs, toMs: nowMs });
      for (const { eventTimeMs: timeMs, latitudeDeg, longitudeDeg } of track.filter(isFix))
        takePoint(passage, { timeMs, latitudeDeg, longitudeDeg }, { ground, earliestMs: fromMs });
      const isBehind =
        newest === null
          ? track.length === 0
          : newest.eventTimeMs >= fromMs &&
            !track.some(({ eventTimeMs }) => eventTimeMs >= newest.eventTimeMs);
      watched.askedMs ??= nowMs;
      if (isBehind && nowMs - watched.askedMs < CATCH_UP_MS)
        watched.againMs = nowMs + (newest === null ? UNSEEN_MS : BEHIND_MS);
      // It may have left meanwhile, as far as the present tells.
      passage.departed ??= watched.entry.trip.departed;
      watched.course = { ground, passage };
      watched.isReady = true;
      watched.busyUntilMs = 0;
    } catch (error) {
      watched.isReady = ++watched.tries >= READ_BACK_TRIES;
      watched.busyUntilMs = watched.isReady ? 0 : nowMs + AGAIN_MS;
      this.#parts.logger.warn({ err: error }, 'The past of a trip cannot be read yet.');
    }
  }

  #follow(watched: Watched): void {
    const { plan, state } = watched.entry.trip;
    if (watched.course === null) return;
    const { ground, passage } = watched.course;
    const newest = this.#parts.fleet.newest(plan.vehicleKey);
    if (newest !== null) {
      const { eventTimeMs: timeMs, latitudeDeg, longitudeDeg } = newest;
      takePoint(
        passage,
        { timeMs, latitudeDeg, longitudeDeg },
        { ground, earliestMs: plan.departMs - EARLY_MS },
      );
    }
    if (state === 'approved' && passage.departed !== null)
      void this.#take(watched, 'start', { departed: passage.departed });
    else if (state === 'running' && passage.arrived !== null)
      void this.#take(watched, 'finish', { arrived: passage.arrived });
  }

  #verifyIfDue(watched: Watched, nowMs: number): void {
    const { trip } = watched.entry;
    if (nowMs < trip.changedAtMs + this.#parts.verifyAfterMs) return;
    void this.#verify(watched, nowMs);
  }

  async #verify(watched: Watched, nowMs: number): Promise<void> {
    watched.busyUntilMs = Number.POSITIVE_INFINITY;
    try {
      const report = await this.#parts.verifier.report(watched.entry.trip);
      const reportJson = JSON.stringify(report);
      await this.#take(watched, 'verify', { verdict: report.verdict }, reportJson);
    } catch (error) {
      watched.busyUntilMs = nowMs + AGAIN_MS;
      this.#parts.logger.warn({ err: error }, 'A trip cannot be verified yet.');
    }
  }

  async #take(
    watched: Watched,
    step: TripStep,
    changes: Partial<TripBody>,
    reportJson: string | null = null,
  ): Promise<void> {
    const { desk, clock, logger } = this.#parts;
    const { trip } = watched.entry;
    const { tripId, version: baseVersion } = trip;
    const atMs = clock.now();
    watched.busyUntilMs = Number.POSITIVE_INFINITY;
    try {
      const verdict = await desk.take({
        ...{ tripId, baseVersion, step, atMs, actor: 'platform', reason: '', reportJson },
        ...bodyAfter(trip, step, changes),
        origin: step === 'verify' ? 'platform' : 'track',
      });
      if (verdict === 'accepted') logger.info({ tripId, step }, 'A step of a trip was found.');
      // A refused step has been overtaken: what overtook it is on its way here.
      watched.busyUntilMs = verdict === 'accepted' ? 0 : atMs + LOOK_MS;
    } catch (error) {
      watched.busyUntilMs = atMs + AGAIN_MS;
      logger.warn({ err: error, step }, 'A step of a trip cannot be written yet.');
    }
  }
}
