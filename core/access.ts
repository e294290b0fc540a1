/**
 * Who may do what, and of whom. A role grants permissions; a scope says of which regions and enterprises.
 * Both are data: every route names its permission (dashboard/server/access/rights.ts), every answer asks
 * the scope before it tells anything of a subject.
 */

export const ROLES = [
  'viewer',
  'dispatcher',
  'supervisor',
  'administrator',
  'enterprise',
  'enforcement',
] as const;
export type Role = (typeof ROLES)[number];

const EVERYBODY = ROLES;
const DUTY = ['dispatcher', 'supervisor', 'administrator'] as const;
const LEADERS = ['supervisor', 'administrator'] as const;

/** What a permission allows, and which roles have it. */
export const GRANTS = {
  /** One's own account: who am I, sign out, change one's password. */
  session: EVERYBODY,
  /** Map, alerts, indicators, sensors. */
  'live.read': EVERYBODY,
  /** Where a vehicle has been: sensitive personal data (PIPL art. 28). */
  'tracks.read': EVERYBODY,
  /** Pictures, sound and video of drivers. */
  'media.read': EVERYBODY,
  /** Raw frames: they hold phone numbers and names. */
  'evidence.read': [...DUTY, 'enforcement'],
  'alerts.comment': [...DUTY, 'enforcement', 'enterprise'],
  /** Acknowledge, assign, handle, close, reopen, escalate, show again. */
  'alerts.act': [...DUTY, 'enforcement'],
  /** Take an alert out of sight for a while. */
  'alerts.hide': LEADERS,
  /** Ask for an answer by a time (督办). */
  'alerts.supervise': LEADERS,
  /** Give that answer. */
  'alerts.reply': [...DUTY, 'enforcement', 'enterprise'],
  'commands.read': EVERYBODY,
  'commands.send': DUTY,
  /** What can move, open or lose a vehicle. */
  'commands.dangerous': ['administrator'],
  'registry.read': EVERYBODY,
  'registry.write': ['administrator'],
  /** What each rule is told. */
  'rules.read': EVERYBODY,
  'rules.write': LEADERS,
  /** What follows an alert by itself: who is spoken to, and who is told. */
  'policies.write': ['administrator'],
  /** Phones, names and numbers in full, one entity at a time, with a reason. */
  'personal.unmask': [...DUTY, 'enforcement'],
  'trips.read': EVERYBODY,
  /** Scores, safety codes and profiles of vehicles, drivers and enterprises; sections and hours. */
  'risk.read': EVERYBODY,
  /** Plan, change, cancel, start, finish. */
  'trips.plan': [...DUTY, 'enterprise'],
  /** Approve or send back what others planned. */
  'trips.approve': LEADERS,
  inspect: [...DUTY, 'enforcement'],
  'quarantine.read': LEADERS,
  'deliveries.read': LEADERS,
  'deliveries.steer': LEADERS,
  'people.manage': ['administrator'],
  /** What is under seal after an accident, and its bundle. */
  'seals.read': [...LEADERS, 'enforcement'],
  'seals.make': LEADERS,
  /** What is let go of may be gone the next minute. */
  'seals.lift': ['administrator'],
  'audit.read': LEADERS,
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof GRANTS;
export const PERMISSIONS = Object.keys(GRANTS) as Permission[];

/** A wall or a shared screen is looked at by people nobody signed in: it shows no more than the map and its lists. */
const NOT_ON_WALLS: readonly Permission[] = [
  'media.read',
  'commands.read',
  'registry.read',
  'rules.read',
  'tracks.read',
  'trips.read',
  'risk.read',
];

/** Null in a list = not narrowed by it. Both lists hold at once: the vehicles of these enterprises in these regions. */
export interface AccessScope {
  /** GB/T 2260 codes; each with everything below it (省 → 市 → 县). */
  regions: readonly string[] | null;
  enterprises: readonly string[] | null;
}

/** Where something lies; null = no region, no enterprise. */
export interface Place {
  regionCode: string | null;
  enterpriseId: string | null;
}

export interface Standing {
  role: Role;
  /** Of a viewer: its screen hangs where anybody can look at it. */
  isWall: boolean;
}

export function may({ role, isWall }: Standing, permission: Permission): boolean {
  if (isWall && NOT_ON_WALLS.includes(permission)) return false;
  return (GRANTS[permission] as readonly Role[]).includes(role);
}

export function isWhole({ regions, enterprises }: AccessScope): boolean {
  return regions === null && enterprises === null;
}

/** True when `code` is the region or lies in it. */
export function liesIn(code: string, region: string): boolean {
  const significant = region.endsWith('0000') ? 2 : region.endsWith('00') ? 4 : 6;
  return code.length === 6 && code.startsWith(region.slice(0, significant));
}

/** What nobody can place lies in no scope but the whole. */
export function holdsPlace({ regions, enterprises }: AccessScope, place: Place): boolean {
  const { regionCode, enterpriseId } = place;
  if (
    regions !== null &&
    !regions.some((region) => regionCode !== null && liesIn(regionCode, region))
  )
    return false;
  return enterprises === null || (enterpriseId !== null && enterprises.includes(enterpriseId));
}

/** True when everything the inner scope holds is held by the outer one. */
export function covers(outer: AccessScope, inner: AccessScope): boolean {
  const regions =
    outer.regions === null ||
    (inner.regions?.every((code) => outer.regions!.some((region) => liesIn(code, region))) ??
      false);
  const enterprises =
    outer.enterprises === null ||
    (inner.enterprises?.every((id) => outer.enterprises!.includes(id)) ?? false);
  return regions && enterprises;
}
