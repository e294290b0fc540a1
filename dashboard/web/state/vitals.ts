/** Indicators and sensors as the page knows them, what is chosen of them, and what the server is asked to push. */
import { batch, effect, signal } from '@preact/signals';
import type { IndicatorDefinition, ScopeKind } from '#core/indicator.ts';
import type { SensorState } from '#proto/codec/live-vitals.ts';
import { api } from '../feed/api.ts';
import { IndicatorSeries } from '../feed/indicator-series.ts';
import { parsePlace, placeOf } from '../feed/vitals-place.ts';
import { type NamedScope, scopeText } from '../feed/vitals-types.ts';
import { latToY, lonToX } from '../map/mercator.ts';
import { phoneTab } from './detail.ts';
import {
  mapWatched,
  selectedAlertId,
  selectVehicle,
  vitalsHooks,
  watchVitals,
} from './duty-room.ts';
import { detectorsShown, stationsShown, vitalsShown } from './preferences.ts';

/** What of an indicator is looked at; `atMs` null = the newest window. */
export interface IndicatorChoice {
  indicatorId: string;
  scope: { kind: ScopeKind; id: string };
  by: ScopeKind;
  atMs: number | null;
}

/** A sensor with its place on the map, in units of Mercator. */
export interface PlacedSensor extends SensorState {
  x: number;
  y: number;
}

const CATALOGUE_RETRY_MS = 5_000;

export const catalogue = signal<readonly IndicatorDefinition[]>([]);
/** Where the tiles look; null = the catalogue has not come yet. */
export const boardScope = signal<NamedScope | null>(null);
export const homeScope = signal<NamedScope | null>(null);
export const series = new IndicatorSeries();
/** Goes up with every change of the series; tiles read it to be drawn again. */
export const vitalsVersion = signal(0);
export const choice = signal<IndicatorChoice | null>(null);

export const sensors = new Map<string, PlacedSensor>();
/** Goes up with every change of a sensor. */
export const sensorsVersion = signal(0);
export const selectedSensorId = signal<string | null>(null);

vitalsHooks.indicators = (frame) => {
  const scope = boardScope.peek();
  // An answer to the watch before the last may still be under way.
  if (scope === null || frame.scopeKind !== scope.kind || frame.scopeId !== scope.id) return;
  series.apply(frame);
  vitalsVersion.value++;
};
vitalsHooks.sensors = (frame) => {
  if (frame.reset) sensors.clear();
  for (const sensor of frame.sensors) {
    const x = lonToX(sensor.longitudeE6 / 1e6);
    sensors.set(sensor.sensorId, { ...sensor, x, y: latToY(sensor.latitudeE6 / 1e6) });
  }
  sensorsVersion.value++;
};

/** Loads the catalogue and keeps the server told what is looked at; returns the way to stop. */
export function startVitals(): () => void {
  let stopped = false;
  const load = () => {
    api.indicators().then(
      (answer) => {
        if (stopped) return;
        batch(() => {
          catalogue.value = answer.indicators;
          homeScope.value = answer.home;
          boardScope.value ??= answer.home;
        });
      },
      () => {
        if (!stopped) setTimeout(load, CATALOGUE_RETRY_MS);
      },
    );
  };
  load();
  choice.value = parsePlace(location.hash);
  const phone = matchMedia('(max-width: 760px)');
  const narrow = signal(phone.matches);
  const turned = () => {
    narrow.value = phone.matches;
  };
  phone.addEventListener('change', turned);
  const disposers = [
    effect(() => {
      // A phone that shows the alert list spares its data.
      const wanted = narrow.value ? phoneTab.value === 'vitals' : vitalsShown.value;
      const scope = wanted || choice.value !== null ? boardScope.value : null;
      watchVitals({
        scopeKind: scope?.kind ?? '',
        scopeId: scope?.id ?? '',
        sensors: mapWatched.value && (detectorsShown.value || stationsShown.value),
      });
    }),
    effect(() => {
      const chosen = choice.value;
      // An open alert names itself in the address; behind it the indicator waits.
      if (selectedAlertId.value !== null) return;
      history.replaceState(null, '', chosen === null ? location.pathname : placeOf(chosen));
    }),
    () => phone.removeEventListener('change', turned),
  ];
  return () => {
    stopped = true;
    for (const dispose of disposers) dispose();
    series.clear();
    sensors.clear();
    batch(() => {
      catalogue.value = [];
      boardScope.value = null;
      choice.value = null;
      selectedSensorId.value = null;
      vitalsVersion.value++;
      sensorsVersion.value++;
    });
  };
}

/** Opens an indicator at the scope the tiles show. */
export function openIndicator(indicatorId: string): void {
  const scope = boardScope.peek();
  const definition = catalogue.peek().find(({ id }) => id === indicatorId);
  if (scope === null || definition === undefined) return;
  const by = definition.scopes[0] ?? 'region';
  choice.value = { indicatorId, scope: { kind: scope.kind, id: scope.id }, by, atMs: null };
}

export function changeChoice(change: Partial<IndicatorChoice>): void {
  const chosen = choice.peek();
  if (chosen !== null) choice.value = { ...chosen, ...change };
}

/** The tiles look somewhere else; what they showed is gone until the server has told. */
export function moveBoard(scope: NamedScope): void {
  if (boardScope.peek() !== null && scopeText(boardScope.peek()!) === scopeText(scope)) return;
  series.clear();
  batch(() => {
    boardScope.value = scope;
    vitalsVersion.value++;
  });
}

/** One thing of the map is chosen at a time. */
export function selectSensor(sensorId: string | null): void {
  batch(() => {
    selectedSensorId.value = sensorId;
    if (sensorId !== null) selectVehicle(-1);
  });
}
