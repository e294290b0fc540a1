/**
 * What accounts of one scope and masking may see: asked of every subject before anything of it is told.
 * `of…` and lists answer as if the rest did not exist.
 */
import { type AccessScope, holdsPlace, isWhole, type Place } from '#core/access.ts';
import type { Alert } from '#core/alert.ts';
import type { EscalationPolicy, Ladder } from '#core/alert-life/timers.ts';
import { DELIVERY_DEAF } from '#core/delivery.ts';
import type { SubjectKey, SubjectKind } from '#core/identity.ts';
import type { Scope } from '#core/indicator.ts';
import { coarse, type Masking, masked, WALL_STEP_DEG } from '#core/masking.ts';
import type { AlertBook } from '../alert-book.ts';
import { type AlertRow, alertRow } from '../alert-row.ts';
import type { Fleet } from '../fleet.ts';
import { type RowView, WHOLE_FLEET } from '../frames.ts';
import type { Roster, RosterEntry } from '../roster.ts';
import type { Places } from './places.ts';
import { type AlertFeed, type FedAlert, NarrowedFeed, WholeFeed } from './sight-alerts.ts';
import { SightRows } from './sight-rows.ts';

export interface SightWorld {
  places: Places;
  roster: Roster;
  fleet: Fleet;
  book: AlertBook;
  /** Where pages of the whole open. */
  homeRegion: string;
  /** Of the whole list. */
  epoch: string;
  /** When alerts are due. */
  escalation: EscalationPolicy;
  ladderOf: (alertId: string) => Ladder;
}

/** While vehicles keep appearing a narrowed roster is written at most this often. */
const WRITE_EVERY_MS = 1_000;

export class Sight {
  readonly scope: AccessScope;
  readonly masking: Masking;
  readonly isWhole: boolean;
  readonly feed: AlertFeed;
  /** Null = every row of the fleet under its own number. */
  readonly rows: SightRows | null;
  readonly #world: SightWorld;
  readonly #rowView: RowView;
  /** Rows as last written, with what they were made from. */
  readonly #written = new WeakMap<object, { seq: number; names: number; json: string }>();
  #names: number;
  #roster: { version: number; from: number; atMs: number; json: Buffer } | null = null;

  constructor(scope: AccessScope, masking: Masking, world: SightWorld) {
    this.scope = scope;
    this.masking = masking;
    this.#world = world;
    this.isWhole = isWhole(scope);
    this.#names = world.roster.namesVersion;
    const { book, roster, epoch } = world;
    const stepDeg = masking === 'wall' ? WALL_STEP_DEG : null;
    this.rows = this.isWhole
      ? null
      : new SightRows(roster, (key) => this.holdsSubject(key), stepDeg);
    this.#rowView = this.rows ?? { ...WHOLE_FLEET, stepDeg };
    this.feed = this.isWhole
      ? new WholeFeed(book, epoch)
      : new NarrowedFeed(book, (alert) => this.holdsAlert(alert));
  }

