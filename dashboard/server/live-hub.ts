/**
 * The live feed: one WebSocket per page, binary protobuf frames (proto/live/v1). This file lets
 * pages in, hands their messages on and turns the seconds; what a page is sent is `Viewer`'s.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '#core/time.ts';
import { type ClientMessage, decodeClientMessage, encodeServerMessage } from '#proto/codec/live.ts';
import type { Logger } from '#runtime/logger.ts';
import type { Sight } from './access/sight.ts';
import { type FedAlert, newEpoch } from './access/sight-alerts.ts';
import type { Fleet } from './fleet.ts';
import { turnKeeper } from './turn.ts';
import { CLOSE, type HubStats, type SightNow, Viewer, type ViewerWorld } from './viewer.ts';
import type { VitalsWorld } from './vitals-watch.ts';

const SUBSCRIBE_WITHIN_MS = 3_000;
const FRAME_EVERY_MS = 1_000;
/** A page pings every 10 s; one that was silent for this long is gone. */
const PING_SILENCE_MS = 30_000;
const MESSAGE_BYTES_MAX = 64_000;
/** Time for pages to say goodbye when the server stops. */
const GOODBYE_MS = 300;

/** Tells what the account of this request sees from now on; null = it may not look. */
export type SessionCheck = (request: IncomingMessage) => SightNow | null;

export class LiveHub {
  /** New at each start: sequence numbers are only comparable within one epoch. */
  readonly epoch = newEpoch();
  readonly stats: HubStats = {
    viewers: 0,
    upgradesRefused: 0,
    framesSent: 0,
    framesSkipped: 0,
    rowsSent: 0,
    alertsSent: 0,
    resyncs: 0,
    bytesSent: 0,
    policyCloses: 0,
  };
  readonly #viewers = new Set<Viewer>();
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
    clientTracking: false,
  });
  readonly #world: ViewerWorld;
  readonly #logger: Logger;
  readonly #viewersMax: number;
  /** Of each sight the message encoded last. */
  readonly #encoded = new WeakMap<Sight, { epoch: string; seq: number; bytes: Uint8Array }>();
  #timer: NodeJS.Timeout | null = null;
  #turning = false;

  constructor(parts: {
    fleet: Fleet;
    vitals: VitalsWorld;
    clock: Clock;
    logger: Logger;
    viewersMax: number;
  }) {
    this.#logger = parts.logger;
    this.#viewersMax = parts.viewersMax;
    this.#world = {
      fleet: parts.fleet,
      vitals: parts.vitals,
      stats: this.stats,
      now: () => parts.clock.now(),
      alertBytes: (sight, fed) => this.#alertBytes(sight, fed),
    };
  }

  /** Takes upgrades of `/ws` on this server that come from its own page with a session. */
  attach(server: Server, sessionOf: SessionCheck): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // Node takes its own handler away; without one a reset connection would end the process.
      socket.on('error', () => socket.destroy());
      const sightNow = sessionOf(request);
      const sight = sightNow?.() ?? null;
      const refusal = this.#refusalOf(request, sight);
      if (refusal !== null || sightNow === null || sight === null) {
        this.stats.upgradesRefused++;
        socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      this.#server.handleUpgrade(request, socket, head, (client) =>
        this.#welcome(client, sight, sightNow),
      );
    });
    this.#timer = setInterval(() => {
      this.#everySecond().catch((error: unknown) =>
        this.#logger.error({ err: error }, 'Frames could not be sent.'),
      );
    }, FRAME_EVERY_MS);
  }

  /** An alert has changed: everybody who keeps up has its new row at once. */
  publishAlert(): void {
    for (const viewer of this.#viewers) viewer.alertRaised();
  }

  /** Bytes that wait in the sockets of all pages. */
  get waitingBytes(): number {
    let bytes = 0;
    for (const viewer of this.#viewers) bytes += viewer.waitingBytes;
    return bytes;
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const viewer of this.#viewers) viewer.close(CLOSE.stopping, 'server stops');
    const deadlineMs = performance.now() + GOODBYE_MS;
    while (this.#viewers.size > 0 && performance.now() < deadlineMs) await sleep(10);
    for (const viewer of this.#viewers) viewer.terminate();
    this.#server.close();
  }

  #refusalOf(request: IncomingMessage, sight: Sight | null): string | null {
    if (request.url !== '/ws') return '404 Not Found';
    if (!sameOrigin(request)) return '403 Forbidden';
    if (sight === null) return '401 Unauthorized';
    return this.#viewers.size >= this.#viewersMax ? '503 Service Unavailable' : null;
  }

  #welcome(socket: WebSocket, sight: Sight, sightNow: SightNow): void {
    const viewer = new Viewer(socket, this.#world, sight, sightNow);
    this.#viewers.add(viewer);
    this.stats.viewers = this.#viewers.size;
    const deadline = setTimeout(() => {
      if (!viewer.subscribed) viewer.close(CLOSE.subscribe, 'subscribe within 3 s');
    }, SUBSCRIBE_WITHIN_MS);
    socket.on('message', (data, isBinary) => this.#onMessage(viewer, data as Buffer, isBinary));
    socket.on('error', (error) => {
      // ws closes by itself: 1009 for an oversize message, 1002 for broken framing.
      this.stats.policyCloses++;
      this.#logger.debug({ err: error }, "A viewer's socket failed.");
    });
    socket.on('close', () => {
      clearTimeout(deadline);
      viewer.closed();
      this.#viewers.delete(viewer);
      this.stats.viewers = this.#viewers.size;
    });
    viewer.send(
      encodeServerMessage({
        kind: 'hello',
        serverVersion: '1',
        nowMs: this.#world.now(),
        alertEpoch: sight.feed.epoch,
        alertSeq: sight.feed.seq,
        rosterVersion: sight.rosterVersion(this.#world.now()),
      }),
    );
  }

  #onMessage(viewer: Viewer, data: Buffer, isBinary: boolean): void {
    const message = viewer.countMessage() && isBinary ? readMessage(data) : null;
    if (message === null) viewer.close(CLOSE.policy, 'too many or unreadable messages');
    else viewer.receive(message);
  }

  /** Many pages take long: alerts and requests get their turn in between. */
  async #everySecond(): Promise<void> {
    if (this.#turning) return;
    this.#turning = true;
    try {
      const yieldTurn = turnKeeper(1);
      this.#world.fleet.markSilent(this.#world.now());
      for (const viewer of [...this.#viewers]) {
        if (performance.now() - viewer.lastHeardMs > PING_SILENCE_MS) viewer.terminate();
        else viewer.everySecond();
        const turn = yieldTurn();
        if (turn !== undefined) await turn;
      }
    } finally {
      this.#turning = false;
    }
  }

  #alertBytes(sight: Sight, fed: FedAlert): Uint8Array {
    const { epoch } = sight.feed;
    const { seq } = fed;
    const known = this.#encoded.get(sight);
    if (known !== undefined && known.epoch === epoch && known.seq === seq) return known.bytes;
    const rowJson = sight.alertJson(fed);
    const bytes = encodeServerMessage({ kind: 'alert' as const, epoch, seq, rowJson });
    this.#encoded.set(sight, { epoch, seq, bytes });
    return bytes;
  }
}

function readMessage(data: Buffer): ClientMessage | null {
  try {
    return decodeClientMessage(data);
  } catch {
    return null;
  }
}

/** A page of another site may open a socket here; the browser names that site, and it is refused. */
function sameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || host === undefined) return false;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
