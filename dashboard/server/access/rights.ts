/**
 * Which permission a route needs: one table for all of them. A route that is not in it is refused to
 * everybody, and a test names it. What a person then sees of the answer is the sight's (sight.ts).
 */

import type { AccessScope } from '#core/access.ts';
import { isWhole, may, type Permission, type Standing } from '#core/access.ts';
import type { AuditAction } from '#core/audit.ts';

export interface Right {
  permission: Permission;
  /** Answers tell of the whole installation: for accounts that are not narrowed. */
  whole?: true;
  /** Written to the audit trail as this, whether it was given or refused. */
  audit?: AuditAction;
}

const live: Right = { permission: 'live.read' };
const reading: Right = { permission: 'registry.read' };
const writing: Right = { permission: 'registry.write' };
const change: Right = { ...writing, audit: 'registry.change' };
const rules: Right = { permission: 'rules.read' };
const people: Right = { permission: 'people.manage', whole: true };

/** By `METHOD /path` as the route states it; HEAD is GET. */
export const RIGHTS: Readonly<Record<string, Right>> = {
  'POST /api/logout': { permission: 'session', audit: 'sign-out' },
  'GET /api/me': { permission: 'session' },
  'POST /api/me/password': { permission: 'session', audit: 'password.change' },
  'GET /api/me/sessions': { permission: 'session' },
  'DELETE /api/me/sessions/:sessionId': { permission: 'session', audit: 'sign-out' },
  'GET /api/openapi.json': { permission: 'session' },

  'GET /api/status': live,
  'GET /api/roster': live,
  'GET /basemap.json': live,
  'GET /api/vehicles': live,
  'GET /api/indicators': live,
  'GET /api/indicators/:id/values': live,
  'GET /api/indicators/:id/parts': live,
  'GET /api/indicators/:id/alerts': live,
  'GET /api/sensors/:sensorId': live,

  'GET /api/alerts': live,
  'GET /api/alerts/:alertId': live,
  'GET /api/alerts/:alertId/track': { permission: 'tracks.read', audit: 'track.read' },
  'GET /api/alerts/:alertId/attachments': { permission: 'media.read' },
  'GET /api/alerts/:alertId/attachments/:hash': { permission: 'media.read', audit: 'media.read' },
  'POST /api/alerts/:alertId/actions': { permission: 'alerts.comment', audit: 'alert.act' },
  // Frames, files and names are in it as far as whoever asks is cleared for them.
  'GET /api/alerts/:alertId/evidence': { permission: 'tracks.read', audit: 'export' },
  'GET /api/vehicles/:vehicle/trace': { permission: 'tracks.read', audit: 'track.read' },
  'GET /api/evidence/key': { permission: 'session' },
  'GET /api/evidence/keys': { permission: 'session' },
  'GET /api/alerts/:alertId/assignees': { permission: 'alerts.act' },
  'GET /api/alert-life': live,
  'GET /api/evidence/:partition/:offset': { permission: 'evidence.read', audit: 'evidence.read' },

  'GET /api/seals': { permission: 'seals.read', audit: 'seal.read' },
  'GET /api/seals/:sealId': { permission: 'seals.read', audit: 'seal.read' },
  'GET /api/seals/:sealId/bundle': { permission: 'seals.read', audit: 'export' },
  'POST /api/seals': { permission: 'seals.make', audit: 'seal.change' },
  'POST /api/seals/:sealId/lift': { permission: 'seals.lift', audit: 'seal.change' },

  'GET /api/commands': { permission: 'commands.read' },
  'GET /api/commands/kinds': { permission: 'commands.read' },
  'GET /api/commands/:commandId': { permission: 'commands.read' },
  'POST /api/commands': { permission: 'commands.send', audit: 'command.send' },
  'POST /api/commands/:commandId/cancel': { permission: 'commands.send', audit: 'command.cancel' },

  'GET /api/registry': reading,
  'GET /api/registry/:list': reading,
  'POST /api/registry/:list/search': reading,
  'GET /api/registry/:list/:key': reading,
  'GET /api/registry/:list/:key/history': reading,
  'POST /api/registry/:list/:key/unmask': {
    permission: 'personal.unmask',
    audit: 'personal.unmask',
  },
  'POST /api/registry/:list': change,
  'PUT /api/registry/:list/:key': change,
  'PATCH /api/registry/:list/:key': change,
  'DELETE /api/registry/:list/:key': change,
  'POST /api/registry/bulk': change,
  'POST /api/registry/import': { ...writing, whole: true, audit: 'registry.import' },
  'GET /api/registry/imports/:importId': { ...writing, whole: true },

  'GET /api/alerts/:alertId/loop': live,
  'GET /api/policies': rules,
  'GET /api/policies/:type/:severity': rules,
  'GET /api/policies/:type/:severity/history': rules,
  'PUT /api/policies/:type/:severity': {
    permission: 'policies.write',
    whole: true,
    audit: 'policy.change',
  },

  'GET /api/rules': rules,
  'GET /api/rules/:type': rules,
  'GET /api/rules/:type/history': rules,
  'PATCH /api/rules/:type': { permission: 'rules.write', whole: true, audit: 'rules.change' },

  'GET /api/risk': { permission: 'risk.read' },
  'GET /api/risk/departures': { permission: 'risk.read' },
  'GET /api/risk/sections': { permission: 'risk.read' },
  'GET /api/risk/:kind/:id': { permission: 'risk.read' },

  'GET /api/trips': { permission: 'trips.read' },
  'GET /api/trips/:tripId': { permission: 'trips.read' },
  'GET /api/trips/:tripId/check': { permission: 'trips.read' },
  'GET /api/trips/:tripId/alerts': { permission: 'trips.read' },
  'GET /api/trips/:tripId/report': { permission: 'trips.read', audit: 'track.read' },
  'GET /api/trips/:tripId/report.html': { permission: 'trips.read', audit: 'track.read' },
  'GET /api/trips/:tripId/history': { permission: 'trips.read' },
  'POST /api/trips': { permission: 'trips.plan', audit: 'trip.change' },
  'PATCH /api/trips/:tripId': { permission: 'trips.plan', audit: 'trip.change' },
  'POST /api/trips/:tripId/steps': { permission: 'trips.plan', audit: 'trip.change' },

  'POST /api/inspect': { permission: 'inspect' },
  'GET /api/quarantined': { permission: 'quarantine.read', whole: true },
  'GET /api/deliveries': { permission: 'deliveries.read', whole: true },
  'GET /api/deliveries/:endpoint/attempts': {
    ...{ permission: 'deliveries.read', whole: true, audit: 'delivery.read' },
  },
  'POST /api/deliveries/commands': {
    permission: 'deliveries.steer',
    whole: true,
    audit: 'delivery.steer',
  },

  'GET /api/audit': { permission: 'audit.read', audit: 'audit.read' },

  'GET /api/people': people,
  'POST /api/people': { ...people, audit: 'people.change' },
  'GET /api/people/:personId': people,
  'PATCH /api/people/:personId': { ...people, audit: 'people.change' },
  'GET /api/people/:personId/sessions': people,
  'DELETE /api/people/:personId/sessions': { ...people, audit: 'people.change' },
  'POST /api/people/:personId/password': { ...people, audit: 'people.change' },
};

/** Null = may; otherwise a sentence for whoever asked. */
export function refusalOf(
  who: Standing & { scope: AccessScope; mustChangePassword: boolean },
  route: string,
): string | null {
  const right = RIGHTS[route];
  if (right === undefined) return 'Nobody has been given the right to this.';
  if (who.mustChangePassword && right.permission !== 'session')
    return 'Set a password of your own first.';
  if (!may(who, right.permission)) return 'Your role does not allow this.';
  if (right.whole && !isWhole(who.scope))
    return 'This tells of the whole installation; your account is for a part of it.';
  return null;
}
