/**
 * Geometry kept once for all who have the same: every partition of a thread is told of every zone and
 * section, and a change of a zone's name leaves its area as it was. Held weakly: what nobody has any more is gone.
 */
import { finishMix, mix } from '../timeline/entry.ts';

interface Geometry {
  isSame(other: this): boolean;
}

export class Interned<T extends Geometry> {
  private readonly known = new Map<number, WeakRef<T>[]>();
  private readonly gone = new FinalizationRegistry<number>((hash) => this.forget(hash));
  private readonly numbersOf: (geometry: T) => readonly Int32Array[];

  constructor(numbersOf: (geometry: T) => readonly Int32Array[]) {
    this.numbersOf = numbersOf;
  }

  /** The one that is known and the same, else this one from now on. */
  of(geometry: T): T {
    const hash = this.hashOf(geometry);
    const alike = this.known.get(hash) ?? [];
    for (const ref of alike) {
      const known = ref.deref();
      if (known?.isSame(geometry)) return known;
    }
    alike.push(new WeakRef(geometry));
    this.known.set(hash, alike);
    this.gone.register(geometry, hash);
    return geometry;
  }

  get size(): number {
    return this.known.size;
  }

  private hashOf(geometry: T): number {
    let hash = 0;
    for (const numbers of this.numbersOf(geometry))
      for (const number of numbers) hash = mix(hash, number);
    return finishMix(hash);
  }

  private forget(hash: number): void {
    const left = this.known.get(hash)?.filter((ref) => ref.deref() !== undefined) ?? [];
    if (left.length === 0) this.known.delete(hash);
    else this.known.set(hash, left);
  }
}
