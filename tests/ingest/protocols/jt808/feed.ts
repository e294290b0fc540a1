/** Drives a framer and keeps what it delivers. */
import type { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';

export interface Fed {
  /** Content (header and body) of each good frame. */
  frames: Uint8Array[];
  faults: DecodeFault[];
  /** Bytes handed to the quarantine with each fault. */
  faultBytes: Uint8Array[];
  pendingBytes: number;
  skippedBytes: number;
}

export function feed(segments: readonly Uint8Array[], end = false): Fed {
  const framer = new Framer();
  const frames: Uint8Array[] = [];
  const faults: DecodeFault[] = [];
  const faultBytes: Uint8Array[] = [];
  const onFault = (fault: DecodeFault, bytes: Uint8Array, from: number, to: number): void => {
    faults.push(fault);
    faultBytes.push(bytes.slice(from, to));
  };
  for (const segment of segments) {
    framer.push(
      segment,
      (bytes, from, to) => frames.push(Uint8Array.from(bytes.subarray(from, to))),
      onFault,
    );
  }
  if (end) framer.end(onFault);
  return {
    frames,
    faults,
    faultBytes,
    pendingBytes: framer.pendingBytes,
    skippedBytes: framer.skippedBytes,
  };
}

/** The content of the only frame in `frame`; throws when it is refused. */
export function contentOf(frame: Uint8Array): Uint8Array {
  const { frames, faults } = feed([frame]);
  if (frames.length !== 1) throw new Error(`refused: ${faults[0]?.code}`);
  return frames[0]!;
}
