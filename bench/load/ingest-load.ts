/**
 * Device-side load for the gateway, a process of its own so that it does not share the gateway's
 * thread: C connections, each registered and authenticated, then location reports as single
 * frames, each acknowledged.
 *
 *   node bench/load/ingest-load.ts --port N [--connections 1000] [--seconds 10] [--depth 1] [--rate X]
 *        [--sources N] [--first-phone N] [--connect-rate 1000] [--ledger FILE] [--host 127.0.0.1]
 *
 * Closed loop with `depth` frames in flight per connection; with `--rate` paced instead, `depth` the
 * bound per connection. A table goes to standard error, one JSON object to standard output.
 *
 * How it can mislead: closed loops wait with the gateway, so their latency flatters a stall; look at
 * a paced run for that. A process carries at most 19,000 connections: start several with other phones
 * and sources. The gateway's bounds per address and per device must be lifted for a load.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LatencyHistogram } from './latency.ts';
import { type Ledger, LoadTerminal, type LoadTotals, type LoadWorld } from './load-terminal.ts';

export interface LoadOptions {
  host: string;
  port: number;
  connections: number;
  seconds: number;
  /** Frames in flight per connection. */
  depth: number;
  /** Frames per second over all connections; null = closed loop. */
  rate: number | null;
  /** Connections are spread over 127.0.0.2 … when above 0. */
  sources: number;
  firstPhone: number;
  /** New connections per second. */
  connectRate: number;
  /** File of `phone serial fixTimeMs acked|unacked` lines; null = none. */
  ledgerFile: string | null;
  signal?: AbortSignal;
}

export interface LoadResult {
  connections: number;
  online: number;
  /** Of the measured time: after all were online, or 90 % of them. */
  seconds: number;
  framesPerSecond: number;
  acked: number;
  refused: number;
  unexpected: number;
  unanswered: number;
  linksLost: number;
  latency: ReturnType<LatencyHistogram['summary']>;
  cpuSeconds: number;
}

const CONNECTIONS_MAX = 19_000;
const PACE_MS = 2;
const DRAIN_MS_MAX = 5_000;
const CONNECT_MS_MAX = 60_000;

export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  if (options.connections > CONNECTIONS_MAX)
    throw new RangeError(`One process carries at most ${CONNECTIONS_MAX} connections.`);
  const totals: LoadTotals = {
    online: 0,
    sent: 0,
    acked: 0,
    refused: 0,
    unexpected: 0,
    linksLost: 0,
  };
  const ledger = options.ledgerFile === null ? null : new LedgerFile(options.ledgerFile);
  const world: LoadWorld = {
    host: options.host,
    port: options.port,
    depth: options.depth,
    closedLoop: options.rate === null,
    running: false,
    second: Math.floor(Date.now() / 1_000),
    totals,
    latency: new LatencyHistogram(),
    ledger,
    onOnline: (terminal) => {
      if (world.closedLoop) terminal.sendUpTo(world.depth);
    },
  };
  const clock = setInterval(() => {
    world.second = Math.floor(Date.now() / 1_000);
  }, 20);
  const terminals = Array.from({ length: options.connections }, (_, i) => {
    const source =
      options.sources === 0
        ? ''
        : `127.0.${Math.floor((i % options.sources) / 250)}.${2 + ((i % options.sources) % 250)}`;
    return new LoadTerminal(i, String(options.firstPhone + i), source, world);
  });
  await connectAll(terminals, options.connectRate, () => totals.online);

  world.running = true;
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  if (world.closedLoop) for (const terminal of terminals) terminal.sendUpTo(world.depth);
  const stopPacing =
    options.rate === null ? () => {} : pace(terminals, options.rate, options.depth);
  await sleep(options.seconds * 1_000, options.signal);
  stopPacing();
  world.running = false;
  const seconds = (performance.now() - startedMs) / 1_000;
  const acked = totals.acked;
  const { user, system } = process.cpuUsage(cpu);

  const drainUntil = performance.now() + DRAIN_MS_MAX;
  while (performance.now() < drainUntil && terminals.some(({ inFlight }) => inFlight > 0))
    await sleep(20);
  const unanswered = terminals.reduce((sum, { inFlight }) => sum + inFlight, 0);
  const online = totals.online;
  const linksLost = totals.linksLost;
  for (const terminal of terminals) terminal.stop();
  await sleep(50);
  ledger?.close();
  clearInterval(clock);
  return {
    connections: options.connections,
    online,
    seconds: Math.round(seconds * 100) / 100,
    framesPerSecond: Math.round(acked / seconds),
    acked: totals.acked,
    refused: totals.refused,
    unexpected: totals.unexpected,
    unanswered,
    linksLost,
    latency: world.latency.summary(),
    cpuSeconds: Math.round((user + system) / 10_000) / 100,
  };
}

