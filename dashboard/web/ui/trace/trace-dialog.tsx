/** Where a vehicle was on a day: figures, stops, silences, drivers, trips and alerts; the way itself goes onto the map. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Trace } from '../../feed/past-api.ts';
import { formatDateTime, formatNumber, formatTime } from '../../i18n/translate.ts';
import { dialog, phoneTab } from '../../state/detail.ts';
import { selectAlert } from '../../state/duty-room.ts';
import { loadTrace, pastVehicle, trace, traceFault, traceOnMap } from '../../state/past.ts';
import { age, t, typeName, word } from '../../state/preferences.ts';
import { Dialog } from '../dialogs.tsx';
import { showPlace } from '../map-view.tsx';
import { SeverityMark } from '../marks.tsx';

/** `2026-11-21` in Beijing. */
const dayOf = (ms: number) => formatDateTime(ms).slice(0, 10);

export function TraceDialog() {
  const today = dayOf(Date.now());
  useEffect(() => void loadTrace(today), []);
  const shown = trace.value;
  return (
    <Dialog heading={`${t('trace.heading')} · ${pastVehicle.value?.plate ?? ''}`} wide>
      <p class="buttons">
        <label>
          {t('trace.day')}{' '}
          <input
            type="date"
            name="day"
            defaultValue={today}
            max={today}
            onChange={(event) => void loadTrace(event.currentTarget.value)}
          />
        </label>
        {shown !== null && shown.track.length > 0 && (
          <button
            type="button"
            class="primary"
            onClick={() => {
              traceOnMap.value = shown;
              phoneTab.value = 'map';
              dialog.value = null;
            }}
          >
            {t('detail.showOnMap')}
          </button>
        )}
      </p>
      {traceFault.value !== null && (
        <p class="fault" role="alert">
          {t('detail.failed', { reason: traceFault.value })}
        </p>
      )}
      {shown === null && traceFault.value === null && <p class="quiet">{t('detail.loading')}</p>}
      {shown !== null && <Told shown={shown} />}
    </Dialog>
  );
}

function Told({ shown }: { shown: Trace }) {
  const { points, distanceKm, stops, gaps, drivers, trips, alerts } = shown;
  if (points === 0) return <p class="quiet">{t('trace.none')}</p>;
  return (
    <div class="trace">
      <p role="status">
        {t('trace.summary', {
          points: formatNumber(points),
          km: distanceKm === null ? '—' : formatNumber(distanceKm),
        })}
      </p>
      <List heading={t('trace.alerts', { count: alerts.length })}>
        {alerts.map((alert) => (
          <li key={alert.alertId}>
            <button
              type="button"
              class="link"
              disabled={alert.work === null}
              onClick={() => {
                dialog.value = null;
                selectAlert(alert.alertId);
              }}
            >
              <SeverityMark severity={alert.severity} /> {typeName(alert.type)}{' '}
              <time>{formatTime(alert.openedAtMs)}</time>
            </button>
          </li>
        ))}
      </List>
      <List heading={t('trace.stops', { count: stops.length })}>
        {stops.map((stop) => (
          <li key={stop.fromMs}>
            <button
              type="button"
              class="link"
              onClick={() => {
                traceOnMap.value = shown;
                phoneTab.value = 'map';
                dialog.value = null;
                showPlace(stop.longitudeDeg, stop.latitudeDeg);
              }}
            >
              <time>{formatTime(stop.fromMs)}</time> –{' '}
              {stop.toMs === null ? t('trace.goesOn') : formatTime(stop.toMs)}
            </button>{' '}
            {stop.toMs !== null && <span class="quiet">{age(stop.toMs - stop.fromMs)}</span>}
          </li>
        ))}
      </List>
      <List heading={t('trace.gaps', { count: gaps.length })}>
        {gaps.map((gap) => (
          <li key={gap.fromMs}>
            <time>{formatTime(gap.fromMs)}</time> – <time>{formatTime(gap.toMs)}</time>{' '}
            <span class="quiet">
              {age(gap.toMs - gap.fromMs)} · {formatNumber(gap.km)} km
            </span>
          </li>
        ))}
      </List>
      <List heading={t('trace.drivers', { count: drivers.length })}>
        {drivers.map((driver) => (
          <li key={driver.fromMs}>
            {driver.name ?? `#${driver.driver.slice(0, 6)}`}{' '}
            <time>{formatTime(driver.fromMs)}</time> – <time>{formatTime(driver.toMs)}</time>
          </li>
        ))}
      </List>
      <List heading={t('trace.trips', { count: trips.length })}>
        {trips.map((trip) => (
          <li key={trip.tripId}>
            {word('trips.state', trip.state)} <code>{trip.tripId.slice(0, 8)}</code>
          </li>
        ))}
      </List>
    </div>
  );
}

function List({ heading, children }: { heading: string; children: ComponentChildren[] }) {
  return (
    <section>
      <h3>{heading}</h3>
      <ul class="plain">{children}</ul>
    </section>
  );
}
