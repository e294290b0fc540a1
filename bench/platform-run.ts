/**
 * The embedded platform as an operator runs it, for benches: a process of its own on a data
 * directory of its own, every rule on, the gateway's rate limits lifted; and what each of its
 * threads and processes spent, read from /proc.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RegistryFile } from '#core/registry.ts';
import type { Secrets } from '#runtime/secrets.ts';
import { START_FLAGS } from '#tests/start-flags.ts';

const ENTRY = fileURLToPath(new URL('../tools/start.ts', import.meta.url));
const READY_MS_MAX = 120_000;
/** Kernel ticks per second in /proc/<pid>/stat; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const PASSWORD = 'bench';
/** The process whose threads are told apart. */
const PLATFORM = 'platform';

export interface PlatformRunOptions {
  registry: RegistryFile;
  /** Directory for a .cpuprofile per thread; null = none. */
  profileDir: string | null;
  /** Settings of its log; `{}` = embedded, as they come. */
  log?: object;
  /** Processes that work for it and are not its children, counted with it. */
  beside?: readonly NamedProcess[];
}

export interface NamedProcess {
  name: string;
  pid: number;
}

export class PlatformRun {
  readonly dataDir: string;
  readonly #dir: string;
  readonly #args: string[];
  readonly #beside: readonly NamedProcess[];
  #child!: ChildProcess;
  #addresses = new Map<string, string>();

