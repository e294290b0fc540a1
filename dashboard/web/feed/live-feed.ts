/**
 * One WebSocket kept alive: hello, subscribe, resume by (epoch, seq), heartbeat, reconnect. Alerts come out exactly
 * once and in order; whatever the socket cannot replay is fetched by HTTP. No DOM: sockets and clock are given, so tests
 * drive it by hand.
 */
import {
  type ClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  type GridFrame,
  type PositionFrame,
  type ServerMessage,
} from '#proto/codec/live.ts';
import type { IndicatorFrame, SensorFrame } from '#proto/codec/live-vitals.ts';

/** First retry within half a second, then doubling with jitter up to ten. */
export const RETRY_MS_FIRST = 500;
export const RETRY_MS_MAX = 10_000;
const PING_EVERY_MS = 10_000;
/** A quiet line is asked early, so that silence of the fleet is told apart from silence of the line. */
const PING_WHEN_QUIET_MS = 2_500;
const ACK_EVERY_MS = 5_000;
/** Without any message for this long the page says that it is stale. */
export const STALE_MS = 5_000;
/** Without any message for this long the socket is given up. */
export const DEAD_MS = 15_000;
/** Events held back while the list is being reloaded; beyond this the reload is started anew. */
export const HELD_EVENTS_MAX = 10_000;
/** The server closes with this code when more than 10,000 alerts were queued for us. */
export const CLOSE_RESYNC = 4000;

export interface FeedSocket {
  send(bytes: Uint8Array): void;
  close(): void;
}
export interface FeedSocketEvents {
  open(): void;
  message(bytes: Uint8Array): void;
  closed(code: number): void;
}
export interface View {
  west: number;
  south: number;
  east: number;
  north: number;
  zoom: number;
  follow: number[];
}
/** What is shown beside vehicles and alerts. */
export interface Watch {
  /** '' = no indicators. */
  scopeKind: string;
  scopeId: string;
  sensors: boolean;
}
export interface AlertPage {
  epoch: string;
  seq: number;
  rowJsons: string[];
}
export type FeedState = 'connecting' | 'live' | 'stale' | 'waiting';

export interface FeedEnvironment {
  nowMs(): number;
  random(): number;
  setTimer(run: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
  openSocket(events: FeedSocketEvents): FeedSocket;
  /** GET /api/alerts?state=active, or `after` a sequence number for what a gap left out. */
  fetchAlerts(after: number | null): Promise<AlertPage>;
}
export interface FeedHandlers {
  state(state: FeedState): void;
  hello(hello: Extract<ServerMessage, { kind: 'hello' }>): void;
  positions(frame: PositionFrame): void;
  grid(frame: GridFrame): void;
  /** The whole list: everything shown before is void. */
  alertsReplaced(rowJsons: string[]): void;
  alert(rowJson: string): void;
  indicators(frame: IndicatorFrame): void;
  sensors(frame: SensorFrame): void;
  /** A message could not be read; the stream goes on. */
  fault(error: unknown): void;
}

export class LiveFeed {
  /** Position in the alert stream: everything up to here has been handed over. '' = nothing loaded yet. */
  epoch = '';
  seq = 0;
  state: FeedState = 'connecting';
  private readonly env: FeedEnvironment;
  private readonly on: FeedHandlers;
  private socket: FeedSocket | null = null;
  /** Closes the socket in use and turns a deaf ear to it. */
  private abandon: () => void = () => {};
  /** The list has been loaded once: only then is there a number to resume from. */
  private started = false;
  private opened = false;
  private stopped = false;
  private attempts = 0;
  private timer: unknown = null;
  private retryTimer: unknown = null;
  private view: View | null = null;
  private watch: Watch | null = null;
  private lastMessageMs = 0;
  private lastPingMs = 0;
  private lastAckMs = 0;
  private ackedSeq = 0;
  private heldEvents: { epoch: string; seq: number; rowJson: string }[] = [];
  private loading = false;
  /** Counts loads, so that the answer to an outdated question is not used. */
  private loadNumber = 0;

