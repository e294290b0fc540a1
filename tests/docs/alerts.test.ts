/** docs/alerts.md says what the code does. */
import { readFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { DISPOSITIONS, jt809Code } from '#core/alert-life/dispositions.ts';
import { type DashboardSettings, dashboardSettings } from '#dashboard/config.ts';

const page = readFileSync(new URL('../../docs/alerts.md', import.meta.url), 'utf8');

test('every disposition, with its result and its outcomes, in the order of the catalogue', () => {
  const rows = Object.entries(DISPOSITIONS).map(([code, { zh, result, outcomes }]) => {
    const said = outcomes.length === 0 ? 'handle' : outcomes.join(', ');
    return `| \`${code}\` | ${zh} | ${jt809Code(result)} ${result} | ${said} |`;
  });
  expect(page).toContain(rows.join('\n'));
});

test('the times after which an alert goes up', () => {
  const { escalation } = Value.Default(dashboardSettings, {}) as DashboardSettings;
  const told = (minutes: number) => (minutes === 0 ? 'never' : minutes.toLocaleString('en-US'));
  for (const [severity, times] of Object.entries(escalation)) {
    const { cityAcknowledgeMinutes, provinceAcknowledgeMinutes } = times;
    const { cityHandleMinutes, provinceHandleMinutes } = times;
    const all = [
      ...[cityAcknowledgeMinutes, provinceAcknowledgeMinutes],
      ...[cityHandleMinutes, provinceHandleMinutes],
    ];
    expect(page).toContain(`| ${severity} | ${all.map(told).join(' | ')} |`);
  }
});