async function connectAll(
  terminals: readonly LoadTerminal[],
  perSecond: number,
  online: () => number,
): Promise<void> {
  const startedMs = performance.now();
  for (let next = 0; next < terminals.length; ) {
    const due = Math.min(
      terminals.length,
      Math.ceil(((performance.now() - startedMs + 10) / 1_000) * perSecond),
    );
    for (; next < due; next++) terminals[next]!.start();
    await sleep(10);
  }
  const enough = Math.ceil(terminals.length * 0.9);
  let calm = 0;
  let before = -1;
  // All, or nine in ten with nobody new for a second.
  while (online() < terminals.length && !(online() >= enough && calm >= 20)) {
    if (performance.now() - startedMs > CONNECT_MS_MAX)
      throw new Error(`Only ${online()} of ${terminals.length} connections came online.`);
    calm = online() === before ? calm + 1 : 0;
    before = online();
    await sleep(50);
  }
}

/** Sends at `rate` over all terminals in turn; what the bound of depth holds back is not made up. */
function pace(terminals: readonly LoadTerminal[], rate: number, depth: number): () => void {
  let owed = 0;
  let turn = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    owed = Math.min(owed + ((nowMs - lastMs) * rate) / 1_000, rate);
    lastMs = nowMs;
    for (let tried = 0; owed >= 1 && tried < terminals.length; tried++) {
      const terminal = terminals[turn]!;
      turn = (turn + 1) % terminals.length;
      if (terminal.inFlight < depth) owed -= terminal.sendUpTo(terminal.inFlight + 1);
    }
  }, PACE_MS);
  return () => clearInterval(timer);
}

class LedgerFile implements Ledger {
  readonly #file: number;
  #lines: string[] = [];

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  note(phone: string, serial: number, fixTimeMs: number, acked: boolean): void {
    this.#lines.push(`${phone} ${serial} ${fixTimeMs} ${acked ? 'acked' : 'unacked'}\n`);
    if (this.#lines.length >= 1_000) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    writeSync(this.#file, this.#lines.join(''));
    this.#lines = [];
  }
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string' },
      connections: { type: 'string', default: '1000' },
      seconds: { type: 'string', default: '10' },
      depth: { type: 'string', default: '1' },
      rate: { type: 'string' },
      sources: { type: 'string', default: '0' },
      'first-phone': { type: 'string', default: '20000000001' },
      'connect-rate': { type: 'string', default: '1000' },
      ledger: { type: 'string' },
    },
  });
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  process.once('SIGTERM', () => stopping.abort());
  const result = await runLoad({
    host: values.host,
    port: Number(values.port),
    connections: Number(values.connections),
    seconds: Number(values.seconds),
    depth: Number(values.depth),
    rate: values.rate === undefined ? null : Number(values.rate),
    sources: Number(values.sources),
    firstPhone: Number(values['first-phone']),
    connectRate: Number(values['connect-rate']),
    ledgerFile: values.ledger ?? null,
    signal: stopping.signal,
  });
  const { latency } = result;
  console.error(
    `${result.online}/${result.connections} connections, ${result.framesPerSecond} frames/s acknowledged, ` +
      `p50 ${latency.p50Ms} ms, p95 ${latency.p95Ms} ms, p99 ${latency.p99Ms} ms, ` +
      `${((100 * result.cpuSeconds) / result.seconds).toFixed(0)} % of a core here`,
  );
  console.log(JSON.stringify(result));
}

if (import.meta.main) await main(process.argv.slice(2));