  constructor(env: FeedEnvironment, handlers: FeedHandlers) {
    this.env = env;
    this.on = handlers;
  }

  /** Loads the list, then connects from its number on and stays connected until `stop`. */
  start(): void {
    this.lastMessageMs = this.env.nowMs();
    this.reload();
    this.tick();
  }

  stop(): void {
    this.stopped = true;
    this.env.clearTimer(this.timer);
    this.env.clearTimer(this.retryTimer);
    this.dropSocket();
  }

  /** The same view again asks for nothing: each subscription has the server send the whole view. */
  setView(view: View): void {
    if (this.view && sameView(this.view, view)) return;
    this.view = view;
    if (this.opened) this.subscribe();
  }

  /** The same watch again asks for nothing: each one has the server send everything anew. */
  setWatch(watch: Watch): void {
    const { scopeKind, scopeId, sensors } = this.watch ?? {};
    if (watch.scopeKind === scopeKind && watch.scopeId === scopeId && watch.sensors === sensors)
      return;
    this.watch = watch;
    if (this.opened) this.send({ kind: 'watch', ...watch });
  }

  private connect(): void {
    if (this.stopped) return;
    if (this.state !== 'stale') this.setState('connecting');
    let current = true;
    const mine = () => current && !this.stopped;
    this.opened = false;
    const socket = this.env.openSocket({
      open: () => {
        if (!mine()) return;
        this.opened = true;
        this.heard();
        this.lastPingMs = this.env.nowMs();
        this.subscribe();
        if (this.watch) this.send({ kind: 'watch', ...this.watch });
      },
      message: (bytes) => {
        if (mine()) this.receive(bytes);
      },
      closed: (code) => {
        if (!mine()) return;
        current = false;
        this.socket = null;
        this.opened = false;
        if (code === CLOSE_RESYNC) this.reload();
        this.retry();
      },
    });
    this.abandon = () => {
      current = false;
      socket.close();
    };
    this.socket = socket;
  }

  private dropSocket(): void {
    this.abandon();
    this.abandon = () => {};
    this.socket = null;
    this.opened = false;
  }

  private retry(): void {
    if (this.stopped) return;
    if (this.state !== 'stale') this.setState('waiting');
    // Half fixed, half random: clients cut off together do not come back together.
    const ceiling = Math.min(RETRY_MS_MAX, RETRY_MS_FIRST * 2 ** this.attempts);
    const delayMs = ceiling / 2 + (ceiling / 2) * this.env.random();
    this.attempts++;
    this.env.clearTimer(this.retryTimer);
    this.retryTimer = this.env.setTimer(() => this.connect(), delayMs);
  }

  /** Heartbeat, acknowledgement and staleness, looked at four times a second. */
  private tick(): void {
    if (this.stopped) return;
    const now = this.env.nowMs();
    const quietMs = now - this.lastMessageMs;
    if (quietMs > STALE_MS) this.setState('stale');
    if (this.socket && quietMs > DEAD_MS) {
      this.dropSocket();
      this.lastMessageMs = now - STALE_MS - 1;
      this.retry();
    }
    if (this.opened) {
      const pingDue = quietMs > PING_WHEN_QUIET_MS ? PING_WHEN_QUIET_MS : PING_EVERY_MS;
      if (now - this.lastPingMs >= pingDue) {
        this.lastPingMs = now;
        this.send({ kind: 'ping', t: Math.round(now) });
      }
      if (now - this.lastAckMs >= ACK_EVERY_MS && this.seq > this.ackedSeq) {
        this.lastAckMs = now;
        this.ackedSeq = this.seq;
        this.send({ kind: 'alertAck', epoch: this.epoch, seq: this.seq });
      }
    }
    this.timer = this.env.setTimer(() => this.tick(), 250);
  }

