import { expect, test } from 'vitest';
import { Auth } from '#dashboard/server/auth.ts';
import { hashPassword } from '#runtime/people/password.ts';
import { PeopleTable } from '#runtime/people/table.ts';

const clockAt = (start: number) => {
  let now = start;
  return { now: () => now, advance: (ms: number) => (now += ms) };
};
const cheap = { logN: 4, parallel: 1 };
const right = await hashPassword('right', cheap);
const create = async (clock: { now(): number }) =>
  new Auth({ clock, sessionHoursMax: 1, people: new PeopleTable(right), cost: cheap });

test('the right password opens a session that ends by itself and by signing out', async () => {
  const clock = clockAt(0);
  const auth = await create(clock);
  const first = await auth.signIn('admin', 'right', '10.0.0.1');
  const second = await auth.signIn('admin', 'right', '10.0.0.1');
  if (!first.ok || !second.ok) throw new Error('sign-in refused');
  expect(auth.session(first.token)?.user).toBe('admin');
  auth.signOut(first.token);
  expect(auth.session(first.token)).toBeNull();
  clock.advance(3_600_001);
  expect(auth.session(second.token)).toBeNull();
  expect(auth.session(undefined)).toBeNull();
});

test('failures back off, and waiting lets the right password in again', async () => {
  const clock = clockAt(0);
  const auth = await create(clock);
  for (let i = 0; i < 5; i++)
    expect(await auth.signIn('admin', 'wrong', '10.0.0.1')).toEqual({ ok: false, retryAfterMs: 0 });
  expect(await auth.signIn('admin', 'wrong', '10.0.0.1')).toEqual({
    ok: false,
    retryAfterMs: 2_000,
  });
  expect((await auth.signIn('admin', 'right', '10.0.0.1')).ok).toBe(false);
  clock.advance(2_001);
  expect((await auth.signIn('admin', 'right', '10.0.0.1')).ok).toBe(true);
});

test('failures count by address: nobody locks an officer out, unknown names are no way around', async () => {
  const auth = await create(clockAt(0));
  for (let i = 0; i < 5; i++)
    expect(await auth.signIn(`nobody${i}`, 'x', '10.0.0.1')).toEqual({
      ok: false,
      retryAfterMs: 0,
    });
  expect(await auth.signIn('nobody', 'x', '10.0.0.1')).toEqual({ ok: false, retryAfterMs: 2_000 });
  expect((await auth.signIn('admin', 'right', '10.0.0.1')).ok).toBe(false);
  expect((await auth.signIn('admin', 'right', '10.0.0.2')).ok).toBe(true);
});

test('attempts made side by side are judged one after the other, and few may wait', async () => {
  const auth = await create(clockAt(0));
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => auth.signIn('admin', 'wrong', '10.0.0.1')),
  );
  const waits = answers.map((answer) => (answer.ok ? -1 : answer.retryAfterMs));
  expect(waits.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 2_000]);
  expect(new Set(waits.slice(6, 20))).toEqual(new Set([2_000]));
  expect(new Set(waits.slice(20))).toEqual(new Set([1_000]));
});

test('an IPv6 caller is known by its network, however it is written', async () => {
  const auth = await create(clockAt(0));
  const addresses = ['2001:db8::1', '2001:db8::2', '2001:db8:0:0:9::1', '2001:db8:0:0:a:b:c:d'];
  for (const address of [...addresses, '2001:db8::3', '2001:db8::4'])
    await auth.signIn('admin', 'wrong', address);
  expect((await auth.signIn('admin', 'right', '2001:db8::5')).ok).toBe(false);
  expect((await auth.signIn('admin', 'right', '2001:db8:1::5')).ok).toBe(true);
});
