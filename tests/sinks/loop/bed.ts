/** The closed loop on a log in memory, its clock turned by hand, with a gateway that answers commands. */
import { Registry } from 'prom-client';
import type { AlertAction } from '#core/alert.ts';
import type { Command } from '#core/command.ts';
import type { DeliveryRecord } from '#core/delivery.ts';
import type { LoopStep } from '#core/loop/step.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeAlertAction } from '#proto/codec/alert.ts';
import { decodeCommandRecord, encodeCommandResult } from '#proto/codec/command.ts';
import { encodeDeliveryRecord } from '#proto/codec/delivery.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import { decodeLoopStep } from '#proto/codec/step.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { encodePolicyChange, type PolicyChange } from '#runtime/loop/policy-table.ts';
import type { SinkSettings, WebhookEndpointSettings } from '#sinks/config.ts';
import { type RunningLoop, startLoop } from '#sinks/loop/service.ts';
import { silent } from '../platform.ts';
import {
  AlertWriter,
  endpointOf,
  makeTopics,
  PSEUDONYM_KEY,
  registerVehicle,
  T0,
  VEHICLE,
  VirtualClock,
  webhookSettingsWith,
} from '../webhooks/harness.ts';

export { alertIdOf, T0 } from '../webhooks/harness.ts';

export const LEVELS: WebhookEndpointSettings[] = (
  ['enterprise', 'city', 'enforcement'] as const
).map((level) => endpointOf({ id: level, url: 'https://127.0.0.1:8443/', receives: [level] }));

/** What the gateway says of a command; null = nothing. */
export type Answering = (command: Command) => 'answered' | 'failed' | null;

export class LoopBed {
  readonly log: EventLog;
  readonly clock = new VirtualClock(T0);
  readonly writer: AlertWriter;
  readonly settings: SinkSettings;
  readonly metrics = new Registry();
  running: RunningLoop[] = [];
  answering: Answering = () => 'answered';
  /** Commands a device has met, each id once, as a gateway does it. */
  readonly met = new Map<string, Command>();
  readonly #lives = new Map<RunningLoop, { isDead: boolean }>();
  #read = 0;

  private constructor(log: EventLog, endpoints: WebhookEndpointSettings[]) {
    this.log = log;
    this.writer = new AlertWriter(log);
    this.settings = webhookSettingsWith(endpoints);
  }

  static async make(endpoints = LEVELS, log: EventLog = openMemoryLog()): Promise<LoopBed> {
    const bed = new LoopBed(log, endpoints);
    await makeTopics(log);
    const kept = { retentionMs: null, retentionBytes: null, compacted: false, partitions: 1 };
    for (const topic of [
      TOPICS.alertActions,
      TOPICS.alertSteps,
      TOPICS.policies,
      TOPICS.commands,
      TOPICS.commandResults,
    ])
      await log.ensureTopic(topic, kept);
    await registerVehicle(log);
    const device = { deviceId: '013800000001', vehicleId: VEHICLE };
    const entity = { entity: 'device', id: device.deviceId, json: JSON.stringify(device) };
    const value = encodeRegistryEntity({ ...entity, changedAtMs: T0, actor: 'test' });
    await log.append(TOPICS.registry, 0, [{ key: 'device:1', timeMs: T0, value }]);
    return bed;
  }

  /** @param life of the process it stands for: once it is dead nobody waits for it */
  async start(log = this.log, life = { isDead: false }): Promise<RunningLoop> {
    const { settings, clock } = this;
    const common = { settings, pseudonymKey: PSEUDONYM_KEY, logger: silent };
    const metrics = this.running.length === 0 ? this.metrics : new Registry();
    metrics.clear();
    const loop = await startLoop({ ...common, log, metrics }, clock);
    this.running.push(loop);
    this.#lives.set(loop, life);
    return loop;
  }

  async stop(loop: RunningLoop): Promise<void> {
    this.running = this.running.filter((one) => one !== loop);
    await loop.stop();
  }

  async close(): Promise<void> {
    for (const loop of this.running) await loop.stop();
    await this.log.close();
  }