  private subscribe(): void {
    const view = this.view ?? { west: -180, south: -85, east: 180, north: 85, zoom: 0, follow: [] };
    this.send({ kind: 'subscribe', ...view, alertEpoch: this.epoch, alertSeq: this.seq });
  }

  private send(message: ClientMessage): void {
    this.socket?.send(encodeClientMessage(message));
  }

  private receive(bytes: Uint8Array): void {
    let message: ServerMessage;
    try {
      message = decodeServerMessage(bytes);
    } catch (error) {
      this.on.fault(error);
      return;
    }
    this.heard();
    this.attempts = 0;
    switch (message.kind) {
      case 'hello':
        this.on.hello(message);
        if (this.epoch !== '' && message.alertEpoch !== this.epoch) this.reload();
        break;
      case 'positions':
        this.on.positions(message.positions);
        break;
      case 'grid':
        this.on.grid(message.grid);
        break;
      case 'alert':
        this.receiveAlert(message);
        break;
      case 'indicators':
        this.on.indicators(message.indicators);
        break;
      case 'sensors':
        this.on.sensors(message.sensors);
        break;
      case 'resync':
        this.reload();
        break;
      case 'pong':
        break;
    }
  }

  private heard(): void {
    this.lastMessageMs = this.env.nowMs();
    this.setState('live');
  }

  private receiveAlert(event: { epoch: string; seq: number; rowJson: string }): void {
    if (this.loading) {
      this.heldEvents.push(event);
      if (this.heldEvents.length > HELD_EVENTS_MAX) this.reload();
      return;
    }
    if (event.epoch !== this.epoch) {
      this.heldEvents.push(event);
      this.reload();
    } else if (event.seq > this.seq + 1) {
      // A number is missing: hold this one back and fetch what lies between.
      this.heldEvents.push(event);
      this.load(this.seq);
    } else {
      this.deliver(event);
    }
  }

  private deliver(event: { epoch: string; seq: number; rowJson: string }): void {
    if (event.epoch !== this.epoch || event.seq <= this.seq) return;
    this.seq = event.seq;
    this.on.alert(event.rowJson);
  }

  private reload(): void {
    this.load(null);
  }

  /** `after` null = the whole list; otherwise what follows that number. Tried again until it succeeds. */
  private load(after: number | null): void {
    this.loading = true;
    // The whole list will hold what the oldest of too many events said.
    if (after === null) this.heldEvents = this.heldEvents.slice(-HELD_EVENTS_MAX / 2);
    const number = ++this.loadNumber;
    const current = () => number === this.loadNumber && !this.stopped;
    this.env.fetchAlerts(after).then(
      (page) => {
        if (!current()) return;
        this.loading = false;
        if (after === null) {
          this.epoch = page.epoch;
          this.seq = page.seq;
          this.ackedSeq = 0;
          this.on.alertsReplaced(page.rowJsons);
          if (!this.started) {
            this.started = true;
            this.connect();
          }
        } else if (page.epoch !== this.epoch) {
          this.reload();
          return;
        } else {
          for (const rowJson of page.rowJsons) this.on.alert(rowJson);
          this.seq = Math.max(this.seq, page.seq);
        }
        this.releaseHeld();
      },
      (error: unknown) => {
        if (!current()) return;
        this.on.fault(error);
        this.env.setTimer(() => {
          if (current()) this.load(after);
        }, 1_000);
      },
    );
  }

  /** HTTP answered with everything up to its number: what is held follows without a gap or is known already. */
  private releaseHeld(): void {
    const held = this.heldEvents.sort((a, b) => a.seq - b.seq);
    this.heldEvents = [];
    for (const event of held) this.deliver(event);
  }

  private setState(state: FeedState): void {
    if (state === this.state) return;
    this.state = state;
    this.on.state(state);
  }
}

function sameView(a: View, b: View): boolean {
  return (
    a.west === b.west &&
    a.south === b.south &&
    a.east === b.east &&
    a.north === b.north &&
    a.zoom === b.zoom &&
    a.follow.join() === b.follow.join()
  );
}
