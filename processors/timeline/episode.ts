/** An episode as a rule tells it, and the alert that follows from it. */
import type { Alert, EvidenceRef } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { PlannedRule } from '../plan.ts';
import type { EpisodeFacts } from '../rule.ts';
import type { Entry } from './entry.ts';
import { equalPlain } from './plain.ts';

/** Evidence kept per alert: the first and the last 16. */
export const EVIDENCE_REFS_MAX = 32;

/** Everything of an alert that follows from the time line alone; immutable once made. */
export type Shown = Omit<Alert, 'alertId' | 'state' | 'corrected' | 'late'>;

export interface Episode {
  /** Index in the rule list. */
  rule: number;
  slot: string;
  /** How many episodes of this slot came before. */
  ordinal: number;
  /** Shared between copies in checkpoints, so that an identity found later is known to all of them; '' = not yet. */
  identity: { alertId: string };
  /** Key of the step that opened it. */
  openMs: number;
  openTie: number;
  /** Key of the step that closed it; null = open. */
  closeMs: number | null;
  closeTie: number;
  closedAtMs: number | null;
  subjectKey: SubjectKey;
  driverKey: SubjectKey | null;
  facts: EpisodeFacts;
  params: Record<string, unknown>;
  evidence: EvidenceRef[];
  /** The episode as of its last visible change: what is published is always one of these. */
  shown: Shown | null;
  /** Visibly changed since `shown` was made. */
  changed: boolean;
}

export function newEpisode(
  planned: PlannedRule,
  slot: string,
  ordinal: number,
  entry: Entry | null,
  subjectKey: SubjectKey,
  driverKey: SubjectKey | null,
  facts: EpisodeFacts,
): Episode {
  return {
    rule: planned.index,
    slot,
    ordinal,
    identity: { alertId: '' },
    openMs: 0,
    openTie: 0,
    closeMs: null,
    closeTie: 0,
    closedAtMs: null,
    subjectKey: entry === null ? subjectKey : entry.subjectKey,
    driverKey,
    facts: { ...facts },
    params: planned.params,
    evidence: [],
    shown: null,
    changed: true,
  };
}

/** Merges an update; true when something visible changed. */
export function mergeFacts(episode: Episode, facts: Partial<EpisodeFacts>): boolean {
  const current = episode.facts as unknown as Record<string, unknown>;
  let changed = false;
  for (const name in facts) {
    const value = (facts as Record<string, unknown>)[name];
    if (value === undefined || equalPlain(current[name], value)) continue;
    current[name] = value;
    changed = true;
  }
  return changed;
}

export function addEvidence(episode: Episode, ref: EvidenceRef): void {
  const { evidence } = episode;
  if (evidence.length >= EVIDENCE_REFS_MAX) evidence.splice(EVIDENCE_REFS_MAX / 2, 1);
  evidence.push(ref);
}

export function showEpisode(episode: Episode, planned: PlannedRule): Shown {
  const { facts } = episode;
  return {
    type: facts.type ?? planned.rule.type,
    ruleVersion: planned.rule.version,
    subjectKey: episode.subjectKey,
    driverKey: episode.driverKey,
    severity: facts.severity,
    openedAtMs: facts.openedAtMs,
    raisedAtMs: facts.raisedAtMs,
    closedAtMs: episode.closedAtMs,
    measured: facts.measured,
    limit: facts.limit,
    unit: facts.unit,
    latitudeDeg: facts.latitudeDeg,
    longitudeDeg: facts.longitudeDeg,
    explanation: facts.explanation,
    clause: facts.clause ?? planned.rule.clause,
    params: episode.params,
    facts: facts.facts ?? {},
    evidence: episode.evidence.slice(),
  };
}

export function copyEpisode(episode: Episode): Episode {
  return { ...episode, facts: { ...episode.facts }, evidence: episode.evidence.slice() };
}
