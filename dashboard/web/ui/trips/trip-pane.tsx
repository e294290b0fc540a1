/** One trip: where it stands, what was found before and after it, who did what, and what can be done. */
import { useSignal } from '@preact/signals';
import type { TripFinding, TripStep, TripView } from '../../feed/trips-api.ts';
import { tripsApi } from '../../feed/trips-api.ts';
import { alertTypeName, formatDateTime, formatNumber } from '../../i18n/translate.ts';
import { dialog } from '../../state/detail.ts';
import { selectAlert } from '../../state/duty-room.ts';
import { language, t, word } from '../../state/preferences.ts';
import {
  takeStep,
  tripAlerts,
  tripCheck,
  tripPane,
  tripReport,
  tripSteps,
} from '../../state/trips.ts';
import { Fact } from '../fact.tsx';

export function TripPane({ trip, mayWrite }: { trip: TripView; mayWrite: boolean }) {
  const { plan, departed, arrived, live } = trip;
  const check = trip.check ?? tripCheck.value;
  const report = tripReport.value;
  return (
    <>
      <h3>
        {plan.vehicleId ?? plan.vehicleKey.slice(0, 6)} · {word('trips.state', trip.state)}
      </h3>
      <dl class="facts">
        <Fact label={t('trips.drivers')}>
          {plan.drivers.map(({ key, name }) => name ?? key.slice(0, 6)).join(' ') || '—'}
        </Fact>
        <Fact label={t('trips.planned')}>
          {formatDateTime(plan.departMs)} → {formatDateTime(plan.arriveMs)}
        </Fact>
        {departed !== null && (
          <Fact label={t('trips.actual')}>
            {formatDateTime(departed.timeMs)} →{' '}
            {arrived === null ? '…' : formatDateTime(arrived.timeMs)}
          </Fact>
        )}
        {trip.verdict !== null && (
          <Fact label={t('trips.verdict')}>{word('trips.verdict', trip.verdict)}</Fact>
        )}
      </dl>
      {live !== null && (
        <p class="trip-live">
          {live.progress !== null && (
            <progress value={live.progress} max={1} aria-label={t('trips.progress')} />
          )}{' '}
          {t('trips.run', { km: formatNumber(live.runKm) })}
          {live.expectedMs !== null &&
            ` · ${t('trips.expected', { time: formatDateTime(live.expectedMs) })}`}
        </p>
      )}
      {mayWrite && <Steps trip={trip} />}
      {report !== null && (
        <section>
          <h4>{t('trips.report')}</h4>
          <p>
            <a href={tripsApi.pageOf(trip.tripId, language.value)} target="_blank" rel="noreferrer">
              {t('trips.print')}
            </a>
          </p>
          <Findings findings={report.findings} />
        </section>
      )}
      {tripAlerts.value.length > 0 && (
        <section>
          <h4>{t('trips.alerts')}</h4>
          <ul class="trip-alerts">
            {tripAlerts.value.map((alert) => (
              <li key={alert.alertId}>
                <time>{formatDateTime(alert.openedAtMs)}</time>{' '}
                <button
                  type="button"
                  class="link"
                  onClick={() => {
                    dialog.value = null;
                    selectAlert(alert.alertId);
                  }}
                >
                  {alertTypeName(language.value, alert.type)}
                </button>{' '}
                {word('severity', alert.severity)} · {word('work', alert.work)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {check !== null && (
        <section>
          <h4>
            {t('trips.check')} <span class="quiet">{formatDateTime(check.checkedAtMs)}</span>
            {check.overridden && <strong> {t('trips.overridden')}</strong>}
          </h4>
          <Findings findings={check.findings} />
        </section>
      )}
      <section>
        <h4>{t('registry.history')}</h4>
        <ol class="registry-history">
          {tripSteps.value.map((step) => (
            <li key={step.version}>
              <time>{formatDateTime(step.atMs)}</time> <strong>{step.actor}</strong>{' '}
              {word('trips.step', step.step)}{' '}
              <span class="quiet">{word('trips.origin', step.origin)}</span> {step.reason}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

/** Failures first; what passed is folded away. */
function Findings({ findings }: { findings: readonly TripFinding[] }) {
  const passed = findings.filter(({ result }) => result === 'pass');
  const others = findings.filter(({ result }) => result !== 'pass');
  const list = (rows: readonly TripFinding[]) => (
    <ul class="trip-findings">
      {rows.map((each, at) => (
        <li key={at} class={each.result}>
          <strong>{word('trips.result', each.result)}</strong> {each[language.value]}
          {each.clause !== '' && <span class="quiet"> {each.clause}</span>}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {list([...others].sort((a, b) => RANK.indexOf(a.result) - RANK.indexOf(b.result)))}
      {passed.length > 0 && (
        <details>
          <summary>{t('trips.passed', { count: passed.length })}</summary>
          {list(passed)}
        </details>
      )}
    </>
  );
}

const RANK = ['fail', 'warn', 'unknown', 'pass'];

function Steps({ trip }: { trip: TripView }) {
  const reason = useSignal('');
  const override = useSignal(false);
  const hasFailed = trip.state === 'planned' && tripCheck.value?.result === 'fail';
  const steps = trip.steps.filter((step): step is Exclude<TripStep, 'amend'> => step !== 'amend');
  if (trip.steps.length === 0) return null;
  return (
    <div class="trip-steps">
      <label>
        {t('trips.reason')}
        <input
          maxLength={500}
          value={reason.value}
          onInput={(event) => {
            reason.value = event.currentTarget.value;
          }}
        />
      </label>
      {hasFailed && (
        <label class="radio">
          <input
            type="checkbox"
            checked={override.value}
            onChange={(event) => {
              override.value = event.currentTarget.checked;
            }}
          />
          {t('trips.override')}
        </label>
      )}
      <p class="buttons">
        {steps.map((step) => (
          <button
            key={step}
            type="button"
            class={step === 'approve' ? 'primary' : ''}
            onClick={() =>
              void takeStep(trip, step, {
                reason: reason.value.trim(),
                ...(step === 'approve' && override.value ? { override: true } : {}),
              })
            }
          >
            {word('trips.step', step)}
          </button>
        ))}
        {trip.steps.includes('amend') && (
          <button type="button" onClick={() => (tripPane.value = 'form')}>
            {word('trips.step', 'amend')}
          </button>
        )}
      </p>
    </div>
  );
}
