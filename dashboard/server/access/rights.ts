/**
 * Which permission a route needs: one table for all of them. A route that is not in it is refused to
 * everybody, and a test names it. What a person then sees of the answer is the sight's (sight.ts).
 */

import type { AccessScope } from '#core/access.ts';
import { isWhole, may, type Permission, type Standing } from '#core/access.ts';

export interface Right {
  permission: Permission;
  /** Answers tell of the whole installation: for accounts that are not narrowed. */
  whole?: true;
}

const live: Right = { permission: 'live.read' };
const reading: Right = { permission: 'registry.read' };
const writing: Right = { permission: 'registry.write' };
const people: Right = { permission: 'people.manage', whole: true };

/** By `METHOD /path` as the route states it; HEAD is GET. */
export const RIGHTS: Readonly<Record<string, Right>> = {
  'POST /api/logout': { permission: 'session' },
  'GET /api/me': { permission: 'session' },
  'POST /api/me/password': { permission: 'session' },
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
  'GET /api/alerts/:alertId/track': { permission: 'tracks.read' },
  'GET /api/alerts/:alertId/attachments': { permission: 'media.read' },
  'GET /api/alerts/:alertId/attachments/:hash': { permission: 'media.read' },
  'POST /api/alerts/:alertId/actions': { permission: 'alerts.comment' },
  'GET /api/evidence/:partition/:offset': { permission: 'evidence.read' },

  'GET /api/commands': { permission: 'commands.read' },
  'GET /api/commands/kinds': { permission: 'commands.read' },
  'GET /api/commands/:commandId': { permission: 'commands.read' },
  'POST /api/commands': { permission: 'commands.send' },
  'POST /api/commands/:commandId/cancel': { permission: 'commands.send' },

  'GET /api/registry': reading,
  'GET /api/registry/:list': reading,
  'POST /api/registry/:list/search': reading,
  'GET /api/registry/:list/:key': reading,
  'GET /api/registry/:list/:key/history': reading,
  'POST /api/registry/:list/:key/unmask': { permission: 'personal.unmask' },
  'POST /api/registry/:list': writing,
  'PUT /api/registry/:list/:key': writing,
  'PATCH /api/registry/:list/:key': writing,
  'DELETE /api/registry/:list/:key': writing,
  'POST /api/registry/bulk': writing,
  'POST /api/registry/import': { ...writing, whole: true },
  'GET /api/registry/imports/:importId': { ...writing, whole: true },

  'GET /api/trips': { permission: 'trips.read' },
  'GET /api/trips/:tripId': { permission: 'trips.read' },
  'GET /api/trips/:tripId/check': { permission: 'trips.read' },
  'GET /api/trips/:tripId/alerts': { permission: 'trips.read' },
  'GET /api/trips/:tripId/report': { permission: 'trips.read' },
  'GET /api/trips/:tripId/report.html': { permission: 'trips.read' },
  'GET /api/trips/:tripId/history': { permission: 'trips.read' },
  'POST /api/trips': { permission: 'trips.plan' },
  'PATCH /api/trips/:tripId': { permission: 'trips.plan' },
  'POST /api/trips/:tripId/steps': { permission: 'trips.plan' },

  'POST /api/inspect': { permission: 'inspect' },
  'GET /api/quarantined': { permission: 'quarantine.read', whole: true },
  'GET /api/deliveries': { permission: 'deliveries.read', whole: true },
  'POST /api/deliveries/commands': { permission: 'deliveries.steer', whole: true },

  'GET /api/people': people,
  'POST /api/people': people,
  'GET /api/people/:personId': people,
  'PATCH /api/people/:personId': people,
  'POST /api/people/:personId/password': people,
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
