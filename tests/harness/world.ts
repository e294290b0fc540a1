/**
 * One simulated world: devices, network, gateway, log, processors and readers, alive for some minutes
 * of virtual time while things break as the seed says; then everything calms down and the books are checked.
 */
import { importRegistry, importRules } from '#ingest/registry-import.ts';
import type { AnyRule } from '#processors/plan.ts';
import { rules as productRules } from '#processors/rules/index.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import type { StateStore } from '#processors/state/store.ts';
import { randomOf } from '../simulation/random.ts';
import { testRules } from '../simulation/rules.ts';
import { type Books, checkBooks } from './checks.ts';
import { Device } from './device.ts';
import { Ledger } from './ledger.ts';
import { CALM, LogHandle, prepareTopics, SharedLog } from './log.ts';
import { FAIR, Network } from './network.ts';
import { Dashboard, ModelStore, startSinkRole, Viewer } from './readers.ts';
import {
  type RunningIngest,
  recordsAddUp,
  SECRETS,
  startIngestRole,
  startProcessorRole,
  watchfulLogger,
} from './roles.ts';
import { type Change, ROLES, type Role, type Scenario } from './scenario.ts';
import { Process, Scheduler } from './scheduler.ts';

export const START_MS = Date.UTC(2026, 2, 1, 4);
/** Virtual time everything gets to come to rest. */
const CALM_MS_MAX = 600_000;

/** Faults planted by tests of the harness itself; none of them exists in the product. */
export interface Plant {
  /** Rules of the n-th processor process, n from 0; the reference run is n = 0. */
  rules?: (rules: readonly AnyRule[], incarnation: number) => readonly AnyRule[];
  /** The log confirms what is not durable yet, to the role named. */
  confirmsEarly?: Role;
  sinkTokensDiffer?: boolean;
  /** Stands between the processors and their snapshots. */
  state?: (store: StateStore) => StateStore;
}

export interface Outcome {
  violations: string[];
  facts: number;
  acked: number;
  alerts: number;
  frames: number;
  kills: number;
  events: number;
  /** Of the durable records, to tell whether two runs of a seed are the same. */
  fingerprint: number;
}

export async function runWorld(scenario: Scenario, plant: Plant = {}): Promise<Outcome> {
  const world = new World(scenario, plant);
  return world.run();
}

export class World implements Books {
  readonly scenario: Scenario;
  readonly plant: Plant;
  readonly violations: string[] = [];
  readonly scheduler = new Scheduler();
  readonly shared = new SharedLog();
  readonly ledger = new Ledger();
  readonly state = new MemoryStateStore();
  readonly store = new ModelStore();
  readonly viewers: Viewer[];
  dashboard: Dashboard | null = null;
  readonly #random;
  readonly #network: Network;
  readonly #processes = new Map<Role, Process>();
  readonly #devices: Device[];
  #ingest: RunningIngest | null = null;
  #processors: ReturnType<typeof startProcessorRole> | null = null;
  #incarnations = 0;
  #frames = 0;
  #kills = 0;
  #fingerprint = 0;
  #lastAppendMs = 0;

