/** The window of risk: codes of subjects, trips before departure, sections and hours; what the map shows of them. */
import { signal } from '@preact/signals';
import { ApiFault } from '../feed/api.ts';
import {
  type CodeFilter,
  type Departures,
  type RiskDetail,
  type RiskKind,
  type RiskList,
  riskApi,
  type SectionRow,
} from '../feed/risk-api.ts';
import { t } from './preferences.ts';

export const RISK_TABS = ['codes', 'departures', 'sections'] as const;
export type RiskTab = (typeof RISK_TABS)[number];

export const riskTab = signal<RiskTab>('codes');
export const riskKind = signal<RiskKind>('vehicle');
export const riskCode = signal<CodeFilter | ''>('');
export const riskList = signal<RiskList | null>(null);
export const riskDetail = signal<RiskDetail | null>(null);
export const riskDepartures = signal<Departures | null>(null);
export const riskSections = signal<SectionRow[] | null>(null);
export const riskFault = signal<string | null>(null);
/** Section the map shows; null = none. */
export const shownSection = signal<SectionRow | null>(null);

/** A code turns within a minute; the window shows it some seconds later. */
const EVERY_MS = 5_000;
/** Answers to older questions are not shown. */
let asked = 0;

/** Asks until the returned function is called. */
export function watchRisk(): () => void {
  void loadRisk();
  const timer = setInterval(() => void loadRisk(), EVERY_MS);
  return () => clearInterval(timer);
}

export async function loadRisk(): Promise<void> {
  const turn = ++asked;
  const isNew = () => turn === asked;
  try {
    if (riskTab.peek() === 'codes') {
      const list = await riskApi.list(riskKind.peek(), riskCode.peek());
      if (isNew()) riskList.value = list;
      const open = riskDetail.peek();
      if (open !== null && isNew()) await openRisk(open.subject.kind, open.subject.id);
    } else if (riskTab.peek() === 'departures') {
      const departures = await riskApi.departures();
      if (isNew()) riskDepartures.value = departures;
    } else {
      const { sections } = await riskApi.sections();
      if (isNew()) riskSections.value = sections;
    }
    if (isNew()) riskFault.value = null;
  } catch (error) {
    if (isNew()) riskFault.value = reasonOf(error);
  }
}

export async function openRisk(kind: RiskKind, id: string): Promise<void> {
  try {
    riskDetail.value = await riskApi.detail(kind, id);
  } catch (error) {
    riskFault.value = reasonOf(error);
  }
}

export function chooseRisk(change: () => void): void {
  change();
  riskDetail.value = null;
  riskFault.value = null;
  void loadRisk();
}

function reasonOf(error: unknown): string {
  return error instanceof ApiFault ? error.message : t('login.unreachable');
}
