/** An indicator as the engine runs it: its catalogue entry, the measure its sums come from, and how a value is read from them. */

import { assert } from '#core/errors.ts';
import type { IndicatorDefinition } from '#core/indicator.ts';
import { INDICATORS, type IndicatorId } from '#core/indicator-catalogue.ts';
import type { Measure } from './measures.ts';
import { paneMsOf } from './windows.ts';

/** What a value is made of; the engine divides. */
export interface Ratio {
  numerator: number;
  /** 0 = no value. */
  denominator: number;
  samples: number;
  /** Sources that contributed, of `expected`; expected 0 = not known. */
  sources: number;
  expected: number;
}

export interface Indicator {
  definition: IndicatorDefinition;
  measure: Measure;
  /** Told for every scope with registered vehicles, whether anything was heard of them or not. */
  everyWindow: boolean;
  /**
   * @param sums of the measure, in its order
   * @param registered how many of each were registered in the scope at the window's end, in the order of REGISTERED
   */
  read(sums: readonly number[], registered: readonly number[]): Ratio;
}

export function defineIndicator(
  id: IndicatorId,
  part: Pick<Indicator, 'measure' | 'read'> & { everyWindow?: true },
): Indicator {
  const definition = INDICATORS.find((candidate) => candidate.id === id)!;
  const { window } = part.measure;
  assert(window !== null, 'an indicator is read from a measure with windows');
  if (window.kind === 'tumbling')
    assert(paneMsOf(window) === definition.windowMs, `${id}: window and measure agree`);
  return { definition, everyWindow: false, ...part };
}
