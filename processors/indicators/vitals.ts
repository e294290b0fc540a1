/**
 * What one vehicle contributes to `fleet` and `conduct`: a fold over its settled observations in
 * event order. Everything told is a sum of integers, and a vehicle's yes or no ("was online") is
 * told at the observation that first makes it true. So when late data amend the time line, the same
 * fold over the facts as they were, negated, and over the facts as they are, gives the difference.
 */
import { displacementM } from '#core/geo/distance.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { FLAGS } from '#core/report.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { addDid, type Did } from '../risk/risk-parts.ts';
import { Entry, KIND } from '../timeline/entry.ts';
import type { History } from '../timeline/history.ts';
import { BEFORE_ALL_MS } from '../timeline/lane-state.ts';
import { type Group, type GroupId, STRANGER } from './groups.ts';
import { CONDUCT, conduct, FLEET, fleet } from './measures.ts';
import type { Pane, WindowParts } from './parts.ts';
import { alignedStartMs } from './windows.ts';

/** What a vehicle did in a quarter of an hour with a driver, and whose it was. */
interface Own {
  did: Did;
  whose: GroupId;
}

const FLEET_MS = 5 * MINUTE_MS;
/** What a vehicle did is told to its risk by such pieces; a whole number of them makes an hour. */
const OWN_MS = 15 * MINUTE_MS;
/** domain.md 4.2: a pair further apart than this in time and in distance is incomplete. */
const TRACK_GAP_MS = 300_000;
const TRACK_GAP_M = 2_000;
/** domain.md 4.3: drift points that make a drifting vehicle (漂移车辆). */
const DRIFT_POINTS = 3;
/** domain.md 4.3: a record may be this far ahead of its arrival. */
const SKEW_MS = 60_000;
const MOVING_KMH = 5;
/** Older words of the registry are forgotten; no window that old is amended. */
const SCOPES_KEPT_MS = 4 * 24 * HOUR_MS;
const NO_POSITION = FLAGS.noFix | FLAGS.encrypted;
const UNQUALIFIED = FLAGS.clockWrong | FLAGS.outOfRange;

/** Plain data, as snapshots hold it. */
export interface VitalsRecord {
  /** Last qualified point that is no drift; 0 = none. */
  goodMs: number;
  goodLatitudeDeg: number;
  goodLongitudeDeg: number;
  /** Window of the newest settled observation and what has been told in it. */
  fleetStartMs: number;
  isOnline: boolean;
  isActive: boolean;
  hourStartMs: number;
  isOnlineInHour: boolean;
  driftPoints: number;
  /** Whose the vehicle was from when on, oldest first. */
  scopes: [fromMs: number, group: GroupId][];
  /** Counts among the registered vehicles of this group; null = not registered. */
  registered: GroupId | null;
  /** What it did in this quarter of an hour with its drivers before the present one; absent, as the next, in records of earlier versions. */
  stints?: Did[];
  /** The same with the present one. */
  ownDriver?: SubjectKey | null;
  ownDm?: number;
  ownMs?: number;
  ownPositions?: number;
  ownQualified?: number;
}

/** The same in memory, its instants and degrees unboxed side by side as in timeline/lane-state.ts. */
export class VitalsState implements VitalsRecord {
  isOnline = false;
  isActive = false;
  isOnlineInHour = false;
  driftPoints = 0;
  scopes: [fromMs: number, group: GroupId][];
  registered: GroupId | null;
  stints: Did[] = [];
  ownDriver: SubjectKey | null = null;
  ownPositions = 0;
  ownQualified = 0;
  private readonly numbers = [BEFORE_ALL_MS, BEFORE_ALL_MS, 0, 0, 0, 0, 0];

  constructor(scopes: VitalsRecord['scopes'], registered: GroupId | null) {
    this.scopes = scopes;
    this.registered = registered;
  }

  static fresh(): VitalsState {
    return new VitalsState([[BEFORE_ALL_MS, STRANGER]], null);
  }

  static of(record: VitalsRecord): VitalsState {
    return Object.assign(new VitalsState(record.scopes, record.registered), record);
  }

