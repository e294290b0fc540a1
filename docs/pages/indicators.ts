/** docs/generated/indicators.md: every indicator with formula, unit, window, levels and source. */
import type { IndicatorDefinition } from '#core/indicator.ts';
import { INDICATORS } from '#core/indicator-catalogue.ts';
import { MINUTE_MS } from '#core/time.ts';
import { NOTE, table } from './table.ts';

export function indicatorsPage(): string {
  const sections = INDICATORS.map((definition: IndicatorDefinition) => {
    const { id, version, names, formula, unit, direction, levels, windowMs } = definition;
    const better = direction === 0 ? 'neither' : direction > 0 ? 'higher' : 'lower';
    return [
      `## \`${id}\` (version ${version})`,
      `${names.zh} · ${names.en}`,
      `${formula.zh}\n\n${formula.en}`,
      table(
        ['unit', 'window', 'better', 'levels', 'scopes', 'owner', 'standard'],
        [
          [
            unit,
            `${windowMs / MINUTE_MS} min`,
            better,
            levels.length === 0 ? 'none' : levels.join(' / '),
            definition.scopes.join(', '),
            definition.owner,
            definition.standard,
          ],
        ],
      ),
    ].join('\n\n');
  });
  const told =
    'Values are told `early` while a window is open, `final` at its end plus `runtime.windowGraceMs`, `amended` when later data change them. No denominator, no value: never 0 or 100 instead.';
  return `# Indicators\n\n${NOTE}${told}\n\n${sections.join('\n\n')}\n`;
}
