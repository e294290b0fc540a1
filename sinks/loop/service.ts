/**
 * Closes the loop of alerts: has the driver warned, the alarm confirmed, the enterprise and then those above it told, and
 * says whether the driver reacted. It follows what happens, writes each step to alert-steps.v1, and acts on a step when it
 * has come back from there and counts (docs/adr/0020).
 *
 * *Back pressure:* one batch per partition is at hand; alerts held are bounded, beyond it the oldest leave, counted.
 * *Delivery:* each step once, whatever crashes: the first record with its id counts, commands and notices carry that id.
 */
import type { AlertTransition } from '#core/alert.ts';
import type { Command } from '#core/command.ts';
import type { LoopStep } from '#core/loop/step.ts';
import { MINUTE_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertAction, decodeAlertTransition } from '#proto/codec/alert.ts';
import {
  decodeCommandRecord,
  decodeCommandResult,
  encodeCommandRecord,
} from '#proto/codec/command.ts';
import { decodeDeliveryRecord } from '#proto/codec/delivery.ts';
import { WireFault } from '#proto/codec/fault.ts';
import { fenceOf } from '#proto/codec/fence.ts';
import { decodeLoopStep, encodeLoopStep } from '#proto/codec/step.ts';
import type { LogRecord } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { PolicyTable } from '#runtime/loop/policy-table.ts';
import { SeenOutputs } from '../seen-outputs.ts';
import type { RunningSink, SinkParts } from '../sink.ts';
import { isAlertWanted } from '../webhooks/filter.ts';
import { systemTiming, type Timing } from '../webhooks/timing.ts';
import { Vehicles } from '../webhooks/vehicles.ts';
import { Followers } from './followers.ts';
import { Loops } from './loops.ts';
import { type LoopMetrics, loopMetrics } from './metrics.ts';
import { Positions } from './positions.ts';

export interface RunningLoop extends RunningSink {
  /** Nothing is under way and nothing due: the clock may be turned. */
  isResting(): boolean;
}

/** All that is known of before the first decision: what was done, and what was asked for. */
const FIRST = [TOPICS.alertSteps, TOPICS.policies, TOPICS.commands, TOPICS.commandResults];
const FORGET_EVERY_MS = MINUTE_MS;
/** After trouble with the log. */
const TROUBLE_MS = 1_000;
const REST_MS_MAX = 2 * MINUTE_MS;

export async function startLoop(
  parts: Omit<SinkParts, 'store' | 'dataDir'>,
  timing: Timing = systemTiming,
): Promise<RunningLoop> {
  const loop = new LoopService(parts, timing);
  await loop.start();
  return loop;
}