  record(): VitalsRecord {
    const { goodMs, goodLatitudeDeg, goodLongitudeDeg, fleetStartMs, isOnline, isActive } = this;
    const { hourStartMs, isOnlineInHour, driftPoints, scopes, registered } = this;
    const { stints, ownDriver, ownDm, ownMs, ownPositions, ownQualified } = this;
    return {
      goodMs,
      goodLatitudeDeg,
      goodLongitudeDeg,
      fleetStartMs,
      isOnline,
      isActive,
      hourStartMs,
      isOnlineInHour,
      driftPoints,
      scopes,
      registered,
      stints,
      ownDriver,
      ownDm,
      ownMs,
      ownPositions,
      ownQualified,
    };
  }

  get fleetStartMs(): number {
    return this.numbers[0]!;
  }
  set fleetStartMs(value: number) {
    this.numbers[0] = value;
  }
  get hourStartMs(): number {
    return this.numbers[1]!;
  }
  set hourStartMs(value: number) {
    this.numbers[1] = value;
  }
  get goodMs(): number {
    return this.numbers[2]!;
  }
  set goodMs(value: number) {
    this.numbers[2] = value;
  }
  get goodLatitudeDeg(): number {
    return this.numbers[3]!;
  }
  set goodLatitudeDeg(value: number) {
    this.numbers[3] = value;
  }
  get goodLongitudeDeg(): number {
    return this.numbers[4]!;
  }
  set goodLongitudeDeg(value: number) {
    this.numbers[4] = value;
  }
  get ownDm(): number {
    return this.numbers[5]!;
  }
  set ownDm(value: number) {
    this.numbers[5] = value;
  }
  get ownMs(): number {
    return this.numbers[6]!;
  }
  set ownMs(value: number) {
    this.numbers[6] = value;
  }
}

export class Vitals {
  state: VitalsState;
  private readonly parts: WindowParts;
  private readonly vehicle: SubjectKey;
  /** Where the windows at hand are summed; null = to be found when there is something to add. */
  private fleetPane: Pane | null = null;
  private hourPane: Pane | null = null;

  constructor(parts: WindowParts, vehicle: SubjectKey, state = VitalsState.fresh()) {
    this.parts = parts;
    this.vehicle = vehicle;
    this.state = state;
  }

  /** Reads what the next observation needs, ahead of it; the sum says nothing. */
  readAhead(): number {
    const { state, fleetPane, hourPane } = this;
    const fleetSum = fleetPane === null ? 0 : fleetPane.sums[0]!;
    return state.goodMs + fleetSum + (hourPane === null ? 0 : hourPane.sums[0]!);
  }

  /** A vehicle counts for the group it belonged to when the window began. */
  groupAt(instantMs: number): Group {
    const { scopes } = this.state;
    let at = scopes.length - 1;
    while (at > 0 && scopes[at]![0] > instantMs) at--;
    return this.parts.group(scopes[at]![1]);
  }

  /** The registry says whose the vehicle has been ever since. Nothing may have been told yet. */
  belongs(id: GroupId): void {
    this.state.scopes = [[BEFORE_ALL_MS, id]];
    this.leavePanes();
  }

  /** From `fromMs` on the vehicle is somebody else's. */
  belongsFrom(fromMs: number, id: GroupId, history: History): void {
    const { scopes } = this.state;
    if (scopes.at(-1)![1].join('|') === id.join('|')) return;
    // A clock that is fast has told of windows that begin later.
    const firstMs = alignedStartMs(fromMs + FLEET_MS - 1, FLEET_MS);
    const position = history.length === 0 ? history.end : history.lowerBound(firstMs, -1);
    const ahead: Entry[] = [];
    for (let at = position; at < history.end; at++) ahead.push(history.get(at));
    this.again(history, position, ahead, ahead, () => {
      while (scopes.length > 1 && scopes[1]![0] < fromMs - SCOPES_KEPT_MS) scopes.shift();
      scopes.push([fromMs, id]);
    });
  }

  settled(entry: Entry): void {
    this.tell(entry, 1);
  }

  /** Settled facts from `position` on were `before` and are `after`. */
  amended(
    history: History,
    position: number,
    before: readonly Entry[],
    after: readonly Entry[],
  ): void {
    this.again(history, position, before, after, () => {});
  }

