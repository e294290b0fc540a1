/** What each route is asked so that it refuses; and what it would do, were the log, the store or the audit trail there. */
import { FIRST_ID } from '#core/person.ts';
import { registryKey, vehicleIds } from './access/world.ts';
import { PASSWORD } from './harness.ts';
import { HOUR, ids, NOW, period, plan, VIEWER } from './refusals-world.ts';

const VEHICLE = `/api/registry/vehicles/${registryKey('vehicle', vehicleIds[0]!)}`;
const ENTERPRISE = registryKey('enterprise', 'e-1');
const vehicle = (more: object = {}) => ({
  ...{ vehicleId: vehicleIds[0], plate: vehicleIds[0]!.slice(0, -2), plateColour: 2 },
  ...{ class: 'charter', regionCode: '440305', enterpriseId: 'e-1', ...more },
});
const TRIP = `/api/trips/${ids.trip}`;
const RAN_TRIP = `/api/trips/${ids.ranTrip}`;
const PERSON = `/api/people/${VIEWER.personId}`;
export const ALERT = `/api/alerts/${ids.alert}`;
const RULE = '/api/rules/speed.over';
const POLICY = '/api/policies/speed.over/major';
const person = { user: 'wang.wu', name: '王五', role: 'viewer', regions: null, enterprises: null };
const ordered = { vehicleId: vehicleIds[0], kind: 'text', args: { text: '请减速' } };
const reason = 'a test';
export const match = (version: number) => ({ 'if-match': `"${version}"` });

export interface Request {
  method: string;
  path: string;
  body?: unknown;
  headers?: object;
}
export const ask = (line: string, body?: unknown, headers: object = {}): Request => {
  const [method = '', path = ''] = line.split(' ');
  return { method, path, body, headers };
};

export interface Case {
  route: string;
  status: number;
  request: Request;
  as?: 'local';
  /** Read before and after: of what the log does not tell. */
  reads?: string;
}
const of = (route: string, cases: Record<string, Request | (Request & Partial<Case>)>): Case[] =>
  Object.entries(cases).map(
    ([status, { as, reads, ...request }]: [string, Request & Partial<Case>]) => ({
      ...{ route, status: Number.parseInt(status, 10), request },
      ...(as === undefined ? {} : { as }),
      ...(reads === undefined ? {} : { reads }),
    }),
  );

