import { afterAll, describe, expect, test } from 'vitest';
import { DEFAULT_POLICIES } from '#core/loop/defaults.ts';
import { metricOf } from '../webhooks/harness.ts';
import { alertIdOf, LEVELS, LoopBed, T0, wordOf } from './bed.ts';

const MINUTE = 60_000;
let bed: LoopBed;

/** Ended together: each waits for the reads it has under way. */
const beds: LoopBed[] = [];
afterAll(() => Promise.all(beds.map((one) => one.close())));

const begin = async (endpoints = LEVELS) => {
  bed = await LoopBed.make(endpoints);
  beds.push(bed);
  await bed.start();
  await bed.rest();
};
const opened = (change: object = {}, index = 1, timeMs = bed.clock.now()) =>
  bed.writer.write(
    0,
    [{ index, change: 'opened', alert: { severity: 'critical', raisedAtMs: timeMs, ...change } }],
    timeMs,
  );
const closed = (change: object = {}, index = 1) =>
  bed.writer.write(
    0,
    [
      {
        index,
        change: 'closed',
        alert: { severity: 'critical', closedAtMs: bed.clock.now(), ...change },
      },
    ],
    bed.clock.now(),
  );

describe('the driver', () => {
  test('is warned with the numbers of the alert, again while it lasts, and not after its end', async () => {
    await begin();
    await opened();
    await bed.at(2.5);
    expect(bed.spoken).toEqual([
      '您已超速,当前98公里每小时,限速80,请减速慢行',
      '您已超速,当前98公里每小时,限速80,请减速慢行',
    ]);
    await closed({ closedAtMs: T0 + 90_000 });
    await bed.at(20);
    expect(bed.spoken.length).toBe(2);
    const reaction = (await bed.steps()).find(({ kind }) => kind === 'reaction');
    expect(reaction).toMatchObject({ result: 'reacted', reactedAtMs: T0 + 90_000, tookMs: 90_000 });
    expect(await metricOf(bed.metrics, 'tizheng_loop_reactions_total', { result: 'reacted' })).toBe(
      1,
    );
  });

  test('who goes on has not reacted, once the end could have become known', async () => {
    await begin();
    await opened();
    await bed.at(2.9);
    expect(await bed.told()).not.toContain('reaction not-reacted');
    await bed.at(3.1);
    expect(await bed.told()).toContain('reaction not-reacted');
    // It stands, whatever comes later.
    await closed({ closedAtMs: T0 + 60_000 });
    await bed.rest();
    expect((await bed.told()).filter((word) => word.startsWith('reaction'))).toHaveLength(1);
  });

  test('an end before the warning was heard is no reaction to it', async () => {
    await begin();
    await opened();
    await bed.at(0.5);
    await closed({ closedAtMs: T0 - 1 });
    await bed.rest();
    expect(await bed.told()).toContain('reaction before');
  });

  test('a terminal that takes no warning is told of as that', async () => {
    await begin();
    bed.answering = () => 'failed';
    await opened();
    await bed.at(10);
    const words = await bed.told();
    expect(words).toEqual(
      expect.arrayContaining(['heard 1 failed', 'heard 3 failed', 'reaction unheard']),
    );
    expect(words).not.toContain('reaction not-reacted');
  });

  test('hears no more than the limit of the vehicle, whatever the alerts', async () => {
    await begin();
    for (let index = 1; index <= 8; index++) await opened({ severity: 'minor' }, index);
    await bed.at(1);
    expect(bed.spoken.length).toBe(6);
    expect((await bed.told()).filter((word) => word === 'skipped say1: vehicle-rate').length).toBe(
      2,
    );
  });

  test('of a graver alert is warned by the policy of the new severity', async () => {
    await begin();
    await opened({ severity: 'minor' });
    await bed.at(3);
    expect(bed.spoken.length).toBe(1);
    const graver = { severity: 'critical' as const, measured: 130 };
    await bed.writer.write(0, [{ index: 1, change: 'updated', alert: graver }], bed.clock.now());
    await bed.rest();
    expect(bed.spoken.at(-1)).toContain('当前130公里每小时');
    expect(await bed.told()).toEqual(
      expect.arrayContaining([
        'planned speed.over/any',
        'planned speed.over/critical',
        'notified enterprise due',
      ]),
    );
  });
});

