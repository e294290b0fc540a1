/**
 * Sign-in: scrypt-hashed passwords, random session token in a strict cookie, back-off after failures.
 * Sessions live in memory: a restart signs everybody out, and so does a change of the account.
 */
import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { AccessScope, Role } from '#core/access.ts';
import type { Person } from '#core/person.ts';
import { type Clock, HOUR_MS } from '#core/time.ts';
import { isPassword, PASSWORD_COST, type PasswordCost } from '#runtime/people/password.ts';

export interface Session {
  user: string;
  personId: string;
  role: Role;
  scope: AccessScope;
  isWall: boolean;
  mustChangePassword: boolean;
  expiresAtMs: number;
}

/** `retryAfterMs` 0 = user or password is wrong; otherwise when to come back. */
export type SignIn = { ok: true; token: string } | { ok: false; retryAfterMs: number };

/** Who may sign in; `runtime/people/table.ts` is one. */
export interface People {
  get(personId: string): Person | undefined;
  find(user: string): Person | undefined;
}

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

/** A sign-in as its owner and administrators see it; never its token. */
export interface OpenSession {
  sessionId: string;
  openedAtMs: number;
  lastUsedMs: number;
  expiresAtMs: number;
  /** Address it was opened from. */
  from: string;
}

interface Ticket extends OpenSession {
  personId: string;
  /** Of the account when it was opened. */
  version: number;
}

export class Auth {
  readonly #clock: Clock;
  readonly #sessionMs: number;
  readonly #people: People;
  readonly #cost: PasswordCost;
  readonly #tickets = new Map<string, Ticket>();
  /** By caller's address, not by user: nobody can lock an officer out by failing in their name. */
  readonly #failures = new Map<string, { count: number; blockedUntilMs: number }>();
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param options.cost what an attempt in the name of nobody takes */
  constructor(options: {
    clock: Clock;
    sessionHoursMax: number;
    people: People;
    cost?: PasswordCost;
  }) {
    this.#clock = options.clock;
    this.#sessionMs = options.sessionHoursMax * HOUR_MS;
    this.#people = options.people;
    this.#cost = options.cost ?? PASSWORD_COST;
  }

  /**
   * One at a time: attempts made side by side would all be judged before the first failure counts,
   * and a key derivation takes a core and 16 MB for a moment.
   */
  async signIn(user: string, password: string, address: string): Promise<SignIn> {
    if (this.#waiting >= WAITING_MAX) return { ok: false, retryAfterMs: BUSY_RETRY_MS };
    this.#waiting++;
    const attempt = this.#turn.then(() => this.#attempt(user, password, address));
    this.#turn = attempt.catch(() => {});
    try {
      return await attempt;
    } finally {
      this.#waiting--;
    }
  }

  /** Null = there is none, or the account has changed since. */
  session(token: string | undefined): Session | null {
    const ticket = token === undefined ? undefined : this.#tickets.get(token);
    if (token === undefined || ticket === undefined) return null;
    const person = this.#people.get(ticket.personId);
    if (person !== undefined && this.#holds(ticket, person)) {
      const { personId, expiresAtMs } = ticket;
      const { user, role, scope, isWall, mustChangePassword } = person;
      ticket.lastUsedMs = this.#clock.now();
      return { user, personId, role, scope, isWall, mustChangePassword, expiresAtMs };
    }
    this.#tickets.delete(token);
    return null;
  }

  /** Open sessions of an account, newest first. */
  sessionsOf(person: Person): OpenSession[] {
    return [...this.#tickets.values()]
      .filter((ticket) => ticket.personId === person.personId && this.#holds(ticket, person))
      .map(({ personId: _, version: __, ...session }) => session)
      .reverse();
  }

  /** Which of the sessions a token is of; null = none. */
  sessionIdOf(token: string | undefined): string | null {
    return token === undefined ? null : (this.#tickets.get(token)?.sessionId ?? null);
  }

  /** Ends one session of an account, or with null all of them; how many there were. */
  endSessions(personId: string, sessionId: string | null): number {
    const ending = [...this.#tickets].filter(
      ([, ticket]) =>
        ticket.personId === personId && (sessionId === null || ticket.sessionId === sessionId),
    );
    for (const [token] of ending) this.#tickets.delete(token);
    return ending.length;
  }

  #holds(ticket: Ticket, { isEnabled, version }: Person): boolean {
    return ticket.expiresAtMs > this.#clock.now() && isEnabled && ticket.version === version;
  }

  signOut(token: string | undefined): void {
    if (token !== undefined) this.#tickets.delete(token);
  }

  /** A session for an account as it is now, whose owner has just shown who they are. */
  open({ personId, version }: Pick<Person, 'personId' | 'version'>, from: string): string {
    const token = randomBytes(32).toString('base64url');
    if (this.#tickets.size >= SESSIONS_MAX)
      this.#tickets.delete(this.#tickets.keys().next().value as string);
    const nowMs = this.#clock.now();
    this.#tickets.set(token, {
      ...{ sessionId: randomBytes(8).toString('hex'), personId, version, from },
      ...{ openedAtMs: nowMs, lastUsedMs: nowMs, expiresAtMs: nowMs + this.#sessionMs },
    });
    return token;
  }

  async #attempt(user: string, password: string, address: string): Promise<SignIn> {
    const now = this.#clock.now();
    const network = networkOf(address);
    const failed = this.#failures.get(network);
    if (failed !== undefined && failed.blockedUntilMs > now)
      return { ok: false, retryAfterMs: failed.blockedUntilMs - now };
    const known = this.#people.find(user.toLowerCase());
    const isRight = await isPassword(password, known?.password ?? null, this.#cost);
    if (known === undefined || !isRight || !known.isEnabled)
      return { ok: false, retryAfterMs: this.#fail(network, now) };
    this.#failures.delete(network);
    return { ok: true, token: this.open(known, address) };
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
