/**
 * The newest verdict on every vehicle, driver and enterprise, and the newest incidence of every section, folded
 * from `risk.v1`. In memory lies what lists need; the whole verdict is read where it lies in the log.
 */
import type {
  RiskReason,
  RiskSubjectKind,
  RiskTold,
  RiskVerdict,
  SafetyCode,
  SectionIncidence,
} from '#core/risk/verdict.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeRisk } from '#proto/codec/indicator.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';

/** Subjects held; of further ones nothing is told, and they are counted. */
const SUBJECTS_MAX = 500_000;
const READ = { maxRecords: 1, maxBytes: 1 << 20, waitMs: 0 };

/** What lists need of a verdict. */
export interface RiskSummary {
  kind: RiskSubjectKind;
  id: string;
  asOfMs: number;
  score: number | null;
  coverage: number;
  code: SafetyCode | null;
  codeSinceMs: number;
  reasons: RiskReason[];
  uncorrected: number;
  wayKm: number;
  violations: number;
  /** Where the whole of it lies. */
  offset: number;
}

export class RiskBoard {
  readonly sections = new Map<string, SectionIncidence>();
  /** Subjects of which nothing is held. */
  notHeld = 0;
  readonly #log: EventLog;
  readonly #byKind: Record<RiskSubjectKind, Map<string, RiskSummary>> = {
    vehicle: new Map(),
    driver: new Map(),
    enterprise: new Map(),
  };

  constructor(log: EventLog) {
    this.#log = log;
  }

  /** In the order of the log: the last word stands. */
  apply(told: RiskTold, offset: number): void {
    if (told.kind === 'section') {
      this.sections.set(told.id, told);
      return;
    }
    const subjects = this.#byKind[told.kind];
    if (!subjects.has(told.id) && this.size >= SUBJECTS_MAX) {
      this.notHeld++;
      return;
    }
    subjects.set(told.id, summaryOf(told, offset));
  }

  get size(): number {
    const { vehicle, driver, enterprise } = this.#byKind;
    return vehicle.size + driver.size + enterprise.size;
  }

  of(kind: RiskSubjectKind, id: string): RiskSummary | undefined {
    return this.#byKind[kind].get(id);
  }

  all(kind: RiskSubjectKind): IterableIterator<RiskSummary> {
    return this.#byKind[kind].values();
  }

  /** Null = none is known, or the log no longer holds it. Throws LOG_UNAVAILABLE. */
  async verdict(kind: RiskSubjectKind, id: string): Promise<RiskVerdict | null> {
    const summary = this.of(kind, id);
    if (summary === undefined) return null;
    const { records } = await this.#log.read(TOPICS.risk, 0, summary.offset, READ);
    const told = records[0] === undefined ? null : toldIn(records[0]);
    return told !== null && told.kind === kind && told.id === id ? told : null;
  }
}

function toldIn({ value }: LogRecord): RiskTold {
  return decodeRisk(value).told;
}

function summaryOf(verdict: RiskVerdict, offset: number): RiskSummary {
  const { kind, id, asOfMs, score, coverage, code, codeSinceMs, reasons, sums } = verdict;
  const { critical, major, minor } = sums.alerts;
  return {
    ...{ kind, id, asOfMs, score, coverage, code, codeSinceMs, reasons, offset },
    uncorrected: verdict.uncorrected.count,
    wayKm: sums.wayKm,
    violations: critical + major + minor,
  };
}
