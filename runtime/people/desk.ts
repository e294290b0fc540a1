/**
 * Where accounts are made and changed: one at a time, judged by the newest state, appended to `people.v1`,
 * answered when they have come back from the log. One process takes changes at a time, as of the registry.
 * *Delivery:* a change that was answered is durable and holds for the next sign-in.
 */
import { randomBytes } from 'node:crypto';
import { type AccessScope, isWhole, type Role } from '#core/access.ts';
import { type Person, passwordFault, personFault } from '#core/person.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { EventLog } from '../log/event-log.ts';
import { hashPassword, temporaryPassword } from './password.ts';
import type { PeopleTable } from './table.ts';

export interface NewPerson {
  user: string;
  name: string;
  role: Role;
  scope: AccessScope;
  isWall: boolean;
}
export type PersonPatch = Partial<Omit<NewPerson, 'user'> & { isEnabled: boolean }>;

export interface PeopleAuthor {
  actor: string;
  atMs: number;
}

/** `password` = a temporary one to hand over; null = the caller gave it. */
export type PeopleAnswer =
  | { ok: true; person: Person; password: string | null }
  | {
      ok: false;
      why: 'missing' | 'stale' | 'conflict' | 'invalid';
      field: string;
      message: string;
    };

/** Accounts kept; nobody employs more. */
export const PEOPLE_MAX = 20_000;
const RETURN_MS_MAX = 10_000;

const PASSWORD_SAYS: Record<NonNullable<ReturnType<typeof passwordFault>>, string> = {
  'too-short': 'has at least 12 characters.',
  'too-long': 'has at most 200 characters.',
  'holds-name': 'does not hold the name of its account.',
  'too-simple':
    'is too simple: three of upper case, lower case, digits and signs, or 20 characters; no well-known words.',
};

export class PeopleDesk {
  readonly #log: EventLog;
  readonly #table: PeopleTable;
  readonly #caughtUp: () => Promise<void>;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param caughtUp brings the table up to the log where nobody follows it; the default waits for a follower */
  constructor(log: EventLog, table: PeopleTable, caughtUp?: () => Promise<void>) {
    this.#log = log;
    this.#table = table;
    this.#caughtUp = caughtUp ?? (() => this.#followed());
  }

  create(wish: NewPerson, password: string | null, author: PeopleAuthor): Promise<PeopleAnswer> {
    return this.#alone(async () => {
      if (this.#table.find(wish.user) !== undefined)
        return refusal('conflict', 'user', 'is taken.');
      if (this.#table.all().length >= PEOPLE_MAX)
        return refusal('conflict', 'user', 'cannot be added: there are too many accounts.');
      const personId = randomBytes(8).toString('hex');
      const person = { ...wish, personId, isEnabled: true, version: 0 };
      return this.#write({ ...person, mustChangePassword: true }, password ?? '', author);
    });
  }

  /** @param base version the change was made for */
  change(
    personId: string,
    patch: PersonPatch,
    base: number | null,
    author: PeopleAuthor,
  ): Promise<PeopleAnswer> {
    return this.#alone(async () => {
      const before = this.#table.get(personId);
      if (before === undefined) return MISSING;
      if (base !== null && base !== before.version) return STALE;
      return this.#write({ ...before, ...patch }, null, author);
    });
  }

  /** `password` null = a temporary one is made; either way its owner sets another at the next sign-in. */
  reset(personId: string, password: string | null, author: PeopleAuthor): Promise<PeopleAnswer> {
    return this.#alone(async () => {
      const before = this.#table.get(personId);
      if (before === undefined) return MISSING;
      return this.#write({ ...before, mustChangePassword: true }, password ?? '', author);
    });
  }

  /** By its owner, who has shown that they know the old one. */
  setOwn(personId: string, password: string, author: PeopleAuthor): Promise<PeopleAnswer> {
    return this.#alone(async () => {
      const before = this.#table.get(personId);
      if (before === undefined) return MISSING;
      return this.#write({ ...before, mustChangePassword: false }, password, author);
    });
  }

  /** `password` null = stays; '' = a temporary one is made. */
  async #write(
    wish: Omit<Person, 'password' | 'changedAtMs' | 'changedBy'> & Partial<Person>,
    password: string | null,
    { actor, atMs }: PeopleAuthor,
  ): Promise<PeopleAnswer> {
    const fault = personFault(wish);
    if (fault !== null) return refusal('invalid', fault.field, fault.message);
    if (!this.#someoneLeft(wish))
      return refusal('conflict', 'role', 'leaves nobody who may manage accounts.');
    const temporary = password === '' ? temporaryPassword() : null;
    const next = temporary ?? password;
    if (next !== null && temporary === null) {
      const weak = passwordFault(next, wish);
      if (weak !== null) return refusal('invalid', 'password', PASSWORD_SAYS[weak]);
    }
    const person: Person = {
      ...wish,
      password: next === null ? wish.password! : await hashPassword(next),
      version: wish.version + 1,
      ...{ changedAtMs: atMs, changedBy: actor },
    };
    const value = encodeRegistryEntity({
      ...{ entity: 'person', id: person.personId, json: JSON.stringify(person) },
      ...{ changedAtMs: atMs, actor, version: person.version },
    });
    const key = `person:${person.personId}`;
    const offset = await this.#log.append(TOPICS.people, 0, [{ key, timeMs: atMs, value }]);
    await Promise.race([this.#caughtUp(), after(RETURN_MS_MAX)]);
    // The follower may be slow; whoever asked must not meet the old state.
    if (this.#table.nextOffset <= offset) this.#table.apply({ value, offset });
    return { ok: true, person, password: temporary };
  }

  /** An installation without an administrator of the whole cannot be got into again. */
  #someoneLeft(wish: Pick<Person, 'personId' | 'role' | 'scope' | 'isEnabled'>): boolean {
    const manages = ({ role, scope, isEnabled }: typeof wish) =>
      isEnabled && role === 'administrator' && isWhole(scope);
    if (manages(wish)) return true;
    return this.#table.all().some((each) => each.personId !== wish.personId && manages(each));
  }

  async #followed(): Promise<void> {
    const { high } = await this.#log.ends(TOPICS.people, 0);
    await this.#table.reached(high);
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(async () => {
      await Promise.race([this.#caughtUp(), after(RETURN_MS_MAX)]);
      return work();
    });
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

const MISSING = refusal('missing', '', 'There is no such account.');
const STALE = refusal('stale', '', 'Somebody else changed it since; read it again.');

function refusal(
  why: 'missing' | 'stale' | 'conflict' | 'invalid',
  field: string,
  message: string,
): PeopleAnswer & { ok: false } {
  return { ok: false, why, field, message };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
