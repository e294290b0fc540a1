/**
 * Sealing after an accident (事故封存): data and alerts of vehicles for a period, copied out of the reach of
 * retention and change until an administrator lifts the seal. Steps are records of `seals.v1`: people ask
 * (`seal`, `lift`), the sink of the store tells what it has done (`files`, `sealed`, `lifted`).
 */
import type { AuditHead } from './audit.ts';
import type { SubjectKey } from './identity.ts';
import type { ContentHash, DeviceFile } from './media.ts';
import { DAY_MS } from './time.ts';

/** Longest period of one seal. */
export const SEAL_DAYS_MAX = 31;
/** Vehicles of one seal: those of an accident, and some more. */
export const SEAL_VEHICLES_MAX = 20;

/** Why a wish cannot be sealed, whoever asks. */
export type SealMistake = 'no-vehicles' | 'too-many' | 'order' | 'future' | 'too-long';

/** Null = it can be sealed. */
export function sealMistake(
  vehicles: number,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  nowMs: number,
): SealMistake | null {
  if (vehicles === 0) return 'no-vehicles';
  if (vehicles > SEAL_VEHICLES_MAX) return 'too-many';
  if (fromMs >= toMs) return 'order';
  if (toMs > nowMs) return 'future';
  return toMs - fromMs > SEAL_DAYS_MAX * DAY_MS ? 'too-long' : null;
}

export interface SealedPart {
  name: string;
  bytes: number;
  sha256: string;
}

/** What was copied, and when. */
export interface SealCopy {
  atMs: number;
  /** Every part of the copy as it was read back. */
  parts: readonly SealedPart[];
  /** Last link of the chain over them. */
  root: string;
  points: number;
  /** Reports whose raw bytes the store did not have any more. */
  framesGone: number;
  /** Newest link of the audit trail then; null = it was empty. */
  audit: (AuditHead & { offset: number }) | null;
}

export type SealEvent = { sealId: string; atMs: number } & (
  | {
      step: 'seal';
      actor: string;
      reason: string;
      vehicles: readonly SubjectKey[];
      /** By event time, `[fromMs, toMs)`. */
      fromMs: number;
      toMs: number;
    }
  | { step: 'files'; files: readonly DeviceFile[] }
  | ({ step: 'sealed' } & Omit<SealCopy, 'atMs'>)
  | { step: 'lift'; actor: string; reason: string }
  | { step: 'lifted' }
);

/** `sealing` = asked for, not copied yet; `lifting` = given up, the copy is still there. */
export const SEAL_STATES = ['sealing', 'sealed', 'lifting', 'lifted'] as const;
export type SealState = (typeof SEAL_STATES)[number];

export interface Seal {
  sealId: string;
  state: SealState;
  vehicles: readonly SubjectKey[];
  fromMs: number;
  toMs: number;
  actor: string;
  reason: string;
  atMs: number;
  /** What the copy holds; null until it is made. */
  copy: SealCopy | null;
  files: readonly DeviceFile[];
  lifted: { actor: string; reason: string; atMs: number } | null;
}

/** Every seal in its newest state, folded in the order of the log: whatever comes twice or too late changes nothing. */
export class SealBook {
  readonly #seals = new Map<string, Seal>();

  apply(event: SealEvent): void {
    const { sealId, atMs } = event;
    const seal = this.#seals.get(sealId);
    if (event.step === 'seal') {
      if (seal !== undefined) return;
      const { vehicles, fromMs, toMs, actor, reason } = event;
      this.#seals.set(sealId, {
        ...{ sealId, state: 'sealing', vehicles, fromMs, toMs, actor, reason, atMs },
        ...{ copy: null, files: [], lifted: null },
      });
      return;
    }
    if (seal === undefined) return;
    if (event.step === 'files') {
      if (seal.state === 'sealing') seal.files = withoutDoubles([...seal.files, ...event.files]);
    } else if (event.step === 'sealed') {
      if (seal.state !== 'sealing') return;
      const { parts, root, points, framesGone, audit } = event;
      seal.copy = { atMs, parts, root, points, framesGone, audit };
      seal.state = 'sealed';
    } else if (event.step === 'lift') {
      // What is not copied yet is given up as well; the sink then takes away what there is.
      if (seal.state !== 'sealed' && seal.state !== 'sealing') return;
      seal.lifted = { actor: event.actor, reason: event.reason, atMs };
      seal.state = 'lifting';
    } else if (seal.state === 'lifting') seal.state = 'lifted';
  }

  get(sealId: string): Seal | undefined {
    return this.#seals.get(sealId);
  }

  /** In the order in which they were asked for. */
  all(): Seal[] {
    return [...this.#seals.values()];
  }

  /** Files that must stay; null = a seal is being made, and which ones it needs is not known yet. */
  keptFiles(): Set<ContentHash> | null {
    const kept = new Set<ContentHash>();
    for (const { state, files } of this.#seals.values()) {
      if (state === 'sealing') return null;
      if (state === 'sealed') for (const { hash } of files) kept.add(hash);
    }
    return kept;
  }
}

function withoutDoubles(files: readonly DeviceFile[]): DeviceFile[] {
  const byPlace = new Map(
    files.map((file) => [`${file.subjectKey}/${file.hash}/${file.name}`, file]),
  );
  return [...byPlace.values()];
}
