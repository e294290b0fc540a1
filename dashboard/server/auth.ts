/**
 * Sign-in: scrypt-hashed passwords, random session token in a strict cookie, back-off after failures.
 * Sessions live in memory: a restart signs everybody out, and so does a change of the account.
 *
 * Whose failures count together: of a device an account has signed in from, those of the account there; of all others
 * those of an address, and those in the name of an account. So guessing one password from many addresses is slow, and
 * whoever fails in an officer's name cannot keep the officer's own device out (ADR 0022).
 */
import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { AccessScope, Role } from '#core/access.ts';
import type { Person } from '#core/person.ts';
import { type Clock, HOUR_MS } from '#core/time.ts';
import { isPassword, PASSWORD_COST, type PasswordCost } from '#runtime/people/password.ts';
import { BackOff } from './back-off.ts';
import type { FamiliarDevices } from './familiar.ts';

export interface Session {
  user: string;
  personId: string;
  role: Role;
  scope: AccessScope;
  isWall: boolean;
  mustChangePassword: boolean;
  expiresAtMs: number;
}

/** `device` is the browser's next device cookie. */
export type SignIn = { ok: true; token: string; device: string } | Refusal;

export interface Refusal {
  ok: false;
  /** 0 = user or password is wrong; otherwise when to come back. */
  retryAfterMs: number;
  /** What has failed too often; null = nothing yet. */
  slowed: Slowed | null;
  /** Refused without a look at the password, and not the first in this wait. */
  isRepeat: boolean;
}
export type Slowed = 'address' | 'account' | 'device' | 'server';

export interface Caller {
  address: string;
  /** Device cookie; undefined = none. */
  device: string | undefined;
}

/** What became of sign-ins; the waits are those refused without a look at the password. */
export const SIGN_IN_RESULTS = [
  ...['done', 'wrong', 'address-waits', 'account-waits', 'device-waits', 'server-waits'],
] as const;

/** Who may sign in; `runtime/people/table.ts` is one. */
export interface People {
  get(personId: string): Person | undefined;
  find(user: string): Person | undefined;
}

/** One hand behind the failures: it may be told to wait for long. */
const ONE_CALLER = { free: 5, waitMsMax: 300_000, entriesMax: 10_000 };
/** Many hands: the owner, from a strange device, may be among them, so the wait is short. */
const ONE_ACCOUNT = { free: 10, waitMsMax: 60_000, entriesMax: 10_000 };
/** Sign-ins waiting for their turn; beyond it the caller is asked to come back. */
const WAITING_MAX = 20;
/** Further places that strangers cannot take. */
const WAITING_FAMILIAR_MAX = 4;
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
  readonly #familiar: FamiliarDevices;
  readonly #byAddress = new BackOff(ONE_CALLER);
  readonly #byDevice = new BackOff(ONE_CALLER);
  readonly #byAccount = new BackOff(ONE_ACCOUNT);
  /** As accounts are, so that a wait tells nobody which names exist; apart, so that made-up ones push none of them out. */
  readonly #byUnknownName = new BackOff(ONE_ACCOUNT);
  /** By `SIGN_IN_RESULTS`, since the start. */
  readonly counts = Object.fromEntries(SIGN_IN_RESULTS.map((result) => [result, 0])) as Record<
    (typeof SIGN_IN_RESULTS)[number],
    number
  >;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param options.cost what an attempt in the name of nobody takes */
  constructor(options: {
    clock: Clock;
    sessionHoursMax: number;
    people: People;
    familiar: FamiliarDevices;
    cost?: PasswordCost;
  }) {
    this.#clock = options.clock;
    this.#sessionMs = options.sessionHoursMax * HOUR_MS;
    this.#people = options.people;
    this.#familiar = options.familiar;
    this.#cost = options.cost ?? PASSWORD_COST;
  }

  /**
   * One at a time: attempts made side by side would all be judged before the first failure counts,
   * and a key derivation takes a core and 16 MB for a moment.
   */
  async signIn(user: string, password: string, caller: Caller): Promise<SignIn> {
    const name = user.toLowerCase();
    const lanes = this.#lanesOf(name, caller);
    const placesMax = WAITING_MAX + (lanes[0]!.slowed === 'device' ? WAITING_FAMILIAR_MAX : 0);
    const refusal =
      this.#refusalOf(lanes) ?? (this.#waiting < placesMax ? null : this.#refuse('server'));
    if (refusal !== null) return refusal;
    this.#waiting++;
    const attempt = this.#turn.then(() => this.#attempt(name, password, caller, lanes));
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

  async #attempt(
    name: string,
    password: string,
    caller: Caller,
    lanes: readonly Lane[],
  ): Promise<SignIn> {
    // Those before it in the queue may have failed.
    const refusal = this.#refusalOf(lanes);
    if (refusal !== null) return refusal;
    const known = this.#people.find(name);
    const isRight = await isPassword(password, known?.password ?? null, this.#cost);
    if (known === undefined || !isRight || !known.isEnabled) return this.#fail(lanes);
    for (const { failures, key } of lanes) failures.forget(key);
    this.counts.done++;
    const device = this.#familiar.remember(caller.device, known.personId);
    return { ok: true, token: this.open(known, caller.address), device };
  }

  /** Where failures of this attempt count. */
  #lanesOf(name: string, { address, device }: Caller): Lane[] {
    const personId = this.#people.find(name)?.personId;
    const knownAs = personId === undefined ? null : this.#familiar.knownAs(device, personId);
    if (knownAs !== null) return [{ slowed: 'device', failures: this.#byDevice, key: knownAs }];
    const byName =
      personId === undefined
        ? { failures: this.#byUnknownName, key: name }
        : { failures: this.#byAccount, key: personId };
    return [
      { slowed: 'address', failures: this.#byAddress, key: networkOf(address) },
      { slowed: 'account', ...byName },
    ];
  }

  /** Null = the attempt is heard. */
  #refusalOf(lanes: readonly Lane[]): Refusal | null {
    const nowMs = this.#clock.now();
    const longest = longestOf(lanes.map((lane) => [lane, lane.failures.waitMs(lane.key, nowMs)]));
    return longest === null ? null : this.#refuse(...longest);
  }

  #refuse(lane: Lane | 'server', waitMs = BUSY_RETRY_MS): Refusal {
    const slowed = lane === 'server' ? lane : lane.slowed;
    this.counts[`${slowed}-waits`]++;
    const isRepeat = lane === 'server' || !lane.failures.isFirstRefusal(lane.key);
    return { ok: false, retryAfterMs: waitMs, slowed, isRepeat };
  }

  #fail(lanes: readonly Lane[]): Refusal {
    this.counts.wrong++;
    const nowMs = this.#clock.now();
    const longest = longestOf(lanes.map((lane) => [lane, lane.failures.fail(lane.key, nowMs)]));
    const [lane, retryAfterMs] = longest ?? [null, 0];
    return { ok: false, retryAfterMs, slowed: lane?.slowed ?? null, isRepeat: false };
  }
}

interface Lane {
  slowed: Exclude<Slowed, 'server'>;
  failures: BackOff;
  key: string;
}

/** Null = nobody waits. */
function longestOf(waits: [Lane, number][]): [Lane, number] | null {
  const [longest] = waits.filter(([, waitMs]) => waitMs > 0).sort(([, a], [, b]) => b - a);
  return longest ?? null;
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
