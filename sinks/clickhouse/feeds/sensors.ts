/** sensors.v1 → dw.traffic (a row per lane) and dw.weather. */
import type { SensorObservation, WeatherSample } from '#core/sensor.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeSensorObservation } from '#proto/codec/sensor-observation.ts';
import type { Feed } from '../feed.ts';
import type { RowWriter } from '../rows.ts';

const ENVELOPE = ['flags', 'device', 'protocol', 'input_partition', 'input_offset'];

export const sensorsFeed: Feed = {
  topic: TOPICS.sensors,
  targets: [
    {
      table: 'dw.traffic',
      columns: [
        'sensor',
        'event_time',
        'received_delay',
        'interval_s',
        'lane',
        'vehicles',
        'occupancy',
        'speed',
        'valid',
        ...ENVELOPE,
      ],
    },
    {
      table: 'dw.weather',
      columns: [
        'sensor',
        'event_time',
        'received_delay',
        'visibility',
        'wind',
        'gust',
        'wind_direction',
        'air_temp',
        'dew_point',
        'humidity',
        'rain',
        'rain_1h',
        'surface',
        'surface_temp',
        'friction',
        'water',
        ...ENVELOPE,
      ],
    },
  ],
  write(record, { seen }, [traffic, weather]) {
    const observation = decodeSensorObservation(record.value);
    if (!seen.admit(observation.epoch, observation.number)) return false;
    const { body } = observation;
    if (body.kind === 'weather') writeWeather(weather!, observation, body.weather);
    else {
      const { intervalS, lanes } = body.traffic;
      for (const { lane, vehicles, occupancyPct, speedKmh, valid } of lanes) {
        const r = traffic!;
        begin(r, observation);
        r.u16(intervalS);
        r.u16(lane);
        r.u16OrNull(vehicles);
        r.u16OrNull(tenths(occupancyPct));
        r.u16OrNull(tenths(speedKmh));
        r.u8(valid ? 1 : 0);
        end(r, observation);
      }
    }
    return true;
  },
};

function writeWeather(r: RowWriter, observation: SensorObservation, w: WeatherSample): void {
  begin(r, observation);
  r.i32OrNull(w.visibilityM);
  r.i32OrNull(tenths(w.windMs));
  r.i32OrNull(tenths(w.gustMs));
  r.i32OrNull(w.windDirectionDeg);
  r.i32OrNull(tenths(w.airTempC));
  r.i32OrNull(tenths(w.dewPointC));
  r.i32OrNull(tenths(w.humidityPct));
  r.i32OrNull(tenths(w.rainMmH));
  r.i32OrNull(tenths(w.rain1hMm));
  r.textOrNull(w.surface);
  r.i32OrNull(tenths(w.surfaceTempC));
  r.i32OrNull(tenths(w.frictionPct));
  r.i32OrNull(tenths(w.waterMm));
  end(r, observation);
}

function begin(r: RowWriter, { subjectKey, eventTimeMs, receivedTimeMs }: SensorObservation): void {
  r.begin();
  r.key(subjectKey);
  r.time(eventTimeMs);
  r.i64(receivedTimeMs - eventTimeMs);
}

function end(r: RowWriter, observation: SensorObservation): void {
  r.u32(observation.flags);
  r.key(observation.deviceKey);
  r.name(observation.protocol);
  r.u16(observation.inputPartition);
  r.i64(observation.inputOffset);
  r.end();
}

/** The wire's resolution; rounded by the writer. */
function tenths(value: number | null): number | null {
  return value === null ? null : value * 10;
}
