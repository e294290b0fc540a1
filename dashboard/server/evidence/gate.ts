/** How many bundles are being made at once; each holds its largest part in memory. */
export class BundleGate {
  readonly #bundlesMax: number;
  #inside = 0;

  /** @param bundlesMax beyond it whoever asks is sent away for a while */
  constructor(bundlesMax: number) {
    this.#bundlesMax = bundlesMax;
  }

  /** Null = full; otherwise what says that one is done, however often it is called. */
  enter(): (() => void) | null {
    if (this.#inside >= this.#bundlesMax) return null;
    this.#inside++;
    let isInside = true;
    return () => {
      if (isInside) this.#inside--;
      isInside = false;
    };
  }
}
