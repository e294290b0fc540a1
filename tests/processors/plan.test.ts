import { expect, test } from 'vitest';
import { RulesVersion } from '#processors/plan.ts';
import { rules } from '#processors/rules/index.ts';

const terminalParams = (settings: Record<string, Record<string, unknown>>) =>
  new RulesVersion(rules, settings, 0)
    .planFor('charter')
    .arrival.rules.find(({ rule }) => rule.type === 'terminal')?.params;

test('one alert type of a family is switched off without the others', () => {
  const params = terminalParams({
    terminal: { ignoredTypes: ['terminal.fault'] },
    'terminal.sos': { enabled: false },
    'terminal.fatigue': { enabled: true },
  });
  expect(params?.ignoredTypes).toEqual(['terminal.fault', 'terminal.sos']);
});

test('unknown types and values that do not fit are named, and change nothing', () => {
  const version = new RulesVersion(
    rules,
    { 'foo.bar': { enabled: false }, 'speed.over': { sustainMs: 'long' } },
    0,
  );
  expect(version.mistakes).toEqual(['speed.over.sustainMs', 'foo.bar']);
  const speed = version
    .planFor('charter')
    .settled.rules.find(({ rule }) => rule.type === 'speed.over');
  expect(speed?.params.sustainMs).toBe(30_000);
});
