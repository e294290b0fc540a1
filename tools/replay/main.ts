/**
 * `npm run -s replay -- --registry FILE --reports FILE [--rules FILE] [--transitions] [--indicators]`: judges a
 * recording with the very tasks that judge the live stream. The same files give the same bytes.
 */
import { writeSync } from 'node:fs';
import type { Alert, AlertChange } from '#core/alert.ts';
import { TizhengError } from '#core/errors.ts';
import type { Told } from '#processors/indicators/indicator-task.ts';
import { LocalNetwork } from '#processors/network.ts';
import { rules } from '#processors/rules/index.ts';
import { parseReplayArgs, type ReplayArgs, USAGE } from './args.ts';
import { Directory, readRegistry, readRules } from './inputs.ts';
import { lineBlocks, NEWLINE } from './lines.ts';
import {
  compareAlerts,
  compareIndicators,
  indicatorKey,
  printAlert,
  printIndicator,
} from './print.ts';
import { ReportReader } from './reports.ts';
import { TickSource } from './ticks.ts';

/** Bad lines named one by one; further ones are only counted. */
const BAD_LINES_NAMED_MAX = 1_000;
const WRITE_BYTES = 65_536;

export async function main(argv: string[]): Promise<number> {
  const args = parseReplayArgs(argv);
  if (args === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (typeof args === 'string') {
    process.stderr.write(`${args}\n`);
    return 2;
  }
  try {
    await replay(args);
    return 0;
  } catch (error) {
    if (!(error instanceof TizhengError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function replay(args: ReplayArgs): Promise<void> {
  const directory = new Directory();
  const controls = [readRules(args.rules), ...readRegistry(args.registry, directory)];
  const latest = new Map<string, Alert>();
  const stdout = new Output();
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
  for (const task of [...network.vehicleTasks, ...network.driverTasks]) {
    task.onRuleFault = (type, cause) => {
      process.stderr.write(
        `rule ${type} failed and was reset: ${cause instanceof Error ? cause.message : String(cause)}\n`,
      );
    };
  }
  for (const control of controls) network.feed(control);
  for (const mistake of network.vehicleTasks[0]!.rulesVersions[0]!.mistakes) {
    process.stderr.write(`rules: ${mistake} does not fit and was ignored\n`);
  }

  const reader = new ReportReader(directory);
  const ticks = new TickSource(network, flushChanges);
  let lineNumber = 0;
  let bad = 0;
  for await (const bytes of lineBlocks(args.reports)) {
    for (let at = 0, end: number; at < bytes.length; at = end + 1) {
      end = bytes.indexOf(NEWLINE, at);
      if (end === -1) end = bytes.length;
      lineNumber++;
      const reading = reader.read(bytes, at, end);
      if (reading === null) continue;
      if (typeof reading === 'string') {
        if (++bad <= BAD_LINES_NAMED_MAX) process.stderr.write(`line ${lineNumber}: ${reading}\n`);
        continue;
      }
      ticks.upTo(reading.receivedTimeMs);
      network.feed(reading);
      if (changes.length > 0) flushChanges();
    }
  }
  network.finish();
  flushChanges();
  if (bad > 0) process.stderr.write(`${bad} of ${lineNumber} lines could not be read\n`);
  const alerts = [...latest.values()]
    // Raised and taken back before anything had settled: nobody else ever saw it.
    .filter(({ state, corrected }) => state !== 'withdrawn' || corrected)
    .sort((a, b) => compareAlerts(a, b, directory));
  for (const alert of alerts) stdout.line(printAlert(alert, directory, null));
  for (const value of [...values.values()].sort(compareIndicators))
    stdout.line(printIndicator(value, false));
  stdout.flush();
}

/** Standard output in large pieces; a reader that went away ends the run quietly. */
class Output {
  private text = '';

  line(text: string): void {
    this.text += `${text}\n`;
    if (this.text.length > WRITE_BYTES) this.flush();
  }

  flush(): void {
    const bytes = Buffer.from(this.text);
    this.text = '';
    let at = 0;
    while (at < bytes.length) {
      try {
        at += writeSync(1, bytes, at);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EPIPE') process.exit(0);
        if (code !== 'EAGAIN') throw error;
      }
    }
  }
}