  private again(
    history: History,
    position: number,
    before: readonly Entry[],
    after: readonly Entry[],
    between: () => void,
  ): void {
    const own = this.takeOwn();
    this.goBack(history, position);
    const start = VitalsState.of(this.state.record());
    for (const entry of before) if (entry.kind === KIND.observation) this.tell(entry, -1);
    own.push(...this.takeOwn());
    between();
    this.state = start;
    this.leavePanes();
    for (const entry of after) if (entry.kind === KIND.observation) this.tell(entry, 1);
    for (const did of own) this.giveBack(did);
  }

  private tell(entry: Entry, sign: 1 | -1): void {
    const { state } = this;
    const { eventTimeMs, flags } = entry;
    if (eventTimeMs - state.fleetStartMs >= FLEET_MS) this.enter(eventTimeMs);
    if ((flags & NO_POSITION) !== 0 || entry.latitudeDeg === null) return;
    const hourly = this.hourSums();
    hourly[CONDUCT.positions]! += sign;
    if (entry.driverKey !== state.ownDriver) this.changeDriver(entry.driverKey);
    state.ownPositions += sign;
    if ((flags & UNQUALIFIED) !== 0 || eventTimeMs > entry.receivedTimeMs + SKEW_MS) return;
    const short = this.fleetSums();
    hourly[CONDUCT.qualified]! += sign;
    state.ownQualified += sign;
    short[FLEET.positions]! += sign;
    const isMoving = entry.speedKmh !== null && entry.speedKmh > MOVING_KMH;
    if (!state.isOnline) {
      state.isOnline = true;
      short[FLEET.online]! += sign;
    }
    if (isMoving && !state.isActive) {
      state.isActive = true;
      short[FLEET.active]! += sign;
    }
    if (!state.isOnlineInHour) {
      state.isOnlineInHour = true;
      hourly[CONDUCT.online]! += sign;
    }
    if ((flags & FLAGS.drift) !== 0) {
      state.driftPoints++;
      if (state.driftPoints === DRIFT_POINTS) hourly[CONDUCT.drifting]! += sign;
      return;
    }
    if (state.goodMs !== 0) {
      const elapsedMs = eventTimeMs - state.goodMs;
      const metres = displacementM(
        state.goodLatitudeDeg,
        state.goodLongitudeDeg,
        entry.latitudeDeg,
        entry.longitudeDeg!,
      );
      const way = sign * Math.round(metres * 10);
      hourly[CONDUCT.trackDm]! += way;
      if (elapsedMs <= TRACK_GAP_MS || metres <= TRACK_GAP_M) hourly[CONDUCT.completeDm]! += way;
      if (isMoving && elapsedMs <= TRACK_GAP_MS && elapsedMs > 0) {
        short[FLEET.movedDm]! += way;
        short[FLEET.movedMs]! += sign * elapsedMs;
        state.ownDm += way;
        state.ownMs += sign * elapsedMs;
        this.parts.risk.pair(entry, metres, elapsedMs, sign);
      }
    }
    state.goodMs = eventTimeMs;
    state.goodLatitudeDeg = entry.latitudeDeg;
    state.goodLongitudeDeg = entry.longitudeDeg!;
  }

  private enter(eventTimeMs: number): void {
    const { state } = this;
    if (alignedStartMs(eventTimeMs, OWN_MS) !== this.ownFromMs) this.tellOwn();
    state.fleetStartMs = alignedStartMs(eventTimeMs, FLEET_MS);
    state.isOnline = false;
    state.isActive = false;
    const hourStartMs = alignedStartMs(eventTimeMs, HOUR_MS);
    if (hourStartMs !== state.hourStartMs) {
      state.hourStartMs = hourStartMs;
      state.isOnlineInHour = false;
      state.driftPoints = 0;
    }
    this.leavePanes();
  }

  /** The quarter of an hour at hand. */
  private get ownFromMs(): number {
    return alignedStartMs(this.state.fleetStartMs, OWN_MS);
  }

  /** What the vehicle did in the quarter of an hour that ends goes to its risk. */
  private tellOwn(): void {
    for (const own of this.takeOwn()) this.parts.risk.driven(own.did, own.whose);
  }

  /** Another driver goes on in it. */
  private changeDriver(driver: SubjectKey | null): void {
    const did = this.didSoFar();
    if (did !== null) this.stash(did);
    this.state.ownDriver = driver;
  }

