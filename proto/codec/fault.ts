/** What readers of wire bytes catch: one class, a closed list of codes. */

export const WIRE_FAULTS = [
  /** A field or part ends past its message. */
  'truncated',
  /** A varint longer than 10 bytes. */
  'varint',
  /** A wire type that proto3 does not use. */
  'wire-type',
  /** A number that its field cannot hold, or a 64-bit one that a JavaScript number cannot tell exactly. */
  'range',
  /** A subject key that is not 16 lower-case hex digits. */
  'key',
  /** A value outside its closed list, or a message without its body. */
  'value',
  /** The generated code refused the bytes. */
  'generated',
] as const;
export type WireFaultCode = (typeof WIRE_FAULTS)[number];

/** Bytes that are not the message they should be, or a value that has no place on the wire. */
export class WireFault extends Error {
  readonly code: WireFaultCode;

  constructor(code: WireFaultCode, detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, cause === undefined ? undefined : { cause });
    this.name = 'WireFault';
    this.code = code;
  }
}
