/** Passwords as they are kept: scrypt with what it was made under, so that the cost can be raised later. */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHash } from '#core/person.ts';

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>;

export type PasswordCost = Pick<PasswordHash, 'logN' | 'parallel'>;
/** 16 MB and about a fifth of a second: one of the settings OWASP names as equal to N = 2^17, p = 1. */
export const PASSWORD_COST: PasswordCost = { logN: 14, parallel: 5 };
/** For what a generator made: nobody guesses 96 bits, however cheap a guess is. */
export const GENERATED_COST: PasswordCost = { logN: 14, parallel: 1 };
const BLOCK = 8;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** A record that asks for more than this is not worked on: it would hold the process. */
const LOG_N_MAX = 20;
const PARALLEL_MAX = 16;
/** Without what is mistaken for each other when read aloud or copied. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const TEMPORARY_LENGTH = 16;
/** No password fits it. */
const NO_SALT = '00'.repeat(SALT_BYTES);

export async function hashPassword(
  password: string,
  cost: PasswordCost = PASSWORD_COST,
): Promise<PasswordHash> {
  const salt = randomBytes(SALT_BYTES).toString('hex');
  const { logN, parallel } = cost;
  const key = await keyOf(password, { salt, logN, parallel });
  return { salt, logN, parallel, hash: key.toString('hex') };
}

/** `known` null = no such account; takes as long as one of `cost`. */
export async function isPassword(
  password: string,
  known: PasswordHash | null,
  cost: PasswordCost = PASSWORD_COST,
): Promise<boolean> {
  const { logN, parallel, hash, salt } = known ?? { ...cost, salt: NO_SALT, hash: '' };
  if (logN > LOG_N_MAX || parallel > PARALLEL_MAX) return false;
  const key = await keyOf(password, { logN, parallel, salt });
  const expected = Buffer.from(hash, 'hex');
  return known !== null && expected.length === KEY_BYTES && timingSafeEqual(key, expected);
}

/** For handing over: 16 letters and digits, about 93 bits; fits the policy. */
export function temporaryPassword(): string {
  for (;;) {
    const text = Array.from(
      { length: TEMPORARY_LENGTH },
      () => LETTERS[randomInt(LETTERS.length)],
    ).join('');
    if (/[a-z]/.test(text) && /[A-Z]/.test(text) && /[2-9]/.test(text)) return text;
  }
}

function keyOf(
  password: string,
  { salt, logN, parallel }: Pick<PasswordHash, 'salt' | 'logN' | 'parallel'>,
): Promise<Buffer> {
  const N = 2 ** logN;
  const maxmem = 128 * BLOCK * (N + parallel) * 2;
  return derive(password.normalize('NFKC'), Buffer.from(salt, 'hex'), KEY_BYTES, {
    ...{ N, r: BLOCK, p: parallel, maxmem },
  });
}
