import { expect, test } from 'vitest';
import { Auth } from '#dashboard/server/auth.ts';

const clockAt = (start: number) => {
  let now = start;
  return { now: () => now, advance: (ms: number) => (now += ms) };
};
const create = (clock: { now(): number }) => Auth.create({ clock, sessionHoursMax: 1, adminPassword: 'right' });

test('the right password opens a session that ends by itself and by signing out', async () => {
  const clock = clockAt(0);
  const auth = await create(clock);
  const first = await auth.signIn('admin', 'right');
  const second = await auth.signIn('admin', 'right');
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
  for (let i = 0; i < 5; i++) expect(await auth.signIn('admin', 'wrong')).toEqual({ ok: false, retryAfterMs: 0 });
  expect(await auth.signIn('admin', 'wrong')).toEqual({ ok: false, retryAfterMs: 2_000 });
  expect((await auth.signIn('admin', 'right')).ok).toBe(false);
  clock.advance(2_001);
  expect((await auth.signIn('admin', 'right')).ok).toBe(true);
});

test('an unknown user is refused and leaves no trace', async () => {
  const auth = await create(clockAt(0));
  for (let i = 0; i < 10; i++) expect(await auth.signIn(`nobody${i}`, 'x')).toEqual({ ok: false, retryAfterMs: 0 });
});