  /** Everybody has done what was to do, the gateway included. */
  async rest(): Promise<void> {
    for (let calm = 0; calm < 4; ) {
      const resting = this.running.every(
        (loop) => loop.isResting() || this.#lives.get(loop)!.isDead,
      );
      const isCalm = resting && !(await this.#serve());
      calm = isCalm ? calm + 1 : 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async runTo(endMs: number): Promise<void> {
    await this.rest();
    while (this.clock.now() < endMs) {
      this.clock.turn(endMs);
      await this.rest();
    }
  }

  /** Turns the clock to `endMs`; `mend` replaces who has died and tells whether anybody had. */
  async settle(endMs: number, mend: () => Promise<boolean>): Promise<void> {
    for (;;) {
      do await this.rest();
      while (await mend());
      if (this.clock.now() >= endMs) return;
      this.clock.turn(endMs);
    }
  }

  /** Minutes after T0. */
  at(minutes: number): Promise<void> {
    return this.runTo(T0 + minutes * 60_000);
  }

  async act(
    alertId: string,
    action: AlertAction['action'],
    said: Partial<AlertAction> = {},
  ): Promise<void> {
    const none = { outcome: null, cause: null, note: null, untilMs: null, ...said };
    const atMs = this.clock.now();
    const value = encodeAlertAction({
      alertId,
      action,
      baseVersion: 0,
      atMs,
      actor: 'li',
      ...none,
    });
    await this.log.append(TOPICS.alertActions, 0, [{ key: alertId, timeMs: atMs, value }]);
  }

  async delivered(alertId: string, endpoint: string): Promise<void> {
    const atMs = this.clock.now();
    const record: DeliveryRecord = {
      ...{ kind: 'attempt', endpoint, webhookId: 'msg', alertId, alertType: 'speed.over' },
      ...{ change: `notified-${endpoint}`, partition: 0xffff, offset: 0, attempt: 1, atMs },
      ...{ durationMs: 5, outcome: 'delivered', reason: 'delivered', status: 204, nextAtMs: null },
    };
    const value = encodeDeliveryRecord(record);
    await this.log.append(TOPICS.deliveries, 0, [{ key: endpoint, timeMs: atMs, value }]);
  }

  async setPolicy(
    change: Omit<PolicyChange, 'reason' | 'changedAtMs' | 'changedBy'>,
  ): Promise<void> {
    const by = { reason: 'test', changedAtMs: this.clock.now(), changedBy: 'admin' };
    const value = encodePolicyChange({ ...change, ...by });
    await this.log.append(TOPICS.policies, 0, [{ key: 'p', timeMs: T0, value }]);
  }

  /** Those that count: of records with one id the first. */
  async steps(): Promise<LoopStep[]> {
    const { records } = await this.log.read(TOPICS.alertSteps, 0, 0, ALL);
    const seen = new Set<string>();
    return records
      .map(({ value }) => decodeLoopStep(value))
      .filter(({ stepId }) => !seen.has(stepId) && seen.add(stepId));
  }

  /** `kind` with what tells the steps of an alert apart. */
  async told(): Promise<string[]> {
    return (await this.steps()).map(wordOf);
  }

  /** Texts and confirmations that devices met. */
  get spoken(): string[] {
    return [...this.met.values()].map(({ args }) => String(args.text ?? args.alarms));
  }

  /** True = there was something to answer. */
  async #serve(): Promise<boolean> {
    const { records, nextOffset } = await this.log.read(TOPICS.commands, 0, this.#read, ALL);
    this.#read = nextOffset;
    for (const { value, key } of records) {
      const command = decodeCommandRecord(value);
      if (command.record !== 'command' || this.met.has(command.commandId)) continue;
      this.met.set(command.commandId, command);
      const state = this.answering(command);
      if (state === null) continue;
      const { commandId, deviceKey } = command;
      const atMs = this.clock.now();
      const result = encodeCommandResult({
        ...{ commandId, deviceKey, atMs, gateway: 'g1', state, attempt: 1 },
        reason: state === 'failed' ? 'no-answer' : null,
        ...{ waitsFor: null, untilMs: null, sessionSinceMs: null, reply: null },
      });
      await this.log.append(TOPICS.commandResults, 0, [{ key, timeMs: atMs, value: result }]);
    }
    return records.length > 0;
  }
}

const ALL = { maxRecords: 100_000, maxBytes: 2 ** 30, waitMs: 0 };

export function wordOf(step: LoopStep): string {
  switch (step.kind) {
    case 'said':
      return `said ${step.times}`;
    case 'heard':
      return `heard ${step.times} ${step.state}`;
    case 'skipped':
      return `skipped ${step.what}${step.times ?? ''}${step.level ?? ''}: ${step.reason}`;
    case 'notified':
      return `notified ${step.level} ${step.because}`;
    case 'delivered':
    case 'deaf':
      return `${step.kind} ${step.level}`;
    case 'held':
      return `held ${step.level}: ${step.reason}`;
    case 'reaction':
      return `reaction ${step.result}`;
    case 'ended':
      return `ended ${step.state} ${step.endpoints.join('+')}`.trim();
    case 'planned':
      return `planned ${step.policyName}`;
    case 'confirmed':
      return `confirmed ${step.alarm}`;
    case 'acknowledged':
      return 'acknowledged';
    case 'escalated':
      return `escalated ${step.to}`;
  }
}
