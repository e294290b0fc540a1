/**
 * What can be said of how an alert was dealt with: closed lists, as data. Every disposition belongs to one
 * handling result of JT/T 809 (0x1401 and 0x1403: 0 in progress, 1 done, 2 no action, 3 later), so that what
 * officers note here is what a supervising platform reads, and what it reads is never guessed.
 */
import type { Outcome } from '../alert.ts';

/** In the order of their codes in JT/T 809: the index is the byte on the wire. */
export const SUPERVISION_RESULTS = ['in-progress', 'done', 'no-action', 'later'] as const;
export type SupervisionResult = (typeof SUPERVISION_RESULTS)[number];

/** Causes a false alarm may have; mandatory, so that every rule owner sees why (dashboard.md 2.2). */
export const FALSE_ALARM_CAUSES = ['gps-drift', 'map-error', 'rule', 'device', 'other'] as const;

/** To whom an alert can be handed over. The order of reaction (R1) ends with the traffic police. */
export const RECEIVERS = {
  'traffic-police': { zh: '公安交通管理部门', en: 'traffic police' },
  'transport-enforcement': { zh: '交通运输综合执法', en: 'transport enforcement' },
  'maritime-authority': { zh: '海事管理机构', en: 'maritime authority' },
  'emergency-management': { zh: '应急管理部门', en: 'emergency management' },
  'road-operator': { zh: '公路经营管理单位', en: 'road operator' },
  enterprise: { zh: '所属企业', en: 'the enterprise itself' },
  'other-platform': { zh: '其他监管平台', en: 'another supervising platform' },
} as const satisfies Record<string, Words>;
export type Receiver = keyof typeof RECEIVERS;
export const RECEIVER_CODES = Object.keys(RECEIVERS) as Receiver[];

interface Words {
  zh: string;
  en: string;
}
export interface Disposition extends Words {
  result: SupervisionResult;
  /** Outcomes it may close an alert with; empty = said while the alert is in handling. */
  outcomes: readonly Outcome[];
}

const TRUE: readonly Outcome[] = ['confirmed', 'handed-over'];

/** Every disposition there is. Codes are never reused: records of years ago name them. */
export const DISPOSITIONS = {
  'contacting-driver': { zh: '正在联系驾驶员', en: 'calling the driver', ...during('in-progress') },
  'contacting-enterprise': {
    ...{ zh: '正在联系企业', en: 'calling the enterprise' },
    ...during('in-progress'),
  },
  verifying: { zh: '正在核实', en: 'checking the facts', ...during('in-progress') },
  'on-site': { zh: '现场处置中', en: 'people are on site', ...during('in-progress') },
  'awaiting-evidence': { zh: '等待证据材料', en: 'waiting for evidence', ...during('later') },
  postponed: { zh: '将来处理', en: 'to be dealt with later', ...during('later') },
  'driver-reminded': { zh: '已提醒驾驶员', en: 'driver reminded', ...after('done', TRUE) },
  'vehicle-stopped': { zh: '已令车辆停驶', en: 'vehicle stopped', ...after('done', TRUE) },
  'driver-relieved': { zh: '已更换驾驶员', en: 'driver relieved', ...after('done', TRUE) },
  'route-resumed': { zh: '已恢复规定线路', en: 'back on the filed route', ...after('done', TRUE) },
  'enterprise-notified': {
    ...{ zh: '已通报企业安全管理机构', en: 'safety office of the enterprise told' },
    ...after('done', TRUE),
  },
  'police-notified': {
    ...{ zh: '已报告公安交管', en: 'traffic police told' },
    ...after('done', TRUE),
  },
  'case-filed': { zh: '已立案查处', en: 'case filed', ...after('done', TRUE) },
  'rescue-dispatched': { zh: '已派应急救援', en: 'rescue sent', ...after('done', TRUE) },
  'device-repair': {
    ...{ zh: '已通知维修终端', en: 'repair of the device ordered' },
    ...after('done', ['confirmed', 'false-alarm', 'handed-over']),
  },
  'record-corrected': {
    ...{ zh: '已更正基础资料', en: 'registry or map corrected' },
    ...after('done', ['confirmed', 'false-alarm']),
  },
  'recovered-by-itself': {
    ...{ zh: '已自行恢复，无需处理', en: 'over by itself, nothing to do' },
    ...after('no-action', ['confirmed']),
  },
  exempted: {
    ...{ zh: '符合豁免情形，不作处理', en: 'exempted, no action' },
    ...after('no-action', ['confirmed', 'false-alarm']),
  },
  'false-alarm': {
    ...{ zh: '误报，不作处理', en: 'false alarm, no action' },
    ...after('no-action', ['false-alarm']),
  },
  merged: {
    ...{ zh: '重复，并入他条', en: 'repeat, part of another' },
    ...after('no-action', ['duplicate']),
  },
} as const satisfies Record<string, Disposition>;
export type DispositionCode = keyof typeof DISPOSITIONS;
export const DISPOSITION_CODES = Object.keys(DISPOSITIONS) as DispositionCode[];

/** What closing with an outcome means where no disposition is named. */
export const RESULT_OF_OUTCOME: Readonly<Record<Outcome, SupervisionResult>> = {
  ...{ confirmed: 'done', 'handed-over': 'done' },
  ...{ 'false-alarm': 'no-action', duplicate: 'no-action' },
};

/** The byte of JT/T 809. */
export function jt809Code(result: SupervisionResult): number {
  return SUPERVISION_RESULTS.indexOf(result);
}

/** Null = JT/T 809 knows no such code. */
export function resultOfJt809(code: number): SupervisionResult | null {
  return SUPERVISION_RESULTS[code] ?? null;
}

function during(result: SupervisionResult) {
  return { result, outcomes: [] };
}

function after(result: SupervisionResult, outcomes: readonly Outcome[]) {
  return { result, outcomes };
}
