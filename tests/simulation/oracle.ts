/**
 * What the rules of rules.ts must conclude, by brute force: sort everything by event time, walk
 * once. Shares no code with the runtime.
 */
import type { Fact } from './world.ts';

export interface Verdict {
  type: string;
  vehicle: string;
  driver: string | null;
  openedAtMs: number;
  closedAtMs: number | null;
  measured: number | null;
}

/** `limitAt`: the limit of test.fast at an instant of event time. */
export function judge(facts: readonly Fact[], limitAt: (ms: number) => number): Verdict[] {
  const verdicts: Verdict[] = [];
  const unique = [
    ...new Map(facts.map((fact) => [`${fact.vehicle} ${fact.fixMs}`, fact])).values(),
  ];
  const byVehicle = Map.groupBy(
    unique.sort((a, b) => a.fixMs - b.fixMs),
    (fact) => fact.vehicle,
  );
  const samples: {
    driver: string;
    vehicle: string;
    ms: number;
    isMoving: boolean;
    isRelease: boolean;
  }[] = [];
  for (const [vehicle, line] of byVehicle) {
    judgeBit(vehicle, line, verdicts);
    judgeFast(vehicle, line, limitAt, verdicts);
    judgeSilent(vehicle, line, verdicts);
    let aboard: string | null = null;
    let lastOwn: string | null | undefined;
    const own: { ms: number; isMoving: boolean }[] = [];
    for (const fact of line) {
      // Once a driver has been named, he stays until another is.
      const driver: string | null = fact.driver ?? aboard;
      if (aboard !== null && driver !== aboard)
        samples.push({ driver: aboard, vehicle, ms: fact.fixMs, isMoving: false, isRelease: true });
      if (driver !== null)
        samples.push({
          driver,
          vehicle,
          ms: fact.fixMs,
          isMoving: fact.speedKmh > 5,
          isRelease: false,
        });
      if (driver === null) own.push({ ms: fact.fixMs, isMoving: fact.speedKmh > 5 });
      else if (lastOwn === null) own.push({ ms: fact.fixMs, isMoving: false });
      lastOwn = driver;
      aboard = driver;
    }
    judgeDriving(
      null,
      own.map((sample) => ({ ...sample, vehicle })),
      verdicts,
    );
  }
  const byDriver = Map.groupBy(samples, (sample) => sample.driver);
  for (const [driver, line] of byDriver)
    judgeDriving(
      driver,
      line.sort((a, b) => a.ms - b.ms),
      verdicts,
    );
  return sorted(verdicts);
}

export function sorted(verdicts: Verdict[]): Verdict[] {
  return verdicts.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function judgeBit(vehicle: string, line: readonly Fact[], verdicts: Verdict[]): void {
  let open: Verdict | null = null;
  for (const { alarm, fixMs } of line) {
    if (!alarm) {
      if (open !== null) open.closedAtMs = fixMs;
      open = null;
    } else if (open === null) {
      open = {
        type: 'test.bit',
        vehicle,
        driver: null,
        openedAtMs: fixMs,
        closedAtMs: null,
        measured: 1,
      };
      verdicts.push(open);
    } else open.measured!++;
  }
}

function judgeFast(
  vehicle: string,
  line: readonly Fact[],
  limitAt: (ms: number) => number,
  verdicts: Verdict[],
): void {
  for (let i = 0; i < line.length; ) {
    if (line[i]!.speedKmh <= limitAt(line[i]!.fixMs)) {
      i++;
      continue;
    }
    let end = i;
    while (end < line.length && line[end]!.speedKmh > limitAt(line[end]!.fixMs)) end++;
    const run = line.slice(i, end);
    if (run.at(-1)!.fixMs - run[0]!.fixMs > 30_000) {
      verdicts.push({
        type: 'test.fast',
        vehicle,
        driver: null,
        openedAtMs: run[0]!.fixMs,
        closedAtMs: line[end]?.fixMs ?? null,
        measured: Math.max(...run.map((fact) => fact.speedKmh)),
      });
    }
    i = end;
  }
}

function judgeSilent(vehicle: string, line: readonly Fact[], verdicts: Verdict[]): void {
  for (let i = 1; i < line.length; i++) {
    const lastMs = line[i - 1]!.fixMs;
    const raisedMs = Math.ceil((lastMs + 60_000) / 1_000) * 1_000;
    if (raisedMs < line[i]!.fixMs)
      verdicts.push({
        type: 'test.silent',
        vehicle,
        driver: null,
        openedAtMs: lastMs,
        closedAtMs: line[i]!.fixMs,
        measured: null,
      });
  }
}

function judgeDriving(
  driver: string | null,
  line: readonly { ms: number; vehicle: string; isMoving: boolean }[],
  verdicts: Verdict[],
): void {
  let sinceMs: number | null = null;
  let open: Verdict | null = null;
  for (const { ms, vehicle, isMoving } of line) {
    if (!isMoving) {
      if (open !== null) open.closedAtMs = ms;
      open = null;
      sinceMs = null;
      continue;
    }
    sinceMs ??= ms;
    if (open !== null) open.measured = ms - sinceMs;
    else if (ms - sinceMs > 300_000) {
      open = {
        type: 'test.driving',
        vehicle,
        driver,
        openedAtMs: sinceMs,
        closedAtMs: null,
        measured: ms - sinceMs,
      };
      verdicts.push(open);
    }
  }
}
