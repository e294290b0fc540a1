/**
 * TCP: accepts within bounds, moves bytes, knows no protocol.
 * *Back pressure:* a paused link reads nothing; answers a device does not read close it at a bound.
 */
import { createServer, type Server, type Socket } from 'node:net';
import {
  createServer as createTlsServer,
  type TLSSocket,
  type Server as TlsServer,
} from 'node:tls';
import { TizhengError } from '#core/errors.ts';
import type { CloseReason, IngestCounters } from '../counters.ts';
import { Link, type LinkHandler, type PauseReason } from '../link.ts';
import { RateTable } from '../rate-table.ts';
import type { TimerWheel } from '../timer-wheel.ts';

/** PEM. */
export interface TlsFiles {
  cert: Buffer;
  key: Buffer;
  /** Authorities of the peers' certificates; null = peers need none. */
  clientCa: Buffer | null;
}

/** How long a peer may take to read what was said last. */
const LAST_WORDS_MS_MAX = 5_000;
/** Connections an address may open at once, in seconds of its bound. */
const ADDRESS_BURST_S = 10;

export interface TcpOptions {
  host: string;
  port: number;
  connectionsMax: number;
  connectionsPerAddressMax: number;
  addressExceptions: readonly string[];
  acceptPerSecondMax: number;
  connectsPerAddressPerSecondMax: number;
  answerBytesMax: number;
  /** What a TLS handshake may take. */
  authenticationMs: number;
  /** Certificate and key of this listener; null = not encrypted. */
  tls: TlsFiles | null;
}

export interface TcpTransport {
  port: number;
  /** Accepts nobody any more; open links stay. */
  refuseNew(): void;
  links(): Iterable<Link>;
  /** Closes every link and the port. */
  stop(): Promise<void>;
}

class TcpLink extends Link {
  readonly stream = true;
  readonly #socket: Socket;
  readonly #server: TcpServer;
  #paused = 0;
  #reason: CloseReason = 'peer';

