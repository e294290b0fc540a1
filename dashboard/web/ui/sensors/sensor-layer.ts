/** Sensors on the live map: which are shown, how old they are, and which one is picked. */
import { effect } from '@preact/signals';
import type { MapEngine } from '../../map/engine.ts';
import type { Camera } from '../../map/mercator.ts';
import { type OverlaySensor, SensorOverlay } from '../../map/sensor-overlay.ts';
import { serverNowMs } from '../../state/duty-room.ts';
import { detectorsShown, stationsShown } from '../../state/preferences.ts';
import {
  type PlacedSensor,
  selectedSensorId,
  selectSensor,
  sensors,
  sensorsVersion,
} from '../../state/vitals.ts';

/** The corner of a sign, with its rim. */
const HIT_RADIUS_PX = 16;
/** A sensor that falls silent changes its look without a reading. */
const AGE_EVERY_MS = 15_000;

export interface SensorLayer {
  /** Picks the sensor under a pixel, or none. */
  pick(camera: Camera, px: number, py: number): void;
  over(camera: Camera, px: number, py: number): boolean;
  stop(): void;
}

export function isStale(sensor: Pick<PlacedSensor, 'eventTimeMs' | 'staleAfterMs'>): boolean {
  return sensor.eventTimeMs === null || serverNowMs() - sensor.eventTimeMs > sensor.staleAfterMs;
}

export function addSensorLayer(map: MapEngine): SensorLayer {
  let shown: OverlaySensor[] = [];
  const overlay = new SensorOverlay(() => shown);
  map.addOverlay(overlay);
  const refresh = () => {
    const wanted = { detector: detectorsShown.value, weather: stationsShown.value };
    shown = [...sensors.values()]
      .filter(({ kind }) => wanted[kind])
      .map((sensor) => ({ ...sensor, stale: isStale(sensor) }))
      .sort((a, b) => rank(a) - rank(b));
    overlay.selectedId = selectedSensorId.value;
    overlay.invalidate();
    map.requestFrame();
  };
  const stopEffect = effect(() => {
    sensorsVersion.value;
    refresh();
  });
  const timer = setInterval(refresh, AGE_EVERY_MS);
  return {
    pick(camera, px, py) {
      selectSensor(overlay.hit(camera, px, py, HIT_RADIUS_PX));
    },
    over: (camera, px, py) => overlay.hit(camera, px, py, HIT_RADIUS_PX) !== null,
    stop() {
      stopEffect();
      clearInterval(timer);
    },
  };
}

/** Silent ones lowest, the worst on top. */
function rank({ level, stale }: OverlaySensor): number {
  return stale ? -2 : (level ?? -1);
}
