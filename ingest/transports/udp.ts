/**
 * UDP: moves datagrams, knows no protocol. A datagram holds whole frames; answers go back to the
 * source that spoke last.
 * *Back pressure:* none is possible; the gateway drops what it cannot take, unanswered.
 */
import { createSocket, type Socket } from 'node:dgram';
import { TizhengError } from '#core/errors.ts';
import type { CloseReason, IngestCounters } from '../counters.ts';
import { Link, type LinkHandler } from '../link.ts';
import type { TimerWheel } from '../timer-wheel.ts';

export interface UdpHandler extends LinkHandler {
  onDatagram(link: Link, datagram: Buffer): void;
}

export interface UdpTransport {
  port: number;
  stop(): Promise<void>;
}

class UdpLink extends Link {
  readonly stream = false;
  readonly #socket: Socket;
  readonly #handler: UdpHandler;
  readonly #counters: IngestCounters;
  #address: string;
  #port: number;

  constructor(
    socket: Socket,
    source: { address: string; port: number },
    nowMs: number,
    handler: UdpHandler,
    counters: IngestCounters,
  ) {
    super(source.address, nowMs);
    this.#socket = socket;
    this.#address = source.address;
    this.#port = source.port;
    this.#handler = handler;
    this.#counters = counters;
  }

  send(bytes: Uint8Array): void {
    if (this.closed) return;
    this.#counters.bytesOut += bytes.length;
    this.#socket.send(bytes, this.#port, this.#address);
  }

  override follow(other: Link): void {
    if (!(other instanceof UdpLink)) return;
    this.#address = other.#address;
    this.#port = other.#port;
  }

  close(reason: CloseReason): void {
    if (this.closed) return;
    this.closed = true;
    this.#handler.onClosed(this, reason);
  }

  pause(): void {}
  resume(): void {}

  isPaused(): boolean {
    return false;
  }

  onDeadline(nowMs: number): void {
    this.#handler.onLinkDeadline(this, nowMs);
  }
}

export async function startUdp(
  options: { host: string; port: number },
  handler: UdpHandler,
  counters: IngestCounters,
  wheel: TimerWheel,
): Promise<UdpTransport> {
  const socket = createSocket({
    type: options.host.includes(':') ? 'udp6' : 'udp4',
    recvBufferSize: 4 * 1024 * 1024,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', (cause) => {
      const where = `UDP port ${options.port} on ${options.host}`;
      reject(new TizhengError('LISTEN_FAILED', 'ingest', `${where} cannot be opened.`, cause));
    });
    socket.bind(options.port, options.host, () => resolve());
  });
  // Errors of single datagrams (an unreachable source) concern nobody else.
  socket.on('error', () => {});
  socket.on('message', (datagram, source) => {
    handler.onDatagram(new UdpLink(socket, source, wheel.now(), handler, counters), datagram);
  });
  return {
    port: socket.address().port,
    stop: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}
