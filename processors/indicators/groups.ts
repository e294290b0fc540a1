/** Whom a contribution counts for: vehicles (or sensors) that share all their scopes are one group. */
import type { Scope } from '#core/indicator.ts';

/** What the registry does not say. */
export const UNKNOWN = 'unknown';

/** What a group is made of, as state and wire hold it: region, then enterprise and class, or a section. */
export type GroupId =
  | readonly ['vehicle', region: string, enterprise: string, vehicleClass: string]
  | readonly ['sensor', region: string, section: string];

export interface Group {
  readonly name: string;
  readonly id: GroupId;
  readonly scopes: readonly Scope[];
}

export function vehicleGroupId(
  region: string | null,
  enterprise: string | null,
  vehicleClass: string,
): GroupId {
  return ['vehicle', region ?? UNKNOWN, enterprise ?? UNKNOWN, vehicleClass];
}

export const STRANGER: GroupId = ['vehicle', UNKNOWN, UNKNOWN, UNKNOWN];

export function groupOf(id: GroupId): Group {
  const scopes = regionsOf(id[1]).map((code): Scope => ({ kind: 'region', id: code }));
  if (id[0] === 'vehicle')
    scopes.push({ kind: 'enterprise', id: id[2] }, { kind: 'class', id: id[3] });
  else if (id[2] !== '') scopes.push({ kind: 'section', id: id[2] });
  return { name: id.join('|'), id, scopes };
}

/** County, city, province: whoever is registered at a city counts for it and its province, and for no county. */
export function regionsOf(code: string): string[] {
  if (!/^\d{6}$/.test(code)) return [UNKNOWN];
  const province = `${code.slice(0, 2)}0000`;
  const city = `${code.slice(0, 4)}00`;
  return [...new Set([code, city, province])];
}

export const scopeName = ({ kind, id }: Scope): string => `${kind}:${id}`;
