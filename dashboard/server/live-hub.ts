/**
 * The live feed: one WebSocket per page, binary protobuf frames (proto/live/v1).
 *
 * *Back pressure:* positions are skipped, not queued, while more than `SKIP_POSITIONS_BYTES` wait in
 * the socket, and the next frame holds the newest value of every row changed meanwhile. Alerts are
 * never dropped: a viewer that lets too many pile up is closed with "resync" and comes back by number.
 * *Delivery:* alerts in sequence, resumed after (epoch, seq) without a gap.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '#core/time.ts';
import { type ClientMessage, decodeClientMessage, encodeServerMessage } from '#proto/codec/live.ts';
import type { Logger } from '#runtime/logger.ts';
import type { AlertBook, BookEntry } from './alert-book.ts';
import { alertRow } from './alert-row.ts';
import type { Fleet, Viewport } from './fleet.ts';
import { gridOf, positionsOf } from './frames.ts';
import type { Roster } from './roster.ts';

const SKIP_POSITIONS_BYTES = 800_000;
const ALERTS_QUEUED_MAX = 10_000;
/** Bytes after which a viewer that stopped reading is cut off: alerts alone have filled its socket. */
const RESYNC_BYTES = 8_000_000;
const SUBSCRIBE_WITHIN_MS = 3_000;
const FRAME_EVERY_MS = 1_000;
const PING_SILENCE_MS = 30_000;
const MESSAGE_BYTES_MAX = 64_000;
const MESSAGES_PER_SECOND_MAX = 20;
const FOLLOW_MAX = 200;
const CLOSE_RESYNC = 4000;
const CLOSE_SUBSCRIBE = 4001;
const CLOSE_POLICY = 1008;

interface Viewer {
  socket: WebSocket;
  view: Viewport | null;
  zoom: number;
  follow: Set<number>;
  /** Fleet revision of the last frame sent. */
  revision: number;
  /** Forget everything before the next frame (the view changed). */
  reset: boolean;
  messagesThisSecond: number;
  alertsQueued: number;
  lastHeardMs: number;
}

export interface HubStats {
  viewers: number;
  framesSent: number;
  framesSkipped: number;
  alertsSent: number;
  resyncs: number;
  bytesSent: number;
  rowsSent: number;
}

