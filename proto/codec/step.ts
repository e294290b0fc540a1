/** Topic alert-steps.v1, through the generated code. */
import { type LoopStep, STEP_KINDS, type StepBody } from '#core/loop/step.ts';
import { tizheng } from '../generated/step.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, keyOfLong, longOfKey, safeNumber } from './generated.ts';

const v1 = tizheng.step.v1;

export function encodeLoopStep(step: LoopStep): Uint8Array {
  const { stepId, alertId, subjectKey, alertType, atMs, kind, ...body } = step;
  return v1.LoopStep.encode({
    ...{ stepId, alertId, alertType, kind },
    subjectKey: longOfKey(subjectKey),
    atMs: safeNumber(atMs),
    bodyJson: JSON.stringify(body),
  }).finish();
}

/** Throws WireFault, also for a kind of a newer version. What was written here was checked before. */
export function decodeLoopStep(bytes: Uint8Array): LoopStep {
  const wire = decodeGenerated(v1.LoopStep, bytes);
  const { stepId, alertId, alertType, kind, bodyJson } = wire;
  if (!(STEP_KINDS as readonly string[]).includes(kind))
    throw new WireFault('value', 'a step is of no kind that is known');
  const subjectKey = keyOfLong(wire.subjectKey);
  const atMs = safeNumber(wire.atMs);
  return { ...bodyOf(bodyJson), kind, stepId, alertId, subjectKey, alertType, atMs } as LoopStep;
}

function bodyOf(json: string): Omit<StepBody, 'kind'> {
  try {
    const body: unknown = JSON.parse(json);
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return body as Omit<StepBody, 'kind'>;
  } catch {
    // Told below, like any other text that is no object.
  }
  throw new WireFault('value', 'the body of a step is no JSON object');
}
