/** docs/sizing.md: what a million vehicles cost, from bench/results, and a model of a nation made of the same figures. */
import { readFileSync } from 'node:fs';
import { NOTE, table } from './table.ts';

interface Result {
  commit?: string;
  date?: string;
  machine: string | { cpu: string; cores: number };
  notes?: string;
  results?: { name: string; meanPerCpuSecond?: number; figures?: Record<string, number> }[];
  table?: { name: string; value: number }[];
}

const FILES = [
  'socket-to-row-kafka',
  'kafka-log',
  'ingest',
  'processors-size',
  'store',
  'model-codec',
  'jt808-decode',
] as const;
type File = (typeof FILES)[number];

/** Of the model; everything here is assumed, everything else measured. */
const ASSUMED = {
  reportEveryS: 30,
  /** Share of a processor that is used in an ordinary hour; the rest catches up. */
  usedShare: 0.4,
  logDays: 7,
  positionDays: 184,
  frameDays: 7,
  /** Settled reports kept of a vehicle, the default of `historyReportsMax`. */
  historyReports: 720,
  kafkaCopies: 3,
  storeCopies: 2,
  /** IP and TCP headers of a report and of its answer, with their acknowledgements. */
  headerBytesPerReport: 160,
  answerBytes: 20,
  nation: {
    vehicles: 10_000_000,
    partitions: 128,
    brokers: 6,
    shards: 4,
    /** Until the controller misses a broker and its partitions have leaders. */
    leaderlessS: 12,
    /** Session timeout of a processor, and its partitions taken over. */
    takeOverS: 15,
    processors: 64,
  },
};

const BROKER = 'Kafka’s broker';
const HOUR_S = 3_600;
const DAY_S = 86_400;

export function sizingPage(): string {
  const results = Object.fromEntries(FILES.map((file) => [file, read(file)])) as Record<
    File,
    Result
  >;
  const cost = costs(results);
  const million = sizes(cost, 1_000_000);
  const nation = sizes(cost, ASSUMED.nation.vehicles);
  return [
    '# Sizing\n',
    `${NOTE}${summaryZh(million, nation)}\n`,
    'Figures of the benches on one machine, turned into machines. The first part multiplies what was measured; the second is a **model**: nobody has run it.\n',
    '## Measured\n',
    table(
      ['per report', 'figure', 'from'],
      [
        ...cost.roles.map(({ role, us, from }) => [
          `processor time, ${role}`,
          `${round(us)} µs`,
          from,
        ]),
        ['processor time, all', `${round(cost.allUs)} µs`, ''],
        [
          'of these, Kafka’s client: an append of ingest, one of processors, four reads',
          `${round(cost.clientUs)} µs`,
          '`kafka-log.json`',
        ],
        [
          'in the log (report with its frame, and observation)',
          `${round(cost.logBytes)} bytes`,
          '`model-codec.json`, notes',
        ],
        ['in the store, position', `${round(cost.positionBytes)} bytes`, '`store.json`, merged'],
        ['in the store, frame', `${round(cost.frameBytes)} bytes`, '`store.json`, merged'],
        ['on the wire, frame with five items', `${cost.wireBytes} bytes`, '`jt808-decode.json`'],
        [
          'memory of ingest per connection, with traffic',
          `${round(cost.connectionKb)} KB`,
          '`ingest.json`, 10,000 connections',
        ],
        [
          'memory of processors per reporting vehicle',
          `${round(cost.vehicleKb)} KB`,
          `\`processors-size.json\`: registered, reporting, ${ASSUMED.historyReports} reports kept`,
        ],
        ['… per corridor of 60 vertices', `${round(cost.corridorKb)} KB`, '`processors-size.json`'],
        ['… per zone of 64 vertices', `${round(cost.zoneKb)} KB`, '`processors-size.json`'],
      ],
    ),
    '\nGarbage collection and compiling, which the bench counts for all threads together, are shared out by the roles’ own time. Measured over one Kafka broker with one copy, a minute after its start; further copies are taken to cost what the first does, which nobody has measured.\n',
    table(
      ['file', 'commit', 'date', 'machine'],
      FILES.map((file) => sourceOf(file, results[file])),
    ),
    `\n## A million vehicles\n\nOne report every ${ASSUMED.reportEveryS} s: ${whole(million.rate)} reports/s. At one every 10 s everything but connections is three times as much.\n`,
    table(['what', 'need', 'how'], rowsOf(million)),
    `\n## Model: a nation\n\n**A model, not a measurement.** ${whole(ASSUMED.nation.vehicles)} vehicles, ${whole(nation.rate)} reports/s.\n`,
    table(['what', 'need', 'how'], rowsOf(nation)),
    '',
    table(['layout', 'figure', 'how'], layoutRows(nation, cost)),
    '\nAssumptions:\n',
    ...assumptions(),
    '',
  ].join('\n');
}

