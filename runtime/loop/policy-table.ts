/** Every policy as the records of `policies.v1` say; where they say nothing the defaults of the product hold. */
import type { Alert } from '#core/alert.ts';
import { DEFAULT_POLICIES } from '#core/loop/defaults.ts';
import {
  type Policy,
  type PolicyKey,
  policyFaults,
  policyName,
  policyNamesFor,
} from '#core/loop/policy.ts';
import { WireFault } from '#proto/codec/fault.ts';
import { decodeRegistryEntity, encodeRegistryEntity } from '#proto/codec/registry-entity.ts';

/** One version of a policy. */
export interface PolicyVersion extends PolicyKey {
  /** 0 = the default of the product, which nobody has changed. */
  version: number;
  /** Null = nothing follows from such alerts: there is no default, or it was taken away. */
  policy: Policy | null;
  /** Where the figures come from; of a change, why it was made. */
  source: string;
  /** 0 for a default. */
  changedAtMs: number;
  /** '' for a default. */
  changedBy: string;
}

/** What is asked; `policy` null = back to the default. */
export interface PolicyChange extends PolicyKey {
  /** That it was made for. */
  baseVersion: number;
  policy: Policy | null;
  reason: string;
  changedAtMs: number;
  changedBy: string;
}

export type PolicyVerdict = 'accepted' | 'stale' | 'full';

/** Keys that may have a policy of their own, and versions of one kept at hand: the log holds all. */
const KEYS_MAX = 500;
const VERSIONS_MAX = 100;
const ENTITY = 'policy';

export function encodePolicyChange(change: PolicyChange): Uint8Array {
  const { baseVersion, policy, reason, changedAtMs, changedBy, type, severity } = change;
  return encodeRegistryEntity({
    ...{ entity: ENTITY, id: policyName(change), changedAtMs, actor: changedBy },
    json: JSON.stringify({ type, severity, policy, reason }),
    version: baseVersion + 1,
  });
}

export class PolicyTable {
  readonly #defaults = new Map(
    DEFAULT_POLICIES.map((stated): [string, PolicyVersion] => [
      policyName(stated),
      { ...stated, version: 0, changedAtMs: 0, changedBy: '' },
    ]),
  );
  /** Oldest first. */
  readonly #changes = new Map<string, PolicyVersion[]>();

  /** Of two changes made for the same version the first in the log counts. Throws WireFault on unreadable records. */
  apply(value: Uint8Array): PolicyVerdict {
    const { entity, id, json, version, changedAtMs, actor } = decodeRegistryEntity(value);
    if (entity !== ENTITY) throw new WireFault('value', 'a policy record is of another kind');
    const told = JSON.parse(json) as PolicyKey & { policy: Policy | null; reason: string };
    const { type, severity, policy, reason } = told;
    if (policy !== null && policyFaults(policy, told).length > 0)
      throw new WireFault('value', 'a policy record holds no policy of this version');
    const known = this.#changes.get(id);
    if ((known?.at(-1)?.version ?? 0) !== version - 1) return 'stale';
    if (known === undefined && this.#changes.size >= KEYS_MAX) return 'full';
    const versions = known ?? [];
    const held = policy ?? this.#defaults.get(id)?.policy ?? null;
    const common = { type, severity, version, changedAtMs, changedBy: actor };
    versions.push({ ...common, policy: held, source: reason });
    if (versions.length > VERSIONS_MAX) versions.shift();
    this.#changes.set(id, versions);
    return 'accepted';
  }

  /** As it holds now; undefined = there is none. */
  get(name: string): PolicyVersion | undefined {
    return this.#changes.get(name)?.at(-1) ?? this.#defaults.get(name);
  }

  /** The nearest one; null = nothing follows from such an alert. */
  of(alert: Pick<Alert, 'type' | 'severity'>): (PolicyVersion & { policy: Policy }) | null {
    for (const name of policyNamesFor(alert)) {
      const found = this.get(name);
      if (found?.policy != null) return { ...found, policy: found.policy };
    }
    return null;
  }

  /** By name. */
  all(): PolicyVersion[] {
    const names = new Set([...this.#defaults.keys(), ...this.#changes.keys()]);
    return [...names].sort().map((name) => this.get(name)!);
  }

  /** Newest first, the default last. */
  history(name: string): PolicyVersion[] {
    const first = this.#defaults.get(name);
    const changes = [...(this.#changes.get(name) ?? [])].reverse();
    return first === undefined ? changes : [...changes, first];
  }
}
