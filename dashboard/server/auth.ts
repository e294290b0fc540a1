/**
 * Sign-in: scrypt-hashed password, random session token in a strict cookie, back-off after failures.
 * Sessions live in memory: a restart signs everybody out.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { type Clock, HOUR_MS } from '#core/time.ts';

export interface Session {
  user: string;
  role: 'administrator';
  expiresAtMs: number;
}

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
/** Open sessions; beyond it the oldest one ends. */
const SESSIONS_MAX = 1_000;

export const SESSION_COOKIE = 'tz_session';

export class Auth {
  readonly #clock: Clock;
  readonly #sessionMs: number;
  readonly #users = new Map<string, { salt: Buffer; hash: Buffer }>();
  readonly #sessions = new Map<string, Session>();
  readonly #failures = new Map<string, { count: number; blockedUntilMs: number }>();

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

  /** Always derives a key, so that an unknown user takes as long as a wrong password. */
  async signIn(user: string, password: string): Promise<SignIn> {
    const now = this.#clock.now();
    const failed = this.#failures.get(user);
    if (failed !== undefined && failed.blockedUntilMs > now)
      return { ok: false, retryAfterMs: failed.blockedUntilMs - now };
    const known = this.#users.get(user);
    const salt = known?.salt ?? Buffer.alloc(16);
    const derived = await derive(password, salt, KEY_BYTES);
    if (known === undefined || !timingSafeEqual(derived, known.hash))
      return { ok: false, retryAfterMs: this.#fail(user, now) };
    this.#failures.delete(user);
    const token = randomBytes(32).toString('base64url');
    if (this.#sessions.size >= SESSIONS_MAX)
      this.#sessions.delete(this.#sessions.keys().next().value as string);
    this.#sessions.set(token, { user, role: 'administrator', expiresAtMs: now + this.#sessionMs });
    return { ok: true, token };
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

  #fail(user: string, now: number): number {
    // Only names that exist are remembered, so that made-up names cannot fill the table.
    if (!this.#users.has(user)) return 0;
    const count = (this.#failures.get(user)?.count ?? 0) + 1;
    const backOffMs =
      count <= FREE_FAILURES ? 0 : Math.min(BACK_OFF_MS_MAX, 1_000 * 2 ** (count - FREE_FAILURES));
    this.#failures.set(user, { count, blockedUntilMs: now + backOffMs });
    return backOffMs;
  }
}
