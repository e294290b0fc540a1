/** HTTP to our own server. State-changing requests carry the header that no foreign page can set. */

import type { Basemap } from '../map/engine.ts';
import type {
  ActionRequest,
  AlertDetail,
  AlertLife,
  AlertMedia,
  AlertRow,
  AlertTrack,
  Assignee,
  AttemptPage,
  CommandView,
  CommandWish,
  Deliveries,
  DeliveryCommand,
  Evidence,
  Inspection,
  QuarantinedRecord,
  RosterVehicle,
  ServerStatus,
} from './types.ts';
import {
  type Catalogue,
  type IndicatorParts,
  type IndicatorValues,
  type ScopeRef,
  type ScopeVehicles,
  type SensorDetail,
  scopeText,
} from './vitals-types.ts';

export class ApiFault extends Error {
  readonly status: number;
  /** The row as it stands now, when somebody was faster (409). */
  readonly current: AlertRow | null;
  /** Fields that do not fit. */
  readonly faults: readonly { field: string; code?: string; message?: string }[];
  /** When to ask again, s; 0 = the answer does not say. */
  readonly retryAfterS: number;
  constructor(
    status: number,
    detail: string,
    current: AlertRow | null = null,
    faults: ApiFault['faults'] = [],
    retryAfterS = 0,
  ) {
    super(detail);
    this.retryAfterS = retryAfterS;
    this.faults = faults;
    this.name = 'ApiFault';
    this.status = status;
    this.current = current;
  }
}

/** Called when the session has ended, whatever the request was. */
let onSignedOut: () => void = () => {};
export function whenSignedOut(run: () => void): void {
  onSignedOut = run;
}

export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...init });
  if (response.ok) {
    return (response.status === 204 ? undefined : await response.json()) as T;
  }
  if (response.status === 401 && path !== '/api/login') onSignedOut();
  const problem = (await response.json().catch(() => ({}))) as {
    title?: string;
    detail?: string;
    current?: AlertRow;
    faults?: ApiFault['faults'];
  };
  throw new ApiFault(
    response.status,
    problem.detail ?? problem.title ?? response.statusText,
    problem.current ?? null,
    problem.faults ?? [],
    Number(response.headers.get('retry-after') ?? 0),
  );
}

/** @param version of what is changed, for If-Match; undefined = none is asked for */
export function send<T>(method: string, path: string, body: unknown, version?: number): Promise<T> {
  return request<T>(path, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-tizheng': '1',
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    body: JSON.stringify(body),
  });
}

const post = <T>(path: string, body: unknown) => send<T>('POST', path, body);

const id = encodeURIComponent;
const inScope = (scope: ScopeRef) => `scope=${id(scopeText(scope))}`;
export const api = {
  login: (user: string, password: string) => post<void>('/api/login', { user, password }),
  logout: () => post<void>('/api/logout', {}),
  roster: (version: number) =>
    request<{ version: number; vehicles: RosterVehicle[] }>(`/api/roster?version=${version}`),
  activeAlerts: () =>
    request<{ epoch: string; seq: number; alerts: AlertRow[] }>('/api/alerts?state=active'),
  alertsAfter: (seq: number) =>
    request<{ epoch: string; seq: number; alerts: AlertRow[] }>(
      `/api/alerts?state=all&after=${seq}`,
    ),
  alert: (alertId: string) => request<AlertDetail>(`/api/alerts/${id(alertId)}`),
  alertLife: () => request<AlertLife>('/api/alert-life'),
  assignees: (alertId: string) =>
    request<{ assignees: Assignee[] }>(`/api/alerts/${id(alertId)}/assignees`),
  track: (alertId: string) => request<AlertTrack>(`/api/alerts/${id(alertId)}/track`),
  attachments: (alertId: string) => request<AlertMedia>(`/api/alerts/${id(alertId)}/attachments`),
  attachmentAddress: (alertId: string, hash: string) =>
    `/api/alerts/${id(alertId)}/attachments/${id(hash)}`,
  bundleAddress: (alertId: string) => `/api/alerts/${id(alertId)}/evidence`,
  evidence: (partition: number, offset: number) =>
    request<Evidence>(`/api/evidence/${partition}/${offset}`),
  /** Bytes that are neither a frame nor a header with its body are one position of a batch. */
  inspect: (hex: string) =>
    post<Inspection>('/api/inspect', { hex, elseBodyOf: { messageId: 0x0200, edition: '2013' } }),
  quarantined: () => request<{ records: QuarantinedRecord[] }>('/api/quarantined'),
  act: (alertId: string, action: ActionRequest) =>
    post<AlertRow>(`/api/alerts/${id(alertId)}/actions`, action),
  indicators: () => request<Catalogue>('/api/indicators'),
  /** Without a period the last day. */
  indicatorValues: (
    indicatorId: string,
    scope: ScopeRef,
    period: { from: number; to: number } | null = null,
  ) =>
    request<IndicatorValues>(
      `/api/indicators/${id(indicatorId)}/values?${inScope(scope)}${period ? `&from=${period.from}&to=${period.to}` : ''}`,
    ),
  indicatorParts: (
    indicatorId: string,
    scope: ScopeRef,
    { by, atMs }: { by: ScopeRef['kind']; atMs: number | null },
  ) =>
    request<IndicatorParts>(
      `/api/indicators/${id(indicatorId)}/parts?${inScope(scope)}&by=${by}${atMs === null ? '' : `&at=${atMs}`}`,
    ),
  indicatorAlerts: (indicatorId: string, scope: ScopeRef, fromMs: number, toMs: number) =>
    request<{ alerts: AlertRow[] }>(
      `/api/indicators/${id(indicatorId)}/alerts?${inScope(scope)}&from=${fromMs}&to=${toMs}`,
    ),
  scopeVehicles: (scope: ScopeRef) => request<ScopeVehicles>(`/api/vehicles?${inScope(scope)}`),
  sensor: (sensorId: string) => request<SensorDetail>(`/api/sensors/${id(sensorId)}`),
  deliveries: () => request<Deliveries>('/api/deliveries'),
  attempts: (endpoint: string, query: string) =>
    request<AttemptPage>(`/api/deliveries/${id(endpoint)}/attempts?${query}`),
  deliveryCommand: (command: DeliveryCommand) =>
    post<{ commandId: string }>('/api/deliveries/commands', command),
  commands: (query: string) =>
    request<{ vehicleId: string | null; commands: CommandView[] }>(`/api/commands?${query}`),
  commandKinds: () =>
    request<{ kinds: Record<string, { isDangerous: boolean; isAllowed: boolean }> }>(
      '/api/commands/kinds',
    ),
  sendCommand: (wish: CommandWish & { vehicleId?: string; alertId?: string }) =>
    post<CommandView>('/api/commands', wish),
  cancelCommand: (commandId: string) =>
    post<CommandView>(`/api/commands/${id(commandId)}/cancel`, {}),
  status: () => request<ServerStatus>('/api/status'),
  basemap: () => request<Basemap>('/basemap.json'),
};
