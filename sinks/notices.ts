/** How notices of alert-steps.v1 are named where transitions of alerts.v1 are named as well. */
import { NOTICE_LEVELS, type NoticeLevel } from '#core/loop/policy.ts';
import type { LoopStep } from '#core/loop/step.ts';
import { TOPICS } from '#core/topics.ts';

/** Stands for the only partition of alert-steps.v1 beside those of alerts.v1, of which there are at most 513. */
export const NOTICE_PARTITION = 0xffff;

/** Topic and partition in the log. */
export function placeOf(partition: number): [topic: string, partition: number] {
  return partition === NOTICE_PARTITION ? [TOPICS.alertSteps, 0] : [TOPICS.alerts, partition];
}

/** Of a notice and of its end; null = the step is told to nobody outside. */
export function changeOf(step: LoopStep): string | null {
  if (step.kind === 'notified') return `notified-${step.level}`;
  return step.kind === 'ended' ? step.state : null;
}

export function levelOfChange(change: string): NoticeLevel | null {
  return NOTICE_LEVELS.find((level) => change === `notified-${level}`) ?? null;
}
