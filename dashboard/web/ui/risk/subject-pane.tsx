/** One subject: what its score is made of, what it did and when, and how its code changed. */
import type { RiskDetail } from '../../feed/risk-api.ts';
import { formatDateTime, formatNumber } from '../../i18n/translate.ts';
import { dialog, say } from '../../state/detail.ts';
import { selectAlert, selectVehicle } from '../../state/duty-room.ts';
import { t, typeName } from '../../state/preferences.ts';
import { showVehicle } from '../map-view.tsx';
import { CodeMark, nameOf, textOf } from './words.tsx';

export function SubjectPane({ shown }: { shown: RiskDetail }) {
  const { subject, code, codeSinceMs, score, coverage, reasons, components, sums } = shown;
  const { handle } = subject;
  return (
    <section aria-labelledby="risk-subject">
      <h3 id="risk-subject">
        {nameOf(subject)} <CodeMark code={code} />
      </h3>
      <p>
        {t('risk.scoreIs', { score: score ?? '—' })}
        <span class="quiet">
          {' '}
          {t('risk.since', { time: formatDateTime(codeSinceMs) })} ·{' '}
          {t('risk.coverage', { percent: Math.round(coverage * 100) })} ·{' '}
          {t('risk.driven', {
            km: formatNumber(Math.round(sums.wayKm)),
            hours: formatNumber(Math.round(sums.drivingHours)),
          })}
        </span>
      </p>
      {handle !== null && (
        <p class="buttons">
          <button
            type="button"
            onClick={() => {
              dialog.value = null;
              selectVehicle(handle);
              if (!showVehicle(handle)) say(t('risk.noPosition'), 'bad');
            }}
          >
            {t('risk.onMap')}
          </button>
        </p>
      )}
      <h4>{t('risk.reasons')}</h4>
      {reasons.length === 0 && <p class="quiet">{t('risk.noReasons')}</p>}
      <ol class="risk-reasons">
        {reasons.map((reason) => (
          <li key={reason.about}>
            {textOf(reason)}
            {reason.points !== null && <strong> +{reason.points}</strong>}
          </li>
        ))}
      </ol>
      <Uncorrected shown={shown} />
      <h4>{t('risk.parts')}</h4>
      <table class="risk-parts">
        <tbody>
          {components.map(({ name, weight, risk }) => (
            <tr key={name}>
              <th>{t(`risk.part.${name as 'alerts'}`)}</th>
              <td>
                {risk === null ? (
                  <span class="quiet">{t('risk.unknown')}</span>
                ) : (
                  <meter min={0} max={100} low={40} high={70} optimum={0} value={risk}>
                    {Math.round(risk)}
                  </meter>
                )}
              </td>
              <td class="number">{risk === null ? '' : Math.round(risk)}</td>
              <td class="quiet">× {weight}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Profile shown={shown} />
      <History shown={shown} />
    </section>
  );
}

function Uncorrected({ shown: { uncorrected } }: { shown: RiskDetail }) {
  if (uncorrected.count === 0) return null;
  return (
    <p>
      {t('risk.uncorrected', { count: uncorrected.count })}{' '}
      {uncorrected.alertIds.map((alertId, at) => (
        <AlertLink key={alertId} alertId={alertId} text={`#${at + 1}`} />
      ))}
    </p>
  );
}

function AlertLink({ alertId, text }: { alertId: string; text: string }) {
  return (
    <button
      type="button"
      class="link"
      onClick={() => {
        dialog.value = null;
        selectAlert(alertId);
      }}
    >
      {text}
    </button>
  );
}

function Profile({ shown: { profile } }: { shown: RiskDetail }) {
  const { byType, byHour, byDay } = profile;
  const most = Math.max(1, ...byHour);
  return (
    <>
      <h4>{t('risk.profile')}</h4>
      {byType.length === 0 && <p class="quiet">{t('risk.noViolations')}</p>}
      <ul class="risk-types">
        {byType.map(([type, count]) => (
          <li key={type}>
            {typeName(type)} <strong>{count}</strong>
          </li>
        ))}
      </ul>
      {byType.length > 0 && (
        <>
          <p class="quiet" id="risk-hours">
            {t('risk.byHour')}
          </p>
          <ol class="risk-hours" aria-labelledby="risk-hours">
            {byHour.map((count, hour) => (
              <li key={hour} title={`${hour}:00 · ${count}`}>
                <span style={{ height: `${(count * 100) / most}%` }} />
                <small class={hour % 6 === 0 ? '' : 'for-ears'}>
                  {hour}
                  <span class="for-ears">: {count}</span>
                </small>
              </li>
            ))}
          </ol>
          <p class="quiet">
            {t('risk.byDay', {
              days: byDay.length,
              newest: byDay.at(-1)?.[1] ?? 0,
              day: formatDateTime(byDay.at(-1)?.[0] ?? 0).slice(0, 10),
            })}
          </p>
        </>
      )}
    </>
  );
}

function History({ shown: { history } }: { shown: RiskDetail }) {
  return (
    <>
      <h4>{t('risk.history')}</h4>
      {history.length === 0 && <p class="quiet">{t('risk.noHistory')}</p>}
      <ol class="risk-history">
        {history.toReversed().map((change) => (
          <li key={change.atMs}>
            <time>{formatDateTime(change.atMs)}</time> <CodeMark code={change.from} /> →{' '}
            <CodeMark code={change.to} /> {textOf(change)}{' '}
            {change.alertId !== null && (
              <AlertLink alertId={change.alertId} text={t('risk.alert')} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