/** Status, and where one has several reasons a word on which. */
export const cases: Case[] = [
  ...of('POST /api/alerts/{alertId}/actions', {
    409: ask(`POST ${ALERT}/actions`, { action: 'acknowledge', baseVersion: 7 }),
    '422 field': ask(`POST ${ALERT}/actions`, { action: 'close', baseVersion: 0 }),
    '422 state': ask(`POST ${ALERT}/actions`, { action: 'reopen', baseVersion: 0 }),
  }),
  ...of('GET /api/alerts/{alertId}/attachments/{hash}', {
    410: ask(`GET ${ALERT}/attachments/${ids.goneFile}`),
    416: ask(`GET ${ALERT}/attachments/FILE`, undefined, { range: 'bytes=900-' }),
    500: ask(`GET ${ALERT}/attachments/DAMAGED`),
  }),
  ...of('POST /api/seals', {
    409: {
      ...ask('POST /api/seals', { sealId: ids.foreignSeal, handles: [0], ...period, reason }),
      as: 'local',
    },
    422: ask('POST /api/seals', {
      vehicles: [registryKey('vehicle', vehicleIds[0]!)],
      fromMs: 2,
      toMs: 1,
      reason,
    }),
  }),
  ...of('GET /api/seals/{sealId}/bundle', {
    409: ask(`GET /api/seals/${ids.openSeal}/bundle`),
    500: ask(`GET /api/seals/${ids.seal}/bundle`),
  }),
  ...of('POST /api/seals/{sealId}/lift', {
    409: ask(`POST /api/seals/${ids.liftedSeal}/lift`, { reason }),
  }),
  ...of('GET /api/deliveries/{endpoint}/attempts', {
    422: ask('GET /api/deliveries/police/attempts?from=2&to=1'),
  }),
  ...of('POST /api/deliveries/commands', {
    '422 period': ask('POST /api/deliveries/commands', {
      action: 'resend',
      endpoint: 'police',
      fromMs: 2,
      toMs: 1,
    }),
    '422 since': ask('POST /api/deliveries/commands', { action: 'resend', endpoint: 'police' }),
    '422 which': ask('POST /api/deliveries/commands', { action: 'redeliver', endpoint: 'police' }),
  }),
  ...of('POST /api/commands', {
    409: {
      ...ask('POST /api/commands', { ...ordered, commandId: ids.foreignCommand }),
      as: 'local',
    },
    '422 args': ask('POST /api/commands', { ...ordered, args: { words: 1 } }),
    '422 whom': ask('POST /api/commands', { kind: 'text', args: { text: '请减速' } }),
    '422 no terminal': ask('POST /api/commands', { ...ordered, vehicleId: vehicleIds[1] }),
    429: ask('POST /api/commands', ordered),
  }),
  ...of('POST /api/commands/{commandId}/cancel', {
    409: ask(`POST /api/commands/${ids.command}/cancel`),
  }),
  ...of('GET /api/vehicles/{vehicle}/trace', {
    '422 order': ask(
      `GET /api/vehicles/${registryKey('vehicle', vehicleIds[0]!)}/trace?from=2&to=1`,
    ),
    '422 long': ask(
      `GET /api/vehicles/${registryKey('vehicle', vehicleIds[0]!)}/trace?from=1&to=${NOW}`,
    ),
  }),
  ...of('GET /api/trips/{tripId}/report', { 409: ask(`GET ${TRIP}/report`) }),
  ...of('GET /api/trips/{tripId}/report.html', { 409: ask(`GET ${TRIP}/report.html`) }),
  ...of('POST /api/trips', {
    409: { ...ask('POST /api/trips', { tripId: ids.foreignTrip, plan: plan() }), as: 'local' },
    422: ask('POST /api/trips', { plan: { ...plan(), vehicleId: 'nobody' } }),
  }),
  ...of('PATCH /api/trips/{tripId}', {
    409: ask(`PATCH ${RAN_TRIP}`, { patch: { arriveMs: NOW } }, match(4)),
    412: ask(`PATCH ${TRIP}`, { patch: { arriveMs: NOW } }, match(7)),
    422: ask(`PATCH ${TRIP}`, { patch: { arriveMs: 1 } }, match(1)),
    428: ask(`PATCH ${TRIP}`, { patch: { arriveMs: NOW } }),
  }),
  ...of('POST /api/trips/{tripId}/steps', {
    409: ask(`POST ${TRIP}/steps`, { step: 'finish' }, match(1)),
    412: ask(`POST ${TRIP}/steps`, { step: 'reject', reason }, match(7)),
    '422 reason': ask(`POST ${TRIP}/steps`, { step: 'cancel' }, match(1)),
    '422 check': ask(`POST ${TRIP}/steps`, { step: 'approve' }, match(1)),
    '422 time': ask(`POST ${TRIP}/steps`, { step: 'start', atMs: NOW + HOUR }, match(1)),
    428: ask(`POST ${TRIP}/steps`, { step: 'cancel', reason }),
  }),
  ...of('POST /api/registry/vehicles', {
    409: ask('POST /api/registry/vehicles', { item: vehicle() }),
    '422 field': ask('POST /api/registry/vehicles', {
      item: vehicle({ vehicleId: '粤B1-2', plate: 1 }),
    }),
  }),
  ...of('PUT /api/registry/vehicles/{key}', {
    409: ask(`PUT ${VEHICLE}`, { item: vehicle() }, { 'if-none-match': '*' }),
    412: ask(`PUT ${VEHICLE}`, { item: vehicle({ class: 'heavy' }) }, match(7)),
    '422 id': ask(`PUT ${VEHICLE}`, { item: vehicle({ vehicleId: '粤B1-2' }) }, match(0)),
    '422 reference': ask(`PUT ${VEHICLE}`, { item: vehicle({ enterpriseId: 'nobody' }) }, match(0)),
    428: ask(`PUT ${VEHICLE}`, { item: vehicle() }),
  }),
  ...of('PATCH /api/registry/vehicles/{key}', {
    412: ask(`PATCH ${VEHICLE}`, { patch: { class: 'heavy' } }, match(7)),
    422: ask(`PATCH ${VEHICLE}`, { patch: { class: 'tank' } }, match(0)),
    428: ask(`PATCH ${VEHICLE}`, { patch: { class: 'heavy' } }),
  }),
  ...of('DELETE /api/registry/vehicles/{key}', {
    409: ask(`DELETE ${VEHICLE}`, { reason }, match(0)),
    412: ask(`DELETE ${VEHICLE}`, { reason }, match(7)),
    428: ask(`DELETE ${VEHICLE}`, { reason }),
  }),
  // A batch that is refused for one of its changes does none of the others.
  ...of('POST /api/registry/bulk', {
    409: ask(
      'POST /api/registry/bulk',
      batch({ op: 'delete', list: 'enterprises', key: ENTERPRISE }),
    ),
    412: ask(
      'POST /api/registry/bulk',
      batch({ op: 'put', list: 'vehicles', item: vehicle(), version: 7 }),
    ),
    422: ask('POST /api/registry/bulk', batch({ op: 'put', list: 'vehicles', item: { plate: 1 } })),
  }),
  ...of('PATCH /api/rules/{type}', {
    412: ask(`PATCH ${RULE}`, { patch: { sustainMs: 40_000 }, reason }, match(7)),
    422: ask(`PATCH ${RULE}`, { patch: { sustainMs: -1 }, reason }, match(0)),
    428: ask(`PATCH ${RULE}`, { patch: { sustainMs: 40_000 }, reason }),
  }),
  ...of('PUT /api/policies/{type}/{severity}', {
    409: { ...ask(`PUT ${POLICY}`, { policy: null, reason }, match(0)), reads: '/api/policies' },
    412: { ...ask(`PUT ${POLICY}`, { policy: null, reason }, match(7)), reads: '/api/policies' },
    '422 field': ask(`PUT ${POLICY}`, { policy: { quiet: 1 }, reason }, match(0)),
    '422 type': ask('PUT /api/policies/no.rule/major', { policy: null, reason }, match(0)),
    428: ask(`PUT ${POLICY}`, { policy: null, reason }),
  }),
  ...of('POST /api/people', {
    409: ask('POST /api/people', { ...person, user: VIEWER.user }),
    '422 wall': ask('POST /api/people', { ...person, role: 'dispatcher', isWall: true }),
    '422 password': ask('POST /api/people', { ...person, password: 'wang.wu' }),
  }),
  ...of('PATCH /api/people/{personId}', {
    409: ask(`PATCH /api/people/${FIRST_ID}`, { isEnabled: false }, match(0)),
    412: ask(`PATCH ${PERSON}`, { name: 'another' }, match(7)),
    422: ask(`PATCH ${PERSON}`, { regions: [] }, match(1)),
    428: ask(`PATCH ${PERSON}`, { name: 'another' }),
  }),
  ...of('POST /api/people/{personId}/password', {
    422: ask(`POST ${PERSON}/password`, { password: 'too short' }),
  }),
  ...of('POST /api/me/password', {
    '422 same': {
      ...ask('POST /api/me/password', { current: PASSWORD, next: PASSWORD }),
      reads: '/api/me/sessions',
    },
    '422 weak': {
      ...ask('POST /api/me/password', { current: PASSWORD, next: 'short' }),
      reads: '/api/me/sessions',
    },
  }),
  // Last: whoever is not signed in yet has to wait from here on.
  ...of('POST /api/login', { 429: ask('POST /api/login', { user: 'nobody', password: 'wrong' }) }),
  ...of('POST /api/me/password', {
    429: {
      ...ask('POST /api/me/password', { current: PASSWORD, next: 'Oak-tree-18-harbour' }),
      reads: '/api/me/sessions',
    },
  }),
];

