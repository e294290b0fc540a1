/** The dashboard and the alert rules name only what the platform really exposes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listMetrics, seriesOf } from '../../docs/pages/metric-catalogue.ts';
import { namesIn } from './promql.ts';

const file = (path: string) => readFileSync(new URL(`../../ops/${path}`, import.meta.url), 'utf8');

/** Label names by series; what Prometheus adds by itself is known to every series. */
const known = new Map<string, Set<string>>([['up', new Set(['job'])]]);
for (const metric of listMetrics()) {
  for (const series of seriesOf(metric)) {
    const labels = new Set([...metric.labels, 'role', 'job', 'instance']);
    if (series.endsWith('_bucket')) labels.add('le');
    known.set(series, labels);
  }
}

function mistakesOf(expression: string): string[] {
  const { metrics, groupings } = namesIn(expression);
  const mistakes: string[] = [];
  for (const { metric, labels } of metrics) {
    const has = known.get(metric);
    if (has === undefined) mistakes.push(`no metric ${metric}`);
    else mistakes.push(...labels.filter((label) => !has.has(label)).map((l) => `${metric}{${l}}`));
  }
  for (const label of groupings) {
    if (!metrics.every(({ metric }) => known.get(metric)?.has(label)))
      mistakes.push(`by (${label})`);
  }
  return mistakes;
}

test('the reader of expressions finds what is wrong', () => {
  expect(mistakesOf('sum by (topic) (rate(tizheng_sink_lag_records[5m]))')).toEqual([]);
  expect(mistakesOf('sum(tizheng_sink_lag)')).toEqual(['no metric tizheng_sink_lag']);
  expect(mistakesOf('tizheng_sink_lag_records{table="x"}')).toEqual([
    'tizheng_sink_lag_records{table}',
  ]);
  expect(mistakesOf('sum by (table) (tizheng_sink_lag_records)')).toEqual(['by (table)']);
  expect(() => namesIn('sum(up')).toThrow('unclosed');
  expect(() => namesIn('rate(up[5m])) > 0')).toThrow('unbalanced');
  expect(() => namesIn('raet(up[5m])')).toThrow('unknown function');
  expect(() => namesIn('up{job}')).toThrow('no label matcher');
});

describe('Prometheus rules', () => {
  const text = file('prometheus/tizheng.rules.yml');
  const rules = text.split(/^ {6}- alert: /m).slice(1);

  test('every rule names what exists, says how bad it is, and what to do', () => {
    expect(rules.length).toBeGreaterThan(15);
    const names = rules.map((rule) => /^\w+/.exec(rule)?.[0]);
    expect(new Set(names).size).toBe(names.length);
    for (const rule of rules) {
      const expression = /^ {8}expr: (.+)$/m.exec(rule)?.[1] ?? '';
      expect({ rule, mistakes: mistakesOf(expression) }).toEqual({ rule, mistakes: [] });
      expect(rule).toMatch(/severity: (critical|warning) /);
      for (const name of ['summary', 'summary_zh', 'action'])
        expect(rule).toMatch(new RegExp(`^ {10}${name}: \\S`, 'm'));
    }
  });
});

/** Grafana's own placeholder for the data source a person chose. */
const CHOSEN = '$'.concat('{datasource}');

describe('Grafana dashboard', () => {
  interface Panel {
    id: number;
    type: string;
    title: string;
    datasource?: { uid: string };
    gridPos: { x: number; y: number; w: number; h: number };
    targets?: { expr: string; datasource: { uid: string } }[];
  }
  const board = JSON.parse(file('grafana/tizheng-platform.json')) as {
    uid: string;
    schemaVersion: number;
    panels: Panel[];
    templating: { list: { name: string; type: string; query: string }[] };
  };

  test('is one Grafana can import: version, own panel numbers, a data source to choose', () => {
    expect(board.uid).toMatch(/^[\w-]{1,40}$/);
    expect(board.schemaVersion).toBeGreaterThanOrEqual(36);
    const ids = board.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(board.templating.list).toContainEqual(
      expect.objectContaining({ name: 'datasource', type: 'datasource', query: 'prometheus' }),
    );
  });

  test('panels lie beside each other, within the grid', () => {
    const taken = new Set<string>();
    for (const { gridPos, title } of board.panels) {
      expect({ title, fits: gridPos.x + gridPos.w <= 24 }).toEqual({ title, fits: true });
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect({ title, free: !taken.has(`${x}/${y}`) }).toEqual({ title, free: true });
          taken.add(`${x}/${y}`);
        }
      }
    }
  });

  test('every panel asks the chosen source for metrics and labels that exist', () => {
    let asked = 0;
    for (const { type, title, datasource, targets } of board.panels) {
      if (type === 'row') continue;
      expect({ title, uid: datasource?.uid }).toEqual({ title, uid: CHOSEN });
      expect(targets?.length ?? 0).toBeGreaterThan(0);
      for (const target of targets ?? []) {
        asked++;
        expect(target.datasource.uid).toBe(CHOSEN);
        expect({ title, mistakes: mistakesOf(target.expr) }).toEqual({ title, mistakes: [] });
      }
    }
    expect(asked).toBeGreaterThan(30);
  });
});
