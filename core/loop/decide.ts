/**
 * What is to be done about an alert now, and when to look again. Pure: the time is handed in, what was done stands in the
 * loop, so whoever asks after a crash, or beside another process, comes to the same steps under the same ids.
 */
import type { Alert } from '../alert.ts';
import type { SubjectKey } from '../identity.ts';
import { DAY_MS, MINUTE_MS } from '../time.ts';
import { confirmableOf } from './confirm.ts';
import { type Loop, type Notice, type Said, toldEndpoints } from './loop.ts';
import { type NoticeLevel, SAY_LIFE_MS } from './policy.ts';
import { quietUntil } from './quiet.ts';
import type { Rate } from './rates.ts';
import type { Because, StepBody } from './step.ts';
import { spokenText } from './text.ts';

export interface Circumstances {
  nowMs: number;
  /** Null = no terminal of it is known. */
  terminalOf(subjectKey: SubjectKey): SubjectKey | null;
  /** Endpoints of a level that want this alert. */
  endpointsOf(level: NoticeLevel, alert: Alert): string[];
  /** When one more may be spoken to the vehicle, or told to who receives a level for it; now or earlier = now. */
  sayFreeAtMs(alert: Alert, rate: Rate): number;
  noticeFreeAtMs(level: NoticeLevel, alert: Alert, rate: Rate): number;
}

export interface Decision {
  steps: StepBody[];
  /** Null = nothing is due unless something is heard of it. */
  nextMs: number | null;
}

/** A command without a final result for so long beyond its life has none: nobody serves the terminal. */
const RESULT_MS_MAX = 2 * MINUTE_MS;
/** An alert is followed for so long after its plan; then whoever was told hears nothing more of it. */
export const LOOP_MS_MAX = 7 * DAY_MS;

export function decide(loop: Loop, around: Circumstances): Decision {
  const plan = new Plan(loop, around);
  plan.end();
  if (loop.alert.state !== 'withdrawn') {
    plan.confirm();
    plan.say();
    plan.raise();
    plan.notify();
    plan.react();
  }
  return { steps: plan.steps, nextMs: plan.nextMs };
}

/** Whether nothing can follow any more. */
export function isOver(loop: Loop, nowMs: number): boolean {
  if (nowMs >= loop.baseMs + LOOP_MS_MAX) return true;
  if (loop.ended === 'withdrawn') return true;
  if (loop.ended === null) return false;
  const { policy, notices } = loop;
  const isTold = policy.notify.every(({ level }) => {
    const notice = notices.get(level);
    return notice !== undefined && !isAwaited(notice);
  });
  return isTold && (!wasAsked(loop) || loop.reaction !== null);
}

class Plan {
  readonly steps: StepBody[] = [];
  nextMs: number | null = null;
  readonly #loop: Loop;
  readonly #around: Circumstances;
  readonly #isOpen: boolean;

  constructor(loop: Loop, around: Circumstances) {
    this.#loop = loop;
    this.#around = around;
    this.#isOpen = loop.alert.state === 'open' && loop.ended === null;
  }

