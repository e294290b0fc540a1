/**
 * A fence: the first record of a new epoch in an output partition, number 0 of that epoch. Whoever
 * takes a task over under a new epoch writes it before it looks at what earlier epochs said, so that
 * what a replaced writer still adds behind it is dropped by every reader.
 *
 * It has no value; everything is in its key, which no other record of these topics looks like.
 */
export interface Fence {
  task: string;
  epoch: number;
  /** Who wrote it: of two that claim one epoch the first in the partition has it. */
  claim: string;
}

const KEY = /^fence\/([a-z]+-\d+)\/(\d+)\/([0-9a-f]+)$/;
const EMPTY = new Uint8Array(0);

export function fenceRecord({ task, epoch, claim }: Fence, timeMs: number) {
  return { key: `fence/${task}/${epoch}/${claim}`, timeMs, value: EMPTY };
}

/** null = an output. */
export function fenceOf({ key, value }: { key: string; value: Uint8Array }): Fence | null {
  if (value.length > 0) return null;
  const match = KEY.exec(key);
  if (match === null) return null;
  return { task: match[1]!, epoch: Number(match[2]), claim: match[3]! };
}
