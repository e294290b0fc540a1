/** The life of an alert through the server: who may do what, what is refused whole, and what happens by itself. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '#core/access.ts';
import { ALERT_ACTIONS, type Alert, type AlertAction } from '#core/alert.ts';
import { DEFAULT_POLICIES } from '#core/loop/defaults.ts';
import { type StepBody, stepOf } from '#core/loop/step.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import type { AlertRow } from '#dashboard/server/alert-row.ts';
import { decodeAlertAction } from '#proto/codec/alert.ts';
import { decodeAuditLink, decodeAuditRecord } from '#proto/codec/audit.ts';
import { encodeLoopStep } from '#proto/codec/step.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { MemoryLogStore } from '#runtime/log/memory.ts';
import {
  E1,
  fillRegistry,
  keyOfVehicle,
  personOf,
  putPerson,
  type Seat,
  SHENZHEN,
  signIn,
  WHOLE,
} from './access/world.ts';
import { appendTransitions, newLog, startServer, type TestServer } from './harness.ts';
import { alertOf, transitionOf } from './support.ts';

const soon = () => Date.now() + 10 * MINUTE_MS;
const idOf = (n: number) => alertOf(n).alertId;
const actionsOf = async (log: EventLog) => {
  const { high } = await log.ends(TOPICS.alertActions, 0);
  const read = { maxRecords: 1_000, maxBytes: 4_000_000, waitMs: 0 };
  const { records } = await log.read(TOPICS.alertActions, 0, 0, read);
  expect(records).toHaveLength(high);
  return records.map(({ value }) => decodeAlertAction(value));
};

const auditOf = async (log: EventLog) => {
  const read = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };
  const { records } = await log.read(TOPICS.audit, 0, 0, read);
  return records.map(({ value }) => decodeAuditRecord(decodeAuditLink(value)));
};

describe('what people do', () => {
  let server: TestServer;
  const seats = new Map<string, Seat>();
  /** A fresh alert of a vehicle in Shenzhen each. */
  let next = 0;
  const fresh = () => idOf(++next);
  beforeAll(async () => {
    const log = await newLog();
    await fillRegistry(log);
    for (const role of ROLES)
      await putPerson(log, personOf(role, role, role === 'enterprise' ? E1 : WHOLE));
    await putPerson(log, personOf('sz', 'dispatcher', SHENZHEN));
    await putPerson(log, personOf('gone', 'dispatcher', WHOLE, { isEnabled: false }));
    const alerts = Array.from({ length: 120 }, (_, n) => {
      const severity = n === 100 ? 'critical' : 'major';
      return alertOf(n, { severity, subjectKey: keyOfVehicle(n === 101 ? 3 : 0), late: true });
    });
    await appendTransitions(
      log,
      alerts.map((alert, n) => transitionOf(n + 1, alert)),
    );
    server = await startServer({ log });
    for (const name of [...ROLES, 'sz']) seats.set(name, await signIn(server, name));
  }, 30_000);
  afterAll(() => server.stop());

  const act = async (alertId: string, body: object, as = 'administrator') => {
    const answer = await seats.get(as)!.post(`/api/alerts/${alertId}/actions`, body);
    return { status: answer.status, row: (await answer.json()) as AlertRow };
  };
  /** One after the other, each on the version the one before made. */
  const walk = async (alertId: string, ...steps: object[]) => {
    let row: AlertRow | null = null;
    for (const [baseVersion, step] of steps.entries()) {
      const answer = await act(alertId, { baseVersion, ...step });
      expect(answer, JSON.stringify(step)).toMatchObject({ status: 200 });
      row = answer.row;
    }
    return row!;
  };

  test('an alert is given on, given back, put off, and dealt with', async () => {
    const id = fresh();
    const untilMs = soon();
    const given = await walk(id, { action: 'assign', assignee: 'sz' });
    expect(given).toMatchObject({ work: 'acknowledged', assignee: 'sz', jt809Result: 0 });
    const rest = [
      { action: 'handle', disposition: 'verifying', row: { work: 'in-handling', assignee: 'sz' } },
      { action: 'assign', assignee: 'dispatcher', row: { assignee: 'dispatcher' } },
      { action: 'give-back', row: { work: 'acknowledged', assignee: null } },
      {
        ...{ action: 'shelve', untilMs, note: 'convoy', as: 'supervisor' },
        row: { visibility: 'shelved', hiddenUntilMs: untilMs, jt809Result: 3 },
      },
      { action: 'unshelve', row: { visibility: 'shown', hiddenUntilMs: null } },
      { action: 'suppress', untilMs, note: 'workshop', row: { visibility: 'suppressed' } },
      { action: 'unsuppress', row: { visibility: 'shown' } },
      { action: 'escalate', note: 'three times today', row: { escalation: 'city' } },
      {
        ...{ action: 'close', outcome: 'handed-over', handedTo: 'traffic-police' },
        ...{ disposition: 'police-notified', note: 'case 7' },
        row: { work: 'closed', handedTo: 'traffic-police', jt809Result: 1 },
      },
      { action: 'reopen', row: { work: 'new', handedTo: null, escalation: 'county' } },
    ];
    for (const [at, { row, ...step }] of rest.entries()) {
      const { as = at === 0 ? 'sz' : 'administrator', ...body } = step as { as?: string };
      const answer = await act(id, { baseVersion: at + 1, ...body }, as);
      expect(answer, JSON.stringify(step)).toMatchObject({ status: 200, row });
    }
    const detail = await (await seats.get('viewer')!.get(`/api/alerts/${id}`)).json();
    expect((detail as { actions: AlertAction[] }).actions.map(({ action }) => action)).toEqual([
      'assign',
      ...rest.map(({ action }) => action),
    ]);
  });

  test('a supervision stands until it is answered for good', async () => {
    const id = fresh();
    const untilMs = soon();
    const ask = { action: 'supervise', untilMs, urgency: 'urgent', note: 'Report by noon.' };
    expect((await walk(id, ask)).supervision).toEqual({
      ...{ by: 'administrator', atMs: expect.any(Number), deadlineMs: untilMs },
      ...{ urgency: 'urgent', result: null },
    });
    const reply = (result: string, baseVersion: number) =>
      act(id, { action: 'reply', result, note: 'On it.', baseVersion }, 'enterprise');
    expect((await reply('later', 1)).row).toMatchObject({ superviseByMs: untilMs });
    expect((await reply('done', 2)).row).toMatchObject({ superviseByMs: null });
    expect((await reply('done', 3)).status).toBe(422);
    const detail = await (await seats.get('viewer')!.get(`/api/alerts/${id}`)).json();
    expect(detail).toMatchObject({
      supervisionWords: {
        instruction: 'Report by noon.',
        reply: { by: 'enterprise', note: 'On it.' },
      },
    });
    expect(await (await server.get('/api/alerts')).text()).not.toContain('Report by noon');
  });

  test('closing answers a supervision, and a repeat is counted where it belongs', async () => {
    const [one, two, three] = [fresh(), fresh(), fresh()];
    await walk(one, { action: 'supervise', untilMs: soon(), note: 'Why twice?' });
    const merge = { action: 'close', outcome: 'duplicate', duplicateOf: two };
    const closed = await act(one, { ...merge, baseVersion: 1 });
    expect(closed.row).toMatchObject({ duplicateOf: two, jt809Result: 2, superviseByMs: null });
    expect(closed.row.supervision?.result).toBe('no-action');
    await walk(three, merge);
    const rowOf = async (id: string) =>
      (await act(id, { action: 'comment', note: 'x', baseVersion: 0 })).row;
    expect((await rowOf(two)).merged).toBe(2);
    await act(one, { action: 'reopen', baseVersion: 2 });
    expect((await rowOf(two)).merged).toBe(1);
    // A repeat of a repeat, and of itself.
    for (const duplicateOf of [three, one])
      expect((await act(one, { ...merge, duplicateOf, baseVersion: 3 })).status).toBe(422);
  });

  const wrong: [why: string, status: number, body: object][] = [
    ['no reason', 422, { action: 'shelve', untilMs: soon() }],
    ['no end', 422, { action: 'shelve', note: 'x' }],
    ['an end in the past', 422, { action: 'shelve', untilMs: 1, note: 'x' }],
    ['shelved for too long', 422, { action: 'shelve', untilMs: soon() + 24 * HOUR_MS, note: 'x' }],
    [
      'suppressed for too long',
      422,
      { action: 'suppress', untilMs: soon() + 168 * HOUR_MS, note: 'x' },
    ],
    ['nothing is hidden', 422, { action: 'unshelve' }],
    ['given to nobody', 422, { action: 'assign', assignee: 'nobody' }],
    ['given to somebody who left', 422, { action: 'assign', assignee: 'gone' }],
    ['given to one who may not act', 422, { action: 'assign', assignee: 'viewer' }],
    ['given to a made-up name', 400, { action: 'assign', assignee: 'A B' }],
    ['given back by nobody', 422, { action: 'give-back' }],
    [
      'a disposition of another outcome',
      422,
      { action: 'close', outcome: 'confirmed', disposition: 'merged' },
    ],
    [
      'a disposition nobody knows',
      400,
      { action: 'close', outcome: 'confirmed', disposition: 'x' },
    ],
    ['dealt with while in handling', 422, { action: 'handle', disposition: 'vehicle-stopped' }],
    ['handed over to nobody', 422, { action: 'close', outcome: 'handed-over' }],
    ['a cause of what is true', 422, { action: 'close', outcome: 'confirmed', cause: 'rule' }],
    ['a repeat of nothing', 422, { action: 'close', outcome: 'duplicate' }],
    [
      'a repeat of what is not there',
      422,
      { action: 'close', outcome: 'duplicate', duplicateOf: 'f'.repeat(32) },
    ],
    ['an outcome of no close', 422, { action: 'acknowledge', outcome: 'confirmed' }],
    ['up without a reason', 422, { action: 'escalate', level: 'city' }],
    ['down', 422, { action: 'escalate', level: 'county', note: 'x' }],
    ['to no level', 400, { action: 'escalate', level: 'nation', note: 'x' }],
    ['a supervision without words', 422, { action: 'supervise', untilMs: soon(), note: ' ' }],
    [
      'a supervision for ever',
      422,
      { action: 'supervise', untilMs: soon() + 720 * HOUR_MS, note: 'x' },
    ],
    ['an answer to nobody', 422, { action: 'reply', result: 'done', note: 'x' }],
    ['an answer without a result', 422, { action: 'reply', note: 'x' }],
    ['a text too long', 400, { action: 'comment', note: 'x'.repeat(2_001) }],
    ['a field nobody knows', 400, { action: 'acknowledge', actionId: 'x' }],
  ];
  test('wrong input is refused with a problem, and nothing of it is done', async () => {
    const id = fresh();
    const before = (await server.log.ends(TOPICS.alertActions, 0)).high;
    for (const [why, status, body] of wrong) {
      const answer = await seats.get('administrator')!.post(`/api/alerts/${id}/actions`, {
        ...{ baseVersion: 0, ...body },
      });
      expect([why, answer.status]).toEqual([why, status]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
    expect((await server.log.ends(TOPICS.alertActions, 0)).high).toBe(before);
  });

  test('a critical alert is seen before it is shelved, for an hour at most, and never suppressed', async () => {
    const id = idOf(100);
    const shelve = { action: 'shelve', note: 'x' };
    expect((await act(id, { ...shelve, untilMs: soon(), baseVersion: 0 })).status).toBe(422);
    await walk(id, { action: 'acknowledge' });
    const untilMs = soon() + HOUR_MS;
    expect((await act(id, { ...shelve, untilMs, baseVersion: 1 })).status).toBe(422);
    const suppress = { action: 'suppress', note: 'x', untilMs: soon(), baseVersion: 1 };
    expect((await act(id, suppress)).status).toBe(422);
    expect((await act(id, { ...shelve, untilMs: soon(), baseVersion: 1 })).status).toBe(200);
  });

  test('an alert is given to nobody who cannot see it', async () => {
    const url = `/api/alerts/${idOf(101)}/assignees`;
    const { assignees } = (await (await server.get(url)).json()) as {
      assignees: { user: string }[];
    };
    const users = assignees.map(({ user }) => user);
    expect(users).toEqual(['admin', 'administrator', 'dispatcher', 'enforcement', 'supervisor']);
    expect(
      (await act(idOf(101), { action: 'assign', assignee: 'sz', baseVersion: 0 })).status,
    ).toBe(422);
  });

  const LEADERS = ['supervisor', 'administrator'];
  const OFFICERS = ['dispatcher', ...LEADERS, 'enforcement'];
  const MAY: Partial<Record<AlertAction['action'], string[]>> = {
    ...{ shelve: LEADERS, suppress: LEADERS, supervise: LEADERS },
    ...{ comment: [...OFFICERS, 'enterprise'], reply: [...OFFICERS, 'enterprise'] },
  };
  test.each(ROLES)('%s is told what it may do, and may do that only', async (role: Role) => {
    const told = (await (await seats.get(role)!.get('/api/alert-life')).json()) as {
      actions: { action: AlertAction['action']; isAllowed: boolean }[];
    };
    expect(told.actions.map(({ action }) => action)).toEqual([...ALERT_ACTIONS]);
    const id = fresh();
    for (const { action, isAllowed } of told.actions) {
      expect([action, isAllowed]).toEqual([action, (MAY[action] ?? OFFICERS).includes(role)]);
      // Without what it needs, or impossible: whoever may is told so, the others that they may not.
      const { status } = await act(id, { action, baseVersion: 77 }, role);
      expect([action, status === 403]).toEqual([action, !isAllowed]);
    }
  });

  test('the trail names who did what with codes, and holds nobody’s words', async () => {
    const id = fresh();
    await walk(id, { action: 'close', outcome: 'confirmed', note: 'secret words' });
    const told = await auditOf(server.log);
    expect(told.find(({ subjects }) => subjects[0] === id)).toMatchObject({
      ...{ actor: 'administrator', action: 'alert.act', result: 'done' },
      query: { alertId: id, action: 'close', outcome: 'confirmed' },
    });
    expect(JSON.stringify(told)).not.toContain('secret words');
  });
});

