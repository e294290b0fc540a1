/** What is under seal as one file; whatever is not as it was sealed is found before a byte is sent. */
import { TizhengError } from '#core/errors.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Seal } from '#core/seal.ts';
import { type Bundle, jsonPart, makeBundle } from '#runtime/evidence/bundle.ts';
import type { BundleAbout } from '#runtime/evidence/manifest.ts';
import { hexKey } from '#runtime/evidence/rows.ts';
import { sealedFiles, sealedParts } from '#runtime/evidence/sealed-parts.ts';
import type { EvidenceSigner } from '#runtime/evidence/signing.ts';
import type { MediaReader } from '#runtime/media/media-store.ts';
import { readRows, type StoreClient } from '#runtime/store/client.ts';

const LATER = `
  SELECT toUInt32(count()) FROM dw.positions
  WHERE subject IN ({subjects:Array(UInt64)})
    AND event_time >= fromUnixTimestamp64Milli({from:Int64})
    AND event_time < fromUnixTimestamp64Milli({to:Int64})
    AND (input_partition, input_offset) GLOBAL NOT IN (
      SELECT input_partition, input_offset FROM dw.sealed_positions WHERE seal_id = {seal:String})`;

const DRIVERS = `
  SELECT DISTINCT toString(assumeNotNull(driver)) AS key FROM dw.sealed_positions
  WHERE seal_id = {seal:String} AND driver IS NOT NULL ORDER BY key`;

export interface SealBundleParts {
  store: StoreClient;
  /** Null = this process cannot reach the media store. */
  files: MediaReader | null;
  /** Null = bundles are not signed. */
  signer: () => Promise<EvidenceSigner | null>;
}

export class SealBundles {
  readonly #parts: SealBundleParts;

  constructor(parts: SealBundleParts) {
    this.#parts = parts;
  }

  /**
   * The same bytes whenever it is asked by somebody of the same clearance.
   * @param personal names as whoever asks may read them, given the drivers in the data
   * @returns the bundle, or names of parts that are not what was sealed
   * @throws TizhengError STORE_UNAVAILABLE, EVIDENCE_TOO_LARGE
   */
  async of(
    seal: Seal,
    personal: (drivers: readonly SubjectKey[]) => Record<string, unknown>,
  ): Promise<{ bundle: Bundle; altered: string[] }> {
    const { store, files, signer } = this.#parts;
    const { sealId, vehicles, fromMs, toMs } = seal;
    const copy = seal.copy!;
    const { sealed, drivers } = await asked(async () => ({
      sealed: await sealedParts(store, seal),
      drivers: await readRows<[string]>(store, 'seal.drivers', DRIVERS, { seal: sealId }),
    }));
    const media = await sealedFiles(seal, files);
    const names = jsonPart('personal.json', personal(drivers.map(([key]) => hexKey(key))));
    const about: BundleAbout = {
      ...{ kind: 'seal', id: sealId, subjects: vehicles, fromMs, toMs },
      ...{ madeAtMs: copy.atMs, audit: copy.audit },
      withheld: [
        ...(copy.framesGone > 0
          ? [{ part: 'frames', why: 'gone' as const, count: copy.framesGone }]
          : []),
        ...media.gone.map((part) => ({ part, why: 'gone' as const, count: 1 })),
      ],
    };
    const by = await signer();
    const bundle = await asked(() =>
      makeBundle(about, [...sealed.parts, ...media.parts, names], by),
    );
    const now = new Map(bundle.parts.map((part) => [part.name, part]));
    const altered = copy.parts.filter(({ name, sha256 }) => now.get(name)?.sha256 !== sha256);
    const more = sealed.parts.filter(({ name }) => !copy.parts.some((part) => part.name === name));
    return { bundle, altered: [...altered, ...more].map(({ name }) => name) };
  }

  /** Reports of the period that the store holds and the seal does not: they came later. */
  async later({ sealId, vehicles, fromMs, toMs }: Seal): Promise<number> {
    const subjects = vehicles.map((key) => BigInt(`0x${key}`));
    const params = { seal: sealId, subjects, from: fromMs, to: toMs };
    const [row] = await asked(() =>
      readRows<[number]>(this.#parts.store, 'seal.later', LATER, params),
    );
    return row?.[0] ?? 0;
  }
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof TizhengError) throw cause;
    const sentence = 'The store cannot be asked for sealed data now.';
    throw new TizhengError('STORE_UNAVAILABLE', 'dashboard', sentence, cause);
  }
}
