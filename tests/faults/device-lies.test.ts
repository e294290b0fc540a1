/**
 * Goal (R11): a lying device harms nobody, itself least. Method: seeded fleets in which honest
 * vehicles drive beside liars; the alerts are those of a brute-force oracle, of the log told thrice,
 * and of the honest vehicles alone. FAULT_LIES=20000 for the long run, FAULT_LIES_SEED=n for one.
 */
import { expect, test } from 'vitest';
import type { SubjectKey } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { LocalNetwork } from '#processors/network.ts';
import type { AnyRule } from '#processors/plan.ts';
import { rules as productRules } from '#processors/rules/index.ts';
import { runLog, textOf, verdictsOf } from '#tests/simulation/driver.ts';
import { judge } from '#tests/simulation/oracle.ts';
import { type Random, randomOf } from '#tests/simulation/random.ts';
import { testRules } from '#tests/simulation/rules.ts';
import {
  type Fact,
  makeFacts,
  readingOf,
  rulesReading,
  START_MS,
  tickReading,
  vehicleKey,
} from '#tests/simulation/world.ts';
import { isFull, sizeOf } from './size.ts';

const SEEDS = sizeOf('FAULT_LIES', { small: 40, full: 200 });
const FIRST = Number(process.env.FAULT_LIES_SEED ?? 1);
const COUNT = process.env.FAULT_LIES_SEED === undefined ? SEEDS : 1;
const HONEST = 3;
const MINUTES = 14;

interface Sent {
  fact: Fact;
  /** As the device writes it. */
  fixMs: number;
  atMs: number;
  place: { latitudeDeg: number; longitudeDeg: number };
  backlog: boolean;
}

const HOME = { latitudeDeg: 23.1, longitudeDeg: 113.3 };
/** Wrong by so much that nobody may believe them: 1970, 2099, a day and a quarter of an hour ahead. */
const UNBELIEVABLE_MS = [
  -START_MS,
  Date.UTC(2099, 0, 1) - START_MS,
  DAY_MS,
  15 * MINUTE_MS,
] as const;
/** Wrong, and believed: the device's own time line, shifted. */
const BELIEVED_MS = [-DAY_MS, -20 * MINUTE_MS, 3 * MINUTE_MS] as const;

/** Facts of one vehicle, renamed. */
const driven = (random: Random, vehicle: SubjectKey): Fact[] =>
  makeFacts(random, { vehicles: 1, minutes: MINUTES }).map((fact) => ({ ...fact, vehicle }));

const told = (fact: Fact): Sent => ({
  fact,
  fixMs: fact.fixMs,
  atMs: fact.fixMs,
  place: HOME,
  backlog: false,
});

/** Honest vehicles: disorder within two minutes, thrice at times, a blind hole brought later. */
function honestly(random: Random, vehicle: SubjectKey): Sent[] {
  const facts = driven(random, vehicle);
  const endMs = START_MS + MINUTES * MINUTE_MS;
  const holeMs = random.int(START_MS, endMs - 6 * MINUTE_MS);
  return facts.map((fact) => {
    const isHeld = fact.fixMs >= holeMs && fact.fixMs < holeMs + 90_000;
    const delayMs = isHeld ? holeMs + 120_000 - fact.fixMs : random.next() * 120_000;
    const isLast = fact.fixMs > endMs - 2 * MINUTE_MS;
    return { ...told(fact), atMs: fact.fixMs + (isLast ? 0 : delayMs), backlog: isHeld };
  });
}

/** What a liar says, and what the brute-force oracle may hold against it; null = nothing comparable. */
function lying(random: Random, vehicle: SubjectKey): { sent: Sent[]; truth: Fact[] | null } {
  const facts = driven(random, vehicle);
  switch (random.int(0, 5)) {
    case 0: {
      // The arrival is believed instead.
      const byMs = random.pick(UNBELIEVABLE_MS);
      return {
        sent: facts.map((fact) => ({ ...told(fact), fixMs: fact.fixMs + byMs })),
        truth: facts,
      };
    }
    case 1: {
      const byMs = random.pick(BELIEVED_MS);
      const sent = facts.map((fact) => ({ ...told(fact), fixMs: fact.fixMs + byMs }));
      return { sent, truth: facts.map((fact) => ({ ...fact, fixMs: fact.fixMs + byMs })) };
    }
    case 2: {
      // The receiver hangs: one place for ever.
      return { sent: facts.map(told), truth: facts };
    }
    case 3: {
      const sent = facts.map((fact) => {
        const place = random.next() < 0.2 ? { latitudeDeg: 41.2, longitudeDeg: 87.6 } : HOME;
        return { ...told(fact), place };
      });
      return { sent, truth: facts };
    }
    case 4: {
      // Two devices go by one number; both are heard.
      const other = driven(random, vehicle).map((fact) => ({ ...fact, fixMs: fact.fixMs + 1 }));
      const merged = [...facts, ...other].sort((a, b) => a.fixMs - b.fixMs);
      return { sent: merged.map(told), truth: merged };
    }
    default: {
      // A blind area of three days ago, brought now.
      const old = driven(random, vehicle)
        .slice(0, 40)
        .map((fact) => ({ ...fact, fixMs: fact.fixMs - 72 * HOUR_MS }));
      const atMs = START_MS + random.int(3, 8) * MINUTE_MS;
      const late = old.map((fact) => ({ ...told(fact), atMs, backlog: true }));
      return { sent: [...facts.map(told), ...late], truth: null };
    }
  }
}

