/**
 * Commands to terminals: each gateway knows all open ones and sends those of the devices whose session
 * it holds, in order, a settable number at a time.
 *
 * Nothing leaves before the log says so: a gateway writes `sent`, reads it back in the order of the log,
 * and transmits only if it counts there (core/command.ts). So a command that was cancelled, finished or
 * taken over by another gateway in between stays here, and one that goes out at most once does.
 *
 * *Back pressure:* commands beyond the bounds are failed at once (`queue-full`), and reading waits
 * until the log has that.
 * *Delivery:* a command in the log gets one final result that counts, after a restart as well. To the
 * device: at least once with the same content, or at most once, as the command says.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Command,
  CommandFailure,
  CommandRecord,
  CommandReply,
  CommandResult,
} from '#core/command.ts';
import { isFinal } from '#core/command.ts';
import { type CommandArgs, isDangerous } from '#core/command-kinds.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Clock } from '#core/time.ts';
import type { IngestSettings } from '../config.ts';
import type { CommandOutcome, IngestCounters } from '../counters.ts';
import { idText } from '../protocols/jt808/bytes.ts';
import { answerWaitMs, type Request, type RequestEnd, type Requests } from '../requests.ts';
import type { Session, SessionTable } from '../session.ts';
import type { FeedListener } from './feed.ts';
import { type CommandPlace, type OpenCommand, OpenCommands } from './open-commands.ts';
import { type Plan, planOf } from './plans.ts';
import type { ResultWriter } from './result-writer.ts';

const ACK_ID = idText(0x0001);
/** By the result byte of 0x0001. */
const ACK_FAILURES: Record<number, CommandFailure> = { 2: 'not-understood', 3: 'not-supported' };
/** What a gateway without the device leaves to others first, ms; spread so that one of several acts. */
const PATIENCE_MS = 1_500;

export interface CommandDeskParts {
  settings: IngestSettings['commands'];
  sessions: SessionTable;
  requests: Requests;
  results: ResultWriter;
  clock: Clock;
  counters: IngestCounters;
  /** Name of this gateway in this life of its process. */
  gateway: string;
}

export class CommandDesk implements FeedListener {
  readonly #parts: CommandDeskParts;
  readonly #open = new OpenCommands();
  #isReady = false;
  #stopped = false;

  constructor(parts: CommandDeskParts) {
    this.#parts = parts;
  }

  /** Commands without a final result. */
  get size(): number {
    return this.#open.size;
  }

