/** The command of a step: its id is the step's, so that whoever writes it, and however often, asks for one thing. */
import type { Command } from '#core/command.ts';
import { SAY_LIFE_MS } from '#core/loop/policy.ts';
import type { LoopStep } from '#core/loop/step.ts';
import { MINUTE_MS } from '#core/time.ts';

export const LOOP_ACTOR = 'loop';
/** The terminal keeps an alarm until it was confirmed, so a confirmation may come later than a warning. */
const CONFIRM_LIFE_MS = 10 * MINUTE_MS;

export function commandOf(step: LoopStep): Command {
  const { stepId: commandId, alertId, subjectKey, atMs } = step;
  const common = {
    ...({ record: 'command', commandId, alertId, subjectKey, actor: LOOP_ACTOR } as const),
    createdAtMs: atMs,
  };
  if (step.kind === 'said')
    return {
      ...common,
      deviceKey: step.deviceKey,
      kind: 'text',
      args: { text: step.text, urgency: step.urgency, readAloud: true, display: step.display },
      reason: '自动语音提醒',
      expiresAtMs: atMs + SAY_LIFE_MS,
      priority: 'urgent',
      // Heard twice is worse than a lost answer: nobody would know that it was one warning.
      repeat: 'once',
    };
  if (step.kind === 'confirmed')
    return {
      ...common,
      deviceKey: step.deviceKey,
      kind: 'confirm-alarm',
      // Serial 0: all alarms of this type.
      args: { alarmSerial: 0, alarms: [step.alarm] },
      reason: '报警确认',
      expiresAtMs: atMs + CONFIRM_LIFE_MS,
      priority: 'urgent',
      repeat: 'until-answered',
    };
  throw new TypeError('A step of this kind asks nothing of a device.');
}
