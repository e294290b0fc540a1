/** Everybody who may sign in, as the newest records of `people.v1` say. */
import { FIRST_ID, FIRST_USER, type PasswordHash, type Person } from '#core/person.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { LogRecord } from '../log/event-log.ts';

export class PeopleTable {
  readonly #byId = new Map<string, Person>();
  readonly #byUser = new Map<string, Person>();
  readonly #waiting: { offset: number; resolve: () => void }[] = [];
  nextOffset = 0;

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
      this.nextOffset = offset + 1;
      while (this.#waiting.length > 0 && this.#waiting[0]!.offset <= this.nextOffset)
        this.#waiting.shift()!.resolve();
    }
  }

  /** Resolves when every record below an offset has been applied. */
  reached(offset: number): Promise<void> {
    if (this.nextOffset >= offset) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ offset, resolve });
      this.#waiting.sort((a, b) => a.offset - b.offset);
    });
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
