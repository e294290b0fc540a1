/** The sensor picked on the map: its newest reading, its lanes, and the readings before. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { SENSOR_FLAGS, type TrafficSample, type WeatherSample } from '#core/sensor.ts';
import { ApiFault, api } from '../../feed/api.ts';
import { sparkline } from '../../feed/indicator-series.ts';
import type { SensorDetail, SensorReading } from '../../feed/vitals-types.ts';
import { formatDateTime, formatNumber, formatTime } from '../../i18n/translate.ts';
import { secondMs, serverNowMs } from '../../state/duty-room.ts';
import { age, t, word } from '../../state/preferences.ts';
import { selectedSensorId, selectSensor, sensors, sensorsVersion } from '../../state/vitals.ts';
import { SensorMark } from './sensor-mark.tsx';

const CHART = { width: 300, height: 56 };

export function SensorCard() {
  const sensorId = selectedSensorId.value;
  const detail = useSignal<SensorDetail | null>(null);
  const fault = useSignal<string | null>(null);
  sensorsVersion.value;
  secondMs.value;
  const newestMs = sensorId === null ? null : (sensors.get(sensorId)?.eventTimeMs ?? null);
  useEffect(() => {
    if (sensorId === null) return;
    api.sensor(sensorId).then(
      (answer) => {
        if (selectedSensorId.peek() !== sensorId) return;
        fault.value = null;
        detail.value = answer;
      },
      (error: unknown) => {
        fault.value = error instanceof ApiFault ? error.message : t('login.unreachable');
      },
    );
  }, [sensorId, newestMs]);
  if (sensorId === null) return null;
  const shown = detail.value?.summary.sensor.sensorId === sensorId ? detail.value : null;
  return (
    <section class="vehicle-card sensor-card" aria-label={t('sensor.heading')}>
      {fault.value !== null && (
        <p class="fault" role="alert">
          {t('detail.failed', { reason: fault.value })}
        </p>
      )}
      {shown ? <Card shown={shown} /> : <p class="quiet">{t('detail.loading')}</p>}
      <p class="buttons">
        <button type="button" onClick={() => selectSensor(null)}>
          {t('vehicle.close')}
        </button>
      </p>
    </section>
  );
}

function Card({ shown: { summary, readings } }: { shown: SensorDetail }) {
  const { sensor, eventTimeMs, staleAfterMs, flags, level } = summary;
  const newest = readings.at(-1);
  const ageMs = eventTimeMs === null ? null : serverNowMs() - eventTimeMs;
  const stale = ageMs === null || ageMs > staleAfterMs;
  const flagNames = Object.entries(SENSOR_FLAGS).filter(([, bit]) => (flags & bit) !== 0);
  return (
    <>
      <p class="line">
        <SensorMark kind={sensor.kind} level={level} stale={stale} />
        <strong>{sensor.name ?? sensor.sensorId}</strong>
        <span class="quiet">{word('sensor', sensor.kind)}</span>
      </p>
      <p class={stale ? 'sensor-stale' : 'quiet'}>
        {ageMs === null
          ? t('sensor.never')
          : t(stale ? 'sensor.stale' : 'sensor.told', { age: age(ageMs) })}
        {level !== null && !stale && ` · ${levelName(sensor.kind, level)}`}
      </p>
      {flagNames.length > 0 && (
        <p class="line">
          {flagNames.map(([name]) => (
            <span key={name} class="axis flag">
              {word('quality', name)}
            </span>
          ))}
        </p>
      )}
      {newest?.body.kind === 'traffic' && <Lanes traffic={newest.body.traffic} />}
      {newest?.body.kind === 'weather' && <Weather weather={newest.body.weather} />}
      <Recent kind={sensor.kind} readings={readings} />
      <p class="quiet small">
        {sensor.sensorId}
        {eventTimeMs === null ? '' : ` · ${formatDateTime(eventTimeMs)}`}
        {sensor.ownerId === undefined ? '' : ` · ${sensor.ownerId}`}
      </p>
    </>
  );
}

function levelName(kind: 'detector' | 'weather', level: number): string {
  return kind === 'weather' ? word('fog', String(level)) : word('congestion', String(level));
}

function Lanes({ traffic }: { traffic: TrafficSample }) {
  const figure = (value: number | null) => (value === null ? '—' : formatNumber(value));
  return (
    <table class="lanes">
      <caption class="quiet small">{t('sensor.interval', { seconds: traffic.intervalS })}</caption>
      <thead>
        <tr>
          <th>{t('sensor.lane')}</th>
          <th class="number">{t('sensor.vehicles')}</th>
          <th class="number">km/h</th>
          <th class="number">{t('sensor.occupancy')}</th>
        </tr>
      </thead>
      <tbody>
        {traffic.lanes.map(({ lane, vehicles, speedKmh, occupancyPct, valid }) => (
          <tr key={lane} class={valid ? '' : 'quiet'}>
            <td>
              {lane}
              {!valid && ` ${t('sensor.invalid')}`}
            </td>
            <td class="number">{figure(vehicles)}</td>
            <td class="number">{figure(speedKmh)}</td>
            <td class="number">{figure(occupancyPct)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Weather({ weather }: { weather: WeatherSample }) {
  const facts: [string, number | null, string][] = [
    [t('sensor.visibility'), weather.visibilityM, 'm'],
    [t('sensor.wind'), weather.windMs, 'm/s'],
    [t('sensor.gust'), weather.gustMs, 'm/s'],
    [t('sensor.airTemp'), weather.airTempC, '°C'],
    [t('sensor.humidity'), weather.humidityPct, '%'],
    [t('sensor.rain'), weather.rainMmH, 'mm/h'],
    [t('sensor.surfaceTemp'), weather.surfaceTempC, '°C'],
    [t('sensor.friction'), weather.frictionPct, '%'],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null)
        .map(([label, value, unit]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {formatNumber(value ?? 0)} {unit}
            </dd>
          </div>
        ))}
      {weather.surface !== null && (
        <div>
          <dt>{t('sensor.surface')}</dt>
          <dd>{word('surface', weather.surface)}</dd>
        </div>
      )}
    </dl>
  );
}

/** Speed of a detector, visibility of a station, over the readings held; lowest and highest beside it. */
function Recent({ kind, readings }: { kind: 'detector' | 'weather'; readings: SensorReading[] }) {
  const points = readings.map((reading) => ({
    windowStartMs: reading.eventTimeMs,
    value: valueOfReading(reading),
  }));
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length < 2) return null;
  const unit = kind === 'weather' ? 'm' : 'km/h';
  return (
    <figure class="recent">
      <svg viewBox={`-2 -2 ${CHART.width + 4} ${CHART.height + 4}`} aria-hidden="true">
        {sparkline(points, CHART).map((line) => (
          <polyline key={line} points={line} />
        ))}
      </svg>
      <figcaption class="quiet small">
        {t(kind === 'weather' ? 'sensor.visibility' : 'sensor.speed')}{' '}
        {formatNumber(Math.min(...known))}–{formatNumber(Math.max(...known))} {unit},{' '}
        {formatTime(points[0]!.windowStartMs).slice(0, 5)}–
        {formatTime(points.at(-1)!.windowStartMs).slice(0, 5)}
      </figcaption>
    </figure>
  );
}

/** Mean speed weighted by vehicles over the lanes that may be used; visibility of a station. */
function valueOfReading({ body }: SensorReading): number | null {
  if (body.kind === 'weather') return body.weather.visibilityM;
  let weight = 0;
  let sum = 0;
  for (const { valid, vehicles, speedKmh } of body.traffic.lanes) {
    if (!valid || vehicles === null || speedKmh === null) continue;
    weight += vehicles;
    sum += vehicles * speedKmh;
  }
  return weight === 0 ? null : sum / weight;
}
