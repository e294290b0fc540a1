import { expect, test } from 'vitest';
import { Auth, type Caller } from '#dashboard/server/auth.ts';
import { BackOff } from '#dashboard/server/back-off.ts';
import { FamiliarDevices } from '#dashboard/server/familiar.ts';
import { hashPassword } from '#runtime/people/password.ts';
import { PeopleTable } from '#runtime/people/table.ts';

const clockAt = (start: number) => {
  let now = start;
  return { now: () => now, advance: (ms: number) => (now += ms) };
};
const cheap = { logN: 4, parallel: 1 };
const right = await hashPassword('right', cheap);
const create = async (clock: { now(): number }) =>
  new Auth({
    ...{ clock, sessionHoursMax: 1, people: new PeopleTable(right), cost: cheap },
    familiar: new FamiliarDevices(new Uint8Array(32).fill(7)),
  });
const at = (address: string, device?: string): Caller => ({ address, device });
const heard = { ok: false, retryAfterMs: 0, slowed: null, isRepeat: false };

test('the right password opens a session that ends by itself and by signing out', async () => {
  const clock = clockAt(0);
  const auth = await create(clock);
  const first = await auth.signIn('admin', 'right', at('10.0.0.1'));
  const second = await auth.signIn('admin', 'right', at('10.0.0.1'));
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
    expect(await auth.signIn('admin', 'wrong', at('10.0.0.1'))).toEqual(heard);
  expect(await auth.signIn('admin', 'wrong', at('10.0.0.1'))).toMatchObject({
    ...{ ok: false, retryAfterMs: 2_000, slowed: 'address' },
  });
  expect((await auth.signIn('admin', 'right', at('10.0.0.1'))).ok).toBe(false);
  clock.advance(2_001);
  expect((await auth.signIn('admin', 'right', at('10.0.0.1'))).ok).toBe(true);
});

test('failures of one address count together: unknown names are no way around', async () => {
  const auth = await create(clockAt(0));
  for (let i = 0; i < 5; i++)
    expect(await auth.signIn(`nobody${i}`, 'x', at('10.0.0.1'))).toEqual(heard);
  expect(await auth.signIn('nobody', 'x', at('10.0.0.1'))).toMatchObject({
    retryAfterMs: 2_000,
    slowed: 'address',
  });
  expect((await auth.signIn('admin', 'right', at('10.0.0.1'))).ok).toBe(false);
  expect((await auth.signIn('admin', 'right', at('10.0.0.2'))).ok).toBe(true);
});

test('attempts made side by side are judged one after the other, and few may wait', async () => {
  const auth = await create(clockAt(0));
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => auth.signIn('admin', 'wrong', at('10.0.0.1'))),
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
    await auth.signIn('admin', 'wrong', at(address));
  expect((await auth.signIn('admin', 'right', at('2001:db8::5'))).ok).toBe(false);
  expect((await auth.signIn('admin', 'right', at('2001:db8:1::5'))).ok).toBe(true);
});

/** Wrong passwords for an account, each from an address of its own; the waits they met, in seconds. */
async function guess(auth: Auth, user: string, times: number, from = 0): Promise<number[]> {
  const waits: number[] = [];
  for (let i = from; i < from + times; i++) {
    const answer = await auth.signIn(user, 'wrong', at(`10.1.${i >> 8}.${i & 255}`));
    waits.push(answer.ok ? -1 : answer.retryAfterMs / 1_000);
  }
  return waits;
}

test('one account is guessed from many addresses at a growing pace, whether it exists or not', async () => {
  for (const user of ['admin', 'nobody']) {
    const clock = clockAt(0);
    const auth = await create(clock);
    expect(await guess(auth, user, 12)).toEqual([...Array<number>(10).fill(0), 2, 2]);
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) {
      clock.advance(waits.at(-1) === undefined ? 2_000 : waits.at(-1)! * 1_000);
      waits.push(...(await guess(auth, user, 1, 20 + i)));
    }
    expect(waits).toEqual([4, 8, 16, 32, 60, 60, 60]);
    // An hour of nobody's failing, and all is forgotten.
    clock.advance(3_600_000);
    expect(await guess(auth, user, 11, 40)).toEqual([...Array<number>(10).fill(0), 2]);
    expect(auth.counts).toMatchObject({ wrong: 29, 'account-waits': 1, 'address-waits': 0 });
  }
});

