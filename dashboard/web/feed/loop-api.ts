/** The closed loop by HTTP: what was done about an alert by itself, and the policies behind it. */
import { request, send } from './api.ts';

/** One step; which words it has depends on its kind (docs/loop.md). */
export interface LoopStepView {
  kind: string;
  atMs: number;
  [word: string]: unknown;
}

export interface AlertLoop {
  policy: { name: string; version: number } | null;
  reaction: string | null;
  tookMs: number | null;
  steps: LoopStepView[];
}

export interface PolicyView {
  type: string;
  severity: string;
  /** For If-Match; 0 = the default of the product. */
  version: number;
  policy: object | null;
  source: string;
  changedAtMs: number | null;
  changedBy: string | null;
}

const id = encodeURIComponent;
const at = ({ type, severity }: Pick<PolicyView, 'type' | 'severity'>) =>
  `/api/policies/${id(type)}/${id(severity)}`;

export const loopApi = {
  ofAlert: (alertId: string) => request<AlertLoop>(`/api/alerts/${id(alertId)}/loop`),
  policies: () => request<{ policies: PolicyView[] }>('/api/policies'),
  change: (view: PolicyView, wish: { policy: unknown; reason: string }) =>
    send<PolicyView>('PUT', at(view), wish, view.version),
};
