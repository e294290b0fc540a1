import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DEFAULT_POLICIES } from '#core/loop/defaults.ts';
import type { Policy } from '#core/loop/policy.ts';
import { type StepBody, stepOf } from '#core/loop/step.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeLoopStep } from '#proto/codec/step.ts';
import { appendTransitions, startServer, type TestServer } from './harness.ts';
import { alertOf, transitionOf } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const { policy } = DEFAULT_POLICIES[0]!;

async function put(key: string, body: unknown, version?: number) {
  const answer = await fetch(`${server.url}/api/policies/${key}`, {
    method: 'PUT',
    headers: {
      ...{ cookie: server.cookie, 'x-tizheng': '1', 'content-type': 'application/json' },
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    body: JSON.stringify(body),
  });
  return {
    status: answer.status,
    etag: answer.headers.get('etag'),
    json: (await answer.json()) as {
      version: number;
      policy: Policy;
      faults?: { field: string }[];
    },
  };
}
const json = async (path: string) => (await server.get(path)).json();

test('the defaults are told with their sources, and each is of a type that a rule raises', async () => {
  const { policies } = (await json('/api/policies')) as {
    policies: { type: string; source: string; version: number }[];
  };
  const { rules } = (await json('/api/rules')) as { rules: { type: string }[] };
  expect(policies.length).toBe(DEFAULT_POLICIES.length);
  const families = new Set(rules.map(({ type }) => type.split('.')[0]));
  for (const { type, source, version } of policies) {
    expect(families, type).toContain(type.split('.')[0]);
    expect(source).not.toBe('');
    expect(version).toBe(0);
  }
});

describe('a change', () => {
  const reason = 'asked for by the city';

  test('is judged by version, kept in the history, audited, and taken back to the default', async () => {
    const louder = { ...policy, say: { ...policy.say!, text: '请立即减速' } };
    expect(await put('speed.over/critical', { policy: louder, reason })).toMatchObject({
      status: 428,
    });
    expect(await put('speed.over/critical', { policy: louder, reason }, 7)).toMatchObject({
      status: 412,
    });
    const first = await put('speed.over/critical', { policy: louder, reason }, 0);
    expect(first).toMatchObject({ status: 200, etag: '"1"', json: { version: 1, source: reason } });
    expect(first.json.policy.say?.text).toBe('请立即减速');
    expect((await put('speed.over/critical', { policy, reason }, 0)).status).toBe(412);
    const back = await put('speed.over/critical', { policy: null, reason: 'as it was' }, 1);
    expect(back.json.policy).toEqual(policy);
    const { versions } = (await json('/api/policies/speed.over/critical/history')) as {
      versions: { version: number; changedBy: string | null }[];
    };
    expect(versions.map(({ version, changedBy }) => [version, changedBy])).toEqual([
      [2, 'admin'],
      [1, 'admin'],
      [0, null],
    ]);
    const trail = (await json('/api/audit?action=policy.change')) as {
      entries: { result: string; purpose: string }[];
    };
    expect(trail.entries.map(({ result }) => result)).toEqual(
      expect.arrayContaining(['done', 'refused']),
    );
    expect(trail.entries.some(({ purpose }) => purpose === reason)).toBe(true);
  });

  test.each<[string, string, object]>([
    ['say.text', 'speed.over/major', { ...policy, say: { ...policy.say, text: '{plate}' } }],
    [
      'notify.0.afterS',
      'speed.over/major',
      { ...policy, notify: [{ level: 'city', afterS: -1, unless: [] }] },
    ],
    ['confirm', 'speed.over/major', { ...policy, confirm: 'opened' }],
    ['type', 'speed.overr/major', policy],
  ])('with a mistake in %s is refused by its name', async (field, key, wish) => {
    const answer = await put(key, { policy: wish, reason }, 0);
    expect(answer.status).toBe(422);
    expect(answer.json.faults?.map((fault) => fault.field)).toContain(field);
  });

  test('for what there is no policy of begins at version 0', async () => {
    expect((await server.get('/api/policies/position.drift/any')).status).toBe(404);
    const answer = await put('position.drift/any', { policy: { ...policy, say: null }, reason }, 0);
    expect(answer).toMatchObject({ status: 200, json: { version: 1 } });
  });
});

test('what was done about an alert is told in order, the first of records with one id', async () => {
  const alert = alertOf(1);
  await appendTransitions(server.log, [transitionOf(1, alert)]);
  const bodies: StepBody[] = [
    {
      kind: 'planned',
      severity: 'critical',
      policyName: 'speed.over/critical',
      policyVersion: 3,
      policy,
      alert,
      baseMs: 1,
    },
    { kind: 'acknowledged', actor: 'li' },
    { kind: 'acknowledged', actor: 'wang' },
    { kind: 'notified', level: 'city', endpoints: ['police'], because: 'due', alert },
    { kind: 'reaction', result: 'reacted', reactedAtMs: 5_000, tookMs: 4_000 },
  ];
  const records = bodies.map((body, index) => {
    const step = stepOf(alert, body, 1_000 + index);
    return { key: alert.alertId, timeMs: Date.now(), value: encodeLoopStep(step) };
  });
  await server.log.append(TOPICS.alertSteps, 0, records);
  const path = `/api/alerts/${alert.alertId}/loop`;
  await vi.waitFor(async () => {
    const answer = await server.get(path);
    expect(answer.ok && (await answer.json())).toMatchObject({ reaction: 'reacted' });
  });
  expect(await json(path)).toEqual({
    policy: { name: 'speed.over/critical', version: 3 },
    ...{ reaction: 'reacted', tookMs: 4_000 },
    steps: [
      expect.objectContaining({ kind: 'planned', atMs: 1_000 }),
      { kind: 'acknowledged', atMs: 1_001, actor: 'li' },
      { kind: 'notified', atMs: 1_003, level: 'city', endpoints: ['police'], because: 'due' },
      { kind: 'reaction', atMs: 1_004, result: 'reacted', reactedAtMs: 5_000, tookMs: 4_000 },
    ],
  });
  expect((await server.get(`/api/alerts/${'0'.repeat(32)}/loop`)).status).toBe(404);
});
