/** Questions to the store on behalf of people: whatever goes wrong on the way is one sentence that they are told. */
import { TizhengError } from '#core/errors.ts';
import type { SubjectKey } from '#core/identity.ts';
import { decimalKey } from '#runtime/evidence/rows.ts';
import { readRows, type StoreClient, type StoreStatement } from '#runtime/store/client.ts';

/** `[fromMs, toMs)` of event time. */
export interface Period {
  fromMs: number;
  toMs: number;
}

export class StoreReads {
  readonly #store: StoreClient;
  readonly #sentence: string;

  /** @param sentence what cannot be answered while the store is away */
  constructor(store: StoreClient, sentence: string) {
    this.#store = store;
    this.#sentence = sentence;
  }

  /** Rows as arrays in the order of the query's columns. Throws STORE_UNAVAILABLE. */
  async rows<Row>(
    name: StoreStatement,
    query: string,
    params: Record<string, unknown>,
  ): Promise<Row[]> {
    try {
      return await readRows<Row>(this.#store, name, query, params);
    } catch (cause) {
      throw new TizhengError('STORE_UNAVAILABLE', 'dashboard', this.#sentence, cause);
    }
  }
}

/** Parameters `subject`, `from` and `to` of a query over one subject's period. */
export function ofSubject(
  subjectKey: SubjectKey,
  { fromMs, toMs }: Period,
): { subject: string; from: number; to: number } {
  return { subject: decimalKey(subjectKey), from: Math.floor(fromMs), to: Math.ceil(toMs) };
}
