/**
 * One page on the live feed.
 *
 * *Back pressure:* nothing is queued for a page beyond what its socket holds. Positions are skipped
 * while more than `SKIP_POSITIONS_BYTES` wait there, and the next frame holds the newest value of
 * every row changed meanwhile. Alerts are read from the book's change log by a cursor that stands
 * still while more than `PAUSE_ALERTS_BYTES` wait, so a page that stops reading costs the server its
 * socket buffer and nothing else; if `ALERTS_MISSED_MAX` arise in the meantime it is told to resync, and
 * if nothing leaves the socket for `STALLED_MS` it is cut off: it comes back with the number it knows.
 * Indicators and sensors are treated like positions: what changed since the last frame, newest value each.
 * *Delivery:* alerts in sequence, each row in its newest state, resumed after (epoch, seq) without a gap.
 */
import type { WebSocket } from 'ws';
import { type ClientMessage, encodeServerMessage } from '#proto/codec/live.ts';
import type { Sight } from './access/sight.ts';
import type { FedAlert } from './access/sight-alerts.ts';
import type { Fleet, Viewport } from './fleet.ts';
import { gridOf, positionsOf, type ViewChoice } from './frames.ts';
import { RowSet } from './row-set.ts';
import { VitalsWatch, type VitalsWorld } from './vitals-watch.ts';

export const SKIP_POSITIONS_BYTES = 800_000;
export const PAUSE_ALERTS_BYTES = 1_000_000;
export const ALERTS_MISSED_MAX = 10_000;
const MESSAGES_PER_SECOND_MAX = 20;
const FOLLOW_MAX = 200;
/** A page that drags its map asks for frames faster than it can use them. */
const FRAME_AT_LEAST_EVERY_MS = 250;
/** Bytes wait and none have left for this long: nobody reads at the other end. */
const STALLED_MS = 12_000;
/** A page that does not answer a close is cut off after this. */
const CLOSE_ANSWER_MS = 2_000;

export const CLOSE = {
  policy: 1008,
  stopping: 1001,
  resync: 4000,
  subscribe: 4001,
  signedOut: 4003,
} as const;

export interface HubStats {
  viewers: number;
  upgradesRefused: number;
  framesSent: number;
  framesSkipped: number;
  rowsSent: number;
  alertsSent: number;
  resyncs: number;
  bytesSent: number;
  /** Connections closed for what the page sent. */
  policyCloses: number;
}

/** What all pages share. */
export interface ViewerWorld {
  fleet: Fleet;
  vitals: VitalsWorld;
  stats: HubStats;
  now(): number;
  /** The row's message, encoded once for all pages of a sight. */
  alertBytes(sight: Sight, fed: FedAlert): Uint8Array;
}
/** What the page's account sees now; null = its session has ended. */
export type SightNow = () => Sight | null;

type Subscribe = Extract<ClientMessage, { kind: 'subscribe' }>;

export class Viewer {
  readonly #socket: WebSocket;
  readonly #world: ViewerWorld;
  readonly #sightNow: SightNow;
  readonly #sight: Sight;
  /** Of the numbers this page is given. */
  readonly #epoch: string;
  #generation = 0;
  /** Null until the page subscribed. */
  #choice: ViewChoice | null = null;
  /** Alerts up to this number have been given to the socket. */
  #cursor = 0;
  /** The cursor stands still because the socket is full. */
  #paused = false;
  #missed = 0;
  /** Fleet revision of the last frame sent. */
  #revision = 0;
  #reset = true;
  #gridShown = false;
  readonly #held = new RowSet();
  #lastFrameMs = Number.NEGATIVE_INFINITY;
  #frameTimer: NodeJS.Timeout | null = null;
  #messagesThisSecond = 0;
  #closing = false;
  /** What of indicators and sensors the page shows; null = nothing. */
  #watch: VitalsWatch | null = null;
  #lastVitalsMs = Number.NEGATIVE_INFINITY;
  lastHeardMs = performance.now();
  /** When bytes last left the socket, or none waited. */
  #flushedMs = performance.now();