interface Costs {
  roles: { role: string; us: number; from: string }[];
  /** Part of the roles' own. */
  clientUs: number;
  allUs: number;
  logBytes: number;
  positionBytes: number;
  frameBytes: number;
  wireBytes: number;
  connectionKb: number;
  vehicleKb: number;
  corridorKb: number;
  zoneKb: number;
}

function costs(results: Record<File, Result>): Costs {
  const spent = named(results['socket-to-row-kafka'], 'socket to queryable row');
  const us = (thread: string) => need(spent[`cpu µs/report ${thread}`], thread);
  const own = {
    ingest: us('ingest'),
    process: us('process'),
    sink: us('sink'),
    dashboard: us('dashboard'),
  };
  const ownAll = Object.values(own).reduce((sum, value) => sum + value, 0);
  const shared = us('garbage collection, compiling') + us('platform main');
  const roles = Object.entries(own).map(([role, value]) => ({
    role,
    us: value + (shared * value) / ownAll,
    from: '`socket-to-row-kafka.json`, with its share of garbage collection',
  }));
  roles.push({ role: 'store', us: us('store'), from: '`socket-to-row-kafka.json`' });
  roles.push({ role: BROKER, us: us('broker'), from: '`socket-to-row-kafka.json`, one copy' });
  const client = (what: string) =>
    1e6 /
    need(
      results['kafka-log'].results?.find(({ name }) => name === `platformatic: ${what}`)
        ?.meanPerCpuSecond,
      what,
    );
  const bytes = /(\d+) bytes per reading .* (\d+) per observation/.exec(
    results['model-codec'].notes ?? '',
  );
  const stored = (name: string) =>
    need(results.store.table?.find((row) => row.name.startsWith(name))?.value, name);
  return {
    roles,
    clientUs:
      client('append reports, 256 callers × 5') +
      client('append reports, 8 callers × 500') +
      4 * client('read reports'),
    allUs: roles.reduce((sum, role) => sum + role.us, 0),
    logBytes: need(Number(bytes?.[1]) + Number(bytes?.[2]), 'bytes in the log'),
    positionBytes: stored('dw.positions, merged'),
    frameBytes: stored('ods.frames, merged'),
    wireBytes: need(
      named(results['jt808-decode'], '0x0200 ×5 items: readings')['frame bytes'],
      'frame',
    ),
    connectionKb: need(
      named(results.ingest, 'ingest to durable ack, 10000').loadedKbPerConnection,
      'KB',
    ),
    ...processorKb(results['processors-size']),
  };
}

function processorKb(result: Result): Pick<Costs, 'vehicleKb' | 'corridorKb' | 'zoneKb'> {
  const fleet = named(result, 'a fleet of');
  const kb = (name: string) => need(fleet[name], name) / 1e3;
  const kept = kb('bytesPerFurtherReport') * ASSUMED.historyReports;
  return {
    vehicleKb: kb('bytesPerVehicle') + kb('bytesPerFirstReport') + kept,
    corridorKb: kb('bytesPerCorridor'),
    zoneKb: kb('bytesPerZone'),
  };
}

