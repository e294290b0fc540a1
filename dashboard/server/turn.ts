/** Keeps long work from holding the thread: alerts and sockets get their turn every few milliseconds. */

/** Longest stretch of work without a turn for others, ms. */
const TURN_MS_MAX = 4;

/**
 * Call the result after each piece of work and await what it gives, if anything. Reading the clock
 * costs as much as a small piece: `lookEvery` says after how many to look.
 */
export function turnKeeper(lookEvery = 64): () => Promise<void> | undefined {
  let turnStartMs = performance.now();
  let pieces = 0;
  return () => {
    if (++pieces % lookEvery !== 0 || performance.now() - turnStartMs < TURN_MS_MAX) return;
    return new Promise((resolve) => {
      setImmediate(() => {
        turnStartMs = performance.now();
        resolve();
      });
    });
  };
}
