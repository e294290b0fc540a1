/** Topic quarantine.v1: input we could not read, with its bytes. */
import type { SubjectKey } from '#core/identity.ts';
import { tizheng } from '../generated/reading.gen.js';
import { decodeGenerated, keyOfLong, longOfKey, safeNumber } from './generated.ts';

const v1 = tizheng.reading.v1;

export interface Quarantined {
  receivedTimeMs: number;
  /** Transport and protocol, e.g. `tcp/jt808`; never a personal identifier. */
  source: string;
  faultCode: string;
  /** Byte of `raw` at which reading stopped. */
  faultOffset: number;
  raw: Uint8Array;
  /** NO_SUBJECT = the sender is not known. */
  deviceKey: SubjectKey;
}

export function encodeQuarantined(quarantined: Quarantined): Uint8Array {
  return v1.Quarantined.encode({
    ...quarantined,
    receivedTimeMs: safeNumber(quarantined.receivedTimeMs),
    deviceKey: longOfKey(quarantined.deviceKey),
  }).finish();
}

/** Throws WireFault. */
export function decodeQuarantined(bytes: Uint8Array): Quarantined {
  const wire = decodeGenerated(v1.Quarantined, bytes);
  return {
    receivedTimeMs: safeNumber(wire.receivedTimeMs),
    source: wire.source,
    faultCode: wire.faultCode,
    faultOffset: wire.faultOffset,
    raw: wire.raw,
    deviceKey: keyOfLong(wire.deviceKey),
  };
}