describe('what is never acted upon', () => {
  test.each([
    ['late history', { late: true }],
    ['what was raised long before its record', { raisedAtMs: T0 - 11 * MINUTE }],
    ['a type without a policy', { type: 'position.drift' }],
  ])('%s', async (_, change) => {
    await begin();
    await opened(change);
    await bed.at(30);
    expect(await bed.told()).toEqual([]);
    expect(bed.spoken).toEqual([]);
  });

  test('a correction of what was not followed', async () => {
    await begin();
    await bed.writer.write(
      0,
      [{ index: 1, change: 'corrected', alert: { severity: 'critical' } }],
      T0,
    );
    await bed.at(1);
    expect(await bed.told()).toEqual([]);
  });

  test('a warning that comes too late after an outage; who is to be told is told', async () => {
    await begin();
    await bed.stop(bed.running[0]!);
    await opened();
    await bed.at(2);
    await bed.start();
    await bed.rest();
    expect(await bed.told()).toEqual(
      expect.arrayContaining(['skipped say1: stale', 'said 2', 'notified enterprise due']),
    );
  });

  test('what is older than a day when the service comes back; who was never warned has no reaction', async () => {
    await begin();
    await bed.stop(bed.running[0]!);
    await opened({}, 1);
    await bed.runTo(T0 + 20 * 60 * MINUTE);
    await opened({}, 2);
    await closed({}, 2);
    await bed.runTo(T0 + 25 * 60 * MINUTE);
    await bed.start();
    await bed.rest();
    const steps = await bed.steps();
    expect(new Set(steps.map(({ alertId }) => alertId))).toEqual(new Set([alertIdOf(2)]));
    expect(steps.map(({ kind }) => kind)).not.toContain('reaction');
    expect(steps.map(({ kind }) => kind)).toContain('notified');
  });

  test('what was withdrawn: nothing more is said, and who was told is told that', async () => {
    await begin();
    await opened();
    await bed.at(1);
    await bed.writer.write(
      0,
      [{ index: 1, change: 'withdrawn', alert: { severity: 'critical' } }],
      T0,
    );
    await bed.at(30);
    expect(bed.spoken.length).toBe(1);
    const words = await bed.told();
    expect(words.at(-1)).toBe('ended withdrawn enterprise');
    expect(words.some((word) => word.startsWith('reaction'))).toBe(false);
  });
});

