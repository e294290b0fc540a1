/** A cursor that remembers what was read where: the decoders themselves say which bytes are a field. */
import { BodyReader } from '../bytes.ts';

/** Types of the standard. */
export type FieldType = 'BYTE' | 'WORD' | 'DWORD' | 'BYTE[]' | 'BCD[6]' | 'BCD[4]' | 'STRING';

export interface Step {
  start: number;
  end: number;
  type: FieldType;
}

export class TracingReader extends BodyReader {
  #steps: Step[];

  constructor(bytes: Uint8Array, start: number, end: number, origin: number, steps: Step[] = []) {
    super(bytes, start, end, origin);
    this.#steps = steps;
  }

  /** Ascending, without overlap: bytes read twice belong to the last reading. */
  get steps(): readonly Step[] {
    return this.#steps.toSorted((a, b) => a.start - b.start);
  }

  override within(start: number, end: number): BodyReader {
    return new TracingReader(this.bytes, start, end, this.origin, this.#steps);
  }

  override take(count: number): number {
    const start = super.take(count);
    const end = start + count;
    if (count === 0) return start;
    const apart = (step: Step) => step.end <= start || step.start >= end;
    if (!this.#steps.every(apart)) {
      const kept = this.#steps.filter(apart);
      this.#steps.length = 0;
      this.#steps.push(...kept);
    }
    this.#steps.push({ start, end, type: 'BYTE[]' });
    return start;
  }

  override u8(): number {
    return this.#typed('BYTE', super.u8());
  }
  override u16(): number {
    return this.#typed('WORD', super.u16());
  }
  override u32(): number {
    return this.#typed('DWORD', super.u32());
  }
  override timeMs(): number {
    return this.#typed('BCD[6]', super.timeMs());
  }
  override date(): string | null {
    return this.#typed('BCD[4]', super.date());
  }
  override fixedText(count: number): string {
    return this.#typed('STRING', super.fixedText(count), count);
  }
  override countedText(count: number): string {
    return this.#typed('STRING', super.countedText(count), count);
  }

  /** The step just taken is of this type. */
  #typed<T>(type: FieldType, value: T, count = 1): T {
    const last = this.#steps.at(-1);
    if (last !== undefined && count > 0) last.type = type;
    return value;
  }
}
