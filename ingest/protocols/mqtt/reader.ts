/** Reads MQTT's data types within one packet (MQTT 5, chapter 1.5); reading past its end is a fault. */
import type { ProtocolFault } from '../../protocol.ts';

/** Bytes that are not the packet they say they are. */
export class MqttFault extends Error implements ProtocolFault {
  readonly code: string;
  readonly offset: number;

  constructor(code: MqttFaultCode, offset: number) {
    super(code);
    this.code = code;
    this.offset = offset;
  }
}

/** Closed list for metrics and quarantine. */
export const MQTT_FAULTS = [
  /** The remaining length has more than four bytes. */
  'MQTT_LENGTH',
  /** The packet is longer than the bound. */
  'MQTT_TOO_LONG',
  /** The stream ended within a packet. */
  'MQTT_TRUNCATED',
  /** A field ends past its packet. */
  'MQTT_FIELD',
  /** Flags or values that the standard forbids. */
  'MQTT_FORBIDDEN',
  /** A property that does not exist or has no place here. */
  'MQTT_PROPERTY',
  /** A packet that a client never sends, or not now. */
  'MQTT_UNEXPECTED',
] as const;
export type MqttFaultCode = (typeof MQTT_FAULTS)[number];

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class MqttReader {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  #start = 0;

  /** `start` is the packet's first byte, `at` that of its variable header. */
  reset(bytes: Uint8Array, start: number, at: number, end: number): void {
    this.bytes = bytes;
    this.#start = start;
    this.at = at;
    this.end = end;
  }

  get left(): number {
    return this.end - this.at;
  }

  fault(code: MqttFaultCode): MqttFault {
    return new MqttFault(code, this.at - this.#start);
  }

  u8(): number {
    if (this.at >= this.end) throw this.fault('MQTT_FIELD');
    return this.bytes[this.at++]!;
  }

  u16(): number {
    return this.u8() * 256 + this.u8();
  }

  u32(): number {
    return this.u16() * 65_536 + this.u16();
  }

  varint(): number {
    let value = 0;
    for (let i = 0; i < 4; i++) {
      const byte = this.u8();
      value += (byte & 127) * 128 ** i;
      if (byte < 128) return value;
    }
    throw this.fault('MQTT_LENGTH');
  }

  /** A view of the packet. */
  binary(): Uint8Array {
    const length = this.u16();
    if (this.at + length > this.end) throw this.fault('MQTT_FIELD');
    const view = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return view;
  }

  /** [MQTT-1.5.4-1], [MQTT-1.5.4-2]: no ill-formed UTF-8, no U+0000. */
  text(): string {
    const text = decoded(this.binary());
    if (text === null || text.includes('\0')) throw this.fault('MQTT_FORBIDDEN');
    return text;
  }
}

/** null = ill-formed. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
