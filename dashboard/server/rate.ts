/** How fast a running total grows: mean over the last seconds. */

const SAMPLE_EVERY_MS = 1_000;
const SAMPLES_MAX = 10;

export function startRate(total: () => number): { perSecond(): number; stop(): void } {
  const sample = (): [atMs: number, total: number] => [performance.now(), total()];
  const samples = [sample()];
  const timer = setInterval(() => {
    samples.push(sample());
    if (samples.length > SAMPLES_MAX) samples.shift();
  }, SAMPLE_EVERY_MS);
  return {
    perSecond() {
      const [firstMs, first] = samples[0]!;
      const [nowMs, now] = sample();
      return nowMs > firstMs ? Math.round(((now - first) / (nowMs - firstMs)) * 1_000) : 0;
    },
    stop: () => clearInterval(timer),
  };
}
