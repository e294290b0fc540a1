/** The command line of `replay`. */
import { parseArgs } from 'node:util';

export interface ReplayArgs {
  registry: string;
  reports: string;
  rules: string | null;
  transitions: boolean;
  indicators: boolean;
  partitions: number;
  /** Threads for vehicles beside the one that reads; 0 = everything in one, null = as the recording's size asks for. */
  threads: number | null;
}

export const USAGE = `replay: judges a recording of position reports with the product's rules.

  npm run -s replay -- --registry FILE --reports FILE [--rules FILE] [--transitions] [--indicators]

  --registry FILE   vehicles, drivers, routes, zones as JSON
  --reports FILE    one report per line as JSON, in arrival order; gzip is recognised
  --rules FILE      {"<alert type>": {"enabled": true, "<parameter>": value}}
  --transitions     every change of every alert instead of its final state
  --indicators      after the alerts, the last value of every indicator, scope and window by (window end,
                    indicator, scope); with --transitions every value told. The end of input makes none final
  --help            this text

  npm run -s replay -- --from TIME --to TIME --changed FILE [--rules FILE] [--warm-up-hours 24] [--json]

  A period of the platform's store, judged by the rules that hold (or --rules) and by changed ones: a table of what
  would be new, gone or different, then each such alert as one line of JSON. Options of a platform elsewhere or
  stopped: --config FILE, --data-dir DIR (default var). Signs of life, driver cards, video and active-safety items are
  not in the store; alerts that rest on them are on neither side.

Report: {"vehicleId","fixTime","receivedTime"?,"latitudeDeg","longitudeDeg","speedKmh","courseDeg"?,
"altitudeM"?,"alarmFlag"?,"statusFlag"?,"driverId"?}. Lines that cannot be read are named on the
standard error output. Exit code 2: a file cannot be read, 0 otherwise.
`;

/** Arguments, `help`, or one sentence that says what is wrong. */
export function parseReplayArgs(argv: string[]): ReplayArgs | 'help' | string {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(argv);
  } catch (error) {
    return `${(error as Error).message} Try --help.`;
  }
  if (values.help === true) return 'help';
  if (values.registry === undefined || values.reports === undefined)
    return 'replay needs --registry FILE and --reports FILE. Try --help.';
  const partitions = Number(values.partitions ?? 1);
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > 64)
    return '--partitions takes a whole number from 1 to 64.';
  const threads = values.threads === undefined ? null : Number(values.threads);
  if (threads !== null && (!Number.isInteger(threads) || threads < 0 || threads > 16))
    return '--threads takes a whole number from 0 to 16.';
  return {
    registry: values.registry,
    reports: values.reports,
    rules: values.rules ?? null,
    transitions: values.transitions === true,
    indicators: values.indicators === true,
    partitions,
    threads,
  };
}

function parse(argv: string[]) {
  return parseArgs({
    args: argv,
    options: {
      registry: { type: 'string' },
      reports: { type: 'string' },
      rules: { type: 'string' },
      transitions: { type: 'boolean' },
      indicators: { type: 'boolean' },
      partitions: { type: 'string' },
      threads: { type: 'string' },
      help: { type: 'boolean' },
    },
  }).values;
}
