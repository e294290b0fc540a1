/**
 * Two devices with one identity. A device that comes back leaves its old connection silent; two
 * devices take turns: each pushes the other off a link that was in use a moment ago. Counted per device
 * and told once a window, so that a rule can alert and a log is not filled.
 */

/** What speaks for two devices. */
export const EVIDENCE = [
  /** Links in use were contested again and again. */
  'takeovers',
  /** The newcomer names another IMEI than the device whose link is in use. */
  'imei',
] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Devices remembered; the oldest gives way and starts anew. */
const DEVICES_MAX = 10_000;
const WINDOW_MS = 600_000;

interface Contest {
  count: number;
  sinceMs: number;
  told: boolean;
}

export class ImpersonationWatch {
  readonly #contestsMax: number;
  readonly #devices = new Map<string, Contest>();

  /** @param contestsMax contests of one device within ten minutes that count as evidence */
  constructor(contestsMax: number) {
    this.#contestsMax = contestsMax;
  }

  /** A link in use was contested; evidence once a window, null = none yet or already told. */
  contested(deviceId: string, imeiDiffers: boolean, nowMs: number): Evidence | null {
    const contest = this.#contestOf(deviceId, nowMs);
    contest.count++;
    if (contest.told || (!imeiDiffers && contest.count < this.#contestsMax)) return null;
    contest.told = true;
    return imeiDiffers ? 'imei' : 'takeovers';
  }

  #contestOf(deviceId: string, nowMs: number): Contest {
    const known = this.#devices.get(deviceId);
    if (known !== undefined && nowMs - known.sinceMs < WINDOW_MS) return known;
    this.#devices.delete(deviceId);
    if (this.#devices.size >= DEVICES_MAX) {
      const oldest = this.#devices.keys().next();
      if (!oldest.done) this.#devices.delete(oldest.value);
    }
    const contest = { count: 0, sinceMs: nowMs, told: false };
    this.#devices.set(deviceId, contest);
    return contest;
  }
}
