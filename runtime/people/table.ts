/** Everybody who may sign in, as the newest records of `people.v1` say. */
import { FIRST_ID, FIRST_USER, type PasswordHash, type Person } from '#core/person.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { LogRecord } from '../log/event-log.ts';
import { ReadTo } from '../log/read-to.ts';

export class PeopleTable {
  readonly #byId = new Map<string, Person>();
  readonly #byUser = new Map<string, Person>();
  readonly #readTo = new ReadTo();

  /** @param first password of the first administrator, which holds until its record says otherwise */
  constructor(first: PasswordHash) {
    this.#put({
      ...{ personId: FIRST_ID, user: FIRST_USER, name: FIRST_USER, role: 'administrator' },
      scope: { regions: null, enterprises: null },
      ...{ isWall: false, isEnabled: true, mustChangePassword: false, password: first },
      ...{ version: 0, changedAtMs: 0, changedBy: '' },
    });
  }

  /** Throws on unreadable records. */
  apply({ value, offset }: Pick<LogRecord, 'value' | 'offset'>): void {
    try {
      const { entity, json } = decodeRegistryEntity(value);
      if (entity === 'person') this.#put(JSON.parse(json) as Person);
    } finally {
      this.#readTo.moveTo(offset + 1);
    }
  }

  /** Every record below it has been applied. */
  get nextOffset(): number {
    return this.#readTo.nextOffset;
  }

  /** Resolves when every record below an offset has been applied. */
  reached(offset: number): Promise<void> {
    return this.#readTo.reached(offset);
  }

  get(personId: string): Person | undefined {
    return this.#byId.get(personId);
  }

  find(user: string): Person | undefined {
    return this.#byUser.get(user);
  }

  /** By what they sign in with. */
  all(): Person[] {
    return [...this.#byId.values()].sort((a, b) => (a.user < b.user ? -1 : 1));
  }

  #put(person: Person): void {
    const before = this.#byId.get(person.personId);
    if (before !== undefined && before.version > person.version) return;
    if (before !== undefined) this.#byUser.delete(before.user);
    this.#byId.set(person.personId, person);
    this.#byUser.set(person.user, person);
  }
}
