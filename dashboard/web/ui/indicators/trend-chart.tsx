/** An indicator over its day with the edges of its levels; the same values as a table for those who cannot see it. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { IndicatorDefinition } from '#core/indicator.ts';
import type { IndicatorValues } from '../../feed/vitals-types.ts';
import { formatNumber, formatTime } from '../../i18n/translate.ts';
import { language, t, theme, unitOf } from '../../state/preferences.ts';

const HEIGHT_PX = 170;
/** Rows of the table, the newest ones. */
const TABLE_ROWS_MAX = 96;

export function TrendChart({
  definition,
  day,
}: {
  definition: IndicatorDefinition;
  day: IndicatorValues | null;
}) {
  const host = useRef<HTMLDivElement>(null);
  const table = useSignal(false);
  useEffect(() => {
    if (!host.current || !day || day.values.length === 0) return;
    const element = host.current;
    let dispose = () => {};
    let gone = false;
    void import('./trend-plot.ts').then(({ plotTrend }) => {
      if (!gone) dispose = plotTrend(element, { definition, day, height: HEIGHT_PX });
    });
    return () => {
      gone = true;
      dispose();
    };
  }, [day, definition, theme.value, language.value]);

  if (!day) return <p class="quiet chart-space">{t('detail.loading')}</p>;
  if (day.values.length === 0) return <p class="quiet">{t('vital.noValue')}</p>;
  return (
    <>
      {day.source === 'memory' && <p class="quiet small">{t('vital.fromMemory')}</p>}
      <div class="chart" ref={host} aria-hidden="true" />
      <button
        type="button"
        class="link small"
        aria-expanded={table.value}
        onClick={() => (table.value = !table.value)}
      >
        {t('detail.speedTable')}
      </button>
      {table.value && (
        <div class="speed-table">
          <table>
            <thead>
              <tr>
                <th>{t('detail.time')}</th>
                <th>{unitOf(definition.unit) || t('vital.value')}</th>
                <th>{t('vital.phase')}</th>
              </tr>
            </thead>
            <tbody>
              {day.values
                .slice(-TABLE_ROWS_MAX)
                .reverse()
                .map(({ windowStartMs, value, phase }) => (
                  <tr key={windowStartMs}>
                    <td>{formatTime(windowStartMs).slice(0, 5)}</td>
                    <td>{value === null ? '—' : formatNumber(value)}</td>
                    <td>{t(`phase.${phase}`)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
