/**
 * How much of a person or a plate is shown to whom (domain.md 9). Walls and shared screens see the least;
 * the duty room what it works with; enforcement what a case needs.
 */
import { may, type Standing } from './access.ts';

/** `call` = the duty room after it has said why: phones in full. */
export const MASKINGS = ['wall', 'duty', 'call', 'enforcement', 'none'] as const;
export type Masking = (typeof MASKINGS)[number];

/** What a value is, for masking. `party` = a natural or legal person named in papers. */
export type PersonalKind = 'plate' | 'name' | 'phone' | 'number' | 'party';

/** Walls show positions to three decimals, about 100 m. */
export const WALL_STEP_DEG = 0.001;

export function maskingOf({ role, isWall }: Standing): Masking {
  if (isWall) return 'wall';
  return role === 'enforcement' ? 'enforcement' : 'duty';
}

/** What somebody may read of one entity once they have said why (audited). */
export function unmaskingOf(standing: Standing): Masking {
  if (standing.role === 'enforcement' || may(standing, 'registry.write')) return 'none';
  return maskingOf(standing) === 'duty' ? 'call' : 'wall';
}

/** Null = not to be shown at all. */
export function masked(kind: PersonalKind, text: string, masking: Masking): string | null {
  if (masking === 'none' || text === '') return text;
  switch (kind) {
    case 'plate':
      return masking === 'wall' ? maskedPlate(text) : text;
    case 'name':
      return masking === 'enforcement' ? text : maskedName(text);
    case 'phone':
      return masking === 'wall' ? null : masking === 'duty' ? maskedPhone(text) : text;
    case 'number':
      return masking === 'enforcement' ? `${stars(text.length - 4)}${text.slice(-4)}` : null;
    case 'party':
      return masking === 'wall' ? null : masking === 'enforcement' ? text : maskedName(text);
  }
}

/** `粤A·1***5` of 粤A12345; also of a vehicle id, which keeps its colour: `粤A·1***5-2`. */
export function maskedPlate(text: string): string {
  const [plate = '', ...colour] = text.split('-');
  // A pseudonym names nobody.
  if (plate.startsWith('#') || plate.length < 5) return text;
  const hidden = `${plate.slice(0, 2)}·${plate[2]}***${plate.at(-1)}`;
  return [hidden, ...colour].join('-');
}

/** Family name and stars. */
export function maskedName(name: string): string {
  const [familyName = '', ...rest] = name;
  return `${familyName}${stars(rest.length)}`;
}

/** 138****1234 */
export function maskedPhone(phone: string): string {
  if (phone.length < 8) return stars(phone.length);
  return `${phone.slice(0, 3)}${stars(phone.length - 7)}${phone.slice(-4)}`;
}

export function coarse(degrees: number, masking: Masking): number {
  return masking === 'wall' ? Math.round(degrees / WALL_STEP_DEG) / 1_000 : degrees;
}

function stars(count: number): string {
  return '*'.repeat(Math.max(1, count));
}