describe('who is told', () => {
  test('the enterprise at once, the city and who enforces when nobody takes it', async () => {
    await begin();
    await opened();
    await bed.rest();
    await bed.delivered(alertIdOf(1), 'enterprise');
    await bed.at(4.9);
    expect(await bed.told()).not.toContain('notified city due');
    await bed.at(5);
    expect(await bed.told()).toContain('notified city due');
    await bed.delivered(alertIdOf(1), 'city');
    await bed.at(15);
    expect(await bed.told()).toContain('notified enforcement due');
    await closed();
    await bed.rest();
    expect(await bed.told()).toContain('ended closed city+enforcement+enterprise');
  });

  test('nobody above once a person has taken it', async () => {
    await begin();
    await opened();
    await bed.rest();
    await bed.delivered(alertIdOf(1), 'enterprise');
    await bed.at(3);
    await bed.act(alertIdOf(1), 'acknowledge');
    await bed.at(20);
    expect(await bed.told()).toEqual(
      expect.arrayContaining([
        'skipped notifycity: acknowledged',
        'skipped notifyenforcement: acknowledged',
      ]),
    );
  });

  test('the city at once, and once, when a person takes the alert up to it', async () => {
    await begin();
    for (const index of [1, 2, 3]) await opened({}, index);
    await bed.rest();
    for (const index of [1, 2, 3]) await bed.delivered(alertIdOf(index), 'enterprise');
    await bed.at(1);
    // Before its time; refused, because somebody was faster; and after it was passed over.
    await bed.act(alertIdOf(1), 'escalate', { level: 'city' });
    await bed.act(alertIdOf(2), 'acknowledge');
    await bed.act(alertIdOf(2), 'escalate', { level: 'city' });
    await bed.act(alertIdOf(3), 'acknowledge');
    await bed.at(6);
    await bed.act(alertIdOf(3), 'escalate', { level: 'city', baseVersion: 1 });
    await bed.at(30);
    const told = (await bed.steps())
      .filter((step) => step.kind === 'notified' && step.level === 'city')
      .map((step) => `${step.alertId.slice(-1)} ${(step.atMs - T0) / MINUTE} ${wordOf(step)}`);
    expect(told).toEqual(['1 1 notified city escalated', '3 6 notified city escalated-later']);
  });

  test('nobody again when a timer gives the work to who was told', async () => {
    await begin();
    await opened();
    await bed.rest();
    await bed.delivered(alertIdOf(1), 'enterprise');
    await bed.at(1);
    await bed.act(alertIdOf(1), 'escalate', { level: 'city', actionId: 'timer' });
    await bed.at(6);
    const words = await bed.told();
    expect(words.filter((word) => word.startsWith('notified city'))).toEqual(['notified city due']);
  });

  test('nobody above of an alert that a person has given away or hidden', async () => {
    await begin();
    await opened({}, 1);
    await opened({}, 2);
    await bed.rest();
    await bed.act(alertIdOf(1), 'assign', { assignee: 'wang' });
    await bed.act(alertIdOf(2), 'suppress', { untilMs: T0 + 60 * MINUTE });
    await bed.at(20);
    expect((await bed.told()).filter((word) => /notified (city|enforcement)/.test(word))).toEqual(
      [],
    );
  });

  test('the next one at once when an endpoint is deaf, or there is none', async () => {
    await begin(LEVELS.filter(({ id }) => id !== 'city'));
    await opened();
    await bed.at(2.1);
    expect(await bed.told()).toEqual(
      expect.arrayContaining([
        'deaf enterprise',
        'skipped notifycity: no-endpoint',
        'notified enforcement deaf',
      ]),
    );
  });

  test('what is not critical waits for the end of a quiet time; what is critical does not', async () => {
    await begin();
    const night = Date.parse('2026-11-21T22:30:00+08:00');
    await bed.runTo(night);
    await opened({ severity: 'major' }, 1, night);
    await opened({}, 2, night);
    await bed.rest();
    const words = (await bed.steps()).filter(({ kind }) => kind === 'held' || kind === 'notified');
    expect(words.map(({ alertId, kind }) => [alertId, kind])).toEqual([
      [alertIdOf(1), 'held'],
      [alertIdOf(2), 'notified'],
    ]);
    const morning = Date.parse('2026-11-22T07:00:00+08:00');
    await bed.runTo(morning - 1);
    const isTold = async () =>
      (await bed.steps()).some((s) => s.kind === 'notified' && s.alertId === alertIdOf(1));
    expect(await isTold()).toBe(false);
    await bed.runTo(morning);
    expect(await isTold()).toBe(true);
  });

  test('a receiver gets no more than its rate, the rest when there is room', async () => {
    await begin();
    const policy = DEFAULT_POLICIES.find(
      (one) => one.type === 'speed.over' && one.severity === 'major',
    )!.policy;
    const limits = { ...policy.limits, noticesPerReceiver: { count: 2, perS: 600 } };
    await bed.setPolicy({
      type: 'speed.over',
      severity: 'major',
      baseVersion: 0,
      policy: { ...policy, limits, say: null },
    });
    await bed.rest();
    for (let index = 1; index <= 3; index++) await opened({ severity: 'major' }, index);
    await bed.at(1);
    const told = async () =>
      (await bed.told()).filter((word) => word === 'notified enterprise due').length;
    expect(await told()).toBe(2);
    expect(await bed.told()).toContain('held enterprise: receiver-rate');
    await bed.at(9.9);
    expect(await told()).toBe(2);
    await bed.at(10.1);
    expect(await told()).toBe(3);
  });
});

describe('the terminal', () => {
  test('has an emergency confirmed when a person has taken it, and nothing is spoken', async () => {
    await begin();
    await opened({ type: 'terminal.sos' });
    await bed.at(1);
    expect(bed.spoken).toEqual([]);
    await bed.act(alertIdOf(1), 'acknowledge');
    await bed.rest();
    expect(bed.spoken).toEqual(['emergency']);
  });

  test('has entering an area confirmed at once', async () => {
    await begin();
    await opened({ type: 'terminal.area', severity: 'minor' });
    await bed.rest();
    expect(bed.spoken).toEqual(['area']);
  });
});

test('a policy holds for alerts that open after it; of two changes for one version the first counts', async () => {
  await begin();
  const { policy } = DEFAULT_POLICIES[0]!;
  const saying = (text: string) => ({ ...policy, say: { ...policy.say!, text } });
  const key = { type: 'speed.over', severity: 'critical' as const };
  await opened({}, 1);
  await bed.rest();
  await bed.setPolicy({ ...key, baseVersion: 0, policy: saying('请减速') });
  await bed.setPolicy({ ...key, baseVersion: 0, policy: saying('快停车') });
  await bed.rest();
  await opened({}, 2);
  await bed.rest();
  expect(bed.spoken).toEqual(['您已超速,当前98公里每小时,限速80,请减速慢行', '请减速']);
  const planned = (await bed.steps()).filter((step) => step.kind === 'planned');
  expect(planned.map(({ policyVersion }) => policyVersion)).toEqual([0, 1]);
});
