/** The scopes one step below, each with numerator and denominator; a region opens further. */
import type { IndicatorDefinition } from '#core/indicator.ts';
import { toneOf } from '../../feed/indicator-series.ts';
import type { IndicatorPart, IndicatorParts } from '../../feed/vitals-types.ts';
import { formatNumber } from '../../i18n/translate.ts';
import { language, t, unitOf } from '../../state/preferences.ts';
import { changeChoice } from '../../state/vitals.ts';
import { ToneMark } from './tone-mark.tsx';

export function PartsTable({
  definition,
  shown,
}: {
  definition: IndicatorDefinition;
  shown: IndicatorParts;
}) {
  const { children, childrenTotal, childrenNumerator, childrenDenominator } = shown;
  const adds = childrenNumerator === shown.numerator && childrenDenominator === shown.denominator;
  if (children.length === 0) return <p class="quiet">{t('vital.noParts')}</p>;
  return (
    <div class="parts">
      <table>
        <thead>
          <tr>
            <th>{t('vital.place')}</th>
            <th class="number">{unitOf(definition.unit) || t('vital.value')}</th>
            <th class="number">{t('vital.numerator')}</th>
            <th class="number">{t('vital.denominator')}</th>
          </tr>
        </thead>
        <tbody>
          {children.map((part) => (
            <Row key={part.scope.id} definition={definition} part={part} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={2}>
              {t('vital.sum', { count: childrenTotal })}
              {adds && <span class="adds"> ✓ {t('vital.adds')}</span>}
            </td>
            <td class="number">{formatNumber(childrenNumerator)}</td>
            <td class="number">{formatNumber(childrenDenominator)}</td>
          </tr>
        </tfoot>
      </table>
      {childrenTotal > children.length && (
        <p class="quiet small">{t('vital.partsCut', { count: children.length })}</p>
      )}
    </div>
  );
}

function Row({ definition, part }: { definition: IndicatorDefinition; part: IndicatorPart }) {
  const { scope } = part;
  return (
    <tr data-scope={`${scope.kind}:${scope.id}`}>
      <td>
        <button
          type="button"
          class="link"
          onClick={() => changeChoice({ scope: { kind: scope.kind, id: scope.id } })}
        >
          {scope.name[language.value]}
        </button>
      </td>
      <td class="number">
        <ToneMark tone={toneOf(part.level, definition.levels.length)} />{' '}
        {part.value === null ? '—' : formatNumber(part.value)}
      </td>
      <td class="number">{formatNumber(part.numerator)}</td>
      <td class="number">{formatNumber(part.denominator)}</td>
    </tr>
  );
}
