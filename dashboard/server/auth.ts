/**
 * Sign-in: scrypt-hashed password, random session token in a strict cookie, back-off after failures.
 * Sessions live in memory: a restart signs everybody out.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { promisify } from 'node:util';
import { type Clock, HOUR_MS } from '#core/time.ts';

export interface Session {
  user: string;
  role: 'administrator';
  expiresAtMs: number;
}

/** `retryAfterMs` 0 = user or password is wrong; otherwise when to come back. */
export type SignIn = { ok: true; token: string } | { ok: false; retryAfterMs: number };

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
) => Promise<Buffer>;
const KEY_BYTES = 32;
/** Failures in a row that cost nothing; each further one doubles the wait up to the most. */
const FREE_FAILURES = 5;
const BACK_OFF_MS_MAX = 300_000;
/** Addresses whose failures are remembered; beyond it the one that failed longest ago is forgiven. */
const ADDRESSES_MAX = 10_000;
/** Sign-ins waiting for their turn; beyond it the caller is asked to come back. */
const WAITING_MAX = 20;
const BUSY_RETRY_MS = 1_000;
/** Open sessions; beyond it the oldest one ends. */
const SESSIONS_MAX = 1_000;

export const SESSION_COOKIE = 'tz_session';

export class Auth {
  readonly #clock: Clock;
  readonly #sessionMs: number;
  readonly #users = new Map<string, { salt: Buffer; hash: Buffer }>();
  readonly #sessions = new Map<string, Session>();
  /** By caller's address, not by user: nobody can lock an officer out by failing in their name. */
  readonly #failures = new Map<string, { count: number; blockedUntilMs: number }>();
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  private constructor(clock: Clock, sessionHoursMax: number) {
    this.#clock = clock;
    this.#sessionMs = sessionHoursMax * HOUR_MS;
  }

  static async create(options: {
    clock: Clock;
    sessionHoursMax: number;
    adminPassword: string;
  }): Promise<Auth> {
    const auth = new Auth(options.clock, options.sessionHoursMax);
    const salt = randomBytes(16);
    auth.#users.set('admin', { salt, hash: await derive(options.adminPassword, salt, KEY_BYTES) });
    return auth;
  }

  /**
   * One at a time: attempts made side by side would all be judged before the first failure counts,
   * and a key derivation takes a core and 16 MB for a moment.
   */
  async signIn(user: string, password: string, address: string): Promise<SignIn> {
    if (this.#waiting >= WAITING_MAX) return { ok: false, retryAfterMs: BUSY_RETRY_MS };
    this.#waiting++;
    const attempt = this.#turn.then(() => this.#attempt(user, password, networkOf(address)));
    this.#turn = attempt.catch(() => {});
    try {
      return await attempt;
    } finally {
      this.#waiting--;
    }
  }

  session(token: string | undefined): Session | null {
    const session = token === undefined ? undefined : this.#sessions.get(token);
    if (token === undefined || session === undefined) return null;
    if (session.expiresAtMs > this.#clock.now()) return session;
    this.#sessions.delete(token);
    return null;
  }

  signOut(token: string | undefined): void {
    if (token !== undefined) this.#sessions.delete(token);
  }

  /** Always derives a key, so that an unknown user takes as long as a wrong password. */
  async #attempt(user: string, password: string, address: string): Promise<SignIn> {
    const now = this.#clock.now();
    const failed = this.#failures.get(address);
    if (failed !== undefined && failed.blockedUntilMs > now)
      return { ok: false, retryAfterMs: failed.blockedUntilMs - now };
    const known = this.#users.get(user);
    const derived = await derive(password, known?.salt ?? Buffer.alloc(16), KEY_BYTES);
    if (known === undefined || !timingSafeEqual(derived, known.hash))
      return { ok: false, retryAfterMs: this.#fail(address, now) };
    this.#failures.delete(address);
    const token = randomBytes(32).toString('base64url');
    if (this.#sessions.size >= SESSIONS_MAX)
      this.#sessions.delete(this.#sessions.keys().next().value as string);
    this.#sessions.set(token, { user, role: 'administrator', expiresAtMs: now + this.#sessionMs });
    return { ok: true, token };
  }

  #fail(address: string, now: number): number {
    const count = (this.#failures.get(address)?.count ?? 0) + 1;
    const backOffMs =
      count <= FREE_FAILURES ? 0 : Math.min(BACK_OFF_MS_MAX, 1_000 * 2 ** (count - FREE_FAILURES));
    // Taken out and put in: the map's order is the order of the last failure.
    this.#failures.delete(address);
    this.#failures.set(address, { count, blockedUntilMs: now + backOffMs });
    if (this.#failures.size > ADDRESSES_MAX)
      this.#failures.delete(this.#failures.keys().next().value as string);
    return backOffMs;
  }
}

/** Who stands behind an address: an IPv6 caller commands the whole /64. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const start = head.split(':');
  if (tail !== undefined && start.length < 4) {
    const end = tail === '' ? [] : tail.split(':');
    const gap = Array.from({ length: 8 - start.length - end.length }, () => '0');
    return [...start, ...gap, ...end].slice(0, 4).join(':');
  }
  return start.slice(0, 4).join(':');
}