class LoopService implements RunningLoop {
  readonly #parts: Omit<SinkParts, 'store' | 'dataDir'>;
  readonly #timing: Timing;
  readonly #metrics: LoopMetrics;
  readonly #policies = new PolicyTable();
  readonly #vehicles: Vehicles;
  readonly #followers: Followers;
  readonly #positions: Positions;
  readonly #loops: Loops;
  readonly #seen: SeenOutputs[] = [];
  readonly #stopping = new AbortController();
  /** Offsets of alert-steps.v1 written here and not read back yet: `[from, to)`. */
  #own: { from: number; to: number } | null = null;
  #wake: () => void = () => {};
  #woken = true;
  #resting = false;
  #forgetMs = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: Omit<SinkParts, 'store' | 'dataDir'>, timing: Timing) {
    this.#parts = parts;
    this.#timing = timing;
    const { log, logger, pseudonymKey, settings } = parts;
    this.#metrics = loopMetrics(parts.metrics);
    this.#vehicles = new Vehicles(log, pseudonymKey, logger);
    this.#followers = new Followers(log, logger);
    this.#positions = new Positions(log, this.#followers);
    const { endpoints } = settings.webhooks;
    this.#loops = new Loops({
      policies: this.#policies,
      vehicles: this.#vehicles,
      endpointsOf: (level, alert) =>
        endpoints
          .filter((endpoint) => endpoint.receives.includes(level))
          .filter((endpoint) => isAlertWanted(endpoint, alert, this.#vehicles.of(alert.subjectKey)))
          .map(({ id }) => id),
    });
    this.#followers.onMore = () => {
      this.#woken = true;
      this.#wake();
    };
  }

  async start(): Promise<void> {
    await this.#vehicles.start();
    await this.#positions.start();
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#running;
    await Promise.all([this.#followers.stop(), this.#vehicles.stop()]);
    await this.#positions.save(this.#loops.oldestOffset()).catch(() => {});
  }

  isResting(): boolean {
    return this.#resting && !this.#woken;
  }

  async #run(): Promise<void> {
    const { logger } = this.#parts;
    while (!this.#stopping.signal.aborted) {
      this.#woken = false;
      try {
        await this.#turn();
      } catch (error) {
        logger.error({ err: error }, 'The closed loop met trouble; trying again.');
        await this.#timing.sleep(TROUBLE_MS, this.#stopping.signal);
        continue;
      }
      await this.#rest();
    }
  }

  /** Takes in what was read, then writes what is due, then asks for what has come back. */
  async #turn(): Promise<void> {
    for (const { topic, partition, records } of this.#followers.take())
      for (const record of records) this.#apply(topic, partition, record);
    this.#metrics.lag.set(this.#followers.lag());
    if (!this.#followers.hasCaughtUp(FIRST) || this.#isAwaitingOwn()) return;
    const nowMs = this.#timing.now();
    await this.#ask(this.#loops.unasked(nowMs));
    const steps = this.#loops.due(nowMs);
    if (steps.length > 0) await this.#write(steps);
    else this.#positions.settled(nowMs);
    await this.#positions.saveIfDue(nowMs, this.#loops.oldestOffset());
    if (nowMs < this.#forgetMs) return;
    this.#forgetMs = nowMs + FORGET_EVERY_MS;
    this.#loops.forget(nowMs);
    this.#metrics.open.set(this.#loops.size);
    this.#metrics.forgotten.inc(this.#loops.forgotten);
    this.#loops.forgotten = 0;
  }

  #apply(topic: string, partition: number, record: LogRecord): void {
    const { logger } = this.#parts;
    try {
      this.#takeIn(topic, partition, record);
    } catch (error) {
      if (!(error instanceof WireFault) && !(error instanceof SyntaxError)) throw error;
      this.#metrics.unreadable.inc({ topic });
      logger.warn({ topic, partition, offset: record.offset }, 'A record was passed over.');
    }
  }

  #takeIn(topic: string, partition: number, record: LogRecord): void {
    const { value, timeMs, offset } = record;
    const loops = this.#loops;
    switch (topic) {
      case TOPICS.alerts: {
        const transition = this.#newTransition(partition, record);
        if (transition !== null) loops.applyTransition(transition, timeMs, this.#timing.now());
        break;
      }
      case TOPICS.alertActions:
        loops.applyAction(decodeAlertAction(value));
        break;
      case TOPICS.alertSteps:
        this.#takeStep(decodeLoopStep(value), offset);
        break;
      case TOPICS.commands:
        loops.applyCommand(decodeCommandRecord(value).commandId);
        break;
      case TOPICS.commandResults:
        loops.applyResult(decodeCommandResult(value));
        break;
      case TOPICS.deliveries:
        loops.applyDelivery(decodeDeliveryRecord(value));
        break;
      case TOPICS.policies:
        this.#policies.apply(value);
        break;
    }
  }

  /** Null = a fence, or an output that was seen. */
  #newTransition(partition: number, record: LogRecord): AlertTransition | null {
    this.#seen[partition] ??= new SeenOutputs();
    const seen = this.#seen[partition];
    const fence = fenceOf(record);
    if (fence !== null) {
      seen.admit(fence.epoch, 0);
      return null;
    }
    const transition = decodeAlertTransition(record.value);
    return seen.admit(transition.epoch, transition.number) ? transition : null;
  }

  #takeStep(step: LoopStep, offset: number): void {
    const own = this.#own;
    const isMine = own !== null && offset >= own.from && offset < own.to;
    if (!this.#loops.applyStep(step, offset, isMine)) return;
    const { steps, skipped, reactions, reactionSeconds } = this.#metrics;
    steps.inc({ kind: step.kind });
    if (step.kind === 'skipped') skipped.inc({ what: step.what, reason: step.reason });
    if (step.kind !== 'reaction') return;
    reactions.inc({ type: step.alertType, result: step.result });
    if (step.tookMs !== null) reactionSeconds.observe(step.tookMs / 1_000);
  }

  /** Until they are read back nothing is decided: it would be decided again. */
  #isAwaitingOwn(): boolean {
    if (this.#own === null) return false;
    if (this.#followers.nextOf(TOPICS.alertSteps, 0) < this.#own.to) return true;
    this.#own = null;
    return false;
  }

  async #write(steps: readonly LoopStep[]): Promise<void> {
    const { log } = this.#parts;
    const records = steps.map((step) => ({
      key: step.alertId,
      timeMs: step.atMs,
      value: encodeLoopStep(step),
    }));
    try {
      const from = await log.append(TOPICS.alertSteps, 0, records);
      this.#own = { from, to: from + steps.length };
      this.#loops.told(steps);
    } catch (error) {
      this.#loops.notTold(steps);
      throw error;
    }
  }

  async #ask(commands: readonly Command[]): Promise<void> {
    const { log, logger } = this.#parts;
    for (const command of commands) {
      const { deviceKey: key, createdAtMs: timeMs, commandId, kind, alertId } = command;
      const partition = partitionOf(key, log.partitions(TOPICS.commands));
      const value = encodeCommandRecord(command);
      await log.append(TOPICS.commands, partition, [{ key, timeMs, value }]);
      this.#loops.applyCommand(commandId);
      logger.info({ commandId, kind, alertId }, 'A command was asked for by a policy.');
    }
  }

  async #rest(): Promise<void> {
    if (this.#woken || this.#stopping.signal.aborted) return;
    const nowMs = this.#timing.now();
    const isHeld = this.#isAwaitingOwn() || !this.#followers.hasCaughtUp(FIRST);
    const nextMs = isHeld ? null : this.#loops.nextMs(nowMs);
    const restMs = Math.min(REST_MS_MAX, nextMs === null ? REST_MS_MAX : nextMs - nowMs);
    if (restMs <= 0) return;
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    // What is awaited is under way: the clock must not be turned meanwhile.
    this.#resting = !isHeld;
    await this.#timing.sleep(restMs, woken.signal);
    this.#resting = false;
    this.#wake = () => {};
  }
}
