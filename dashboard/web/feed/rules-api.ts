/** Rules over HTTP, as docs/rules.md states them. */
import { request, send } from './api.ts';

export interface ValueSchema {
  type?: 'integer' | 'number' | 'boolean' | 'string' | 'array';
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  enum?: (string | number)[];
  items?: ValueSchema;
}
export interface RuleField {
  name: string;
  unit: string | null;
  description: { zh: string; en: string };
  schema: ValueSchema;
  default: unknown;
  /** What holds when people take back what they told. */
  start: unknown;
  value: unknown;
  source: 'default' | 'file' | 'changed';
}
export interface RuleView {
  type: string;
  ruleVersion: number;
  version: number;
  summary: { zh: string; en: string };
  clause: string;
  /** It runs for these now; null = cannot be switched. */
  classes: string[] | null;
  ownClasses: string[] | null;
  fields: RuleField[];
  isChanged: boolean;
}
/** null takes back what people told. */
export type RulePatch = Record<string, unknown>;
export interface RuleChange {
  version: number;
  changedAtMs: number;
  actor: string;
  reason: string;
  origin: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

const at = (type: string) => `/api/rules/${encodeURIComponent(type)}`;
export const rulesApi = {
  all: () => request<{ rules: RuleView[] }>('/api/rules'),
  one: (type: string) => request<RuleView>(at(type)),
  history: (type: string) => request<{ changes: RuleChange[] }>(`${at(type)}/history`),
  change: ({ type, version }: RuleView, patch: RulePatch, reason: string) =>
    send<RuleView>('PATCH', at(type), { patch, reason }, version),
};