  constructor(socket: Socket, address: string, server: TcpServer, nowMs: number) {
    super(address, nowMs);
    this.#socket = socket;
    this.#server = server;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      if (!this.closed) server.handler.onBytes(this, chunk);
    });
    socket.on('error', () => {
      this.#reason = this.#reason === 'peer' ? 'error' : this.#reason;
    });
    socket.on('close', () => this.#ended());
  }

  send(bytes: Uint8Array): void {
    if (this.closed) return;
    this.#server.counters.bytesOut += bytes.length;
    this.#socket.write(bytes);
    if (this.#socket.writableLength > (this.answerBytesMax || this.#server.options.answerBytesMax))
      this.close('answers-unread');
  }

  close(reason: CloseReason): void {
    if (this.closed) return;
    this.#reason = reason;
    // What was answered last still goes out (a refusal says why), but nobody is waited for.
    this.#socket.end();
    this.#socket.destroySoon();
    if (!this.#socket.destroyed) this.#server.linger(this.#socket);
    this.#ended();
  }

  override get unsentBytes(): number {
    return this.#socket.writableLength;
  }

  pause(why: PauseReason): void {
    if (this.#paused === 0) this.#socket.pause();
    this.#paused |= why;
  }

  isPaused(): boolean {
    return this.#paused !== 0;
  }

  resume(why: PauseReason): void {
    if (this.#paused === 0) return;
    this.#paused &= ~why;
    if (this.#paused === 0 && !this.closed) this.#socket.resume();
  }

  onDeadline(nowMs: number): void {
    this.#server.handler.onLinkDeadline(this, nowMs);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #ended(): void {
    if (this.closed) return;
    this.closed = true;
    this.#server.forget(this);
    this.#server.handler.onClosed(this, this.#reason);
  }
}

class TcpServer {
  readonly handler: LinkHandler;
  readonly counters: IngestCounters;
  readonly options: TcpOptions;
  readonly open = new Set<TcpLink>();
  readonly #perAddress = new Map<string, number>();
  readonly #unbounded: ReadonlySet<string>;
  readonly #perAddressRate: RateTable;
  readonly #now: () => number;
  readonly #tls: TlsServer | null;
  /** Handshakes under way by address and port of the peer. */
  readonly #shaking = new Map<string, Socket>();
  /** Closed by us, with last words still to be sent. */
  readonly #lingering = new Set<Socket>();
  #acceptTokens: number;
  #acceptTokensAtMs: number;

  constructor(
    options: TcpOptions,
    handler: LinkHandler,
    counters: IngestCounters,
    now: () => number,
  ) {
    this.options = options;
    this.handler = handler;
    this.counters = counters;
    this.#now = now;
    this.#unbounded = new Set(options.addressExceptions);
    const perSecond = options.connectsPerAddressPerSecondMax;
    this.#perAddressRate = new RateTable(perSecond, perSecond * ADDRESS_BURST_S);
    this.#acceptTokens = options.acceptPerSecondMax * 2;
    this.#acceptTokensAtMs = now();
    this.#tls = options.tls === null ? null : this.#tlsServer(options.tls);
  }

  accept(socket: Socket): void {
    const address = socket.remoteAddress;
    if (address === undefined) {
      socket.destroy();
      return;
    }
    const nowMs = this.#now();
    this.counters.connectionsOpened++;
    const refusal = this.#refusal(address, nowMs);
    if (refusal !== null) {
      this.counters.closes[refusal]++;
      socket.on('error', () => {});
      socket.destroy();
      return;
    }
    this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1);
    this.counters.connectionsOpen++;
    if (this.#tls === null) this.#admit(socket, address);
    else this.#shakeHands(this.#tls, socket, address);
  }

  forget(link: TcpLink): void {
    this.open.delete(link);
    this.#left(link.remoteAddress);
  }

  /** Ends what has no link yet, or none any more. */
  stop(): void {
    for (const socket of this.#shaking.values()) socket.destroy();
    for (const socket of this.#lingering) socket.destroy();
  }

  /** A closed link whose peer reads nothing would keep its descriptor for ever. */
  linger(socket: Socket): void {
    this.#lingering.add(socket);
    const timer = setTimeout(() => socket.destroy(), LAST_WORDS_MS_MAX).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      this.#lingering.delete(socket);
    });
  }

  #admit(socket: Socket, address: string): void {
    const link = new TcpLink(socket, address, this, this.#now());
    this.open.add(link);
    this.handler.onOpen(link);
  }

  #left(address: string): void {
    this.counters.connectionsOpen--;
    const count = (this.#perAddress.get(address) ?? 1) - 1;
    if (count === 0) this.#perAddress.delete(address);
    else this.#perAddress.set(address, count);
  }

  /** Never listens: connections are handed to it once they are within the bounds. */
  #tlsServer({ cert, key, clientCa }: TlsFiles): TlsServer {
    const server = createTlsServer({
      cert,
      key,
      minVersion: 'TLSv1.2',
      handshakeTimeout: this.options.authenticationMs,
      ...(clientCa === null ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
    });
    server.on('secureConnection', (stream: TLSSocket) => {
      const peer = peerOf(stream);
      if (this.#shaking.delete(peer)) this.#admit(stream, stream.remoteAddress!);
      else stream.destroy();
    });
    server.on('tlsClientError', (_, stream) => stream.destroy());
    return server;
  }

  #shakeHands(tls: TlsServer, socket: Socket, address: string): void {
    const peer = peerOf(socket);
    this.#shaking.set(peer, socket);
    socket.on('error', () => {});
    socket.once('close', () => {
      if (!this.#shaking.delete(peer)) return;
      this.counters.closes['tls-handshake']++;
      this.#left(address);
    });
    tls.emit('connection', socket);
  }

  #refusal(address: string, nowMs: number): CloseReason | null {
    // Counted over all listeners: descriptors are the process's.
    if (this.counters.connectionsOpen >= this.options.connectionsMax) return 'connections-max';
    if (this.#unbounded.has(address)) return null;
    const { connectionsPerAddressMax } = this.options;
    if (
      connectionsPerAddressMax > 0 &&
      (this.#perAddress.get(address) ?? 0) >= connectionsPerAddressMax
    ) {
      return 'per-address-max';
    }
    // Before the bound of all: one address must not use that up.
    if (this.#perAddressRate.waitMs(address, nowMs) > 0) return 'address-rate';
    this.#perAddressRate.spend(address, 1, nowMs);
    if (this.options.acceptPerSecondMax === 0) return null;
    const burst = this.options.acceptPerSecondMax * 2;
    const refill = ((nowMs - this.#acceptTokensAtMs) / 1000) * this.options.acceptPerSecondMax;
    this.#acceptTokens = Math.min(burst, this.#acceptTokens + refill);
    this.#acceptTokensAtMs = nowMs;
    if (this.#acceptTokens < 1) return 'accept-rate';
    this.#acceptTokens--;
    return null;
  }
}

export async function startTcp(
  options: TcpOptions,
  handler: LinkHandler,
  counters: IngestCounters,
  wheel: TimerWheel,
): Promise<TcpTransport> {
  const gate = new TcpServer(options, handler, counters, () => wheel.now());
  const server = createServer((socket) => gate.accept(socket));
  const port = await listen(server, options);
  let closing: Promise<void> | null = null;
  const refuseNew = () => {
    closing ??= new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    port,
    refuseNew,
    links: () => gate.open,
    async stop() {
      refuseNew();
      gate.stop();
      for (const link of [...gate.open]) {
        link.close('stopped');
        link.destroy();
      }
      await closing;
    },
  };
}

function peerOf(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`;
}

function listen(server: Server, { host, port }: TcpOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new TizhengError(
          'LISTEN_FAILED',
          'ingest',
          `TCP port ${port} on ${host} cannot be opened.`,
          cause,
        ),
      );
    });
    server.listen({ host, port, backlog: 4096 }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
