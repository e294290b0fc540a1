/**
 * A process dies at any of its writes, before or after it took hold, again and again, and two run beside each other: the
 * same steps count as in an undisturbed run, every warning that counts has its command, and a device meets it once.
 */
import { expect, test } from 'vitest';
import { TizhengError } from '#core/errors.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import type { RunningLoop } from '#sinks/loop/service.ts';
import { seeded } from '../webhooks/harness.ts';
import { alertIdOf, LoopBed, T0, wordOf } from './bed.ts';

const SEEDS = Number(process.env.LOOP_SEEDS ?? 6);
const MINUTE = 60_000;

/** The log as a process sees it that dies at its n-th write; what it does afterwards has no effect. */
function mortal(log: EventLog, writes: number, isAfter: boolean) {
  let left = writes;
  const life = { isDead: false };
  const dead = () => new TizhengError('LOG_CLOSED', 'log', 'The process is dead.');
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    if (life.isDead) throw dead();
    left--;
    if (left > 0) return work();
    if (isAfter) await work();
    life.isDead = true;
    throw dead();
  };
  const seen: EventLog = {
    ensureTopic: (...args) => log.ensureTopic(...args),
    partitions: (topic) => log.partitions(topic),
    append: (...args) => write(() => log.append(...args)),
    commit: (...args) => write(() => log.commit(...args)),
    read: (...args) => (life.isDead ? Promise.reject(dead()) : log.read(...args)),
    ends: (...args) => log.ends(...args),
    committed: (...args) => log.committed(...args),
    clean: (nowMs) => log.clean(nowMs),
    close: async () => {},
  };
  return { seen, life };
}

/** What happens in the world: the same for every run. */
async function happen(bed: LoopBed, step: number): Promise<void> {
  const timeMs = bed.clock.now();
  const alert = { severity: 'critical' as const, raisedAtMs: timeMs };
  if (step === 0)
    await bed.writer.write(
      0,
      [1, 2, 3].map((index) => ({ index, change: 'opened' as const, alert })),
      timeMs,
    );
  if (step === 1) {
    await bed.delivered(alertIdOf(1), 'enterprise');
    await bed.writer.write(1, [{ index: 4, change: 'opened', alert }], timeMs);
    await bed.act(alertIdOf(2), 'acknowledge');
    await bed.act(alertIdOf(4), 'escalate', { level: 'city' });
  }
  if (step === 3)
    await bed.writer.write(
      0,
      [{ index: 3, change: 'closed', alert: { ...alert, closedAtMs: timeMs } }],
      timeMs,
    );
  if (step === 7) await bed.act(alertIdOf(2), 'escalate', { level: 'province', baseVersion: 1 });
  if (step === 5) await bed.writer.write(0, [{ index: 1, change: 'withdrawn', alert }], timeMs);
}

const STEPS = 12;
type Outcome = { words: string[]; spoken: string[] };

async function outcomeOf(bed: LoopBed): Promise<Outcome> {
  const steps = await bed.steps();
  const asked = steps.filter(({ kind }) => kind === 'said' || kind === 'confirmed');
  // Every warning that counts was asked for, and nothing else.
  expect([...bed.met.keys()].sort()).toEqual(asked.map(({ stepId }) => stepId).sort());
  return {
    words: steps.map((step) => `${step.alertId.slice(-1)} ${wordOf(step)}`).sort(),
    spoken: bed.spoken.sort(),
  };
}

async function undisturbed(): Promise<Outcome> {
  const bed = await LoopBed.make();
  await bed.start();
  for (let step = 0; step < STEPS; step++) {
    await happen(bed, step);
    await bed.at(step + 1);
  }
  const outcome = await outcomeOf(bed);
  await bed.close();
  return outcome;
}

test(`${SEEDS} seeds of deaths at any write, alone and beside another process`, async () => {
  const wanted = await undisturbed();
  expect(wanted.words).toEqual(
    expect.arrayContaining([
      '1 ended withdrawn city+enterprise',
      '3 reaction not-reacted',
      '2 notified city escalated-later',
      '4 deaf enterprise',
      '4 notified city escalated',
    ]),
  );
  const met = { deaths: 0, after: 0 };
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seeded(seed);
    const log = openMemoryLog();
    const bed = await LoopBed.make(undefined, log);
    const isPair = seed % 2 === 0;
    const living: { loop: RunningLoop; life: { isDead: boolean } }[] = [];
    const breathe = async () => {
      while (living.length < (isPair ? 2 : 1)) {
        const isAfter = random() < 0.5;
        const { seen, life } = mortal(log, 1 + Math.floor(random() * 40), isAfter);
        try {
          living.push({ loop: await bed.start(seen, life), life });
        } catch (error) {
          expect((error as TizhengError).code).toBe('LOG_CLOSED');
        }
        if (life.isDead) met.deaths++;
        if (isAfter) met.after++;
      }
    };
    await breathe();
    for (let step = 0; step < STEPS; step++) {
      await happen(bed, step);
      for (let quarter = 1; quarter <= 4; quarter++) {
        // Who died is replaced at once, so that no warning becomes stale meanwhile.
        await bed.settle(T0 + step * MINUTE + quarter * 15_000, async () => {
          const dead = living.filter(({ life }) => life.isDead);
          for (const each of dead) {
            met.deaths++;
            living.splice(living.indexOf(each), 1);
            void bed.stop(each.loop);
          }
          await breathe();
          return dead.length > 0;
        });
      }
    }
    expect(await outcomeOf(bed), `seed ${seed}`).toEqual(wanted);
    void bed.close();
  }
  expect(met.deaths).toBeGreaterThan(SEEDS);
  expect(met.after).toBeGreaterThan(0);
});
