/** Trips: a list by state on the left, one trip or a plan on the right. */
import { useEffect } from 'preact/hooks';
import { TRIP_STATES, type TripState } from '../../feed/trips-api.ts';
import { formatDateTime, formatNumber } from '../../i18n/translate.ts';
import { t, word } from '../../state/preferences.ts';
import {
  chooseTrip,
  listTrips,
  openTrip,
  openTrips,
  tripFault,
  tripPage,
  tripPane,
  tripState,
} from '../../state/trips.ts';
import { Dialog } from '../dialogs.tsx';
import { PlanForm } from './plan-form.tsx';
import { TripPane } from './trip-pane.tsx';

export function TripsDialog({ mayWrite }: { mayWrite: boolean }) {
  useEffect(() => openTrips(), []);
  const trip = openTrip.value;
  return (
    <Dialog heading={t('trips.heading')} wide>
      {tripFault.value !== null && (
        <p class="fault" role="alert">
          {tripFault.value}
        </p>
      )}
      <div class="trips">
        <div class="trips-list">
          <div class="registry-tools">
            <label>
              {t('trips.state')}
              <select
                value={tripState.value}
                onChange={(event) => {
                  tripState.value = event.currentTarget.value as TripState | '';
                  tripFault.value = null;
                  void listTrips();
                }}
              >
                <option value="">{t('filter.all')}</option>
                {TRIP_STATES.map((state) => (
                  <option key={state} value={state}>
                    {word('trips.state', state)}
                  </option>
                ))}
              </select>
            </label>
            {mayWrite && (
              <button type="button" onClick={() => chooseTrip(null)}>
                {t('trips.new')}
              </button>
            )}
          </div>
          <Rows />
        </div>
        <div class="trips-pane">
          {tripPane.value === 'none' && <p class="quiet">{t('trips.none')}</p>}
          {tripPane.value === 'trip' && trip !== null && (
            <TripPane key={`${trip.tripId}/${trip.version}`} trip={trip} mayWrite={mayWrite} />
          )}
          {tripPane.value === 'form' && <PlanForm key={trip?.version ?? 0} trip={trip} />}
        </div>
      </div>
    </Dialog>
  );
}

function Rows() {
  const shown = tripPage.value;
  if (shown === null) return <p class="quiet">{t('detail.loading')}</p>;
  return (
    <>
      <p class="quiet" role="status">
        {t('list.count', { shown: shown.trips.length, total: formatNumber(shown.total) })}
      </p>
      <section class="registry-table" aria-label={t('trips.heading')}>
        <table>
          <thead>
            <tr>
              <th>{t('trips.vehicle')}</th>
              <th>{t('trips.state')}</th>
              <th>{t('trips.departs')}</th>
              <th>{t('trips.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.trips.map((trip) => (
              <tr key={trip.tripId} class={trip.tripId === openTrip.value?.tripId ? 'chosen' : ''}>
                <td>
                  <button
                    type="button"
                    class="link"
                    aria-pressed={trip.tripId === openTrip.value?.tripId}
                    onClick={() => chooseTrip(trip)}
                  >
                    {trip.plan.vehicleId ?? trip.plan.vehicleKey.slice(0, 6)}
                  </button>
                </td>
                <td>{word('trips.state', trip.state)}</td>
                <td>{formatDateTime(trip.departed?.timeMs ?? trip.plan.departMs)}</td>
                <td>{trip.verdict === null ? '' : word('trips.verdict', trip.verdict)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.total === 0 && <p class="quiet">{t('trips.empty')}</p>}
      </section>
      {shown.next !== null && (
        <button type="button" onClick={() => void listTrips(true)}>
          {t('registry.more')}
        </button>
      )}
    </>
  );
}
