/** Rule settings as they hold now, and as the start file has them; filled from `registry.v1`. */

import { registryKeyOf } from '#core/registry/key.ts';
import type { RuleSettings } from '#core/registry.ts';
import {
  type OwnSettings,
  ownSettings,
  RULES_AT_START,
  RULES_IN_FORCE,
  type RuleDefinition,
} from '#core/rule-settings.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { LogRecord } from '#runtime/log/event-log.ts';

/** Rules are many files: they are read when somebody asks for them, not when the server starts. */
export type LoadRules = () => Promise<readonly RuleDefinition[]>;

export class RuleBook {
  readonly #load: LoadRules;
  #definitions: readonly RuleDefinition[] = [];
  /** Key of what holds, in `registry.v1` and its history. */
  readonly key: string;
  readonly #startKey: string;
  settings: RuleSettings = {};
  start: RuleSettings = {};
  /** Place of the newest change in the history; 0 = none is known. */
  version = 0;
  /** Place in `registry.v1`, by which the copies in every partition name it; −1 = none. */
  registryOffset = -1;

  constructor(load: LoadRules, pseudonymKey: Uint8Array) {
    this.#load = load;
    this.key = registryKeyOf(pseudonymKey, 'rules', RULES_IN_FORCE);
    this.#startKey = registryKeyOf(pseudonymKey, 'rules', RULES_AT_START);
  }

  /** Records of other kinds are passed over. Throws on unreadable ones. */
  apply({ key, value, offset }: Pick<LogRecord, 'key' | 'value' | 'offset'>): void {
    if (key !== this.key && key !== this.#startKey) return;
    const entity = value.byteLength === 0 ? null : decodeRegistryEntity(value);
    const settings = entity === null ? {} : (JSON.parse(entity.json) as RuleSettings);
    if (key === this.#startKey) {
      this.start = settings;
      return;
    }
    this.settings = settings;
    this.version = entity?.version ?? 0;
    this.registryOffset = offset;
  }

  /** Every rule there is, in the order of their types; none before `ready`. */
  get definitions(): readonly RuleDefinition[] {
    return this.#definitions;
  }

  async ready(): Promise<void> {
    if (this.#definitions.length > 0) return;
    this.#definitions = (await this.#load()).toSorted((a, b) => (a.type < b.type ? -1 : 1));
  }

  definition(type: string): RuleDefinition | undefined {
    return this.definitions.find((each) => each.type === type);
  }

  own(definition: RuleDefinition): OwnSettings {
    return ownSettings(definition, this.settings) ?? {};
  }

  ownAtStart(definition: RuleDefinition): OwnSettings {
    return ownSettings(definition, this.start) ?? {};
  }
}