  private didSoFar(): Did | null {
    const { state, vehicle } = this;
    const { ownDriver: driver, ownDm: wayDm, ownMs: drivingMs } = state;
    const { ownPositions: positions, ownQualified: qualified } = state;
    if (positions === 0 && qualified === 0 && wayDm === 0 && drivingMs === 0) return null;
    state.ownDm = 0;
    state.ownMs = 0;
    state.ownPositions = 0;
    state.ownQualified = 0;
    return { vehicle, driver, fromMs: this.ownFromMs, wayDm, drivingMs, positions, qualified };
  }

  private takeOwn(): Own[] {
    const { state } = this;
    const did = this.didSoFar();
    if (did !== null) this.stash(did);
    if (state.stints.length === 0) return [];
    const whose = this.groupAt(this.ownFromMs).id;
    return state.stints.splice(0).map((stint) => ({ did: stint, whose }));
  }

  private stash(did: Did): void {
    const { stints } = this.state;
    const known = stints.find(({ driver }) => driver === did.driver);
    if (known === undefined) stints.push(did);
    else addDid(known, did);
  }

  /** What was taken belongs to the quarter at hand still, or is told. */
  private giveBack({ did, whose }: Own): void {
    if (did.fromMs === this.ownFromMs) this.stash(did);
    else this.parts.risk.driven(did, whose);
  }

  private leavePanes(): void {
    this.fleetPane = null;
    this.hourPane = null;
  }

  private fleetSums(): Float64Array {
    if (this.fleetPane === null || !this.fleetPane.isKept) {
      const { fleetStartMs } = this.state;
      this.fleetPane = this.parts.pane(fleet, this.groupAt(fleetStartMs), fleetStartMs);
    }
    return this.fleetPane.use();
  }

  private hourSums(): Float64Array {
    if (this.hourPane === null || !this.hourPane.isKept) {
      const { hourStartMs } = this.state;
      this.hourPane = this.parts.pane(conduct, this.groupAt(hourStartMs), hourStartMs);
    }
    return this.hourPane.use();
  }

  /** The state after the fact before `position`, read off the history. */
  private goBack(history: History, position: number): void {
    const { scopes, registered } = this.state;
    const state = new VitalsState(scopes, registered);
    this.state = state;
    let at = position - 1;
    while (at >= history.base && history.kindAt(at) !== KIND.observation) at--;
    if (at >= history.base) {
      const timeMs = history.timeAt(at);
      state.fleetStartMs = alignedStartMs(timeMs, FLEET_MS);
      state.hourStartMs = alignedStartMs(timeMs, HOUR_MS);
      for (; at >= history.base; at--) {
        if (state.goodMs !== 0 && history.timeAt(at) < state.hourStartMs) break;
        if (history.kindAt(at) === KIND.observation) recall(state, history.read(at, recalled));
      }
    }
    if (history.base > 0 && history.timeAt(history.base) > state.hourStartMs) {
      // Facts of this window were forgotten: what they said stays said.
      state.isOnlineInHour = true;
      state.driftPoints = Math.max(state.driftPoints, DRIFT_POINTS);
      if (history.timeAt(history.base) > state.fleetStartMs) {
        state.isOnline = true;
        state.isActive = true;
      }
    }
    this.leavePanes();
  }
}

/** Takes an older observation into account, newest first. */
function recall(state: VitalsState, entry: Entry): void {
  if ((entry.flags & (NO_POSITION | UNQUALIFIED)) !== 0 || entry.latitudeDeg === null) return;
  if (entry.eventTimeMs > entry.receivedTimeMs + SKEW_MS) return;
  if (entry.eventTimeMs >= state.fleetStartMs) {
    state.isOnline = true;
    if (entry.speedKmh !== null && entry.speedKmh > MOVING_KMH) state.isActive = true;
  }
  const isDrift = (entry.flags & FLAGS.drift) !== 0;
  if (entry.eventTimeMs >= state.hourStartMs) {
    state.isOnlineInHour = true;
    if (isDrift) state.driftPoints++;
  }
  if (isDrift || state.goodMs !== 0) return;
  state.goodMs = entry.eventTimeMs;
  state.goodLatitudeDeg = entry.latitudeDeg;
  state.goodLongitudeDeg = entry.longitudeDeg!;
}

const recalled = new Entry(NO_SUBJECT, NO_SUBJECT, 'unknown');
