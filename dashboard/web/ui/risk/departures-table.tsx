/** Trips that are about to leave, the highest risk first. */
import { formatDateTime, formatNumber } from '../../i18n/translate.ts';
import { needs } from '../../state/account.ts';
import { secondMs, serverNowMs } from '../../state/duty-room.ts';
import { age, t, word } from '../../state/preferences.ts';
import { chooseRisk, openRisk, riskDepartures, riskKind, riskTab } from '../../state/risk.ts';
import { showTrip } from '../../state/trips.ts';
import { CodeMark, nameOf, textOf } from './words.tsx';

export function DeparturesTable() {
  const shown = riskDepartures.value;
  if (shown === null) return <p class="quiet">{t('detail.loading')}</p>;
  secondMs.value;
  const nowMs = serverNowMs();
  return (
    <section class="registry-table" aria-label={t('risk.tab.departures')}>
      <p class="quiet" role="status">
        {t('risk.departures', { total: formatNumber(shown.total), high: shown.high })}
      </p>
      <table class="departures">
        <thead>
          <tr>
            <th>{t('risk.level')}</th>
            <th>{t('trips.departs')}</th>
            <th>{t('trips.vehicle')}</th>
            <th>{t('risk.kind.driver')}</th>
            <th>{t('trips.state')}</th>
            <th>{t('risk.reasons')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {shown.departures.map(({ tripId, risk, departMs, vehicle, drivers, state }) => (
            <tr key={tripId}>
              <td>
                <strong class={`risk-level ${risk?.level ?? 'unknown'}`}>
                  {t(`risk.level.${risk?.level ?? 'unknown'}`)}
                </strong>
                {risk !== null && (
                  <span class="quiet"> {formatNumber(Math.round(risk.score))}</span>
                )}
              </td>
              <td>
                <time>{formatDateTime(departMs)}</time>
                {departMs <= nowMs && (
                  <strong class="fault">
                    {' '}
                    {t('risk.overdue', { age: age(nowMs - departMs) })}
                  </strong>
                )}
              </td>
              <td>
                <button
                  type="button"
                  class="link"
                  onClick={() => {
                    chooseRisk(() => {
                      riskTab.value = 'codes';
                      riskKind.value = 'vehicle';
                    });
                    void openRisk('vehicle', vehicle.id);
                  }}
                >
                  {nameOf(vehicle)}
                </button>
              </td>
              <td>
                {drivers.map(({ key, name, code }) => (
                  <span key={key}>
                    {name ?? key.slice(0, 6)} {code !== null && <CodeMark code={code} />}{' '}
                  </span>
                ))}
              </td>
              <td>{word('trips.state', state)}</td>
              <td>{textOf(risk)}</td>
              <td>
                <button type="button" {...needs('trips.read')} onClick={() => showTrip(tripId)}>
                  {t('risk.openTrip')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.total === 0 && <p class="quiet">{t('risk.noDepartures')}</p>}
    </section>
  );
}
