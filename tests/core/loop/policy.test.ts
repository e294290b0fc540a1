import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICIES } from '#core/loop/defaults.ts';
import { type Policy, policyFaults, policyName, policyNamesFor } from '#core/loop/policy.ts';
import { quietUntil } from '#core/loop/quiet.ts';
import { Rates } from '#core/loop/rates.ts';
import { faultOfText, spokenText } from '#core/loop/text.ts';

const [SPEED] = DEFAULT_POLICIES;
const policy: Policy = SPEED!.policy;
const say = policy.say!;
const key = { type: 'speed.over', severity: 'critical' } as const;
const [first, second] = policy.notify;

describe('what is wrong with a policy is named by its field', () => {
  const sayingWith = (change: object) => ({ ...policy, say: { ...say, ...change } });
  test.each<[field: string, wish: unknown, type?: string]>([
    ['', 'speak'],
    ['say.text', sayingWith({ text: '' })],
    ['say.text', sayingWith({ text: '超速{speed}' })],
    ['say.text', sayingWith({ text: '限速{limit' })],
    ['say.text', sayingWith({ text: '减速\u0007' })],
    ['say.text', sayingWith({ text: '慢'.repeat(101) })],
    ['say.timesMax', sayingWith({ timesMax: 11 })],
    ['say.repeatEveryS', sayingWith({ repeatEveryS: 29 })],
    ['say.volume', sayingWith({ volume: 11 })],
    ['reaction.withinS', { ...policy, reaction: { withinS: 0, settleS: 0 } }],
    ['confirm', { ...policy, confirm: 'opened' }],
    ['confirm', { ...policy, confirm: 'opened' }, 'terminal.overspeed'],
    ['confirm', { ...policy, confirm: 'opened' }, 'terminal.*'],
    ['notify.1.level', { ...policy, notify: [second, first] }],
    ['notify.1.afterS', { ...policy, notify: [{ ...first, afterS: 600 }, second] }],
    ['notify.0.level', { ...policy, notify: [{ ...first, level: 'ministry' }] }],
    ['quiet.0.to', { ...policy, quiet: [{ days: [1], from: '08:00', to: '08:00', of: ['say'] }] }],
    [
      'quiet.0.from',
      { ...policy, quiet: [{ days: [1], from: '24:00', to: '08:00', of: ['say'] }] },
    ],
    ['quiet.0.days', { ...policy, quiet: [{ days: [], from: '22:00', to: '08:00', of: ['say'] }] }],
    [
      'limits.sayPerVehicle.perS',
      { ...policy, limits: { ...policy.limits, sayPerVehicle: { count: 1, perS: 3_601 } } },
    ],
    ['deafAfterS', { ...policy, deafAfterS: undefined }],
  ])('%s', (field, wish, type = key.type) => {
    const faults = policyFaults(wish, { ...key, type });
    expect(faults.map((fault) => fault.field)).toContain(field);
    for (const { message } of faults) expect(message.length).toBeGreaterThan(5);
  });

  test('every default can be used, and each has a name of its own', () => {
    for (const stated of DEFAULT_POLICIES)
      expect(policyFaults(stated.policy, stated), policyName(stated)).toEqual([]);
    expect(new Set(DEFAULT_POLICIES.map(policyName)).size).toBe(DEFAULT_POLICIES.length);
  });

  test.each(['terminal.sos', 'terminal.area', 'terminal.illegal-move'])(
    '%s may be confirmed',
    (type) => expect(policyFaults({ ...policy, confirm: 'opened' }, { ...key, type })).toEqual([]),
  );
});

test('the nearest policy is looked for first', () => {
  expect(policyNamesFor({ type: 'terminal.sos', severity: 'critical' })).toEqual([
    'terminal.sos/critical',
    'terminal.sos/any',
    'terminal.*/critical',
    'terminal.*/any',
  ]);
});

test('a text is spoken with whole numbers, units as they are read, and nothing for what is unknown', () => {
  const alert = { measured: 97.5, limit: 80, unit: 'km/h', openedAtMs: 0 };
  expect(spokenText('{measured}{unit},限速{limit},{minutes}分钟', alert, 119_999)).toBe(
    '98公里每小时,限速80,1分钟',
  );
  expect(spokenText('{measured}米', { ...alert, measured: null }, 0)).toBe('米');
  // What a number replaces is not looked at again.
  expect(spokenText('{unit}', { ...alert, unit: '{limit}' }, 0)).toBe('{limit}');
  expect(faultOfText('前方团雾,减速慢行')).toBeNull();
});

describe('quiet times', () => {
  /** 2026-11-20 is a Friday. */
  const at = (day: number, time: string) => Date.parse(`2026-11-${day}T${time}+08:00`);
  const night: Policy['quiet'] = [{ days: [5], from: '22:00', to: '07:00', of: ['notify'] }];
  test.each<[string, number, number | null]>([
    ['a moment before it begins', at(20, '21:59:59.999'), null],
    ['at its first moment', at(20, '22:00:00.000'), at(21, '07:00:00.000')],
    ['after midnight, of the day it began on', at(21, '06:59:59.999'), at(21, '07:00:00.000')],
    ['at its end', at(21, '07:00:00.000'), null],
    ['on a day that has none', at(21, '22:00:00.000'), null],
    ['after the midnight of a day that has none', at(20, '03:00:00.000'), null],
  ])('%s', (_, now, until) => expect(quietUntil(night, 'notify', now)).toBe(until));

  test('are for what they name, and those that touch are one', () => {
    expect(quietUntil(night, 'say', at(20, '23:00:00.000'))).toBeNull();
    const two: Policy['quiet'] = [
      ...night,
      { days: [6], from: '07:00', to: '08:30', of: ['notify', 'say'] },
    ];
    expect(quietUntil(two, 'notify', at(20, '23:00:00.000'))).toBe(at(21, '08:30:00.000'));
  });

  test('a week without a gap is quiet for a week, not for ever', () => {
    const days = [1, 2, 3, 4, 5, 6, 7];
    const always: Policy['quiet'] = [
      { days, from: '00:00', to: '12:00', of: ['say'] },
      { days, from: '12:00', to: '00:00', of: ['say'] },
    ];
    const now = at(20, '01:00:00.000');
    expect(quietUntil(always, 'say', now)! - now).toBeGreaterThanOrEqual(7 * 86_400_000);
  });
});

test('a rate lets so many through within its window, counts the same once, and forgets', () => {
  const rates = new Rates();
  const rate = { count: 2, perS: 60 };
  rates.note('v', 'a', 0);
  rates.note('v', 'a', 0);
  expect(rates.freeAtMs('v', rate, 10_000)).toBe(10_000);
  rates.note('v', 'b', 20_000);
  expect(rates.freeAtMs('v', rate, 30_000)).toBe(60_000);
  expect(rates.freeAtMs('w', rate, 30_000)).toBe(30_000);
  expect(rates.freeAtMs('v', rate, 60_000)).toBe(60_000);
  rates.drop('v', 'b');
  expect(rates.freeAtMs('v', rate, 30_000)).toBe(30_000);
  rates.forget(3_600_000);
  expect(rates.freeAtMs('v', { count: 1, perS: 3_600 }, 3_600_000)).toBe(3_600_000);
});
