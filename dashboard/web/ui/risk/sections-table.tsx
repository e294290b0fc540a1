/** High-incidence sections, each with its worst hours; one of them can be shown on the map. */
import type { IncidenceCell } from '#core/risk/verdict.ts';
import type { SectionRow } from '../../feed/risk-api.ts';
import { formatNumber } from '../../i18n/translate.ts';
import { dialog, phoneTab } from '../../state/detail.ts';
import { t, typeName } from '../../state/preferences.ts';
import { riskSections, shownSection } from '../../state/risk.ts';

const HOURS_SHOWN = 3;

export function SectionsTable() {
  const shown = riskSections.value;
  if (shown === null) return <p class="quiet">{t('detail.loading')}</p>;
  return (
    <section class="registry-table" aria-label={t('risk.tab.sections')}>
      <p class="quiet">{t('risk.sectionsNote', { days: shown[0]?.days ?? 28 })}</p>
      <table>
        <thead>
          <tr>
            <th>{t('risk.section')}</th>
            <th>{t('risk.violations')}</th>
            <th>{t('risk.rate')}</th>
            <th>{t('risk.hours')}</th>
            <th>{t('risk.weekHours')}</th>
            <th>{t('risk.mostly')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.section.sectionId} row={row} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p class="quiet">{t('risk.noSections')}</p>}
    </section>
  );
}

function Row({ row }: { row: SectionRow }) {
  const { section, cells, byType } = row;
  const isOnMap = shownSection.value?.section.sectionId === section.sectionId;
  const whole = cells.find(({ weekday, hour }) => weekday === 0 && hour < 0);
  const hours = cells.filter(({ weekday, hour }) => weekday === 0 && hour >= 0);
  const weekHours = cells.filter(({ weekday }) => weekday > 0);
  return (
    <tr class={isOnMap ? 'chosen' : ''}>
      <td>
        {section.sectionId === ''
          ? t('risk.everywhere')
          : `${section.roadCode ?? ''} ${section.name ?? section.sectionId}`}
      </td>
      <td class="number">{whole === undefined ? '' : formatNumber(whole.count)}</td>
      <td class="number">{whole === undefined ? '' : rateOf(whole)}</td>
      <td>
        {worst(hours)
          .map((cell) => `${hourOf(cell)} ${cell.count}`)
          .join(' · ')}
      </td>
      <td>
        {worst(weekHours)
          .map((cell) => `${t(`risk.weekday.${cell.weekday as 1}`)} ${hourOf(cell)} ${cell.count}`)
          .join(' · ')}
      </td>
      <td>{byType[0] === undefined ? '' : typeName(byType[0][0])}</td>
      <td>
        {section.line !== null && (
          <button
            type="button"
            aria-pressed={isOnMap}
            onClick={() => {
              shownSection.value = isOnMap ? null : row;
              if (isOnMap) return;
              phoneTab.value = 'map';
              dialog.value = null;
            }}
          >
            {t('risk.onMap')}
          </button>
        )}
      </td>
    </tr>
  );
}

/** By rate where there is one, else by count. */
function worst(cells: readonly IncidenceCell[]): IncidenceCell[] {
  return [...cells]
    .sort((a, b) => (b.rate ?? 0) - (a.rate ?? 0) || b.count - a.count)
    .slice(0, HOURS_SHOWN);
}

function rateOf({ rate }: IncidenceCell): string {
  return rate === null ? t('risk.noRate') : rate.toFixed(1);
}

function hourOf({ hour }: IncidenceCell): string {
  return `${hour}–${hour + 1}`;
}
