/** What must hold of commands, whatever gateways and terminals went through. */
import { expect } from 'vitest';
import { applyResult, type Command, isFinal, newStanding } from '#core/command.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { FINAL_STATES, results } from './command-desk.ts';
import { deviceKeyOf } from './harness.ts';
import type { Obedient } from './obedient.ts';

/** Asked as texts whose words are their ids. */
export async function expectLaws(
  log: EventLog,
  commands: readonly Command[],
  devices: readonly Obedient[],
): Promise<Record<string, number>> {
  const all = await results(log);
  const byDevice = new Map(devices.map((device) => [deviceKeyOf(device.phone), device]));
  const ends: Record<string, number> = {};
  for (const command of commands) {
    const { commandId, deviceKey, repeat } = command;
    const own = all.filter((result) => result.commandId === commandId);
    const standing = newStanding();
    const counted = own.filter((result) => applyResult(standing, result, repeat));
    expect(isFinal(standing), `${commandId} has ended, not ${standing.state}`).toBe(true);
    expect(counted.filter(({ state }) => FINAL_STATES.includes(state)).length).toBe(1);
    const device = byDevice.get(deviceKey)!;
    const heard = device.heard.filter((text) => text === commandId).length;
    const sent = counted.filter(({ state }) => state === 'sent').length;
    expect(heard, `${commandId} was heard only as often as it was sent`).toBeLessThanOrEqual(sent);
    if (repeat === 'once') expect(heard).toBeLessThanOrEqual(1);
    if (standing.state === 'answered') expect(device.acknowledged).toContain(commandId);
    if (standing.state === 'cancelled') expect(heard).toBe(0);
    const end = standing.last?.reason ?? standing.state;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return ends;
}

export async function untilEnded(
  log: EventLog,
  commands: readonly Command[],
  msMax: number,
): Promise<void> {
  const deadline = performance.now() + msMax;
  for (;;) {
    const ended = new Set(
      (await results(log))
        .filter(({ state }) => FINAL_STATES.includes(state))
        .map(({ commandId }) => commandId),
    );
    if (commands.every(({ commandId }) => ended.has(commandId))) return;
    if (performance.now() > deadline) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
