import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from './harness.ts';

interface Account {
  personId: string;
  version: number;
  mustChangePassword: boolean;
  temporaryPassword?: string;
}
interface Told {
  sessions: { sessionId: string; from: string; isThisOne: boolean }[];
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const OWN = 'Eine eigene, lange 7';
const LI = {
  user: 'li.ming',
  name: '李明',
  role: 'dispatcher',
  regions: ['440300'],
  enterprises: null,
};

async function send(cookie: string, method: string, path: string, body?: object, version?: number) {
  const answer = await fetch(`${server.url}/api${path}`, {
    method,
    headers: {
      ...{ cookie, 'x-tizheng': '1' },
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json = (text === '' ? {} : JSON.parse(text)) as Account & Told;
  const given = (answer.headers.get('set-cookie') ?? '').split(';')[0]!;
  return { status: answer.status, json, cookie: given };
}
const admin = (method: string, path: string, body?: object, version?: number) =>
  send(server.cookie, method, path, body, version);
const signIn = (user: string, password: string) => send('', 'POST', '/login', { user, password });

test('an account from its first password to its end', async () => {
  const made = await admin('POST', '/people', LI);
  expect(made.status).toBe(201);
  const { personId, temporaryPassword = '' } = made.json;
  expect((await admin('POST', '/people', LI)).status).toBe(409);
  expect((await admin('GET', `/people/${personId}`)).json).not.toHaveProperty('password');

  // The password that was handed over opens nothing but setting another.
  const first = await signIn('li.ming', temporaryPassword);
  const asLi = (method: string, path: string, body?: object) =>
    send(first.cookie, method, path, body);
  expect((await asLi('GET', '/me')).json.mustChangePassword).toBe(true);
  expect((await asLi('GET', '/alerts')).status).toBe(403);
  for (const next of ['kurz', 'li.ming-2026-A', 'Passwort1234', temporaryPassword])
    expect([
      next,
      (await asLi('POST', '/me/password', { current: temporaryPassword, next })).status,
    ]).toEqual([next, 422]);
  const wrong = await asLi('POST', '/me/password', { current: 'not it', next: OWN });
  expect(wrong.status).toBe(403);
  const set = await asLi('POST', '/me/password', { current: temporaryPassword, next: OWN });
  expect(set.status).toBe(204);
  expect((await asLi('GET', '/me')).status).toBe(401);
  expect((await send(set.cookie, 'GET', '/alerts')).status).toBe(200);
  expect((await signIn('li.ming', temporaryPassword)).status).toBe(401);

  // Where it is signed in, and signing out elsewhere.
  const second = await signIn('li.ming', OWN);
  const { sessions } = (await send(second.cookie, 'GET', '/me/sessions')).json;
  expect(sessions).toMatchObject([{ isThisOne: true, from: '127.0.0.1' }, { isThisOne: false }]);
  expect(JSON.stringify(sessions)).not.toContain(second.cookie.split('=')[1]);
  const other = `/me/sessions/${sessions[1]!.sessionId}`;
  expect((await admin('DELETE', other)).status).toBe(404);
  expect((await send(second.cookie, 'DELETE', other)).status).toBe(204);
  expect((await send(set.cookie, 'GET', '/me')).status).toBe(401);
  expect((await admin('GET', `/people/${personId}/sessions`)).json.sessions).toHaveLength(1);

  // Another role ends its sessions, and so do signing out from afar and disabling.
  const patch = (body: object, version: number) =>
    admin('PATCH', `/people/${personId}`, body, version);
  expect((await patch({ role: 'supervisor' }, 1)).status).toBe(412);
  expect((await patch({ role: 'supervisor' }, 2)).status).toBe(200);
  expect((await send(second.cookie, 'GET', '/me')).status).toBe(401);
  const third = await signIn('li.ming', OWN);
  expect((await admin('DELETE', `/people/${personId}/sessions`)).status).toBe(204);
  expect((await send(third.cookie, 'GET', '/me')).status).toBe(401);
  expect((await patch({ isEnabled: false }, 3)).status).toBe(200);
  expect((await signIn('li.ming', OWN)).status).toBe(401);
});

test('the last administrator of the whole stays', async () => {
  const path = '/people/0000000000000000';
  const { version } = (await admin('GET', path)).json;
  for (const patch of [{ isEnabled: false }, { role: 'supervisor' }, { regions: ['440300'] }])
    expect((await admin('PATCH', path, patch, version)).status).toBe(409);
});
