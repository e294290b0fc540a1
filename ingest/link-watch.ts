/**
 * Time and rate of links: who has to speak by when, and how fast. One deadline per link at a time,
 * on the shared wheel; the earliest of all that apply.
 */
import type { IngestSettings } from './config.ts';
import type { IngestCounters } from './counters.ts';
import { type Link, PAUSE } from './link.ts';
import type { DeviceSession } from './session.ts';
import type { TimerWheel } from './timer-wheel.ts';

type WatchSettings = Pick<
  IngestSettings,
  'silenceMs' | 'authenticationMs' | 'frameMs' | 'rateMessagesPerSecond' | 'rateBurst'
>;

export class LinkWatch {
  readonly #settings: WatchSettings;
  readonly #wheel: TimerWheel;
  readonly #counters: IngestCounters;

  constructor(parts: { settings: WatchSettings; wheel: TimerWheel; counters: IngestCounters }) {
    this.#settings = parts.settings;
    this.#wheel = parts.wheel;
    this.#counters = parts.counters;
  }

  /** Sets the link's deadline to the earliest that applies to it now. */
  arm(link: Link, nowMs: number): void {
    const settings = this.#settings;
    let due = link.lastFrameMs + (link.silenceMs || settings.silenceMs);
    if (link.stream && !link.admitted) {
      due = Math.min(due, link.unauthenticatedSinceMs + settings.authenticationMs);
    }
    if (link.partialSinceMs > 0) due = Math.min(due, link.partialSinceMs + settings.frameMs);
    if (link.resumeAtMs > 0) due = Math.min(due, link.resumeAtMs);
    this.#wheel.set(link, Math.max(due, nowMs + 1));
  }

  /** After a segment: whether a frame is unfinished, and since when. */
  onSegment(link: Link, unfinished: boolean, nowMs: number): void {
    if (!unfinished) {
      link.partialSinceMs = 0;
    } else if (link.partialSinceMs === 0 || link.lastFrameMs === nowMs) {
      // Either the first bytes of a frame, or the rest of a segment that ended others.
      link.partialSinceMs = nowMs;
      this.#notLaterThan(link, nowMs + this.#settings.frameMs);
    }
  }

  onDeadline(link: Link, nowMs: number): void {
    const settings = this.#settings;
    if (link.resumeAtMs > 0 && link.resumeAtMs <= nowMs) {
      link.resumeAtMs = 0;
      link.resume(PAUSE.rate);
    }
    if (link.isPaused()) {
      // Silence of our making is not the device's.
      link.lastFrameMs = nowMs;
      link.unauthenticatedSinceMs = nowMs;
      if (link.partialSinceMs > 0) link.partialSinceMs = nowMs;
    } else if (link.stream && !link.admitted) {
      if (nowMs - link.unauthenticatedSinceMs >= settings.authenticationMs) {
        link.close('authentication-timeout');
        return;
      }
    }
    if (link.partialSinceMs > 0 && nowMs - link.partialSinceMs >= settings.frameMs) {
      link.close('frame-timeout');
      return;
    }
    if (nowMs - link.lastFrameMs >= (link.silenceMs || settings.silenceMs)) {
      link.close('silence');
      return;
    }
    this.arm(link, nowMs);
  }

  /** TCP: a device over its rate is read more slowly; nothing is lost, it has not been acknowledged. */
  limitRate(link: Link, session: DeviceSession, nowMs: number): void {
    const { rateMessagesPerSecond } = this.#settings;
    if (rateMessagesPerSecond === 0) return;
    this.#refill(session, nowMs);
    if (session.tokens >= 0 || link.resumeAtMs > 0) return;
    this.#counters.rateDelays++;
    link.resumeAtMs = nowMs + (-session.tokens / rateMessagesPerSecond) * 1000;
    link.pause(PAUSE.rate);
    this.#notLaterThan(link, link.resumeAtMs);
  }

  /** UDP: a datagram over the rate is dropped unanswered; the device sends it again. */
  datagramWithinRate(session: DeviceSession, nowMs: number): boolean {
    if (this.#settings.rateMessagesPerSecond === 0) return true;
    this.#refill(session, nowMs);
    if (session.tokens < 1) {
      this.#counters.outcomes.discarded++;
      return false;
    }
    session.tokens--;
    return true;
  }

  #refill(session: DeviceSession, nowMs: number): void {
    const { rateMessagesPerSecond, rateBurst } = this.#settings;
    const refill = ((nowMs - session.tokensAtMs) / 1000) * rateMessagesPerSecond;
    session.tokens = Math.min(rateBurst, session.tokens + refill);
    session.tokensAtMs = nowMs;
  }

  #notLaterThan(link: Link, deadlineMs: number): void {
    if (link.deadlineMs === 0 || deadlineMs < link.deadlineMs) this.#wheel.set(link, deadlineMs);
  }
}
