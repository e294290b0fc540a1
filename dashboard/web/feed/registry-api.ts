/** The registry over HTTP, as docs/registry.md states it. */
import { request, send } from './api.ts';

export interface FieldView {
  name: string;
  label: { zh: string; en: string };
  type:
    | 'text'
    | 'number'
    | 'integer'
    | 'boolean'
    | 'choice'
    | 'choices'
    | 'day'
    | 'instant'
    | 'rows'
    | 'json';
  choices?: (string | number)[];
  /** List whose id stands here. */
  reference?: string;
  /** Of `rows`. */
  fields?: FieldView[];
  isRequired: boolean;
  isPersonal: boolean;
  description?: string;
}
export interface RegistryKind {
  list: string;
  kind: string;
  id: string;
  names: { zh: string; en: string };
  count: number;
  columns: string[];
  fields: FieldView[];
}
export type RegistryItem = Record<string, unknown>;
export interface StoredEntity {
  key: string;
  version: number;
  changedAtMs: number;
  actor: string;
  item: RegistryItem;
}
export interface EntityPage {
  total: number;
  next: number | null;
  items: StoredEntity[];
}
export interface EntityChange {
  version: number;
  changedAtMs: number;
  actor: string;
  reason: string;
  origin: string;
  /** null = removed. */
  item: RegistryItem | null;
}
export interface ImportState {
  importId: string;
  state: 'running' | 'done' | 'failed';
  progress: { phase: 'reading' | 'checking' | 'writing'; rows: number; total: number | null };
  detail: string | null;
  report: ImportReport | null;
}
export interface ImportReport {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  faulty: number;
  isWritten: boolean;
  faults: {
    list: string;
    row: number;
    field: string;
    code: string;
    message: string;
    value: string | null;
  }[];
  faultsTotal: number;
  notes: string[];
}

const ROOT = '/api/registry';
const ask = <T>(method: string, path: string, body: unknown, version?: number) =>
  send<T>(method, `${ROOT}/${path}`, body, version);

export const registryApi = {
  kinds: () => request<{ kinds: RegistryKind[] }>(ROOT),
  search: (list: string, text: string, after: number) =>
    ask<EntityPage>('POST', `${list}/search`, { text, after, limit: 50 }),
  entity: (list: string, key: string) => request<StoredEntity>(`${ROOT}/${list}/${key}`),
  history: (list: string, key: string) =>
    request<{ changes: EntityChange[] }>(`${ROOT}/${list}/${key}/history?limit=50`),
  create: (list: string, item: RegistryItem, reason: string) =>
    ask<StoredEntity>('POST', list, { item, reason }),
  patch: (list: string, at: StoredEntity, patch: RegistryItem, reason: string) =>
    ask<StoredEntity>('PATCH', `${list}/${at.key}`, { patch, reason }, at.version),
  remove: (list: string, at: StoredEntity, reason: string) =>
    ask<void>('DELETE', `${list}/${at.key}`, { reason }, at.version),
  upload: (
    file: File,
    wish: { format: string; list: string; isDryRun: boolean; isSkipping: boolean; reason: string },
  ) => {
    const query = new URLSearchParams({
      format: wish.format,
      dryRun: String(wish.isDryRun),
      faulty: wish.isSkipping ? 'skip' : 'refuse',
    });
    if (wish.format !== 'json') query.set('list', wish.list);
    return request<ImportState>(`${ROOT}/import?${query}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'x-tizheng': '1',
        'x-reason': encodeURIComponent(wish.reason),
      },
      body: file,
    });
  },
  importState: (importId: string) => request<ImportState>(`${ROOT}/imports/${importId}`),
};