function sizes(cost: Costs, vehicles: number) {
  const rate = vehicles / ASSUMED.reportEveryS;
  const coresOf = cost.roles.map(({ role, us }) => ({
    role,
    cores: (rate * us * (role === BROKER ? ASSUMED.kafkaCopies : 1)) / 1e6 / ASSUMED.usedShare,
  }));
  const stored = cost.positionBytes * ASSUMED.positionDays + cost.frameBytes * ASSUMED.frameDays;
  return {
    vehicles,
    rate,
    coresOf,
    cores: coresOf.reduce((sum, { cores }) => sum + cores, 0),
    connectionGb: (vehicles * cost.connectionKb) / 1e6,
    vehicleGb: (vehicles * cost.vehicleKb) / 1e6,
    logTb: (rate * DAY_S * ASSUMED.logDays * cost.logBytes * ASSUMED.kafkaCopies) / 1e12,
    storeTb: (rate * DAY_S * stored * ASSUMED.storeCopies) / 1e12,
    deviceMbit:
      (rate * 8 * (cost.wireBytes + ASSUMED.answerBytes + ASSUMED.headerBytesPerReport)) / 1e6,
    logMbit: (rate * 8 * cost.logBytes * ASSUMED.kafkaCopies) / 1e6,
  };
}
type Sizes = ReturnType<typeof sizes>;

function rowsOf(size: Sizes): string[][] {
  const { usedShare, logDays, kafkaCopies, positionDays, frameDays, storeCopies } = ASSUMED;
  return [
    ...size.coresOf.map(({ role, cores }) => [
      `cores, ${role}`,
      round(cores),
      `reports/s × µs${role === BROKER ? ` × ${kafkaCopies} copies` : ''}, ${usedShare * 100} % used`,
    ]),
    ['cores, all of these', round(size.cores), ''],
    [
      'memory of ingest for connections',
      `${round(size.connectionGb)} GB`,
      'every vehicle connected',
    ],
    [
      'memory of processors',
      `${round(size.vehicleGb)} GB`,
      `every vehicle reporting, ${ASSUMED.historyReports} reports of each kept; without corridors and zones`,
    ],
    [
      'disk of Kafka',
      `${round(size.logTb)} TB`,
      `${logDays} days, ${kafkaCopies} copies, not compressed`,
    ],
    [
      'disk of the store',
      `${round(size.storeTb)} TB`,
      `positions ${positionDays} days, frames ${frameDays} days, ${storeCopies} replicas`,
    ],
    ['network from and to devices', `${round(size.deviceMbit)} Mbit/s`, 'frame, answer, headers'],
    [
      'network into Kafka',
      `${round(size.logMbit)} Mbit/s`,
      `${kafkaCopies} copies, readers not counted`,
    ],
  ];
}

function layoutRows(size: Sizes, cost: Costs): string[][] {
  const { partitions, brokers, shards, leaderlessS, takeOverS, processors } = ASSUMED.nation;
  const process = need(cost.roles.find(({ role }) => role === 'process')?.us, 'process');
  const perPartition = size.rate / partitions;
  const perCore = 1e6 / process;
  const spare = 1 / ASSUMED.usedShare;
  const heldReports = (size.rate / brokers) * leaderlessS;
  const lagReports = (size.rate / processors) * takeOverS;
  const catchUpS = takeOverS / (spare - 1);
  return [
    [
      'partitions',
      whole(partitions),
      `${whole(perPartition)} reports/s each; one core judges ${whole(perCore)}/s`,
    ],
    [
      'brokers',
      whole(brokers),
      `${round(size.logMbit / brokers)} Mbit/s written to each, ${round(size.logTb / brokers)} TB each`,
    ],
    [
      'shards of ClickHouse',
      whole(shards),
      `${whole(size.rate / shards)} rows/s each; ${round(size.storeTb / shards / ASSUMED.storeCopies)} TB a replica`,
    ],
    [
      'a broker is lost',
      `${whole(heldReports)} reports wait`,
      `its ${round(100 / brokers)} % of the partitions have no leader for ${leaderlessS} s; devices are answered later, nothing is lost`,
    ],
    [
      'a processor is lost',
      `${whole(lagReports)} reports behind`,
      `its partitions stand for ${takeOverS} s`,
    ],
    [
      'caught up after',
      `${round(catchUpS)} s`,
      `at ${round(spare)} × real time, which is what ${ASSUMED.usedShare * 100} % use leaves`,
    ],
    [
      'an hour’s standstill of all processors',
      `${round(HOUR_S / (spare - 1) / 60)} min to catch up`,
      'the same',
    ],
  ];
}

