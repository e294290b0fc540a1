/*
 * Terminal parameters 终端参数: what an id holds and how its value is read and written.
 *
 * off | type    | field
 * 0   | DWORD   | parameter id 参数 ID
 * 4   | BYTE    | length n
 * 5   | BYTE[n] | value
 *
 * A value is read by its own length byte; a length that does not fit the id's type is kept as `hex`
 * with `lengthMismatch`, ids without a scalar type as `hex`.
 */
import { type BodyReader, type BodyWriter, hexOf, idText } from '../bytes.ts';
import { encodeText } from '../text.ts';
import { PARAMETER_BYTES, PARAMETERS } from './parameter-table.ts';

export interface Parameter {
  /** `0x0001`. */
  id: string;
  /** Bytes of the value. */
  length: number;
  /** Number or text by the id's type. */
  value?: number | string;
  /** Bytes of a structure, of an unknown id, or of a value whose length does not fit. */
  hex?: string;
  lengthMismatch?: true;
}

const HEAD_BYTES = 5;

/** True when items fill `[from, end)` to the last byte. */
export function itemsFill(reader: BodyReader, from: number): boolean {
  let at = from;
  while (at + HEAD_BYTES <= reader.end) at += HEAD_BYTES + reader.bytes[at + 4]!;
  return at === reader.end;
}

/** Reads items to the end of the body: declared counts wrap in long lists. */
export function decodeParameters(reader: BodyReader): Parameter[] {
  const parameters: Parameter[] = [];
  while (reader.remaining > 0) parameters.push(decodeParameter(reader));
  return parameters;
}

function decodeParameter(reader: BodyReader): Parameter {
  const id = reader.u32();
  const length = reader.u8();
  const text = idText(id);
  const type = PARAMETERS.get(id)?.type;
  if (type === 'text') return { id: text, length, value: reader.fixedText(length) };
  if (type !== undefined && type !== 'struct' && PARAMETER_BYTES[type] === length) {
    const value = type === 'u8' ? reader.u8() : type === 'u16' ? reader.u16() : reader.u32();
    return { id: text, length, value };
  }
  const at = reader.take(length);
  const parameter: Parameter = { id: text, length, hex: hexOf(reader.bytes, at, at + length) };
  if (type !== undefined && type !== 'struct') parameter.lengthMismatch = true;
  return parameter;
}

/** Ids whose number lies outside the range of the table; they are read all the same. */
export function outOfRange(parameters: readonly Parameter[]): string[] {
  return parameters.flatMap(({ id, value }) => {
    const range = PARAMETERS.get(Number(id))?.range;
    if (range == null || typeof value !== 'number') return [];
    return value < range[0] || value > range[1] ? [id] : [];
  });
}

/** Text shorter than `length` is padded with 0x00; a number has its type's bytes whatever `length` says. */
export function encodeParameters(writer: BodyWriter, parameters: readonly Parameter[]): void {
  for (const { id, length, value, hex } of parameters) {
    writer.u32(Number(id));
    if (typeof value === 'string') {
      const bytes = encodeText(value);
      const padded = new Uint8Array(Math.max(length, bytes.length));
      padded.set(bytes);
      writer.u8(padded.length);
      writer.raw(padded);
    } else if (value !== undefined) {
      const type = PARAMETERS.get(Number(id))?.type;
      const bytes = type === 'u8' || type === 'u16' ? PARAMETER_BYTES[type] : 4;
      writer.u8(bytes);
      if (bytes === 1) writer.u8(value);
      else if (bytes === 2) writer.u16(value);
      else writer.u32(value);
    } else {
      const bytes = Buffer.from(hex ?? '', 'hex');
      writer.u8(bytes.length);
      writer.raw(bytes);
    }
  }
}
