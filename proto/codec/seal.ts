/** Topic seals.v1, through the generated code. */
import type { SealEvent } from '#core/seal.ts';
import { tizheng } from '../generated/seal.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, safeNumber } from './generated.ts';

const v1 = tizheng.seal.v1;
const STEPS: readonly string[] = [
  'seal',
  'files',
  'sealed',
  'lift',
  'lifted',
] satisfies SealEvent['step'][];

export function encodeSealEvent(event: SealEvent): Uint8Array {
  const { sealId, step, atMs, ...body } = event;
  return v1.SealEvent.encode({
    ...{ sealId, step, atMs: safeNumber(atMs), bodyJson: JSON.stringify(body) },
  }).finish();
}

/** Throws WireFault, also for a step of a newer version. */
export function decodeSealEvent(bytes: Uint8Array): SealEvent {
  const { sealId, step, atMs, bodyJson } = decodeGenerated(v1.SealEvent, bytes);
  if (!STEPS.includes(step)) throw new WireFault('value', 'a word is outside its closed list');
  try {
    const body = JSON.parse(bodyJson) as object;
    return { ...body, sealId, step, atMs: safeNumber(atMs) } as SealEvent;
  } catch (cause) {
    throw new WireFault('value', 'a text is no JSON object', cause);
  }
}
