/**
 * `replay --from … --to … --changed FILE`: a period of the store judged twice in one pass, by the rules that hold and by
 * changed ones, and what differs. It only reads; alerts, log and store stay as they are.
 */
import { parseArgs } from 'node:util';
import type { Alert } from '#core/alert.ts';
import { TizhengError } from '#core/errors.ts';
import type { RuleSettings } from '#core/registry.ts';
import { formatShanghai, HOUR_MS } from '#core/time.ts';
import { LocalNetwork } from '#processors/network.ts';
import { rules } from '#processors/rules/index.ts';
import { loadSettings } from '#runtime/settings.ts';
import { type PlatformSettings, platformSettings } from '../platform/settings.ts';
import { Directory, readRuleSettings, registryControls, rulesControl } from '../replay/inputs.ts';
import { parseInstant } from '../replay/instant.ts';
import { compareAlerts, isSeen, printAlert } from '../replay/print.ts';
import { TickSource } from '../replay/ticks.ts';
import { compare, countByType, type Pair, type TypeCount } from './compare.ts';
import { readPeriod } from './period.ts';
import { openSources, type RegistryLists, type Sources } from './sources.ts';

export interface BacktestWish {
  /** Alerts whose episode opened in `[fromMs, toMs)` are compared. */
  fromMs: number;
  toMs: number;
  /** Judged before it begins, so that clocks and windows are as they were. */
  warmUpMs: number;
  /** null = those in the registry. */
  rules: RuleSettings | null;
  changed: RuleSettings;
}

const VERDICTS = ['new', 'gone', 'different', 'same'] as const;

export async function main(argv: string[]): Promise<number> {
  const values = optionsOf(argv);
  const [fromMs, toMs] = [instantOf('--from', values.from), instantOf('--to', values.to)];
  if (fromMs >= toMs) throw refusal('--from must be before --to.');
  if (values.changed === undefined)
    throw refusal(
      'Say which rules to try: --changed FILE, {"<alert type>": {"<parameter>": value}}.',
    );
  const warmUpHours = Number(values['warm-up-hours'] ?? 24);
  if (!(warmUpHours >= 0 && warmUpHours <= 240))
    throw refusal('--warm-up-hours takes a number from 0 to 240.');
  const settings = loadSettings(platformSettings, {
    file: values.config ?? null,
    env: process.env,
    overrides: { dataDir: values['data-dir'] },
  });
  const wish = {
    ...{ fromMs, toMs, warmUpMs: warmUpHours * HOUR_MS },
    rules: values.rules === undefined ? null : readRuleSettings(values.rules),
    changed: readRuleSettings(values.changed),
  };
  await backtest(settings, wish, values.json === true);
  return 0;
}

/** Throws SETTINGS_INVALID for an option there is not. */
function optionsOf(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        changed: { type: 'string' },
        rules: { type: 'string' },
        'warm-up-hours': { type: 'string' },
        json: { type: 'boolean' },
        config: { type: 'string' },
        'data-dir': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw refusal(`${(error as Error).message} Try --help.`);
  }
}

async function backtest(
  settings: PlatformSettings,
  wish: BacktestWish,
  asJson: boolean,
): Promise<void> {
  const sources = await openSources(settings);
  try {
    const directory = new Directory(sources.pseudonymKey);
    const pairs = await judge(sources, wish, directory);
    const differing = pairs.filter(({ verdict }) => verdict !== 'same');
    if (!asJson) tellTable(wish, countByType(pairs));
    else for (const count of countByType(pairs)) say({ kind: 'count', ...count });
    const shown = (alert: Alert | null) =>
      alert === null ? null : JSON.parse(printAlert(alert, directory, null));
    for (const { verdict, before, after } of differing)
      say({ kind: 'alert', verdict, before: shown(before), after: shown(after) });
  } finally {
    await sources.close();
  }
}

/** Every pair of the period. Progress goes to the standard error output. */
async function judge(
  { store, registry, rules: held }: Sources,
  { fromMs, toMs, warmUpMs, rules: given, changed }: BacktestWish,
  directory: Directory,
): Promise<Pair[]> {
  const sides = [given ?? held, changed].map((settings) => side(settings, registry, directory));
  const beginMs = fromMs - warmUpMs;
  let reports = 0;
  for await (const readings of readPeriod(store, { fromMs: beginMs, toMs })) {
    for (const reading of readings)
      for (const { network, ticks } of sides) {
        ticks.upTo(reading.receivedTimeMs);
        network.feed(reading);
      }
    reports += readings.length;
    const lastMs = readings.at(-1)?.receivedTimeMs;
    if (lastMs !== undefined)
      process.stderr.write(`${reports} reports, up to ${formatShanghai(lastMs)}\n`);
  }
  for (const { network, ticks } of sides) {
    ticks.upTo(toMs);
    network.finish();
  }
  const opened = ({ alerts }: Side) =>
    [...alerts.values()]
      .filter((alert) => isSeen(alert) && alert.openedAtMs >= fromMs && alert.openedAtMs < toMs)
      .sort((a, b) => compareAlerts(a, b, directory));
  return compare(opened(sides[0]!), opened(sides[1]!));
}

interface Side {
  network: LocalNetwork;
  ticks: TickSource;
  alerts: Map<string, Alert>;
}

function side(settings: RuleSettings, registry: RegistryLists, directory: Directory): Side {
  const alerts = new Map<string, Alert>();
  const network = new LocalNetwork(1, rules, {
    alert: (_change, alert) => alerts.set(alert.alertId, alert),
  });
  const controls = [
    rulesControl(settings),
    ...registryControls(registry, 'of the platform', directory),
  ];
  for (const control of controls) network.feed(control);
  return { network, ticks: new TickSource(network, () => {}), alerts };
}

function tellTable({ fromMs, toMs }: BacktestWish, counts: readonly TypeCount[]): void {
  const heading = ['alert type', 'now', 'changed', ...VERDICTS];
  const lines = counts.map((count) =>
    [count.type, count.before, count.after, ...VERDICTS.map((verdict) => count[verdict])].map(
      String,
    ),
  );
  const widths = heading.map((text, i) =>
    Math.max(text.length, ...lines.map((line) => line[i]!.length)),
  );
  const print = (cells: readonly string[]) =>
    console.log(
      cells
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  '),
    );
  console.log(`Alerts opened from ${formatShanghai(fromMs)} to ${formatShanghai(toMs)}:\n`);
  print(heading);
  for (const line of lines) print(line);
  if (lines.length === 0) console.log('none');
  console.log('');
}

function instantOf(option: string, text: string | undefined): number {
  const ms = parseInstant(text);
  if (ms === null || ms === undefined)
    throw refusal(`${option} takes an instant like 2026-11-21T08:00:00+08:00.`);
  return ms;
}

function say(value: object): void {
  console.log(JSON.stringify(value));
}

function refusal(sentence: string): TizhengError {
  return new TizhengError('SETTINGS_INVALID', 'replay', sentence);
}