  holdsSubject(subjectKey: SubjectKey): boolean {
    return this.isWhole || holdsPlace(this.scope, this.#world.places.ofSubject(subjectKey));
  }

  holdsPlace(place: Place): boolean {
    return holdsPlace(this.scope, place);
  }

  /** An endpoint of webhooks lies in no region. */
  holdsAlert({ type, subjectKey }: Alert): boolean {
    return this.isWhole || (type !== DELIVERY_DEAF && this.holdsSubject(subjectKey));
  }

  holdsScope(scope: Scope): boolean {
    return this.isWhole || holdsPlace(this.scope, this.#world.places.ofScope(scope));
  }

  /** Of an entity of the registry; `write` = also of what everybody may read. */
  holdsItem(kind: SubjectKind, item: Record<string, unknown>, wish: 'read' | 'write' = 'read') {
    if (this.isWhole) return true;
    const place = this.#world.places.ofItem(kind, item);
    return place === 'common' ? wish === 'read' : holdsPlace(this.scope, place);
  }

  /** Where pages open: the region or enterprise the scope names first. */
  get home(): Scope {
    const { regions, enterprises } = this.scope;
    if (enterprises !== null) return { kind: 'enterprise', id: enterprises[0]! };
    return { kind: 'region', id: regions?.[0] ?? this.#world.homeRegion };
  }

  // --- vehicles ---------------------------------------------------------------------------------

  /** Rows of the fleet, up to date. */
  rowView(nowMs: number): RowView {
    this.refresh(nowMs);
    return this.#rowView;
  }

  /** Takes in what the registry says since. */
  refresh(nowMs: number): void {
    this.rows?.refresh(nowMs);
    const { namesVersion } = this.#world.roster;
    if (namesVersion === this.#names || this.isWhole) return;
    this.#names = namesVersion;
    (this.feed as NarrowedFeed).lookAgain();
  }

  /** Names and plate as this sight may read them. */
  vehicle(subjectKey: SubjectKey): RosterEntry {
    const entry = this.#world.roster.entry(subjectKey);
    const handle = this.rows === null ? entry.handle : this.rows.handleOf(subjectKey);
    return {
      ...entry,
      handle,
      vehicleId: this.plate(entry.vehicleId),
      plate: this.plate(entry.plate),
    };
  }

  /** Undefined = no subject of this sight has it. */
  subjectOf(handle: number): SubjectKey | undefined {
    return this.rows === null ? this.#world.roster.subjectOf(handle) : this.rows.subjectOf(handle);
  }

  /** Null = unknown. */
  driverName(driverKey: SubjectKey | null): string | null {
    const name = this.#world.roster.driverName(driverKey);
    return name === null ? null : masked('name', name, this.masking);
  }

  plate(text: string): string {
    return masked('plate', text, this.masking) ?? '';
  }

  degrees(value: number | null): number | null {
    return value === null ? null : coarse(value, this.masking);
  }

  counts(nowMs: number) {
    const { fleet } = this.#world;
    return fleet.counts(this.rowView(nowMs));
  }

  /** `{version, vehicles}` as JSON, without the vehicles for a page that has this version. */
  rosterJson(knownVersion: number | undefined, nowMs: number): Buffer {
    const { roster } = this.#world;
    const isPlain = this.isWhole && this.masking !== 'wall';
    if (isPlain) return roster.answer(knownVersion, nowMs);
    this.refresh(nowMs);
    const known = this.#roster;
    const isOld = known !== null && known.from !== roster.version;
    if (known === null || (isOld && nowMs - known.atMs >= WRITE_EVERY_MS)) this.#writeRoster(nowMs);
    const { version, json } = this.#roster!;
    return knownVersion === version ? Buffer.from(JSON.stringify({ version, vehicles: [] })) : json;
  }

  /** Version a page needs to have; of a narrowed sight it says nothing of the others. */
  rosterVersion(nowMs: number): number {
    if (this.isWhole && this.masking !== 'wall') return this.#world.roster.version;
    this.rosterJson(undefined, nowMs);
    return this.#roster!.version;
  }

  #writeRoster(nowMs: number): void {
    const { roster } = this.#world;
    const subjects =
      this.rows === null
        ? Array.from({ length: roster.size }, (_, handle) => roster.subjectOf(handle)!)
        : this.rows.subjects();
    const vehicles = [...subjects].map((subjectKey) => this.vehicle(subjectKey));
    const text = JSON.stringify(vehicles);
    const before = this.#roster;
    // Changes elsewhere leave the version alone.
    const isSame = before?.json.equals(bodyOf(before.version, text)) ?? false;
    const version =
      before !== null && isSame ? before.version : Math.max(nowMs, (before?.version ?? 0) + 1);
    const json = bodyOf(version, text);
    this.#roster = { version, from: roster.version, atMs: nowMs, json };
  }

  // --- alerts -----------------------------------------------------------------------------------

  /** Null = there is no such alert here. */
  alert(alertId: string): FedAlert | null {
    const fed = this.feed.of(alertId);
    return fed !== null && this.holdsAlert(fed.entry.alert) ? fed : null;
  }

  ladderOf(alertId: string): Ladder {
    return this.#world.ladderOf(alertId);
  }

  alertRow(fed: FedAlert): AlertRow {
    return alertRow(fed, this);
  }

  /** Written once per change: a whole duty room that reloads at once costs one writing. */
  alertJson(fed: FedAlert): string {
    const names = this.#world.roster.namesVersion;
    const known = this.#written.get(fed.entry);
    if (known !== undefined && known.seq === fed.seq && known.names === names) return known.json;
    const json = JSON.stringify(this.alertRow(fed));
    this.#written.set(fed.entry, { seq: fed.seq, names, json });
    return json;
  }
}

function bodyOf(version: number, vehicles: string): Buffer {
  return Buffer.from(`{"version":${version},"vehicles":${vehicles}}`);
}