  constructor(scenario: Scenario, plant: Plant) {
    this.scenario = scenario;
    this.plant = plant;
    this.#random = randomOf(scenario.seed ^ 0x5eed);
    this.#network = new Network(this.scheduler, this.#random);
    this.#devices = scenario.devices.map(
      (traits) =>
        new Device(traits, {
          network: this.#network,
          random: this.#random,
          ledger: this.ledger,
          startMs: START_MS,
        }),
    );
    this.viewers = scenario.viewerPacesMs.map((paceMs) => new Viewer(paceMs));
    this.shared.onAppend = (topic, partition, records) => {
      this.#lastAppendMs = this.scheduler.nowMs;
      this.ledger.appended(topic, records);
      for (const { value } of records)
        this.#fingerprint =
          (Math.imul(this.#fingerprint, 31) + value.length + partition + (value.at(-1) ?? 0)) >>> 0;
    };
  }

  async run(): Promise<Outcome> {
    const { scenario, scheduler, shared } = this;
    await prepareTopics(shared, scenario.partitions);
    await importRegistry(shared.inner, registryOf(scenario), {
      pseudonymKey: SECRETS.pseudonymKey,
      nowMs: START_MS,
    });
    for (const role of ROLES) this.#start(role);
    for (const device of this.#devices) device.start();
    for (const viewer of this.viewers) viewer.start(scheduler, () => this.dashboard);
    await scheduler.runUntil(2_000);
    this.#network.weather = scenario.network;
    shared.weather = scenario.log;
    for (const kill of scenario.kills) scheduler.after(kill.atMs, () => void this.#end(kill));
    for (const { atMs, what } of scenario.changes)
      scheduler.after(atMs, () => void this.#change(what));
    await scheduler.runUntil(scenario.liveMs);
    await this.#comeToRest();
    this.violations.push(...(await checkBooks(this)));
    const { facts, acked } = this.ledger;
    return {
      violations: this.violations,
      facts,
      acked: acked.size,
      alerts: this.dashboard?.book.size ?? 0,
      frames: this.#frames,
      kills: this.#kills,
      events: scheduler.events,
      fingerprint: this.#fingerprint,
    };
  }

  readonly complain = (sentence: string): void => {
    if (this.violations.length < 20)
      this.violations.push(`At ${(this.scheduler.nowMs / 1_000).toFixed(3)} s: ${sentence}`);
  };

  rulesOf(incarnation: number): readonly AnyRule[] {
    const rules = this.scenario.rules === 'test' ? testRules : productRules;
    return this.plant.rules?.(rules, incarnation) ?? rules;
  }

  #start(role: Role): void {
    if (this.#processes.get(role)?.alive) return;
    const { scenario, shared, plant } = this;
    const process = new Process(this.scheduler);
    this.#processes.set(role, process);
    const lag = role === 'ingest' ? 0 : scenario.readLagMs[role];
    const log = new LogHandle(shared, process, this.#random, lag);
    log.confirmsEarly = plant.confirmsEarly === role;
    const logger = watchfulLogger(this.complain);
    if (role === 'ingest') {
      this.#frames += this.#ingest?.frames() ?? 0;
      this.#ingest = null;
      void startIngestRole({
        process,
        log,
        network: this.#network,
        logger,
        wallMs: () => this.#wallMs(),
        settings: scenario.ingest,
        complain: this.complain,
      }).then((ingest) => {
        if (process.alive) this.#ingest = ingest;
      });
    } else if (role === 'process') {
      const store = mortal(plant.state?.(this.state) ?? this.state, process);
      const rules = this.rulesOf(this.#incarnations++);
      const settings = scenario.processors;
      this.#processors = startProcessorRole({ process, log, store, logger, settings, rules });
    } else if (role === 'sink') {
      const tokensDiffer = plant.sinkTokensDiffer === true;
      startSinkRole({ process, log, store: this.store, random: this.#random, tokensDiffer });
    } else {
      const dashboard = new Dashboard(this.#kills);
      this.dashboard = dashboard;
      process.onKill(() => {
        if (this.dashboard === dashboard) this.dashboard = null;
      });
      dashboard.start(log);
    }
  }

  /** An operator changes the registry, from a process of his own. */
  async #change(what: Change): Promise<void> {
    const log = new LogHandle(this.shared, new Process(this.scheduler), this.#random);
    const options = { pseudonymKey: SECRETS.pseudonymKey, nowMs: this.#wallMs() };
    const write = (): Promise<unknown> =>
      what.kind === 'rules'
        ? importRules(log, what.settings, options)
        : importRegistry(log, registryOf(this.scenario, what), options);
    // He tries until the log takes it.
    for (let isWritten = false; !isWritten; )
      isWritten = await write().then(
        () => true,
        () => false,
      );
  }

  async #end(kill: Scenario['kills'][number]): Promise<void> {
    const process = this.#processes.get(kill.role);
    if (process?.alive) {
      this.#kills++;
      if (kill.isOrderly && kill.role === 'process') await this.#stopProcessors();
      process.kill();
    }
    this.scheduler.after(kill.backAfterMs, () => this.#start(kill.role));
  }

  async #stopProcessors(): Promise<void> {
    const processors = this.#processors!;
    // A log that refuses for good just then is a crash like another.
    await processors.stop().catch(() => {});
    const mistake = await recordsAddUp(processors.metrics);
    if (mistake !== null) this.complain(mistake);
  }

  #wallMs(): number {
    const { clockStep } = this.scenario;
    const { nowMs } = this.scheduler;
    return (
      START_MS +
      Math.floor(nowMs) +
      (clockStep !== null && nowMs >= clockStep.atMs ? clockStep.byMs : 0)
    );
  }

  /** Nothing breaks any more: what is owed must now be paid. */
  async #comeToRest(): Promise<void> {
    const { scheduler, shared } = this;
    const untilMs = scheduler.nowMs + CALM_MS_MAX;
    this.#network.weather = FAIR;
    shared.weather = CALM;
    shared.isSlow = false;
    for (const device of this.#devices) device.finish();
    const isBrought = () => this.#devices.every((device) => device.isDone);
    await scheduler.runUntil(untilMs, isBrought);
    if (!isBrought()) this.complain('A device could not bring what it has in ten calm minutes.');
    // A silent minute more, so that ticks settle and close what they can.
    await scheduler.runUntil(scheduler.nowMs + 100_000);
    for (const role of ROLES) this.#start(role);
    await scheduler.runUntil(scheduler.nowMs + 1_000);
    if (this.#ingest?.held() !== 0) this.complain('Frames are held although everything is calm.');
    this.#frames += this.#ingest?.frames() ?? 0;
    this.#ingest = null;
    this.#processes.get('ingest')!.kill();
    const isQuiet = () => scheduler.nowMs - this.#lastAppendMs > 60_000;
    await scheduler.runUntil(scheduler.nowMs + CALM_MS_MAX, isQuiet);
    if (this.#processors!.lag() !== 0)
      this.complain(`Processors lag by ${this.#processors!.lag()} records.`);
    let isStopped = false;
    void this.#stopProcessors().then(() => {
      isStopped = true;
    });
    await scheduler.runUntil(scheduler.nowMs + 120_000, () => isStopped);
    if (!isStopped) this.complain('The processors do not stop.');
  }
}

/** Snapshots of a process that is gone are not written. */
function mortal(store: StateStore, process: Process): StateStore {
  return {
    load: (task) => store.load(task),
    begin: (task) => store.begin(task),
    discard: (task) => {
      if (process.alive) store.discard(task);
    },
    close: () => {},
  };
}

function registryOf({ devices, seed }: Scenario, change?: Change): unknown {
  const known = devices.filter(
    ({ vehicleId, phone }, n) =>
      vehicleId !== null && devices.findIndex((device) => device.phone === phone) === n,
  );
  const shift = change?.kind === 'classes' ? change.shift : 0;
  const classes = ['charter', 'dangerous', 'heavy', 'scheduled', 'other'];
  return {
    enterprises: [{ enterpriseId: 'e1', name: 'E', regionCode: '440300' }],
    vehicles: known.map(({ vehicleId }, n) => ({
      vehicleId,
      plate: vehicleId!.slice(0, -2),
      plateColour: 2,
      class: classes[(n + seed + shift) % classes.length],
      enterpriseId: 'e1',
      regionCode: '440300',
    })),
    devices: known.map(({ phone, vehicleId }, n) => ({
      deviceId: phone,
      vehicleId: n === 0 && change?.kind === 'moved' ? known.at(-1)!.vehicleId : vehicleId,
    })),
  };
}