  private constructor({ registry, profileDir, log = {}, beside = [] }: PlatformRunOptions) {
    this.#beside = beside;
    this.#dir = mkdtempSync(join(tmpdir(), 'tizheng-platform-bench-'));
    this.dataDir = join(this.#dir, 'var');
    const registryFile = join(this.#dir, 'registry.json');
    writeFileSync(registryFile, JSON.stringify(registry));
    const config = join(this.#dir, 'config.json');
    const settings = {
      dataDir: this.dataDir,
      registryFile,
      logLevel: 'warn',
      log,
      adminPassword: PASSWORD,
      ops: { port: 0 },
      dashboard: { port: 0 },
      ingest: {
        tcpPort: 0,
        udp: 'off',
        mqtt: { listen: 'off' },
        http: { listen: 'off' },
        attachments: { listen: 'off' },
        connectionsPerAddressMax: 0,
        acceptPerSecondMax: 0,
        connectsPerAddressPerSecondMax: 0,
        rateMessagesPerSecond: 0,
      },
    };
    writeFileSync(config, JSON.stringify(settings));
    const flags = profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
    this.#args = [...START_FLAGS, ...flags, ENTRY, '--config', config];
  }

  /** A platform on a data directory of its own; resolves when it serves. */
  static async start(options: PlatformRunOptions): Promise<PlatformRun> {
    const run = new PlatformRun(options);
    await run.startAgain();
    return run;
  }

  /** Starts on the same data after a `kill`; resolves with the milliseconds until it serves. */
  async startAgain(): Promise<number> {
    const startMs = performance.now();
    this.#child = spawn(process.execPath, this.#args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#addresses = await addressesOf(this.#child).catch((error: unknown) => {
      this.#child.kill('SIGKILL');
      throw error;
    });
    return performance.now() - startMs;
  }

  get tcpPort(): number {
    return Number(this.#addresses.get('JT/T 808 TCP')!.split(':').at(-1));
  }

  get dashboardUrl(): string {
    return this.#addresses.get('Dashboard')!;
  }

  get secrets(): Secrets {
    return JSON.parse(readFileSync(join(this.dataDir, 'secrets.json'), 'utf8')) as Secrets;
  }

  /** CPU seconds since the start of each process, by role. */
  cpuSeconds(): Record<string, number> {
    const spent: Record<string, number> = {};
    for (const { name, pid } of this.#processes()) {
      for (const [thread, seconds] of threadsOf(pid)) {
        const role = name === PLATFORM ? (ROLES[thread] ?? thread) : name;
        spent[role] = (spent[role] ?? 0) + seconds;
      }
    }
    return spent;
  }

  /** Resident bytes now, by process. */
  rssBytes(): Record<string, number> {
    return Object.fromEntries(this.#processes().map(({ name, pid }) => [name, residentBytes(pid)]));
  }

  async metrics(): Promise<Metrics> {
    return new Metrics(await (await fetch(this.#addresses.get('Metrics')!)).text());
  }

  /** Cookie of a signed-in officer. */
  async signIn(): Promise<string> {
    const response = await fetch(`${this.dashboardUrl}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tizheng': '1' },
      body: JSON.stringify({ user: 'admin', password: PASSWORD }),
    });
    return response.headers.get('set-cookie')!.split(';')[0]!;
  }

  /** SIGKILL; resolves when the process is gone. */
  async kill(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** Stops the platform in order; its data stays until `discard`. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const late = sleep(20_000, 'late', { ref: false });
    if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
    await ended;
  }

  discard(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #processes(): NamedProcess[] {
    const pid = this.#child.pid!;
    const stores = childrenOf(pid).map((own) => ({ name: 'store', pid: own }));
    return [{ name: PLATFORM, pid }, ...stores, ...this.#beside];
  }
}

/** Samples of a scrape. */
export class Metrics {
  readonly #lines: string[];

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  /** Sum of all samples of a name whose labels contain every given text. */
  sum(name: string, ...labels: string[]): number {
    let sum = 0;
    for (const line of this.#lines) {
      const rest = line.startsWith(name) ? line[name.length] : undefined;
      if (rest !== '{' && rest !== ' ') continue;
      if (labels.every((label) => line.includes(label)))
        sum += Number(line.slice(line.lastIndexOf(' ') + 1));
    }
    return sum;
  }
}

/** Names the kernel knows our threads by, as people call them. */
const ROLES: Record<string, string> = {
  MainThread: 'platform main',
  WorkerThread: 'log writers',
  V8Worker: 'garbage collection, compiling',
  'libuv-worker': 'file system, crypto',
};

/** Machines are shared: a figure is worth what else ran beside it. */
export function machineLoad(): { loadAverage1Min: number; cores: number } {
  return { loadAverage1Min: Math.round(loadavg()[0]! * 100) / 100, cores: cpus().length };
}

/** Share of all cores in use by anybody, over the time between two calls. */
export function cpuShare(): () => number {
  const read = () => {
    const [first = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
    const times = first.trim().split(/\s+/).slice(1, 9).map(Number);
    const idle = times[3]! + times[4]!;
    return { idle, all: times.reduce((sum, ticks) => sum + ticks, 0) };
  };
  const before = read();
  return () => {
    const now = read();
    return 1 - (now.idle - before.idle) / Math.max(1, now.all - before.all);
  };
}

async function addressesOf(child: ChildProcess): Promise<Map<string, string>> {
  let text = '';
  const addresses = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The platform is not ready.\n${text}`)),
      READY_MS_MAX,
    );
    child.once('exit', (code) => reject(new Error(`The platform ended with ${code}.\n${text}`)));
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!/^Metrics: .*\n/m.test(text)) return;
      clearTimeout(timer);
      for (const [, name, address] of text.matchAll(/^([\w/ ]+): (\S+)$/gm))
        addresses.set(name!, address!);
      resolve();
    });
  });
  return addresses;
}

function childrenOf(pid: number): number[] {
  const tasks = readdirSync(`/proc/${pid}/task`);
  return tasks.flatMap((task) =>
    (read(`/proc/${pid}/task/${task}/children`) ?? '')
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map(Number),
  );
}

/** [thread's name, CPU seconds] of every living thread. */
function threadsOf(pid: number): [string, number][] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task): [string, number][] => {
    const stat = read(`/proc/${pid}/task/${task}/stat`);
    if (stat === null) return [];
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return [[stat.slice(stat.indexOf('(') + 1, end), ticks / TICKS_PER_SECOND]];
  });
}

function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0) * 1_024;
}

/** Null when it has ended meanwhile. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
