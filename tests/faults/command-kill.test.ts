/**
 * Goal: a command in the log ends once whatever instant ingest is killed at; what goes out once is never
 * heard twice. Method: ingest in a child process on the embedded log, terminals that hang up, keep
 * silent and answer late, SIGKILL at random moments while commands are under way.
 * FAULT_COMMAND_KILLS=50 for a longer run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { Command } from '#core/command.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { askDevice, FINAL_STATES, results } from '#tests/ingest/command-desk.ts';
import { expectLaws, untilEnded } from '#tests/ingest/command-laws.ts';
import { Obedient } from '#tests/ingest/obedient.ts';
import { randomOf } from '#tests/simulation/random.ts';
import { Child } from './child.ts';
import { sizeOf } from './size.ts';

const KILLS = sizeOf('FAULT_COMMAND_KILLS', { small: 1, full: 10 });
const DEVICES = 10;
const COMMANDS_PER_KILL = 40;
const SCRIPT = join(import.meta.dirname, 'ingest-child.ts');
const SETTINGS = JSON.stringify({
  addressExceptions: ['127.0.0.1'],
  acceptPerSecondMax: 0,
  commands: { answerMs: 150, resends: 2, attemptsMax: 30 },
});

const dir = mkdtempSync(join(tmpdir(), 'tizheng-command-kill-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test(`${KILLS} kills of ingest: every command ends once`, {
  timeout: 60_000 + KILLS * 20_000,
}, async () => {
  const random = randomOf(7);
  let child = new Child(SCRIPT, [dir, '0', SETTINGS]);
  const port = await child.said('ready');
  const log = await openEmbeddedLog({ dir: join(dir, 'log') });
  const devices = Array.from({ length: DEVICES }, (_, n) => {
    const manners = { silent: 0.05, late: 0.5, hangsUp: 0.05, doubles: 0.1 };
    return new Obedient(String(13_500_000_000 + n), random, manners, () => [Number(port)]);
  });
  for (const device of devices) device.start();
  const commands: Command[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    for (let k = 0; k < COMMANDS_PER_KILL; k++) {
      const device = devices[random.int(0, DEVICES - 1)]!;
      const commandId = `kill-${kill}-command-${k}`;
      const repeat = random.next() < 0.3 ? 'once' : 'until-answered';
      const wish = { kind: 'text' as const, commandId, args: { text: commandId }, repeat } as const;
      commands.push(await askDevice(log, device.phone, { ...wish, lifeMs: 600_000 }));
      await sleep(random.int(0, 8));
    }
    await child.kill();
    child = new Child(SCRIPT, [dir, port, SETTINGS]);
    await child.said('ready');
  }
  for (const device of devices) device.calm();
  await untilEnded(log, commands, 60_000);
  const ends = await expectLaws(log, commands, devices);
  // One gateway at a time: what is final is not even written twice.
  const finals = (await results(log)).filter(({ state }) => FINAL_STATES.includes(state));
  expect(finals.length).toBe(commands.length);
  console.log('commands under kills', JSON.stringify({ kills: KILLS, ends }));
  expect(ends.answered).toBeGreaterThan(commands.length / 2);
  for (const device of devices) await device.stop();
  await child.kill();
  await log.close();
});
