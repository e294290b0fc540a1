/** How scopes lie within each other and what they are called: 省 → 市 → 县, enterprises, classes, sections. */
import { liesIn } from '#core/access.ts';
import { SCOPE_KINDS, type Scope, type ScopeKind } from '#core/indicator.ts';
import { REGION_NAMES, type RegionName } from '../regions/guangdong.ts';
import type { RoadRegister } from './road-register.ts';
import type { Roster } from './roster.ts';

/** Scope of what the registry cannot place. */
export const UNKNOWN = 'unknown';
const SCOPE_ID_MAX = 100;
const CLASS_NAMES: Readonly<Record<string, RegionName>> = {
  charter: { zh: '旅游包车', en: 'Charter coach' },
  scheduled: { zh: '班线客车', en: 'Scheduled coach' },
  dangerous: { zh: '危险货物', en: 'Dangerous goods' },
  heavy: { zh: '重型货车', en: 'Heavy truck' },
  other: { zh: '其他车辆', en: 'Other vehicle' },
};
const UNKNOWN_NAME: RegionName = { zh: '未登记', en: 'Not registered' };

/** `kind:id`; null = not a scope. */
export function parseScope(text: string): Scope | null {
  const at = text.indexOf(':');
  const kind = text.slice(0, at) as ScopeKind;
  const id = text.slice(at + 1);
  if (at < 0 || id === '' || id.length > SCOPE_ID_MAX || !SCOPE_KINDS.includes(kind)) return null;
  return { kind, id };
}

/** The region a region lies in: county → city → province; null for a province and for no region. */
export function regionAbove(code: string): string | null {
  if (!/^\d{6}$/.test(code) || code.endsWith('0000')) return null;
  return code.endsWith('00') ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
}

export class Scopes {
  /** The region everything is in, where pages open. */
  readonly home: Scope;
  readonly #roster: Roster;
  readonly #roads: RoadRegister;

  constructor(homeRegion: string, roster: Roster, roads: RoadRegister) {
    this.home = { kind: 'region', id: homeRegion };
    this.#roster = roster;
    this.#roads = roads;
  }

  name({ kind, id }: Scope): RegionName {
    if (id === UNKNOWN) return UNKNOWN_NAME;
    const same = (text: string | undefined): RegionName => ({ zh: text ?? id, en: text ?? id });
    if (kind === 'region') return REGION_NAMES[id] ?? same(undefined);
    if (kind === 'class') return CLASS_NAMES[id] ?? same(undefined);
    if (kind === 'enterprise') return same(this.#roster.enterprise(id)?.name);
    return same(this.#roads.section(id)?.name);
  }

  /** From the home region down to the scope itself. */
  path(scope: Scope): Scope[] {
    const path = [scope];
    let region = this.#regionAround(scope);
    while (region !== null && region !== this.home.id) {
      path.unshift({ kind: 'region', id: region });
      region = regionAbove(region);
    }
    if (!isSame(scope, this.home)) path.unshift(this.home);
    return path;
  }

  /** True when the candidate is one step below the scope: the next regions, or what the registry places in it. */
  isPart(candidate: Scope, scope: Scope): boolean {
    if (scope.kind !== 'region' || scope.id === UNKNOWN) return false;
    const atHome = scope.id === this.home.id;
    // What nobody can place counts for the whole and for nothing below it.
    if (candidate.id === UNKNOWN || candidate.kind === 'class') return atHome;
    if (candidate.kind === 'region') return regionAbove(candidate.id) === scope.id;
    const region = this.#regionAround(candidate);
    return region === null ? atHome : liesIn(region, scope.id);
  }

  /** True when a vehicle counts for the scope. A section has no vehicles of its own. */
  holdsVehicle(
    scope: Scope,
    vehicle: { regionCode: string; enterpriseId: string; class: string } | undefined,
  ): boolean {
    if (isSame(scope, this.home)) return true;
    if (vehicle === undefined) return scope.id === UNKNOWN;
    if (scope.kind === 'region') return liesIn(vehicle.regionCode, scope.id);
    if (scope.kind === 'enterprise') return vehicle.enterpriseId === scope.id;
    return scope.kind === 'class' && vehicle.class === scope.id;
  }

  /** Region a scope lies in; null = none is known. */
  #regionAround({ kind, id }: Scope): string | null {
    if (id === UNKNOWN || kind === 'class') return null;
    if (kind === 'region') return regionAbove(id);
    return (
      (kind === 'enterprise'
        ? this.#roster.enterprise(id)?.regionCode
        : this.#roads.section(id)?.regionCode) ?? null
    );
  }
}

export function isSame(a: Scope, b: Scope): boolean {
  return a.kind === b.kind && a.id === b.id;
}