function assumptions(): string[] {
  const {
    reportEveryS,
    usedShare,
    logDays,
    kafkaCopies,
    storeCopies,
    headerBytesPerReport,
    nation,
  } = ASSUMED;
  return [
    `- Every vehicle reports every ${reportEveryS} s, day and night, at the same pace; alerts, indicators and webhooks are a small part of the traffic and not counted.`,
    `- Processor time per report stays as measured with 10,000 vehicles on two cores of the machine above; more vehicles per processor mean more memory and more cache misses, which nobody has measured.`,
    `- Processors are used to ${usedShare * 100} %; the rest is for catching up and for the loss of a machine.`,
    `- Kafka keeps ${logDays} days in ${kafkaCopies} copies without compression; the store ${storeCopies} replicas. Real tracks may compress worse than the benches’ synthetic ones (9 to 12 bytes a position).`,
    `- Headers of IP and TCP with their acknowledgements come to ${headerBytesPerReport} bytes a report.`,
    `- A lost broker is missed and replaced as leader within ${nation.leaderlessS} s (KRaft’s session is 9 s), a lost processor within ${nation.takeOverS} s; partitions and load are spread evenly.`,
  ];
}

function summaryZh(million: Sizes, nation: Sizes): string {
  return [
    '**摘要**　本页数字由 `bench/results` 中的实测结果推算；“全国”一节是模型，并未实际部署。',
    `每百万辆车（每 ${ASSUMED.reportEveryS} 秒一报，即每秒 ${whole(million.rate)} 条）约需 ${round(million.cores)} 个处理器核（按 ${ASSUMED.usedShare * 100}% 占用计，含 Kafka 节点）、` +
      `${round(million.connectionGb)} GB 接入内存、Kafka 磁盘 ${round(million.logTb)} TB（${ASSUMED.logDays} 天、${ASSUMED.kafkaCopies} 副本）、ClickHouse 磁盘 ${round(million.storeTb)} TB（轨迹 ${ASSUMED.positionDays} 天、${ASSUMED.storeCopies} 副本）、终端侧网络 ${round(million.deviceMbit)} Mbit/s。`,
    `模型：全国 ${whole(nation.vehicles)} 辆车、${ASSUMED.nation.partitions} 个分区，约 ${round(nation.cores)} 核；一个 Kafka 节点失效时其分区约 ${ASSUMED.nation.leaderlessS} 秒内由其他节点接管，期间终端应答推迟而数据不丢失。假设条件列于文末。`,
  ].join('\n');
}

function read(file: File): Result {
  const text = readFileSync(new URL(`../../bench/results/${file}.json`, import.meta.url), 'utf8');
  return JSON.parse(text) as Result;
}

function sourceOf(file: File, { commit, date, machine }: Result): string[] {
  const cpu = typeof machine === 'string' ? machine : `${machine.cpu}, ${machine.cores} cores`;
  return [`\`${file}.json\``, commit ?? 'not recorded', date?.slice(0, 10) ?? 'not recorded', cpu];
}

function named(result: Result, name: string): Record<string, number> {
  return need(result.results?.find((entry) => entry.name.startsWith(name))?.figures, name);
}

/** @throws Error when a result no longer has what this page is made of */
function need<T>(value: T | undefined, what: string): T {
  if (value === undefined || Number.isNaN(value)) throw new Error(`bench/results has no ${what}.`);
  return value;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
/** Two digits that matter; more would be a lie. */
const round = (value: number): string =>
  value >= 100 ? whole(Number(value.toPrecision(2))) : String(Number(value.toPrecision(2)));
