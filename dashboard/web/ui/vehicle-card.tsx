/** The vehicle picked on the map. */
import { formatTime } from '../i18n/translate.ts';
import { drawnState } from '../map/vehicle-blitter.ts';
import { CLASS_OTHER, MOVING, SILENT, VEHICLE_CLASSES } from '../map/vehicle-store.ts';
import { needs } from '../state/account.ts';
import { speakToVehicle } from '../state/commands.ts';
import { phoneTab } from '../state/detail.ts';
import {
  alertBook,
  alertsVersion,
  following,
  roster,
  rosterVersion,
  secondMs,
  selectAlert,
  selectedAlertId,
  selectedHandle,
  selectVehicle,
  serverNowMs,
  vehicles,
} from '../state/duty-room.ts';
import { openTrace, traceOnMap } from '../state/past.ts';
import { deadReckoning, t, typeName, word } from '../state/preferences.ts';
import { openSeals } from '../state/seals.ts';
import { PlateBadge, SeverityMark } from './marks.tsx';

export function VehicleCard() {
  secondMs.value;
  rosterVersion.value;
  alertsVersion.value;
  const handle = selectedHandle.value;
  if (handle < 0 || selectedAlertId.value !== null) return null;
  const vehicle = roster.get(handle);
  const row = vehicles.rowOf(handle);
  const ageMs = row < 0 ? null : serverNowMs() - vehicles.eventTimeMs[row]!;
  const state = row < 0 || ageMs === null ? SILENT : drawnState(vehicles.state[row]!, ageMs);
  const seconds = ageMs === null ? 0 : Math.max(0, Math.round(ageMs / 1000));
  const estimated = deadReckoning.value && state === MOVING && seconds >= 1;
  const open = [...alertBook.all()].filter((a) => a.handle === handle && a.episode === 'open');
  return (
    <section class="vehicle-card" aria-label={t('vehicle.heading')}>
      <p>
        <PlateBadge plate={vehicle?.plate ?? `#${handle}`} colour={vehicle?.plateColour ?? 0} />{' '}
        {word('class', vehicle?.class ?? VEHICLE_CLASSES[CLASS_OTHER]!)}
      </p>
      <p class="quiet">{vehicle?.enterprise}</p>
      {row >= 0 && (
        <p>
          {t(
            state === MOVING ? 'state.moving' : state === SILENT ? 'state.silent' : 'state.stopped',
          )}
          {' · '}
          {t('vehicle.speed', { speed: vehicles.speedKmh[row]! })}
          {' · '}
          <span class="quiet">
            {t(estimated ? 'vehicle.estimated' : 'vehicle.reported', { seconds })}
          </span>
        </p>
      )}
      {open.length > 0 && (
        <ul class="plain">
          {open.map((alert) => (
            <li key={alert.alertId}>
              <button
                type="button"
                class="link"
                onClick={() => {
                  phoneTab.value = 'list';
                  selectAlert(alert.alertId);
                }}
              >
                <SeverityMark severity={alert.severity} /> {typeName(alert.type)}{' '}
                {formatTime(alert.openedAtMs)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="buttons">
        <button
          type="button"
          aria-pressed={following.value}
          onClick={() => (following.value = !following.value)}
        >
          {t(following.value ? 'vehicle.unfollow' : 'vehicle.follow')}
        </button>
        {vehicle !== undefined && !vehicle.vehicleId.startsWith('#') && (
          <button type="button" {...needs('commands.send')} onClick={() => speakToVehicle(vehicle)}>
            {t('send.open')}
          </button>
        )}
        {vehicle !== undefined && (
          <button type="button" {...needs('tracks.read')} onClick={() => openTrace(vehicle)}>
            {t('trace.open')}
          </button>
        )}
        {traceOnMap.value?.vehicle.handle === handle && (
          <button type="button" onClick={() => (traceOnMap.value = null)}>
            {t('trace.hide')}
          </button>
        )}
        {vehicle !== undefined && (
          <button type="button" {...needs('seals.make')} onClick={() => openSeals([vehicle])}>
            {t('seals.open')}
          </button>
        )}
        <button type="button" onClick={() => selectVehicle(-1)}>
          {t('vehicle.close')}
        </button>
      </p>
    </section>
  );
}