export class LiveHub {
  /** New at each start: sequence numbers are only comparable within one epoch. */
  readonly epoch = randomBytes(8).toString('hex');
  readonly stats: HubStats = {
    viewers: 0,
    framesSent: 0,
    framesSkipped: 0,
    alertsSent: 0,
    resyncs: 0,
    bytesSent: 0,
    rowsSent: 0,
  };
  readonly #viewers = new Set<Viewer>();
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
  });
  readonly #fleet: Fleet;
  readonly #book: AlertBook;
  readonly #roster: Roster;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #viewersMax: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: {
    fleet: Fleet;
    book: AlertBook;
    roster: Roster;
    clock: Clock;
    logger: Logger;
    viewersMax: number;
  }) {
    this.#fleet = parts.fleet;
    this.#book = parts.book;
    this.#roster = parts.roster;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
    this.#viewersMax = parts.viewersMax;
  }

  /** Takes upgrades of `/ws` on this server for which `authorised` says yes. */
  attach(server: Server, authorised: (request: IncomingMessage) => boolean): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const allowed = request.url === '/ws' && sameOrigin(request) && authorised(request);
      if (!allowed || this.#viewers.size >= this.#viewersMax) {
        socket.end(
          `HTTP/1.1 ${allowed ? '503 Service Unavailable' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`,
        );
        return;
      }
      this.#server.handleUpgrade(request, socket, head, (client) => this.#welcome(client));
    });
    this.#timer = setInterval(() => this.#everySecond(), FRAME_EVERY_MS);
  }

  /** Sends an alert's new row to everybody, at once. */
  publishAlert(entry: BookEntry): void {
    if (this.#viewers.size === 0) return;
    const bytes = this.#alertBytes(entry);
    for (const viewer of this.#viewers) {
      if (viewer.view !== null) this.#sendAlert(viewer, bytes);
    }
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const viewer of this.#viewers) viewer.socket.close(1001, 'server stops');
    this.#server.close();
  }

  #welcome(socket: WebSocket): void {
    const now = this.#clock.now();
    const viewer: Viewer = {
      socket,
      view: null,
      zoom: 0,
      follow: new Set(),
      revision: 0,
      reset: true,
      messagesThisSecond: 0,
      alertsQueued: 0,
      lastHeardMs: now,
    };
    this.#viewers.add(viewer);
    this.stats.viewers = this.#viewers.size;
    const deadline = setTimeout(() => {
      if (viewer.view === null) socket.close(CLOSE_SUBSCRIBE, 'subscribe within 3 s');
    }, SUBSCRIBE_WITHIN_MS);
    socket.on('message', (data, isBinary) => this.#onMessage(viewer, data as Buffer, isBinary));
    socket.on('error', (error) => this.#logger.debug({ error }, "A viewer's socket failed."));
    socket.on('close', () => {
      clearTimeout(deadline);
      this.#viewers.delete(viewer);
      this.stats.viewers = this.#viewers.size;
    });
    this.#send(
      viewer,
      encodeServerMessage({
        kind: 'hello',
        serverVersion: '1',
        nowMs: now,
        alertEpoch: this.epoch,
        alertSeq: this.#book.seq,
        rosterVersion: this.#roster.version,
      }),
    );
  }

  #onMessage(viewer: Viewer, data: Buffer, isBinary: boolean): void {
    viewer.lastHeardMs = this.#clock.now();
    viewer.messagesThisSecond++;
    if (!isBinary || viewer.messagesThisSecond > MESSAGES_PER_SECOND_MAX) {
      viewer.socket.close(CLOSE_POLICY, 'too many or unreadable messages');
      return;
    }
    try {
      const message = decodeClientMessage(data);
      if (message.kind === 'subscribe') this.#subscribe(viewer, message);
      else if (message.kind === 'ping')
        this.#send(viewer, encodeServerMessage({ kind: 'pong', t: message.t }));
    } catch {
      viewer.socket.close(CLOSE_POLICY, 'too many or unreadable messages');
    }
  }

  #subscribe(viewer: Viewer, wish: Extract<ClientMessage, { kind: 'subscribe' }>): void {
    const first = viewer.view === null;
    viewer.view = { west: wish.west, south: wish.south, east: wish.east, north: wish.north };
    viewer.zoom = wish.zoom;
    viewer.follow = new Set(wish.follow.slice(0, FOLLOW_MAX));
    viewer.reset = true;
    viewer.revision = 0;
    if (first) this.#resume(viewer, wish.alertEpoch, wish.alertSeq);
    this.#sendFrame(viewer, this.#clock.now());
  }

  #resume(viewer: Viewer, epoch: string, seq: number): void {
    if (epoch !== this.epoch) {
      if (epoch !== '')
        this.#send(viewer, encodeServerMessage({ kind: 'resync', reason: 'epoch' }));
      return;
    }
    for (const entry of this.#book.changedSince(seq))
      this.#sendAlert(viewer, this.#alertBytes(entry));
  }

  #alertBytes(entry: BookEntry): Uint8Array {
    const rowJson = JSON.stringify(alertRow(entry, this.#roster));
    return encodeServerMessage({ kind: 'alert', epoch: this.epoch, seq: entry.seq, rowJson });
  }

  #sendAlert(viewer: Viewer, bytes: Uint8Array): void {
    if (viewer.alertsQueued >= ALERTS_QUEUED_MAX || viewer.socket.bufferedAmount > RESYNC_BYTES) {
      this.stats.resyncs++;
      viewer.socket.close(CLOSE_RESYNC, 'resync');
      viewer.socket.terminate();
      return;
    }
    viewer.alertsQueued++;
    this.stats.alertsSent++;
    this.stats.bytesSent += bytes.byteLength;
    viewer.socket.send(bytes, () => {
      viewer.alertsQueued--;
    });
  }

  #send(viewer: Viewer, bytes: Uint8Array): void {
    this.stats.bytesSent += bytes.byteLength;
    viewer.socket.send(bytes);
  }

  #everySecond(): void {
    const now = this.#clock.now();
    this.#fleet.markSilent(now);
    for (const viewer of this.#viewers) {
      viewer.messagesThisSecond = 0;
      if (now - viewer.lastHeardMs > PING_SILENCE_MS) viewer.socket.terminate();
      else if (viewer.view !== null) this.#sendFrame(viewer, now);
    }
  }

  #sendFrame(viewer: Viewer, now: number): void {
    if (viewer.view === null) return;
    if (viewer.socket.bufferedAmount > SKIP_POSITIONS_BYTES) {
      this.stats.framesSkipped++;
      return;
    }
    const choice = { view: viewer.view, zoom: viewer.zoom, follow: viewer.follow };
    const grid = gridOf(this.#fleet, choice, now);
    if (grid !== null) this.#send(viewer, encodeServerMessage({ kind: 'grid', grid }));
    const frame = positionsOf(this.#fleet, choice, {
      sinceRevision: viewer.revision,
      reset: viewer.reset,
      alertsOnly: grid !== null,
      now,
    });
    viewer.revision = this.#fleet.revision;
    viewer.reset = false;
    this.stats.framesSent++;
    this.stats.rowsSent += frame.handle.length;
    this.#send(viewer, encodeServerMessage({ kind: 'positions', positions: frame }));
  }
}

function sameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || host === undefined) return false;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