test('other accounts and devices the owner has signed in from are not slowed by it', async () => {
  const clock = clockAt(0);
  const auth = await create(clock);
  const before = await auth.signIn('admin', 'right', at('10.0.0.1'));
  if (!before.ok) throw new Error('sign-in refused');
  await guess(auth, 'admin', 40);
  expect(await auth.signIn('admin', 'right', at('10.0.0.1'))).toMatchObject({ slowed: 'account' });
  expect(await auth.signIn('somebody', 'x', at('10.0.0.1'))).toEqual(heard);
  const own = await auth.signIn('ADMIN', 'right', at('10.0.0.2', before.device));
  expect(own).toMatchObject({ ok: true, device: before.device });
  // The owner's sign-in gives whoever guesses no new free attempts.
  expect(await guess(auth, 'admin', 1, 50)).toEqual([2]);
  // A stranger who waits and knows the password is let in, and known from then on.
  clock.advance(60_000);
  expect((await auth.signIn('admin', 'right', at('10.0.0.3'))).ok).toBe(true);
  expect(await guess(auth, 'admin', 1, 60)).toEqual([0]);
});

test('failures on a familiar device count there alone, to five minutes', async () => {
  const clock = clockAt(0);
  const auth = await create(clock);
  const before = await auth.signIn('admin', 'right', at('10.0.0.1'));
  if (!before.ok) throw new Error('sign-in refused');
  const there = at('10.0.0.1', before.device);
  let waitMs = 0;
  for (let i = 0; i < 20; i++) {
    clock.advance(waitMs);
    const answer = await auth.signIn('admin', 'wrong', there);
    waitMs = answer.ok ? -1 : answer.retryAfterMs;
    if (i === 5) expect(waitMs).toBe(2_000);
  }
  expect(waitMs).toBe(300_000);
  expect(await auth.signIn('admin', 'right', there)).toMatchObject({ slowed: 'device' });
  expect((await auth.signIn('admin', 'right', at('10.0.0.1'))).ok).toBe(true);
});

test('of those refused unheard the first of a wait is told, and no names are kept for ever', async () => {
  const clock = clockAt(0);
  const auth = await create(clock);
  await guess(auth, 'admin', 11);
  const again = async () => {
    const answer = await auth.signIn('admin', 'wrong', at('10.2.0.1'));
    return answer.ok ? null : answer.isRepeat;
  };
  expect([await again(), await again(), await again()]).toEqual([false, true, true]);
  clock.advance(2_000);
  expect([await again(), await again(), await again()]).toEqual([false, false, true]);
});

test('places in the queue are kept for familiar devices', async () => {
  const auth = await create(clockAt(0));
  const before = await auth.signIn('admin', 'right', at('10.0.0.1'));
  if (!before.ok) throw new Error('sign-in refused');
  const crowd = Array.from({ length: 30 }, (_, i) => auth.signIn(`n${i}`, 'x', at(`10.3.0.${i}`)));
  const own = await auth.signIn('admin', 'right', at('10.3.0.1', before.device));
  expect(own.ok).toBe(true);
  const slowed = (await Promise.all(crowd)).map((answer) => (answer.ok ? '' : answer.slowed));
  expect(slowed).toEqual([...Array<null>(20).fill(null), ...Array<string>(10).fill('server')]);
});

test('a back-off is bounded: the one that failed longest ago is forgiven', () => {
  const failures = new BackOff({ free: 0, waitMsMax: 8_000, entriesMax: 2 });
  for (const key of ['a', 'b', 'a', 'c']) failures.fail(key, 0);
  expect(['a', 'b', 'c'].map((key) => failures.waitMs(key, 0))).toEqual([4_000, 0, 2_000]);
  expect(failures.waitMs('a', 3_999)).toBe(1);
  expect(failures.isFirstRefusal('b')).toBe(false);
});

test('a device cookie says nothing of accounts it was not made for, nor when it is bent', () => {
  const devices = new FamiliarDevices(new Uint8Array(32).fill(7));
  let cookie = devices.remember(undefined, 'p1');
  const device = cookie.split('.')[0];
  expect(devices.knownAs(cookie, 'p1')).not.toBeNull();
  expect(devices.knownAs(cookie, 'p2')).toBeNull();
  expect(new FamiliarDevices(new Uint8Array(32)).knownAs(cookie, 'p1')).toBeNull();
  const tag = cookie.split('.')[1];
  for (const bent of [undefined, '', '.', `${'0'.repeat(32)}.${tag}`, `x.${tag}`, `${device}.x`])
    expect(devices.knownAs(bent, 'p1')).toBeNull();
  // Shifts share a desk: the newest eight are known.
  for (let i = 2; i <= 9; i++) cookie = devices.remember(cookie, `p${i}`);
  expect(cookie.startsWith(`${device}.`)).toBe(true);
  const known = Array.from({ length: 9 }, (_, i) => devices.knownAs(cookie, `p${i + 1}`) !== null);
  expect(known).toEqual([false, ...Array<boolean>(8).fill(true)]);
  expect(devices.remember(cookie, 'p9')).toBe(cookie);
});