function logOf(sent: readonly Sent[], copies: number): Reading[] {
  const log: Reading[] = [rulesReading(0, {})];
  const order = sent
    .flatMap((one, index) => Array.from({ length: copies }, () => ({ one, index })))
    .sort((a, b) => a.one.atMs - b.one.atMs || a.index - b.index);
  let tickMs = 0;
  for (const { one } of order) {
    const dueMs = Math.floor(one.atMs / 1_000) * 1_000;
    for (let at = tickMs === 0 ? dueMs : tickMs + 1_000; at <= dueMs; at += 1_000) {
      log.push(tickReading(at));
      tickMs = at;
    }
    const reading = readingOf({ ...one.fact, fixMs: one.fixMs }, one.atMs);
    if (reading.body.kind === 'position')
      Object.assign(reading.body.position, one.place, { backlog: one.backlog });
    log.push(reading);
  }
  return log;
}

/** Newest instant any task believes it to be. */
function watermark(log: readonly Reading[], rules: readonly AnyRule[]): number {
  const network = new LocalNetwork(2, rules, { alert: () => {} });
  for (const reading of log) network.feed(reading);
  return Math.max(...network.vehicleTasks.map(({ tickMs }) => tickMs));
}

test(`R11: ${COUNT} fleets with liars: alerts as the oracle's, thrice the log the same bytes`, {
  timeout: 60_000 + COUNT * 2_000,
}, () => {
  let verdicts = 0;
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const name = `FAULT_LIES_SEED=${seed}`;
    const random = randomOf(seed);
    const honest = Array.from({ length: HONEST }, (_, n) => honestly(random, vehicleKey(n))).flat();
    const liars = [lying(random, vehicleKey(100)), lying(random, vehicleKey(101))];
    const sent = [...honest, ...liars.flatMap((liar) => liar.sent)];
    const log = logOf(sent, 1);
    const { alerts } = runLog(log, { partitions: 2, rules: testRules });

    const truth = [...honest.map(({ fact }) => fact), ...liars.flatMap((liar) => liar.truth ?? [])];
    const judged = new Set<string>(truth.map(({ vehicle }) => vehicle));
    const expected = judge(truth, () => 80);
    const mine = alerts.filter(({ subjectKey }) => judged.has(subjectKey));
    expect(verdictsOf(mine), name).toEqual(expected);
    verdicts += expected.length;

    // Late history never rings.
    const oldest = START_MS - HOUR_MS;
    for (const alert of alerts)
      if (alert.openedAtMs < oldest && !judged.has(alert.subjectKey))
        expect(alert.late, name).toBe(true);

    // The liars have not been heard by the honest ones' time lines.
    const own = new Set<string>(honest.map(({ fact }) => fact.vehicle));
    const alone = runLog(logOf(honest, 1), { partitions: 2, rules: testRules });
    const beside = alerts.filter(({ subjectKey }) => own.has(subjectKey));
    expect(verdictsOf(beside), name).toEqual(verdictsOf(alone.alerts));

    // Told thrice: the same bytes, for these rules and for the product's.
    for (const rules of [testRules, productRules]) {
      const once = rules === testRules ? alerts : runLog(log, { partitions: 2, rules }).alerts;
      const thrice = logOf(sent, 3);
      expect(textOf(runLog(thrice, { partitions: 2, rules }).alerts), name).toBe(textOf(once));
    }

    // No future date moves a watermark.
    const newestMs = Math.max(...sent.map(({ atMs }) => atMs));
    expect(watermark(log, testRules), name).toBeLessThanOrEqual(newestMs);
  }
  expect(verdicts).toBeGreaterThan(COUNT * (isFull ? 10 : 5));
});
