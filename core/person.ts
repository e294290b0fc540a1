/** A person (or a screen) that signs in: one entity of `people.v1`, compacted by its id. */
import { type AccessScope, ROLES, type Role } from './access.ts';

/** What scrypt made of a password, with what it was made under. */
export interface PasswordHash {
  salt: string;
  hash: string;
  /** Power of two of the cost N; block size 8. */
  logN: number;
  parallel: number;
}

export interface Person {
  /** 16 hex digits, never reused; stands in addresses and keys. */
  personId: string;
  /** What one signs in with; lower case, unique. */
  user: string;
  /** For other people to read. */
  name: string;
  role: Role;
  scope: AccessScope;
  /** Only of viewers. */
  isWall: boolean;
  isEnabled: boolean;
  /** Signed in, nothing can be done but setting a new one. */
  mustChangePassword: boolean;
  password: PasswordHash;
  /** Goes up with every change; sessions of an earlier one end. */
  version: number;
  changedAtMs: number;
  /** `user` of whoever changed it. */
  changedBy: string;
}

export const USER_PATTERN = '^[a-z][a-z0-9._-]{1,31}$';
export const PERSON_ID_PATTERN = '^[0-9a-f]{16}$';
/** The administrator every installation begins with; its password is the generated one until it is changed. */
export const FIRST_USER = 'admin';
export const FIRST_ID = '0000000000000000';

export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 200;
/** Of upper case, lower case, digits, others; a long one need not mix. */
const KINDS_MIN = 3;
const LONG = 20;
const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];
const WELL_KNOWN = /passw|qwert|asdf|1234|abcd|admin|tizheng|letmein|welcome/gi;

/** Null = the password may be used; otherwise what is wrong with it. */
export function passwordFault(password: string, { user, name }: { user: string; name: string }) {
  if (password.length < PASSWORD_LENGTH_MIN) return 'too-short';
  if (password.length > PASSWORD_LENGTH_MAX) return 'too-long';
  const plain = password.toLowerCase();
  if (plain.includes(user) || (name.length > 1 && plain.includes(name.toLowerCase())))
    return 'holds-name';
  // What is left without the words everybody tries first must still be a password.
  const rest = password.replaceAll(WELL_KNOWN, '');
  if (new Set(rest).size < PASSWORD_LENGTH_MIN / 2) return 'too-simple';
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  return kinds >= KINDS_MIN || password.length >= LONG ? null : 'too-simple';
}

/** What of a person does not fit together; null = nothing. */
export function personFault({
  role,
  scope,
  isWall,
}: Pick<Person, 'role' | 'scope' | 'isWall'>): { field: string; message: string } | null {
  const { regions, enterprises } = scope;
  if (!ROLES.includes(role)) return { field: 'role', message: 'is no role.' };
  if (regions?.length === 0) return { field: 'regions', message: 'names no region; null is all.' };
  if (enterprises?.length === 0)
    return { field: 'enterprises', message: 'names no enterprise; null is all.' };
  if (role === 'enterprise' && enterprises === null)
    return { field: 'enterprises', message: 'is needed for somebody of an enterprise.' };
  if (isWall && role !== 'viewer')
    return { field: 'isWall', message: 'is for viewers: a wall can do nothing.' };
  return null;
}