describe('what happens by itself', () => {
  const raised = (n: number, minutesAgo: number, changes: Partial<Alert> = {}) =>
    alertOf(n, {
      severity: 'critical',
      raisedAtMs: Date.now() - minutesAgo * MINUTE_MS,
      ...changes,
    });
  const transitionsOf = (...alerts: Alert[]) =>
    alerts.map((alert, at) => transitionOf(at + 1, alert));
  const escalation = async (server: TestServer, n: number) =>
    ((await (await server.get(`/api/alerts/${idOf(n)}`)).json()) as AlertRow).escalation;

  test('a plan decides for the city: it has the work when its system is told, and the row says what is next', async () => {
    const log = await newLog();
    const now = Date.now();
    await appendTransitions(log, transitionsOf(raised(1, 6), raised(2, 6), raised(3, 6)));
    const baseMs = now - 4 * MINUTE_MS;
    const { policy } = DEFAULT_POLICIES.find(
      ({ type, severity }) => type === 'speed.over' && severity === 'critical',
    )!;
    const plan: StepBody = {
      ...{ kind: 'planned', severity: 'critical', policyName: 'speed.over/critical' },
      ...{ policyVersion: 0, policy, alert: alertOf(0), baseMs },
    };
    const notified = (level: 'enterprise' | 'city'): StepBody => ({
      ...{ kind: 'notified', level, endpoints: ['e'], because: 'due', alert: alertOf(0) },
    });
    for (const [n, body] of [
      [1, plan],
      [1, notified('enterprise')],
      [2, plan],
      [2, notified('city')],
    ] as const) {
      const value = encodeLoopStep(stepOf(alertOf(n), body, baseMs));
      await log.append(TOPICS.alertSteps, 0, [{ key: idOf(n), timeMs: baseMs, value }]);
    }
    const server = await startServer({ log });
    // By the times of its severity the third is due at once; the first waits for its plan; of the second the city was told.
    for (const n of [2, 3])
      await expect.poll(() => escalation(server, n), { timeout: 8_000 }).toBe('city');
    const row = (await (await server.get(`/api/alerts/${idOf(1)}`)).json()) as AlertRow;
    const dueMs = baseMs + 5 * MINUTE_MS;
    expect(row).toMatchObject({ escalation: 'county', acknowledgeByMs: dueMs });
    expect(row.nextTelling).toEqual({
      ...{ atMs: dueMs, level: 'city', isRaised: true, isNotified: true },
    });
    await server.stop();
  });

  test('of two servers one escalates, once per level; a restart finds it done', async () => {
    const log = await newLog();
    await appendTransitions(
      log,
      transitionsOf(
        raised(1, 6),
        raised(2, 16),
        raised(3, 4),
        raised(4, 99, { late: true }),
        raised(5, 99, { state: 'withdrawn' }),
        raised(6, 99, { severity: 'minor' }),
        raised(7, 100 * 60),
      ),
    );
    const servers = await Promise.all([startServer({ log }), startServer({ log })]);
    for (const server of servers) {
      await expect.poll(() => escalation(server, 2), { timeout: 8_000 }).toBe('province');
      expect(await escalation(server, 1)).toBe('city');
    }
    const levels = ['county', 'city', 'province', 'county', 'county', 'county', 'county', 'county'];
    for (const server of servers)
      for (const n of [1, 2, 3, 4, 5, 6, 7])
        expect([n, await escalation(server, n)]).toEqual([n, levels[n]]);
    const details = (await (await servers[0]!.get(`/api/alerts/${idOf(2)}`)).json()) as {
      actions: AlertAction[];
    };
    expect(details.actions.map(({ actionId }) => actionId)).toEqual([
      `${idOf(2)}:escalate:0:city`,
      `${idOf(2)}:escalate:0:province`,
    ]);
    const accepted = async () => {
      const counts = await Promise.all(
        servers.map((server) =>
          server.metric('tizheng_dashboard_alert_timers_total', { result: 'accepted' }),
        ),
      );
      return counts[0]! + counts[1]!;
    };
    expect(await accepted()).toBe(3);
    const told = (await auditOf(log)).filter(({ actor }) => actor === '(platform)');
    expect(told.map(({ query }) => query.actionId).sort()).toEqual([
      `${idOf(1)}:escalate:0:city`,
      `${idOf(2)}:escalate:0:city`,
      `${idOf(2)}:escalate:0:province`,
    ]);
    expect(
      await servers[0]!.metric('tizheng_dashboard_alerts_escalated', { level: 'province' }),
    ).toBe(1);
    await Promise.all(servers.map((server) => server.stop()));

    const before = (await log.ends(TOPICS.alertActions, 0)).high;
    const again = await startServer({ log });
    await expect.poll(() => escalation(again, 2)).toBe('province');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect((await log.ends(TOPICS.alertActions, 0)).high).toBe(before);
    await again.stop();
  }, 30_000);

  test('what is shelved comes back when its time is over, also over a restart', async () => {
    const store = new MemoryLogStore();
    const log = await newLog(store);
    await appendTransitions(log, transitionsOf(alertOf(1, { late: true })));
    const first = await startServer({ log });
    const untilMs = Date.now() + 400;
    const shelve = { action: 'shelve', untilMs, note: 'x', baseVersion: 0 };
    expect((await first.post(`/api/alerts/${idOf(1)}/actions`, shelve)).status).toBe(200);
    await first.stop();
    const second = await startServer({ log });
    const row = async () => (await (await second.get(`/api/alerts/${idOf(1)}`)).json()) as AlertRow;
    await expect.poll(async () => (await row()).visibility, { timeout: 5_000 }).toBe('shown');
    expect(await actionsOf(log)).toMatchObject([
      { action: 'shelve', actor: 'admin' },
      { action: 'unshelve', actor: '(platform)', baseVersion: 1 },
    ]);
    // Nobody's version went up: an officer who had read the row acts on it all the same.
    expect((await row()).workVersion).toBe(1);
    await second.stop();
  }, 20_000);
});