  /** The end of the episode is told to everybody who was told of it. */
  end(): void {
    const { alert, ended } = this.#loop;
    if (alert.state === 'open' || ended === alert.state || ended === 'withdrawn') return;
    const endpoints = toldEndpoints(this.#loop);
    this.steps.push({ kind: 'ended', state: alert.state, endpoints, alert });
  }

  confirm(): void {
    const { policy, isConfirmed, acknowledgedAtMs, alertType, subjectKey } = this.#loop;
    if (policy.confirm === null || isConfirmed) return;
    if (policy.confirm === 'acknowledged' && acknowledgedAtMs === null) return;
    const alarm = confirmableOf(alertType);
    if (alarm === null) return;
    const skip = { kind: 'skipped', what: 'confirm', times: null, level: null } as const;
    // The terminal has let go of it by itself.
    if (!this.#isOpen) {
      this.steps.push({ ...skip, reason: 'closed' });
      return;
    }
    const deviceKey = this.#around.terminalOf(subjectKey);
    if (deviceKey === null) this.steps.push({ ...skip, reason: 'no-terminal' });
    else this.steps.push({ kind: 'confirmed', deviceKey, alarm });
  }

  say(): void {
    const { policy, said, saidBefore, baseMs, alert, subjectKey, severity } = this.#loop;
    const { nowMs } = this.#around;
    if (policy.say === null || !this.#isOpen) return;
    const index = said.length - saidBefore;
    if (index >= policy.say.timesMax) return;
    const dueMs = baseMs + index * policy.say.repeatEveryS * 1_000;
    if (dueMs > nowMs) {
      this.#lookAgain(dueMs);
      return;
    }
    const times = said.length + 1;
    const skip = (reason: 'stale' | 'quiet' | 'vehicle-rate' | 'no-terminal') =>
      this.steps.push({ kind: 'skipped', what: 'say', times, level: null, reason });
    const isQuiet = severity !== 'critical' && quietUntil(policy.quiet, 'say', nowMs) !== null;
    const deviceKey = this.#around.terminalOf(subjectKey);
    if (nowMs - dueMs > SAY_LIFE_MS) skip('stale');
    else if (isQuiet) skip('quiet');
    else if (deviceKey === null) skip('no-terminal');
    else if (this.#around.sayFreeAtMs(alert, policy.limits.sayPerVehicle) > nowMs)
      skip('vehicle-rate');
    else {
      const text = spokenText(policy.say.text, alert, nowMs);
      const { urgent, display } = policy.say;
      const urgency = urgent ? 'urgent' : 'notice';
      this.steps.push({ kind: 'said', times, deviceKey, text, urgency, display });
    }
  }

  /** What a person takes up to the city is told there at once, whatever was planned for it, and once. */
  raise(): void {
    const { policy, notices, isEscalated } = this.#loop;
    if (!isEscalated || !policy.notify.some(({ level }) => level === 'city')) return;
    const notice = notices.get('city');
    if (notice === undefined) this.#tell('city', [], 'escalated');
    else if (notice.reason === 'acknowledged' || notice.reason === 'closed')
      this.#tell('city', [], 'escalated-later');
  }

  /** One level after the other: a later one waits until the fate of the one before is known, or its own time comes. */
  notify(): void {
    const { policy, notices, baseMs, isEscalated } = this.#loop;
    const { nowMs } = this.#around;
    let isBeforeDeaf = false;
    for (const { level, afterS, unless } of policy.notify) {
      const notice = notices.get(level);
      if (notice !== undefined) {
        this.#watch(level, notice);
        isBeforeDeaf = notice.isDeaf;
        continue;
      }
      // What becomes of it decides on the next one.
      if (level === 'city' && isEscalated) return;
      const dueMs = baseMs + afterS * 1_000;
      if (dueMs > nowMs && !isBeforeDeaf) {
        this.#lookAgain(dueMs);
        return;
      }
      this.#tell(level, unless, isBeforeDeaf ? 'deaf' : 'due');
      return;
    }
  }

  react(): void {
    const { policy, reaction, heardAtMs, alert } = this.#loop;
    if (!wasAsked(this.#loop) || reaction !== null) return;
    const { nowMs } = this.#around;
    const { withinS, settleS } = policy.reaction;
    if (heardAtMs === null) {
      if (this.#isUnheard()) this.#reacted('unheard', null);
      return;
    }
    const inTimeMs = heardAtMs + withinS * 1_000;
    const { closedAtMs } = alert;
    if (alert.state === 'closed' && closedAtMs !== null) {
      if (closedAtMs < heardAtMs) this.#reacted('before', null);
      else if (closedAtMs <= inTimeMs) this.#reacted('reacted', closedAtMs);
      else this.#reacted('not-reacted', null);
      return;
    }
    const knownMs = inTimeMs + settleS * 1_000;
    if (nowMs >= knownMs) this.#reacted('not-reacted', null);
    else this.#lookAgain(knownMs);
  }

  #reacted(result: 'reacted' | 'not-reacted' | 'before' | 'unheard', atMs: number | null): void {
    const tookMs = atMs === null ? null : atMs - this.#loop.heardAtMs!;
    this.steps.push({ kind: 'reaction', result, reactedAtMs: atMs, tookMs });
  }

  /** No warning reached a terminal, and none will. */
  #isUnheard(): boolean {
    const { policy, said, saidBefore } = this.#loop;
    const timesMax = policy.say?.timesMax ?? 0;
    const isMore = this.#isOpen && said.length - saidBefore < timesMax;
    if (isMore) return false;
    const waiting = said.filter((each) => this.#isWaiting(each));
    for (const { atMs } of waiting) this.#lookAgain(atMs + SAY_LIFE_MS + RESULT_MS_MAX);
    // What is said in this very turn is not in the list yet.
    return waiting.length === 0 && !this.steps.some(({ kind }) => kind === 'said');
  }

  #isWaiting({ heard, atMs }: Said): boolean {
    return heard === null && this.#around.nowMs < atMs + SAY_LIFE_MS + RESULT_MS_MAX;
  }

  #tell(
    level: NoticeLevel,
    unless: readonly ('acknowledged' | 'closed')[],
    because: Because,
  ): void {
    const { alert, acknowledgedAtMs, severity, policy } = this.#loop;
    const { nowMs } = this.#around;
    const skip = (reason: 'acknowledged' | 'closed' | 'no-endpoint') =>
      this.steps.push({ kind: 'skipped', what: 'notify', times: null, level, reason });
    if (acknowledgedAtMs !== null && unless.includes('acknowledged')) {
      skip('acknowledged');
      return;
    }
    if (!this.#isOpen && unless.includes('closed')) {
      skip('closed');
      return;
    }
    const endpoints = this.#around.endpointsOf(level, alert);
    if (endpoints.length === 0) {
      skip('no-endpoint');
      return;
    }
    if (severity !== 'critical') {
      const quietMs = quietUntil(policy.quiet, 'notify', nowMs);
      const rate = policy.limits.noticesPerReceiver;
      const freeMs = this.#around.noticeFreeAtMs(level, alert, rate);
      if (quietMs !== null || freeMs > nowMs) {
        const reason = quietMs === null ? 'receiver-rate' : 'quiet';
        const untilMs = quietMs ?? freeMs;
        this.steps.push({ kind: 'held', level, reason, untilMs });
        this.#lookAgain(untilMs);
        return;
      }
    }
    this.steps.push({ kind: 'notified', level, endpoints, because, alert });
  }

  #watch(level: NoticeLevel, notice: Notice): void {
    if (!isAwaited(notice)) return;
    const deafMs = notice.atMs + this.#loop.policy.deafAfterS * 1_000;
    if (this.#around.nowMs >= deafMs) this.steps.push({ kind: 'deaf', level });
    else this.#lookAgain(deafMs);
  }

  #lookAgain(atMs: number): void {
    this.nextMs = Math.min(this.nextMs ?? Number.MAX_SAFE_INTEGER, atMs);
  }
}

/** A warning went out; who was never warned has nothing to react to. */
function wasAsked({ said }: Loop): boolean {
  return said.some(({ deviceKey }) => deviceKey !== null);
}

/** Told, and nobody has taken it yet. */
function isAwaited({ state, isDelivered, isDeaf }: Notice): boolean {
  return state === 'notified' && !isDelivered && !isDeaf;
}
