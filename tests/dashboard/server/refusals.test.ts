/**
 * The walk of openapi.test.ts goes where anybody can be brought to; this one to what needs something that is there:
 * each 409, 410, 412, 416, 422, 428, 429, 500 and 503 that the document names, by a request that meets it. Each answer is a
 * problem the document describes, and after each everything is as it was before.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { expectProblem, filled, type Operation, routes } from './document.ts';
import { PASSWORD } from './harness.ts';
import { ALERT, ask, cases, changes, match, type Request, reads } from './refusals-cases.ts';
import { ids, startWorld, VIEWER, type World } from './refusals-world.ts';

/** What openapi.test.ts sees to. */
const ELSEWHERE = new Set(['400', '401', '403', '404', '413', '415']);
const operations = new Map<string, Operation>(
  routes.map(([name, { operation }]) => [name, operation]),
);
const directory = mkdtempSync(join(tmpdir(), 'tizheng-refusals-'));
let world: World;
beforeAll(async () => {
  world = await startWorld(directory);
});
afterAll(async () => {
  await world.stop();
  rmSync(directory, { recursive: true, force: true });
});

const send = ({ method, path, body, headers }: Request, as: 'chief' | 'local' = 'chief') =>
  world[as].send(
    method,
    path.replace('FILE', ids.file).replace('DAMAGED', ids.damagedFile),
    body,
    headers,
  );

/** Until the next attempt of a stranger has to wait for longer than this test takes. */
async function failToSignIn(): Promise<void> {
  const wish = ask('POST /api/login', { user: VIEWER.user, password: 'wrong' });
  for (;;) {
    const waitS = Number((await send(wish)).headers.get('retry-after') ?? 0);
    if (waitS >= 60) return;
    world.skip(waitS * 1_000);
  }
}

/** Reading changes when a session was used last. */
const unseen = (json: string) => json.replaceAll(/"lastUsedMs":\d+/g, '');

describe('a request that meets what is there', () => {
  test.each(cases.map((each) => [`${each.route} ${each.status}`, each] as const))(
    '%s',
    async (_, { route, status, request, as, reads }) => {
      if (status === 429 && route !== 'POST /api/commands') await failToSignIn();
      const read = async () =>
        reads === undefined ? '' : unseen(await (await world.chief.get(reads)).text());
      const [before, was] = [await world.ends(), await read()];
      const answer = await send(request, as);
      expect(answer.status).toBe(status);
      await expectProblem(answer, operations.get(route)!);
      expect(await read()).toEqual(was);
      // A change of a policy is judged when it has come back from the log.
      const judgedLater =
        reads === '/api/policies' ? { [TOPICS.policies]: expect.any(Number) } : {};
      expect(await world.ends()).toEqual({ ...before, ...judgedLater });
    },
  );

  test('is made for every such status of the document', () => {
    const made = new Set(cases.map(({ route, status }) => `${route} ${status}`));
    const named = routes.flatMap(([name, { operation }]) =>
      Object.keys(operation.responses)
        .filter((status) => Number(status) >= 400 && status !== '503' && !ELSEWHERE.has(status))
        .map((status) => `${name} ${status}`),
    );
    expect([...made].sort()).toEqual(named.sort());
  });
});

async function expectAway(answer: Response, route: string): Promise<void> {
  expect(answer.status, route).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  await expectProblem(answer, operations.get(route)!);
}

describe('503', () => {
  test('a store that is away', async () => {
    world.store.isAway = true;
    for (const [route, path] of reads) await expectAway(await world.chief.get(path), route);
    world.store.isAway = false;
  });

  test.each(changes)('a log that is full: %s', async (route, request) => {
    const before = await world.ends();
    for (const topic of Object.keys(before)) world.refusing.add(topic);
    await expectAway(await send(request), route);
    world.refusing.clear();
    expect(await world.ends()).toEqual(before);
  });

  test('an audit trail that cannot be written: nothing is done, and nothing answered', async () => {
    const { chief, refusing, server } = world;
    const before = await world.ends();
    refusing.add(TOPICS.audit);
    // The one that finds it so.
    await expectAway(await chief.get(`${ALERT}/track`), 'GET /api/alerts/{alertId}/track');
    for (const [route, request] of changes) await expectAway(await send(request), route);
    expect(await world.ends()).toEqual(before);
    const away = routes.filter(([, { operation }]) => Object.hasOwn(operation.responses, '503'));
    // Last: whoever leaves is let go all the same.
    const isLeaving = (name: string) => Number(name.endsWith('/logout'));
    away.sort(([a], [b]) => isLeaving(a) - isLeaving(b));
    for (const [name, { path, method, operation }] of away) {
      const { example } = operation.requestBody?.content['application/json'] ?? {};
      const headers = method === 'delete' || method === 'put' || method === 'patch' ? match(0) : {};
      const line = `${method.toUpperCase()} ${filled(path, operation)}`;
      await expectAway(await send(ask(line, example, headers)), name);
    }
    expect(await world.ends()).toEqual(before);
    const body = { user: 'admin', password: PASSWORD };
    const login = await server.post('/api/login', body);
    expect([login.status, login.headers.get('set-cookie')]).toEqual([503, null]);
    refusing.clear();
    expect((await chief.get('/api/me')).status).toBe(401);
    expect((await world.local.get(`${ALERT}/track`)).status).toBe(200);
  });
});
