/**
 * `npm run -s replay -- --registry FILE --reports FILE [--rules FILE] [--transitions] [--indicators]`: judges a
 * recording with the very tasks that judge the live stream. The same files give the same bytes.
 */
import { availableParallelism } from 'node:os';
import type { Alert, AlertChange } from '#core/alert.ts';
import { TizhengError } from '#core/errors.ts';
import type { Reading } from '#core/report.ts';
import { parseRules } from '#processors/control.ts';
import type { Told } from '#processors/indicators/indicator-task.ts';
import { LocalNetwork } from '#processors/network.ts';
import { RulesVersion } from '#processors/plan.ts';
import { rules } from '#processors/rules/index.ts';
import { BEFORE_ALL_MS } from '#processors/timeline/lane-state.ts';
import { parseReplayArgs, type ReplayArgs, USAGE } from './args.ts';
import { Directory, readRegistry, readRules } from './inputs.ts';
import { aboutBytes, lineBlocks, NEWLINE } from './lines.ts';
import { Output } from './output.ts';
import {
  compareAlerts,
  compareIndicators,
  indicatorKey,
  isSeen,
  printAlert,
  printIndicator,
  ruleFaultText,
} from './print.ts';
import { ReportReader } from './reports.ts';
import { ShardedNetwork } from './sharded-network.ts';
import { TickSource } from './ticks.ts';

/** Bad lines named one by one; further ones are only counted. */
const BAD_LINES_NAMED_MAX = 1_000;
/**
 * From this size of a recording on its vehicles get threads of their own, two: with the reading that is what two cores
 * carry. A shorter one is judged before they have started.
 */
const THREADS_FROM_BYTES = 24 << 20;

export async function main(argv: string[]): Promise<number> {
  if (argv.includes('--from') && !argv.includes('--help')) {
    const backtest = await import('../backtest/main.ts');
    return answered(() => backtest.main(argv));
  }
  const args = parseReplayArgs(argv);
  if (args === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (typeof args === 'string') {
    process.stderr.write(`${args}\n`);
    return 2;
  }
  return answered(async () => {
    await replay(args);
    return 0;
  });
}

async function answered(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TizhengError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function replay(args: ReplayArgs): Promise<void> {
  const directory = new Directory();
  const controls = [readRules(args.rules), ...readRegistry(args.registry, directory)];
  for (const { body } of controls) if (body.kind === 'rules') nameMistakes(body.json);
  const stdout = new Output();
  // Changes are told in the order of the recording, which one thread knows by itself.
  const isWhole = !args.transitions && !args.indicators;
  const threads = isWhole ? (args.threads ?? threadsFor(args.reports)) : 0;
  if (threads === 0) await replayHere(args, controls, directory, stdout);
  else await replayInThreads(threads, args, controls, directory, stdout);
  stdout.flush();
}

/** Everything in this thread. */
async function replayHere(
  args: ReplayArgs,
  controls: readonly Reading[],
  directory: Directory,
  stdout: Output,
): Promise<void> {
  const latest = new Map<string, Alert>();
  const values = new Map<string, Told>();
  let told: Told[] = [];
  const tellIndicator = args.transitions
    ? (value: Told) => void told.push(value)
    : (value: Told) => void values.set(indicatorKey(value), value);
  /** Changes since the last report or tick; a tick concerns many vehicles, whose order must not depend on partitions. */
  let changes: { change: AlertChange; alert: Alert }[] = [];
  const flushChanges = (): void => {
    if (changes.length > 1) changes.sort((a, b) => compareAlerts(a.alert, b.alert, directory));
    for (const { change, alert } of changes) stdout.line(printAlert(alert, directory, change));
    changes = [];
    told.sort((a, b) => a.tickMs - b.tickMs || compareIndicators(a, b));
    for (const value of told) stdout.line(printIndicator(value, true));
    told = [];
  };
  const network = new LocalNetwork(args.partitions, rules, {
    alert: args.transitions
      ? (change, alert) => changes.push({ change, alert })
      : (_change, alert) => latest.set(alert.alertId, alert),
    ...(args.indicators ? { indicator: tellIndicator } : {}),
  });
  for (const task of [...network.vehicleTasks, ...network.driverTasks])
    task.onRuleFault = (type, cause) => complain(ruleFaultText(type, cause));
  for (const control of controls) network.feed(control);

  const ticks = new TickSource(network, flushChanges);
  await eachReport(args.reports, directory, (reading) => {
    ticks.upTo(reading.receivedTimeMs);
    network.feed(reading);
    if (changes.length > 0) flushChanges();
  });
  network.finish();
  flushChanges();
  printAlerts(latest.values(), directory, stdout);
  for (const value of [...values.values()].sort(compareIndicators))
    stdout.line(printIndicator(value, false));
}

/** Vehicles in threads of their own; the same alerts. */
async function replayInThreads(
  threads: number,
  args: ReplayArgs,
  controls: Reading[],
  directory: Directory,
  stdout: Output,
): Promise<void> {
  const network = new ShardedNetwork(threads, controls, complain);
  try {
    const ticks = new TickSource(network, () => {});
    await eachReport(
      args.reports,
      directory,
      (reading) => {
        ticks.upTo(reading.receivedTimeMs);
        network.feed(reading);
      },
      () => network.room(),
    );
    printAlerts((await network.finish()).values(), directory, stdout);
  } finally {
    await network.close();
  }
}

function threadsFor(file: string): number {
  return availableParallelism() > 1 && aboutBytes(file) >= THREADS_FROM_BYTES ? 2 : 0;
}

async function eachReport(
  file: string,
  directory: Directory,
  judge: (reading: Reading) => void,
  afterBlock: () => Promise<void> = async () => {},
): Promise<void> {
  const reader = new ReportReader(directory);
  let lineNumber = 0;
  let bad = 0;
  for await (const bytes of lineBlocks(file)) {
    for (let at = 0, end: number; at < bytes.length; at = end + 1) {
      end = bytes.indexOf(NEWLINE, at);
      if (end === -1) end = bytes.length;
      lineNumber++;
      const reading = reader.read(bytes, at, end);
      if (reading === null) continue;
      if (typeof reading !== 'string') judge(reading);
      else if (++bad <= BAD_LINES_NAMED_MAX) complain(`line ${lineNumber}: ${reading}`);
    }
    await afterBlock();
  }
  if (bad > 0) complain(`${bad} of ${lineNumber} lines could not be read`);
}

function printAlerts(latest: Iterable<Alert>, directory: Directory, stdout: Output): void {
  const alerts = [...latest].filter(isSeen).sort((a, b) => compareAlerts(a, b, directory));
  for (const alert of alerts) stdout.line(printAlert(alert, directory, null));
}

function nameMistakes(json: string): void {
  const { mistakes } = new RulesVersion(rules, parseRules(json) ?? {}, BEFORE_ALL_MS);
  for (const mistake of mistakes) complain(`rules: ${mistake} does not fit and was ignored`);
}

function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
