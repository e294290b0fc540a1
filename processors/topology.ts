/**
 * The way of a position report through stage 1, readable as a sentence: it is deduplicated,
 * qualified, and put in order, where the rules conclude.
 */
import { dedupe } from './stages/dedupe.ts';
import { order } from './stages/order.ts';
import type { Stage } from './stages/passage.ts';
import { qualify } from './stages/qualify.ts';

export const positionStages: readonly Stage[] = [dedupe, qualify, order];
