/**
 * Goal: whatever several gateways and their terminals go through, every command ends once, nothing that
 * goes out once is heard twice, and nothing cancelled is heard. Method: three gateways on one log, terminals
 * that move, hang up, keep silent and answer late, gateways that stop and start, appends that fail;
 * everything drawn from a seed, which a failure names. COMMAND_SEEDS=20 for a longer run.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Command } from '#core/command.ts';
import { TizhengError } from '#core/errors.ts';
import { TOPICS } from '#core/topics.ts';
import { randomOf } from '../simulation/random.ts';
import { append, askDevice } from './command-desk.ts';
import { expectLaws, untilEnded } from './command-laws.ts';
import { type FaultyLog, type Harness, openTopics, startHarness } from './harness.ts';
import { Obedient } from './obedient.ts';

const SEEDS = Number(process.env.COMMAND_SEEDS ?? 1);
const FIRST = Number(process.env.COMMAND_SEED ?? 1);
const GATEWAYS = 3;
const DEVICES = 6;
const COMMANDS = 48;
/** One append of a result in so many is refused for a moment. */
const REFUSED_OF = 12;
const SETTINGS = {
  commands: { answerMs: 40, resends: 2, attemptsMax: 30 },
  silenceMs: 60_000,
  addressExceptions: ['127.0.0.1'],
};

test.each(Array.from({ length: SEEDS }, (_, k) => [FIRST + k]))(
  'seed %i: every command ends once',
  { timeout: 90_000 },
  async (seed) => {
    const random = randomOf(seed);
    const log = await openTopics();
    refuseSome(log, random);
    const gateways: (Harness | null)[] = [];
    for (let k = 0; k < GATEWAYS; k++) gateways.push(await startHarness(SETTINGS, { log }));
    const ports = () => gateways.flatMap((gateway) => (gateway === null ? [] : [gateway.tcpPort]));
    const devices = Array.from({ length: DEVICES }, (_, n) => {
      const manners = { silent: 0.1, late: 0.2, hangsUp: 0.1, doubles: 0.2 };
      return new Obedient(String(13_600_000_000 + n), random, manners, ports);
    });
    for (const device of devices) device.start();

    const commands: Command[] = [];
    const restarts: Promise<void>[] = [];
    for (let k = 0; k < COMMANDS; k++) {
      const device = devices[random.int(0, DEVICES - 1)]!;
      const commandId = `seed-${seed}-command-${k}`;
      const command = await askDevice(log, device.phone, {
        kind: 'text',
        commandId,
        args: { text: commandId },
        repeat: random.next() < 0.3 ? 'once' : 'until-answered',
        priority: random.next() < 0.2 ? 'urgent' : 'normal',
        lifeMs: random.next() < 0.1 ? 30 : 60_000,
      });
      commands.push(command);
      const { deviceKey } = command;
      if (random.next() < 0.1)
        await append(log, {
          ...{ record: 'cancellation', commandId, deviceKey, actor: 'x', atMs: Date.now() },
        });
      if (random.next() < 0.15) device.move();
      if (k === COMMANDS / 3 || k === (2 * COMMANDS) / 3)
        restarts.push(restart(gateways, random.int(0, 2), log));
      await sleep(random.int(0, 12));
    }
    await Promise.all(restarts);
    for (const device of devices) device.calm();
    await untilEnded(log, commands, 60_000);
    const ends = await expectLaws(log, commands, devices);
    for (const device of devices) await device.stop();
    await Promise.all(gateways.map((gateway) => gateway?.stop()));
    expect(ends.answered).toBeGreaterThan(COMMANDS / 3);
    if (SEEDS > 1) console.log(`seed ${seed}`, JSON.stringify(ends));
  },
);

async function restart(gateways: (Harness | null)[], which: number, log: FaultyLog): Promise<void> {
  const gateway = gateways[which];
  gateways[which] = null;
  await gateway?.stop();
  gateways[which] = await startHarness(SETTINGS, { log });
}

function refuseSome(log: FaultyLog, random: ReturnType<typeof randomOf>): void {
  const plain = log.inner.append.bind(log.inner);
  log.inner.append = async (topic, partition, records) => {
    if (topic === TOPICS.commandResults && random.int(1, REFUSED_OF) === 1)
      throw new TizhengError('LOG_UNAVAILABLE', 'test', 'The log refuses for a moment.');
    return plain(topic, partition, records);
  };
}