function batch(wrong: object) {
  const fine = { op: 'put', list: 'vehicles', item: vehicle({ class: 'heavy' }) };
  const other = {
    ...fine,
    item: { ...fine.item, vehicleId: vehicleIds[1], plate: vehicleIds[1]!.slice(0, -2) },
  };
  return { changes: [other, wrong], reason };
}

/** Each of them would be done. */
export const changes: [route: string, request: Request][] = [
  [
    'POST /api/alerts/{alertId}/actions',
    ask(`POST ${ALERT}/actions`, { action: 'acknowledge', baseVersion: 0 }),
  ],
  [
    'POST /api/seals',
    ask('POST /api/seals', {
      vehicles: [registryKey('vehicle', vehicleIds[0]!)],
      ...period,
      reason,
    }),
  ],
  ['POST /api/seals/{sealId}/lift', ask(`POST /api/seals/${ids.seal}/lift`, { reason })],
  [
    'POST /api/deliveries/commands',
    ask('POST /api/deliveries/commands', { action: 'test', endpoint: 'police' }),
  ],
  ['POST /api/commands', ask('POST /api/commands', { ...ordered, vehicleId: vehicleIds[3] })],
  ['POST /api/commands/{commandId}/cancel', ask('POST /api/commands/command-2/cancel')],
  ['POST /api/trips', ask('POST /api/trips', { plan: plan() })],
  ['PATCH /api/trips/{tripId}', ask(`PATCH ${TRIP}`, { patch: { arriveMs: NOW } }, match(1))],
  [
    'POST /api/trips/{tripId}/steps',
    ask(`POST ${TRIP}/steps`, { step: 'reject', reason }, match(1)),
  ],
  [
    'POST /api/registry/vehicles',
    ask('POST /api/registry/vehicles', { item: vehicle({ vehicleId: '粤B1-2', plate: '粤B1' }) }),
  ],
  [
    'PUT /api/registry/vehicles/{key}',
    ask(`PUT ${VEHICLE}`, { item: vehicle({ class: 'heavy' }) }, match(0)),
  ],
  [
    'PATCH /api/registry/vehicles/{key}',
    ask(`PATCH ${VEHICLE}`, { patch: { class: 'heavy' } }, match(0)),
  ],
  [
    'DELETE /api/registry/vehicles/{key}',
    ask(
      `DELETE /api/registry/vehicles/${registryKey('vehicle', vehicleIds[5]!)}`,
      { reason },
      match(0),
    ),
  ],
  [
    'POST /api/registry/bulk',
    ask('POST /api/registry/bulk', { changes: batch({}).changes.slice(0, 1), reason }),
  ],
  [
    'PATCH /api/rules/{type}',
    ask(`PATCH ${RULE}`, { patch: { sustainMs: 40_000 }, reason }, match(0)),
  ],
  ['PUT /api/policies/{type}/{severity}', ask(`PUT ${POLICY}`, { policy: null, reason }, match(0))],
  ['POST /api/people', ask('POST /api/people', person)],
  ['PATCH /api/people/{personId}', ask(`PATCH ${PERSON}`, { name: 'another' }, match(1))],
  ['POST /api/people/{personId}/password', ask(`POST ${PERSON}/password`, {})],
];
/** Asked of the store, each with something to be found there. */
export const reads: [route: string, path: string][] = [
  ['GET /api/alerts/{alertId}/track', `${ALERT}/track`],
  ['GET /api/alerts/{alertId}/evidence', `${ALERT}/evidence`],
  ['GET /api/seals/{sealId}', `/api/seals/${ids.seal}`],
  ['GET /api/seals/{sealId}/bundle', `/api/seals/${ids.seal}/bundle`],
  ['GET /api/deliveries/{endpoint}/attempts', '/api/deliveries/police/attempts'],
  [
    'GET /api/vehicles/{vehicle}/trace',
    `/api/vehicles/${registryKey('vehicle', vehicleIds[0]!)}/trace?from=1&to=2`,
  ],
  ['GET /api/trips/{tripId}/report', `${RAN_TRIP}/report?from=now`],
  ['GET /api/trips/{tripId}/report.html', `${RAN_TRIP}/report.html?from=now`],
];