  constructor(socket: WebSocket, world: ViewerWorld, sight: Sight, sightNow: SightNow) {
    this.#socket = socket;
    this.#world = world;
    this.#sight = sight;
    this.#sightNow = sightNow;
    this.#epoch = sight.feed.epoch;
  }

  get subscribed(): boolean {
    return this.#choice !== null;
  }

  get waitingBytes(): number {
    return this.#socket.bufferedAmount;
  }

  send(bytes: Uint8Array): void {
    this.#world.stats.bytesSent += bytes.byteLength;
    this.#socket.send(bytes, this.#onFlushed);
  }

  /** A message of the page, already decoded. */
  receive(message: ClientMessage): void {
    if (message.kind === 'subscribe') this.#subscribe(message);
    else if (message.kind === 'watch') this.#watchVitals(message);
    // A page that does not read is not answered: answers would only pile up.
    else if (message.kind === 'ping' && this.#socket.bufferedAmount < PAUSE_ALERTS_BYTES)
      this.send(encodeServerMessage({ kind: 'pong', t: message.t }));
  }

  /** False when the page has sent too much this second. */
  countMessage(): boolean {
    this.lastHeardMs = performance.now();
    return ++this.#messagesThisSecond <= MESSAGES_PER_SECOND_MAX;
  }

  /** An alert has changed. */
  alertRaised(): void {
    if (this.#choice === null || this.#closing) return;
    if (this.#paused && ++this.#missed >= ALERTS_MISSED_MAX) this.#resync();
    else this.#sendAlerts();
  }

  everySecond(): void {
    this.#messagesThisSecond = 0;
    if (this.#socket.bufferedAmount === 0) this.#flushedMs = performance.now();
    const sight = this.#sightNow();
    if (sight === null) this.close(CLOSE.signedOut, 'signed out');
    else if (sight !== this.#sight) this.#resync();
    else if (performance.now() - this.#flushedMs > STALLED_MS) this.terminate();
    else if (this.#choice !== null) {
      this.#sendAlerts();
      this.#sendFrame();
      this.#sendVitals();
    }
  }

  close(code: number, reason: string): void {
    if (this.#closing) return;
    this.#closing = true;
    if (this.#frameTimer !== null) clearTimeout(this.#frameTimer);
    if (code === CLOSE.policy) this.#world.stats.policyCloses++;
    this.#socket.close(code, reason);
    const socket = this.#socket;
    setTimeout(() => socket.terminate(), CLOSE_ANSWER_MS).unref();
  }

  /** The socket is gone. */
  closed(): void {
    this.#closing = true;
    if (this.#frameTimer !== null) clearTimeout(this.#frameTimer);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #subscribe(wish: Subscribe): void {
    const view = viewportOf(wish);
    if (view === null) {
      this.close(CLOSE.policy, 'a view has finite edges');
      return;
    }
    const first = this.#choice === null;
    const follow = new Set(wish.follow.slice(0, FOLLOW_MAX));
    this.#choice = { view, zoom: wish.zoom, follow };
    this.#reset = true;
    if (first) this.#resume(wish.alertEpoch, wish.alertSeq);
    this.#frameSoon();
  }

  #watchVitals(wish: Extract<ClientMessage, { kind: 'watch' }>): void {
    this.#watch = VitalsWatch.of(wish, this.#world.vitals, this.#sight);
    if (this.#watch === null) this.close(CLOSE.policy, 'a watch names a scope');
    // Flicking through scopes costs one frame a second, not one each.
    else if (performance.now() - this.#lastVitalsMs >= FRAME_AT_LEAST_EVERY_MS) this.#sendVitals();
  }

  #sendVitals(): void {
    if (this.#watch === null || this.#closing) return;
    if (this.#socket.bufferedAmount > SKIP_POSITIONS_BYTES) return;
    for (const message of this.#watch.changes(this.#world.now())) {
      this.#lastVitalsMs = performance.now();
      this.send(encodeServerMessage(message));
    }
  }

  #resume(epoch: string, seq: number): void {
    const { feed } = this.#sight;
    const resumable = epoch === this.#epoch && seq >= feed.forgottenSeq && seq <= feed.seq;
    this.#cursor = resumable ? seq : feed.seq;
    if (resumable) this.#sendAlerts();
    else if (epoch !== '')
      this.send(encodeServerMessage({ kind: 'resync', reason: 'history is gone' }));
  }

  #sendAlerts(): void {
    const { stats } = this.#world;
    const { feed } = this.#sight;
    if (this.#closing) return;
    // What left the list while the page was behind can only be learnt from the whole list.
    if (this.#epoch !== feed.epoch || this.#cursor < feed.forgottenSeq) {
      this.#resync();
      return;
    }
    while (this.#cursor < feed.seq) {
      this.#paused = this.#socket.bufferedAmount > PAUSE_ALERTS_BYTES;
      if (this.#paused) return;
      this.#missed = 0;
      const fed = feed.nextAfter(this.#cursor);
      if (fed === undefined) break;
      this.#cursor = fed.seq;
      stats.alertsSent++;
      this.send(this.#world.alertBytes(this.#sight, fed));
    }
    this.#paused = false;
  }

  readonly #onFlushed = (): void => {
    this.#flushedMs = performance.now();
    if (this.#paused) this.#sendAlerts();
  };

  #resync(): void {
    this.#world.stats.resyncs++;
    this.close(CLOSE.resync, 'resync');
  }

  #frameSoon(): void {
    const waitMs = this.#lastFrameMs + FRAME_AT_LEAST_EVERY_MS - performance.now();
    if (waitMs <= 0) this.#sendFrame();
    else
      this.#frameTimer ??= setTimeout(() => {
        this.#frameTimer = null;
        this.#sendFrame();
      }, waitMs);
  }

  #sendFrame(): void {
    const { fleet, stats } = this.#world;
    if (this.#choice === null || this.#closing) return;
    if (this.#socket.bufferedAmount > SKIP_POSITIONS_BYTES) {
      stats.framesSkipped++;
      return;
    }
    const now = this.#world.now();
    const seen = this.#sight.rowView(now);
    // Who left the scope must leave the page as well.
    if (seen.generation !== this.#generation) this.#reset = true;
    this.#generation = seen.generation;
    const grid = gridOf(fleet, this.#choice, { now, gridBefore: this.#gridShown }, seen);
    // What one kind of frame has sent says nothing of what the other kind needs.
    if (this.#gridShown !== (grid !== null)) this.#reset = true;
    this.#gridShown = grid !== null;
    if (grid !== null) this.send(encodeServerMessage({ kind: 'grid', grid }));
    const wish = {
      sinceRevision: this.#revision,
      reset: this.#reset,
      alertsOnly: grid !== null,
      now,
      held: this.#held,
    };
    const positions = positionsOf(fleet, this.#choice, wish, seen);
    this.#revision = fleet.revision;
    this.#reset = false;
    this.#lastFrameMs = performance.now();
    stats.framesSent++;
    stats.rowsSent += positions.handle.length;
    this.send(encodeServerMessage({ kind: 'positions', positions }));
  }
}

/** Null for edges or a zoom that are no numbers on a map. */
function viewportOf({ west, south, east, north, zoom }: Subscribe): Viewport | null {
  if (![west, south, east, north, zoom].every(Number.isFinite)) return null;
  const longitude = (value: number) => Math.min(180, Math.max(-180, value));
  const latitude = (value: number) => Math.min(90, Math.max(-90, value));
  return {
    west: longitude(west),
    south: latitude(south),
    east: longitude(east),
    north: latitude(north),
  };
}
