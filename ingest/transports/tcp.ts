/**
 * TCP: accepts within bounds, moves bytes, knows no protocol.
 * *Back pressure:* a paused link reads nothing; answers a device does not read close it at a bound.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { TizhengError } from '#core/errors.ts';
import type { CloseReason, IngestCounters } from '../counters.ts';
import { Link, type LinkHandler, type PauseReason } from '../link.ts';
import type { TimerWheel } from '../timer-wheel.ts';

export interface TcpOptions {
  host: string;
  port: number;
  connectionsMax: number;
  connectionsPerAddressMax: number;
  addressExceptions: readonly string[];
  acceptPerSecondMax: number;
  answerBytesMax: number;
  /** Certificate and key of this listener; absent = not encrypted. */
  secureContext?: SecureContext;
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
  readonly #now: () => number;
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
    this.#acceptTokens = options.acceptPerSecondMax * 2;
    this.#acceptTokensAtMs = now();
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
    const { secureContext } = this.options;
    // A handshake that does not end runs into the authentication deadline like any other silence.
    const stream =
      secureContext === undefined
        ? socket
        : new TLSSocket(socket, { isServer: true, secureContext });
    const link = new TcpLink(stream, address, this, nowMs);
    this.open.add(link);
    this.counters.connectionsOpen++;
    this.handler.onOpen(link);
  }

  forget(link: TcpLink): void {
    this.open.delete(link);
    this.counters.connectionsOpen--;
    const count = (this.#perAddress.get(link.remoteAddress) ?? 1) - 1;
    if (count === 0) this.#perAddress.delete(link.remoteAddress);
    else this.#perAddress.set(link.remoteAddress, count);
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
      for (const link of [...gate.open]) {
        link.close('stopped');
        link.destroy();
      }
      await closing;
    },
  };
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
