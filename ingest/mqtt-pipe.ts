/** What aedes takes for a socket: whole packets of a link that has been admitted, and its answers. */
import { Duplex } from 'node:stream';
import type { CloseReason } from './counters.ts';
import { type Link, PAUSE } from './link.ts';

/** Bytes that may wait for aedes before the link is read no further. */
const WAITING_BYTES_MAX = 65_536;

/** How long aedes may read on after its link has closed. */
const REST_MS_MAX = 1_000;

export class AedesPipe extends Duplex {
  readonly link: Link;
  /** How aedes knows a subscriber: never by a name it chose, so that none can push another aside. */
  readonly clientId: string;
  /** Why the link closes when aedes ends the pipe. */
  reason: CloseReason = 'protocol-error';
  #finished = false;

  constructor(link: Link, clientId: string) {
    super({ readableHighWaterMark: WAITING_BYTES_MAX });
    this.link = link;
    this.clientId = clientId;
    this.on('error', () => {});
  }

  /** A packet is copied: the transport may use its bytes again. */
  feed(bytes: Uint8Array, start: number, end: number): void {
    if (this.#finished || this.destroyed) return;
    if (!this.push(Buffer.from(bytes.subarray(start, end)))) this.link.pause(PAUSE.broker);
  }

  /** The link has closed. Of a device that has gone by itself aedes still reads what came before. */
  finish(reason: CloseReason): void {
    if (this.#finished || this.destroyed) return;
    this.#finished = true;
    if (reason !== 'peer') {
      this.destroy();
      return;
    }
    this.push(null);
    const patience = setTimeout(() => this.destroy(), REST_MS_MAX);
    this.once('close', () => clearTimeout(patience));
  }

  override _read(): void {
    this.link.resume(PAUSE.broker);
  }

  /** Never slower than aedes: a peer that does not read is closed at the link's own bound. */
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.link.send(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.link.send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _destroy(_error: Error | null, done: (error?: Error | null) => void): void {
    this.#finished = true;
    this.link.close(this.reason);
    done(null);
  }
}
