import { defineIndicator } from './define.ts';
import { REGISTERED, weather } from './measures.ts';

/** The worst station speaks for the scope. */
export const visibilityLevel = defineIndicator('weather.visibility-level', {
  measure: weather,
  read: (sums, registered) => {
    const stations = sums.reduce((all, some) => all + some, 0);
    return {
      numerator: sums.findIndex((some) => some > 0) + 1,
      denominator: stations > 0 ? 1 : 0,
      samples: stations,
      sources: stations,
      expected: registered[REGISTERED.stations]!,
    };
  },
});
