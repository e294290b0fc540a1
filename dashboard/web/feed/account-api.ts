/** One's own account and those of others, as docs/access.md states them. */
import type { Permission, Role } from '#core/access.ts';
import { request, send } from './api.ts';

interface Scope {
  /** null = every one. */
  regions: string[] | null;
  enterprises: string[] | null;
}
export interface Me extends Scope {
  user: string;
  role: Role;
  isWall: boolean;
  mustChangePassword: boolean;
  permissions: Permission[];
}
export interface PersonView extends Scope {
  personId: string;
  user: string;
  name: string;
  role: Role;
  isWall: boolean;
  isEnabled: boolean;
  mustChangePassword: boolean;
  version: number;
  changedAtMs: number;
  changedBy: string;
  /** Told once, to be handed over. */
  temporaryPassword?: string;
}
export type PersonWish = Pick<PersonView, 'name' | 'role' | 'regions' | 'enterprises' | 'isWall'>;
export interface SessionView {
  sessionId: string;
  openedAtMs: number;
  lastUsedMs: number;
  expiresAtMs: number;
  from: string;
  isThisOne: boolean;
}

const at = (personId: string) => `/api/people/${personId}`;
export const accountApi = {
  me: () => request<Me>('/api/me'),
  setPassword: (current: string, next: string) =>
    send<void>('POST', '/api/me/password', { current, next }),
  sessions: () => request<{ sessions: SessionView[] }>('/api/me/sessions'),
  endSession: (sessionId: string) => send<void>('DELETE', `/api/me/sessions/${sessionId}`, {}),
  people: () => request<{ people: PersonView[] }>('/api/people'),
  create: (user: string, wish: PersonWish) =>
    send<PersonView>('POST', '/api/people', { user, ...wish }),
  change: (
    { personId, version }: PersonView,
    patch: Partial<PersonWish & { isEnabled: boolean }>,
  ) => send<PersonView>('PATCH', at(personId), patch, version),
  resetPassword: ({ personId }: PersonView) =>
    send<PersonView>('POST', `${at(personId)}/password`, {}),
  sessionsOf: ({ personId }: PersonView) =>
    request<{ sessions: SessionView[] }>(`${at(personId)}/sessions`),
  endSessionsOf: ({ personId }: PersonView) => send<void>('DELETE', `${at(personId)}/sessions`, {}),
};
