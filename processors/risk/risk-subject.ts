/** What the risk book keeps of one vehicle, driver, enterprise or section: sums by day, so that days can leave. */
import type { Severity } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Whose } from '#core/risk/facts.ts';
import type { CodeChange, RiskSubjectKind, SafetyCode } from '#core/risk/verdict.ts';

/** Sums of a day. Way is kept by class, because the median it is judged against is the class's. */
export const DAY = {
  charterDm: 0,
  scheduledDm: 1,
  dangerousDm: 2,
  heavyDm: 3,
  otherDm: 4,
  drivingMs: 5,
  positions: 6,
  qualified: 7,
  critical: 8,
  major: 9,
  minor: 10,
  due: 11,
  handled: 12,
} as const;
export const DAY_WIDTH = Object.keys(DAY).length;
export const CLASSES = ['charter', 'scheduled', 'dangerous', 'heavy', 'other'] as const;
/** Where a class's way is summed; whoever the registry does not know is `other`. */
export function classSlot(vehicleClass: string): number {
  const at = (CLASSES as readonly string[]).indexOf(vehicleClass);
  return at < 0 ? DAY.otherDm : at;
}

/** Plain data. */
export interface RiskDay {
  sums: number[];
  /** Violations by `type|hour`. */
  counts: Record<string, number>;
  /** Of a section: way by hour, dm. */
  hourDm: number[];
}

export function freshDay(): RiskDay {
  return { sums: new Array<number>(DAY_WIDTH).fill(0), counts: {}, hourDm: [] };
}

/** An alert as its vehicle's ledger keeps it; plain data. */
export interface LedgerAlert extends Whose {
  type: string;
  severity: Severity;
  openedAtMs: number;
  /** False = withdrawn, or all that is known is that a person worked on it. */
  isStanding: boolean;
  driver: SubjectKey | null;
  section: string | null;
  isHandled: boolean;
  /** Judged a false alarm or a repeat: it had to be handled, and is no violation. */
  isDismissed: boolean;
  /** Newest action seen; −1 = none. */
  actionsOffset: number;
}

/** What was last told; version 0 = nothing. */
export interface LastVerdict {
  version: number;
  code: SafetyCode | null;
  codeSinceMs: number;
  /** Stands for what a reader would see change. */
  text: string;
}

export type BookKind = RiskSubjectKind | 'section';

/** Plain data, as snapshots hold it. */
export interface RiskSubjectRecord {
  kind: BookKind;
  id: string;
  vehicleClass: string;
  enterpriseId: string;
  isRegistered: boolean;
  papersOffset: number;
  licencesToMs: number[];
  inspectionToMs: number | null;
  days: [dayMs: number, day: RiskDay][];
  alerts: [alertId: string, alert: LedgerAlert][];
  uncorrected: number;
  open: [alertId: string, openedAtMs: number][];
  last: LastVerdict;
  history: CodeChange[];
  isWaiting: boolean;
}

export class RiskSubject {
  readonly kind: BookKind;
  readonly id: string;
  /** Name of its snapshot entry. */
  readonly name: string;
  vehicleClass = '';
  enterpriseId = '';
  isRegistered = false;
  /** Newest registry record seen; −1 = none. */
  papersOffset = -1;
  licencesToMs: number[] = [];
  inspectionToMs: number | null = null;
  readonly days = new Map<number, RiskDay>();
  /** Of a vehicle: its alerts, also those of its drivers' clocks. */
  readonly alerts = new Map<string, LedgerAlert>();
  /** Critical alerts nobody has closed. */
  uncorrected = 0;
  /** Of these the ones that are named: the first OPEN_MAX. */
  readonly open = new Map<string, number>();
  last: LastVerdict = { version: 0, code: null, codeSinceMs: 0, text: '' };
  history: CodeChange[] = [];
  /** Of a section: something changed since it was told. */
  isWaiting = false;
  isGone = false;
  dirty = false;
  queued = false;

  constructor(kind: BookKind, id: string) {
    this.kind = kind;
    this.id = id;
    this.name = subjectName(kind, id);
  }

  day(dayMs: number): RiskDay {
    let day = this.days.get(dayMs);
    if (day === undefined) {
      day = freshDay();
      this.days.set(dayMs, day);
    }
    return day;
  }

  record(): RiskSubjectRecord {
    const { kind, id, vehicleClass, enterpriseId, isRegistered, papersOffset } = this;
    const { licencesToMs, inspectionToMs, uncorrected, last, history, isWaiting } = this;
    return {
      ...{ kind, id, vehicleClass, enterpriseId, isRegistered, papersOffset, licencesToMs },
      ...{ inspectionToMs, uncorrected, last, history, isWaiting },
      ...{ days: [...this.days], alerts: [...this.alerts], open: [...this.open] },
    };
  }

  static of({ days, alerts, open, kind, id, ...plain }: RiskSubjectRecord): RiskSubject {
    const subject = Object.assign(new RiskSubject(kind, id), plain);
    for (const [dayMs, day] of days) subject.days.set(dayMs, day);
    // Snapshots of earlier versions do not say.
    for (const [alertId, alert] of alerts)
      subject.alerts.set(alertId, { ...alert, isDismissed: alert.isDismissed ?? false });
    for (const [alertId, openedAtMs] of open) subject.open.set(alertId, openedAtMs);
    return subject;
  }
}

export const RISK_PREFIX = 'risk|';
export const subjectName = (kind: BookKind, id: string): string => `${RISK_PREFIX}${kind}|${id}`;