  onCommand(record: CommandRecord, place: CommandPlace): Promise<void> | null {
    const { counters, settings } = this.#parts;
    if (record.record === 'cancellation') {
      const open = this.#open.get(record.commandId);
      if (open !== undefined) open.cancelled = true;
      return null;
    }
    const before = this.#open.of(record.deviceKey).length;
    const isFull = before >= settings.perDeviceMax || this.#open.size >= settings.openMax;
    const open = this.#open.add(record, place);
    if (open === null) return null;
    counters.commands++;
    counters.commandsOpen = this.#open.size;
    // Before everything was read it is not known which ones are open.
    if (isFull && this.#isReady) return this.#fail(open, 'queue-full');
    this.#pump(record.deviceKey);
    return null;
  }

  onResult(result: CommandResult): void {
    const { gateway, counters } = this.#parts;
    const before = this.#open.get(result.commandId);
    const open = this.#open.apply(result);
    counters.commandsOpen = this.#open.size;
    const isOwn = result.gateway === gateway;
    if (before === undefined) return;
    if (isOwn && result.state === 'queued') before.telling = false;
    if (open !== null && isFinal(open.standing)) {
      if (isOwn) counters.commandOutcomes[outcomeOf(result)]++;
      this.#dismiss(open);
      this.#pump(result.deviceKey);
      return;
    }
    if (isOwn) {
      // What we wrote does not count: others were there before.
      if (open === null && result.state !== 'queued') this.#dismiss(before);
      else if (result.state === 'sent' && before.stage === 'claiming') this.#transmit(before);
    } else if (open !== null && result.state === 'sent') {
      // Another gateway has the device now.
      this.#dismiss(before);
      const session = this.#sessionOf(result.deviceKey);
      if (session !== null && (result.sessionSinceMs ?? 0) > session.greetedAtMs!)
        session.greetedAtMs = null;
    }
  }

  onCaughtUp(): void {
    this.#isReady = true;
    for (const { command } of this.#open.all()) this.#pump(command.deviceKey);
  }

  oldestOpen(): ReadonlyMap<number, CommandPlace> {
    return this.#open.oldest();
  }

  /** A device has signed in here and heard so. */
  onSession(session: Session): void {
    this.#pump(session.deviceKey);
  }

  /** What waits for nobody's message: expiry, cancellation, silence of other gateways, commands offline. */
  everySecond(): void {
    if (!this.#isReady) return;
    const nowMs = this.#parts.clock.now();
    for (const open of this.#open.all()) this.#judge(open, nowMs);
  }

  stop(): void {
    this.#stopped = true;
  }

  #judge(open: OpenCommand, nowMs: number): void {
    if (open.stage !== 'idle') return;
    const { settings } = this.#parts;
    const { command, standing } = open;
    const session = this.#sessionOf(command.deviceKey);
    const patienceMs = session === null ? this.#patienceMs(command) : 0;
    // What another gateway sent is its own until a while after it would have given up.
    const underWayUntilMs =
      standing.state === 'sent' ? (standing.last?.untilMs ?? 0) + settings.answerMs : 0;
    // What went out once, or was taken back too late, does not go out again.
    const isSpent = standing.attempt > 0 && (command.repeat === 'once' || open.cancelled);
    if (open.cancelled && standing.attempt === 0) {
      if (nowMs >= command.createdAtMs + patienceMs) void this.#conclude(open, 'cancelled');
    } else if (isSpent) {
      if (nowMs >= underWayUntilMs + patienceMs) void this.#fail(open, 'outcome-unknown');
    } else if (nowMs >= Math.max(command.expiresAtMs, underWayUntilMs) + patienceMs) {
      void this.#conclude(open, 'expired');
    } else if (session !== null) {
      this.#pump(command.deviceKey);
    } else if (standing.state === 'accepted' && nowMs >= command.createdAtMs + patienceMs) {
      this.#tellQueued(open, 'device');
    }
  }

  /** Gives the device what is due to it, as far as its turn allows. */
  #pump(deviceKey: SubjectKey): void {
    if (!this.#isReady || this.#stopped) return;
    const session = this.#sessionOf(deviceKey);
    if (session === null) return;
    const { settings, clock } = this.#parts;
    const nowMs = clock.now();
    const queue = this.#open.of(deviceKey);
    let busy = queue.reduce((count, { stage }) => count + (stage === 'idle' ? 0 : 1), 0);
    for (const open of [...queue]) {
      if (open.stage !== 'idle' || open.cancelled || nowMs >= open.command.expiresAtMs) continue;
      if (this.#isOfOthers(open, session)) continue;
      if (busy >= settings.inFlightPerDevice) {
        if (open.standing.state === 'accepted') this.#tellQueued(open, 'turn');
        continue;
      }
      busy++;
      open.stage = 'claiming';
      void this.#begin(open, session);
    }
  }

  /** Sent before, at most once, and we do not know how it ended; or under way where the device is newer. */
  #isOfOthers({ command, standing }: OpenCommand, session: Session): boolean {
    if (command.repeat === 'once' && standing.attempt > 0) return true;
    if (standing.state !== 'sent' || standing.last === null) return false;
    const { gateway, sessionSinceMs } = standing.last;
    return gateway !== this.#parts.gateway && (sessionSinceMs ?? 0) > session.greetedAtMs!;
  }

  async #begin(open: OpenCommand, session: Session): Promise<void> {
    const plan = await this.#planFor(open.command, session);
    if (open.stage !== 'claiming' || isFinal(open.standing)) return;
    if (typeof plan === 'string') {
      await this.#fail(open, plan);
      return;
    }
    open.plan = plan;
    open.session = session;
    open.firstClaim = open.standing.attempt + 1;
    await this.#claim(open);
  }

  /** Writes "sent"; what goes on happens when it comes back from the log. */
  async #claim(open: OpenCommand): Promise<void> {
    const { settings, clock } = this.#parts;
    const { command, standing } = open;
    open.stage = 'claiming';
    open.claim = standing.attempt + 1;
    const nowMs = clock.now();
    const waitMs =
      answerWaitMs(settings.answerMs, roundOf(open)) +
      (open.plan?.answers.length ? settings.dataMs : 0);
    const isWritten = await this.#tell(command, {
      state: 'sent',
      attempt: open.claim,
      untilMs: nowMs + waitMs,
      sessionSinceMs: open.session?.greetedAtMs ?? null,
    });
    if (!isWritten && open.stage === 'claiming') open.stage = 'idle';
  }

  #transmit(open: OpenCommand): void {
    const { settings, requests, counters } = this.#parts;
    const { plan, session } = open;
    const isHere = session !== null && session === this.#sessionOf(open.command.deviceKey);
    let request = open.request?.over ? null : open.request;
    if (isHere && plan !== null)
      request ??= requests.begin(session, plan, {
        onReceived: (one) => one.await(settings.dataMs),
        onSilence: (one) => this.#onSilence(open, one),
        onEnd: (one, end) => this.#onEnd(open, one, end),
      });
    open.request = request;
    if (request === null) {
      // The device has gone, or others fill its session.
      this.#release(open);
      return;
    }
    open.stage = 'under-way';
    counters.commandsSent++;
    request.transmit(answerWaitMs(settings.answerMs, roundOf(open)));
  }

  #onSilence(open: OpenCommand, request: Request): void {
    const { settings, clock } = this.#parts;
    const { command } = open;
    if (open.stage !== 'under-way') return;
    if (request.received) {
      request.end();
      if (open.plan?.needsData) void this.#fail(open, 'no-data', ackReply(0));
      else void this.#conclude(open, 'answered', ackReply(0));
      return;
    }
    const isLast =
      command.repeat === 'once' ||
      roundOf(open) > settings.resends ||
      open.claim >= settings.attemptsMax ||
      clock.now() >= command.expiresAtMs;
    if (isLast) {
      request.end();
      void this.#fail(open, 'no-answer');
    } else {
      void this.#claim(open);
    }
  }

  #onEnd(open: OpenCommand, request: Request, end: RequestEnd): void {
    if (open.request !== request || open.stage === 'concluding') return;
    open.request = null;
    if (end.kind === 'session-lost') {
      if (open.stage === 'under-way') this.#release(open);
      return;
    }
    if (end.kind === 'acknowledged') {
      if (end.result === 0) void this.#conclude(open, 'answered', ackReply(0));
      else void this.#fail(open, ACK_FAILURES[end.result] ?? 'refused', ackReply(end.result));
      return;
    }
    const reply = this.#replyOf(end);
    if (open.plan?.tellsFailure(end.fields)) void this.#fail(open, 'device-failed', reply);
    else void this.#conclude(open, 'answered', reply);
  }

  /** It is not under way any more; the device may or may not have it. */
  #release(open: OpenCommand): void {
    const { settings } = this.#parts;
    this.#dismiss(open);
    if (open.command.repeat === 'once') void this.#fail(open, 'outcome-unknown');
    else if (open.claim >= settings.attemptsMax) void this.#fail(open, 'no-answer');
    else this.#tellQueued(open, 'device');
  }

  /** Leaves it to whoever finished it or has it now. */
  #dismiss(open: OpenCommand): void {
    open.request?.end();
    open.request = null;
    open.plan = null;
    open.session = null;
    open.stage = 'idle';
  }

  #fail(open: OpenCommand, reason: CommandFailure, reply: CommandReply | null = null) {
    return this.#conclude(open, 'failed', reply, reason);
  }

  /** Writes the final result until the log takes it. */
  async #conclude(
    open: OpenCommand,
    state: 'answered' | 'failed' | 'expired' | 'cancelled',
    reply: CommandReply | null = null,
    reason: CommandFailure | null = null,
  ): Promise<void> {
    open.stage = 'concluding';
    const { attempt } = open.standing;
    const isWritten = await this.#tell(open.command, { state, attempt, reason, reply });
    if (!isWritten && open.stage === 'concluding') open.stage = 'idle';
  }

  #tellQueued(open: OpenCommand, waitsFor: 'device' | 'turn'): void {
    if (open.telling) return;
    open.telling = true;
    const { attempt } = open.standing;
    void this.#tell(open.command, { state: 'queued', attempt, waitsFor }).then((isWritten) => {
      if (!isWritten) open.telling = false;
    });
  }

  /** False = the log refuses for good, or ingest stops. */
  #tell(
    { commandId, deviceKey }: Command,
    result: Pick<CommandResult, 'state' | 'attempt'> & Partial<CommandResult>,
  ): Promise<boolean> {
    const { results, clock, gateway } = this.#parts;
    if (this.#stopped) return Promise.resolve(false);
    return results.write({
      commandId,
      deviceKey,
      atMs: clock.now(),
      gateway,
      reason: null,
      waitsFor: null,
      untilMs: null,
      sessionSinceMs: null,
      reply: null,
      ...result,
    });
  }

  /** Null = not here, or it has not heard yet that it is signed in. */
  #sessionOf(deviceKey: SubjectKey): Session | null {
    const session = this.#parts.sessions.ofKey(deviceKey);
    return session !== undefined && session.greetedAtMs !== null && !session.link.closed
      ? session
      : null;
  }

  #patienceMs({ commandId }: Command): number {
    const { gateway } = this.#parts;
    let hash = 0;
    for (let k = 0; k < commandId.length; k++)
      hash = Math.imul(
        hash ^ commandId.charCodeAt(k) ^ gateway.charCodeAt(k % gateway.length),
        0x01000193,
      );
    return (PATIENCE_MS * (hash >>> 24)) / 256;
  }

  async #planFor(command: Command, session: Session): Promise<Plan | CommandFailure> {
    const { settings } = this.#parts;
    const { kind, args } = command;
    const traits = { edition: session.edition, clockOffsetMs: session.clockOffsetMs };
    if (kind !== 'upgrade') {
      const plan = planOf(command, traits);
      if (typeof plan === 'string') return plan;
      return isDangerous(kind, args) && !settings.dangerousKinds.includes(kind)
        ? 'not-allowed'
        : plan;
    }
    if (!settings.dangerousKinds.includes(kind)) return 'not-allowed';
    const file = await this.#packageOf(args as CommandArgs<'upgrade'>);
    return file === null ? 'package-missing' : planOf(command, traits, file);
  }

  /** Null = not there, too long, or another than was meant. */
  async #packageOf({ file, sha256 }: CommandArgs<'upgrade'>): Promise<Uint8Array | null> {
    const { upgradesDir, upgradeBytesMax } = this.#parts.settings;
    if (upgradesDir === '' || typeof file !== 'string' || !/^[A-Za-z0-9][\w.-]*$/.test(file))
      return null;
    const path = join(upgradesDir, file);
    try {
      if ((await stat(path)).size > upgradeBytesMax) return null;
      const bytes = await readFile(path);
      return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
    } catch {
      return null;
    }
  }

  #replyOf({ messageId, fields }: RequestEnd & { kind: 'answered' }): CommandReply {
    const { replyBytesMax } = this.#parts.settings;
    const { replySerial: _, ...rest } = fields;
    const isSmall = JSON.stringify(rest).length <= replyBytesMax;
    const { result } = rest;
    return {
      messageId: idText(messageId),
      result: typeof result === 'number' ? result : null,
      fields: isSmall ? rest : null,
    };
  }
}

/** Waits start anew on a new connection. */
function roundOf({ claim, firstClaim }: OpenCommand): number {
  return claim - firstClaim + 1;
}

function ackReply(result: number): CommandReply {
  return { messageId: ACK_ID, result, fields: null };
}

function outcomeOf({ state, reason }: CommandResult): CommandOutcome {
  return state === 'failed' ? (reason ?? 'refused') : (state as CommandOutcome);
}
