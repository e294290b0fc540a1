/** How results fold, whatever order several gateways write them in. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyResult,
  COMMAND_STATES,
  type CommandResult,
  isFinal,
  newStanding,
} from '#core/command.ts';
import { NO_SUBJECT } from '#core/identity.ts';

const result = (more: Partial<CommandResult>): CommandResult => ({
  commandId: 'c',
  deviceKey: NO_SUBJECT,
  atMs: 0,
  gateway: 'a',
  state: 'queued',
  attempt: 0,
  reason: null,
  waitsFor: null,
  untilMs: null,
  sessionSinceMs: null,
  reply: null,
  ...more,
});
const reply = { messageId: '0x0001', result: 0, fields: null };

/** The states of the results that count. */
function counted(results: CommandResult[], repeat: 'once' | 'until-answered' = 'until-answered') {
  const standing = newStanding();
  return results.filter((each) => applyResult(standing, each, repeat)).map(({ state }) => state);
}

test('the first final result stands', () => {
  const answered = result({ state: 'answered', attempt: 1, reply });
  const expired = result({ state: 'expired', gateway: 'b' });
  expect(counted([answered, expired])).toEqual(['answered']);
  expect(counted([expired, answered])).toEqual(['expired']);
});

test('what was sent cannot be cancelled, what was cancelled is not sent', () => {
  const sent = result({ state: 'sent', attempt: 1, untilMs: 10 });
  const cancelled = result({ state: 'cancelled' });
  expect(counted([sent, cancelled])).toEqual(['sent']);
  expect(counted([cancelled, sent])).toEqual(['cancelled']);
});

test('what goes out once is sent by one gateway', () => {
  const first = result({ state: 'sent', attempt: 1, untilMs: 10 });
  const second = result({ state: 'sent', attempt: 1, untilMs: 10, gateway: 'b' });
  expect(counted([first, second], 'once')).toEqual(['sent']);
  expect(counted([first, { ...second, attempt: 2 }])).toEqual(['sent', 'sent']);
});

test('while one gateway waits, others are only heard with an answer', () => {
  const sent = result({ state: 'sent', attempt: 1, untilMs: 100 });
  const of = (more: Partial<CommandResult>) => result({ gateway: 'b', atMs: 50, ...more });
  expect(counted([sent, of({ state: 'expired' })])).toEqual(['sent']);
  expect(counted([sent, of({ state: 'queued' })])).toEqual(['sent']);
  expect(counted([sent, of({ state: 'failed', reason: 'no-answer' })])).toEqual(['sent']);
  expect(counted([sent, of({ state: 'answered', reply })])).toEqual(['sent', 'answered']);
  expect(counted([sent, of({ state: 'expired', atMs: 101 })])).toEqual(['sent', 'expired']);
  expect(counted([sent, result({ state: 'failed', reason: 'no-answer' })])).toEqual([
    'sent',
    'failed',
  ]);
});

test('any results, in any order, end at most once', () => {
  const any = fc.record({
    state: fc.constantFrom(...COMMAND_STATES),
    gateway: fc.constantFrom('a', 'b'),
    attempt: fc.nat(3),
    atMs: fc.nat(20),
    untilMs: fc.option(fc.nat(20), { nil: null }),
    reply: fc.constantFrom(null, reply),
  });
  let ended = 0;
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), fc.boolean(), (list, once) => {
      const standing = newStanding();
      const repeat = once ? 'once' : 'until-answered';
      let finals = 0;
      let sents = 0;
      for (const each of list) {
        const counts = applyResult(
          standing,
          result({
            ...each,
            attempt: each.state === 'sent' ? Math.max(1, each.attempt) : each.attempt,
          }),
          repeat,
        );
        if (counts && isFinal(standing)) finals++;
        if (counts && each.state === 'sent') sents++;
      }
      expect(finals).toBeLessThanOrEqual(1);
      if (once) expect(sents).toBeLessThanOrEqual(1);
      ended += finals;
    }),
  );
  expect(ended).toBeGreaterThan(10);
});
