/** Every sensor of the map as a table, the worst first: what the symbols say, for those who cannot see them. */
import { useEffect, useRef } from 'preact/hooks';
import { formatNumber } from '../../i18n/translate.ts';
import { dialog, phoneTab } from '../../state/detail.ts';
import { secondMs, serverNowMs } from '../../state/duty-room.ts';
import { age, t, word } from '../../state/preferences.ts';
import { type PlacedSensor, selectSensor, sensors, sensorsVersion } from '../../state/vitals.ts';
import { showPlace } from '../map-view.tsx';
import { isStale } from './sensor-layer.ts';
import { SensorMark } from './sensor-mark.tsx';

const ROWS_MAX = 500;

export function SensorList() {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  sensorsVersion.value;
  secondMs.value;
  const rows = [...sensors.values()]
    .map((sensor) => ({ sensor, stale: isStale(sensor) }))
    .sort((a, b) => rank(b) - rank(a) || (a.sensor.sensorId < b.sensor.sensorId ? -1 : 1));
  const close = () => (dialog.value = null);
  return (
    <dialog ref={element} class="wide" aria-label={t('sensor.list')} onClose={close}>
      <header>
        <h2>{t('sensor.list')}</h2>
        <button type="button" aria-label={t('dialog.closeLabel')} onClick={close}>
          ×
        </button>
      </header>
      {rows.length === 0 && <p class="quiet">{t('sensor.none')}</p>}
      <div class="sensor-list">
        <table class="lanes">
          <tbody>
            {rows.slice(0, ROWS_MAX).map(({ sensor, stale }) => (
              <tr key={sensor.sensorId}>
                <td>
                  <SensorMark kind={sensor.kind} level={sensor.level} stale={stale} />
                </td>
                <td>
                  <button
                    type="button"
                    class="link"
                    onClick={() => {
                      close();
                      phoneTab.value = 'map';
                      selectSensor(sensor.sensorId);
                      showPlace(sensor.longitudeE6 / 1e6, sensor.latitudeE6 / 1e6);
                    }}
                  >
                    {sensor.name || sensor.sensorId}
                  </button>
                </td>
                <td class={stale ? 'sensor-stale' : ''}>{wordOf(sensor, stale)}</td>
                <td class="number">{figureOf(sensor)}</td>
                <td class="number quiet">
                  {sensor.eventTimeMs === null ? '—' : age(serverNowMs() - sensor.eventTimeMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </dialog>
  );
}

function wordOf({ kind, level }: PlacedSensor, stale: boolean): string {
  if (stale) return t('legend.stale');
  if (level === null) return t('legend.noLevel');
  return kind === 'weather' ? word('fog', String(level)) : word('congestion', String(level));
}

function figureOf({ kind, speedKmh, visibilityM }: PlacedSensor): string {
  const value = kind === 'weather' ? visibilityM : speedKmh;
  return value === null ? '—' : `${formatNumber(value)} ${kind === 'weather' ? 'm' : 'km/h'}`;
}

/** The worst first; silent ones after them, for they want a look as well. */
function rank({ sensor, stale }: { sensor: PlacedSensor; stale: boolean }): number {
  return stale ? 0.5 : (sensor.level ?? 0.4);
}
