/** What a protocol is to the gateway: bytes in, frames or faults out, a frame as readings. */
import type { Reading } from '#core/report.ts';

/** Refused input: a code from the protocol's closed list and the byte where it failed. */
export interface ProtocolFault {
  code: string;
  offset: number;
}

/** A piece of input: `bytes[start, end)`, borrowed until the callback returns. */
export type OnPiece = (bytes: Uint8Array, start: number, end: number) => void;
export type OnFaultyPiece = (
  fault: ProtocolFault,
  bytes: Uint8Array,
  start: number,
  end: number,
) => void;

/** Cuts one connection's bytes into frames; one per connection. */
export interface StreamCodec {
  /** Feeds a segment cut anywhere; every piece of input ends in exactly one call back. */
  push(chunk: Uint8Array, onFrame: OnPiece, onFault: OnFaultyPiece): void;
  /** The connection ended: an unfinished piece is a fault. */
  end(onFault: OnFaultyPiece): void;
  /** Bytes held for an unfinished piece. */
  readonly pendingBytes: number;
}

/**
 * A protocol of the `protocols` list. `Context` is what the session knows and the bytes do not say.
 * Sessions and answers differ too much between protocols to be hidden here: a transport that
 * keeps sessions works with the protocol's own header and replies.
 */
export interface Protocol<Context> {
  name: string;
  /** Closed list for metrics and quarantine. */
  faultCodes: readonly string[];
  createStream(): StreamCodec;
  /** Readings of one good frame; `raw` of each is a view of `bytes`. */
  toReadings(
    bytes: Uint8Array,
    start: number,
    end: number,
    context: Context,
  ): Reading[] | ProtocolFault;
  /** The frame by field names, for people and tests. */
  describe(bytes: Uint8Array, start: number, end: number): object | ProtocolFault;
}
