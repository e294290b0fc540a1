/** The live map: engine, vehicles, evidence, and what a person does with them. */
import { effect, signal, untracked, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { api } from '../feed/api.ts';
import { formatNumber } from '../i18n/translate.ts';
import { createCanvasEngine } from '../map/canvas-engine.ts';
import type { MapEngine } from '../map/engine.ts';
import {
  boundsOfEvidence,
  createEvidenceLayer,
  type EvidenceShown,
} from '../map/evidence-layer.ts';
import { boundsOf, metresPerPixel, xToLon, yToLat } from '../map/mercator.ts';
import { boundsOfLines, createSectionLayer, linesOf } from '../map/section-layer.ts';
import { VehicleOverlay } from '../map/vehicle-overlay.ts';
import { detail, dialog, phoneTab, track } from '../state/detail.ts';
import {
  feedState,
  following,
  mapHooks,
  roster,
  rosterVersion,
  selectedHandle,
  selectVehicle,
  serverNowMs,
  vehicles,
  watchView,
} from '../state/duty-room.ts';
import { traceOnMap } from '../state/past.ts';
import {
  aggregate,
  deadReckoning,
  detectorsShown,
  language,
  reducedMotion,
  stationsShown,
  t,
} from '../state/preferences.ts';
import { shownSection } from '../state/risk.ts';
import { selectedSensorId, selectSensor } from '../state/vitals.ts';
import { lazyPart } from './lazy.tsx';
import { addSensorLayer } from './sensors/sensor-layer.ts';
import { VehicleCard } from './vehicle-card.tsx';

/** Guangdong with a little sea around it. */
const HOME = { west: 109.6, south: 20.2, east: 117.3, north: 25.4 };
/** The server is asked for a little more than the view, so that panning does not uncover an empty rim. */
const VIEW_MARGIN_PX = 200;
const HIT_RADIUS_PX = 14;
const EVIDENCE_ZOOM_MAX = 14;
const PLATE_ZOOM = 12;

const SensorCard = lazyPart(async () => (await import('./sensors/sensor-card.tsx')).SensorCard);

const mapFault = signal<string | null>(null);
const drawn = signal({ mode: 'single', count: 0 });
const scaleBar = signal({ label: '', px: 0 });
const credit = signal('');
let engine: MapEngine | null = null;

/** Centres the map on a vehicle; false = it has no position here, so the caller says so. */
export function showVehicle(handle: number): boolean {
  const row = vehicles.rowOf(handle);
  if (row < 0 || !engine) return false;
  engine.setView({
    lon: xToLon(vehicles.x[row]!),
    lat: yToLat(vehicles.y[row]!),
    zoom: Math.max(engine.camera.zoom, PLATE_ZOOM),
  });
  return true;
}

/** Centres the map on a place, near enough to see what stands there. */
export function showPlace(lon: number, lat: number): void {
  engine?.setView({ lon, lat, zoom: Math.max(engine.camera.zoom, PLATE_ZOOM) });
}

export function showEvidence(): void {
  const shown = evidence();
  const bounds = shown && boundsOfEvidence(shown);
  if (bounds && engine) engine.fit(bounds, { paddingPx: 70, zoomMax: EVIDENCE_ZOOM_MAX });
}

function evidence(): EvidenceShown | null {
  const alert = detail.value;
  const shown = track.value;
  return alert && shown ? { alert, track: shown } : null;
}

/** The way of the vehicle whose past is shown, as one line. */
function traceLines(): readonly (readonly [lon: number, lat: number])[][] {
  const shown = traceOnMap.value;
  return shown === null ? [] : [shown.track.map(([, lon, lat]) => [lon, lat] as const)];
}

export function MapView() {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!container.current) return;
    return mountMap(container.current);
  }, []);
  useSignalEffect(() => {
    document.body.classList.toggle('stale', feedState.value === 'stale');
  });
  const { mode, count } = drawn.value;
  return (
    <div class="map-frame">
      <div
        class="map"
        ref={container}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes arrow, plus and minus keys once focused
        tabIndex={0}
        role="application"
        aria-label={t('map.label')}
      />
      {mapFault.value !== null && (
        <p class="map-banner bad" role="alert">
          {t('map.fault', { reason: mapFault.value })}
        </p>
      )}
      <div class="map-buttons">
        <button type="button" aria-label={t('map.zoomIn')} onClick={() => engine?.zoomBy(1)}>
          +
        </button>
        <button type="button" aria-label={t('map.zoomOut')} onClick={() => engine?.zoomBy(-1)}>
          −
        </button>
        <button
          type="button"
          class="small"
          onClick={() => engine?.fit(HOME, { paddingPx: 0, zoomMax: 12 })}
        >
          {t('map.home')}
        </button>
        {(
          [
            [detectorsShown, 'sensor.detector'],
            [stationsShown, 'sensor.weather'],
          ] as const
        ).map(([shown, name]) => (
          <button
            key={name}
            type="button"
            class="small"
            aria-pressed={shown.value}
            onClick={() => (shown.value = !shown.value)}
          >
            {t(name)}
          </button>
        ))}
        <button type="button" class="small" onClick={() => (dialog.value = 'sensors')}>
          {t('sensor.table')}
        </button>
      </div>
      <div class="map-foot">
        <span>
          {t(mode === 'single' ? 'map.single' : 'map.grid', { count: formatNumber(count) })}
        </span>
        <span class="scale-bar" style={{ width: `${scaleBar.value.px}px` }}>
          {scaleBar.value.label}
        </span>
        <span class="credit">{t('map.credit', { credit: credit.value })}</span>
      </div>
      <VehicleCard />
      {selectedSensorId.value !== null && selectedHandle.value < 0 && <SensorCard />}
    </div>
  );
}

function mountMap(container: HTMLElement): () => void {
  const map = createCanvasEngine(container, HOME);
  engine = map;
  const overlay = new VehicleOverlay(
    vehicles,
    () => ({
      deadReckoning: deadReckoning.value && !reducedMotion.value,
      aggregate: aggregate.value ? 'auto' : 'never',
    }),
    serverNowMs,
  );
  map.addOverlay(overlay);
  const sensorLayer = addSensorLayer(map);
  map.addLayer(
    'evidence',
    createSectionLayer(() => linesOf(shownSection.value?.section.line ?? null)),
  );
  map.addLayer('evidence', createSectionLayer(traceLines));
  map.addLayer('evidence', createEvidenceLayer(evidence));
  const stopFrames = driveFrames(map, overlay);
  const askForView = () => {
    const seen = container.clientWidth > 0 && !document.hidden;
    watchView(seen ? { ...boundsOf(map.camera, VIEW_MARGIN_PX), zoom: map.camera.zoom } : null);
  };
  document.addEventListener('visibilitychange', askForView);

  const disposers = [
    map.onMove((camera, resting) => {
      if (!resting) return;
      askForView();
      scaleBar.value = scaleBarOf(metresPerPixel(camera));
    }),
    map.onClick(({ px, py }) => {
      container.focus();
      const handle = overlay.hit(map.camera, px, py, HIT_RADIUS_PX);
      selectVehicle(handle);
      // Vehicles lie on top: what is picked is what is seen.
      if (handle >= 0) selectSensor(null);
      else sensorLayer.pick(map.camera, px, py);
    }),
    map.onHover((at) => {
      const over =
        at !== null &&
        (overlay.hit(map.camera, at.px, at.py, HIT_RADIUS_PX) >= 0 ||
          sensorLayer.over(map.camera, at.px, at.py));
      container.classList.toggle('over-vehicle', over);
    }),
    effect(() => {
      rosterVersion.value;
      overlay.selectedHandle = selectedHandle.value;
      overlay.selectedLabel = roster.get(selectedHandle.value)?.plate ?? '';
      aggregate.value;
      deadReckoning.value;
      map.requestFrame();
    }),
    effect(() => {
      selectedHandle.value;
      phoneTab.value;
      // The page has drawn the chosen tab by then.
      setTimeout(askForView, 0);
    }),
    effect(() => {
      language.value;
      map.repaint();
    }),
    effect(() => {
      evidence();
      map.repaint();
    }),
    effect(() => {
      const bounds = boundsOfLines(linesOf(shownSection.value?.section.line ?? null));
      map.repaint();
      if (bounds) map.fit(bounds, { paddingPx: 70, zoomMax: EVIDENCE_ZOOM_MAX });
    }),
    effect(() => {
      const bounds = boundsOfLines(traceLines());
      map.repaint();
      if (bounds) map.fit(bounds, { paddingPx: 70, zoomMax: EVIDENCE_ZOOM_MAX });
    }),
    effect(() => {
      // Once per chosen alert, when its track has come: later changes of the alert leave the map where a person put it.
      if (track.value) untracked(showEvidence);
    }),
    map.onFault((error) => {
      mapFault.value = error === null ? null : String(error);
    }),
    stopFrames,
    sensorLayer.stop,
    () => document.removeEventListener('visibilitychange', askForView),
  ];
  api.basemap().then(
    (basemap) => {
      credit.value = basemap.credit;
      map.addBasemap(basemap, () => language.value);
    },
    (error: unknown) => {
      mapFault.value = String(error);
    },
  );
  return () => {
    for (const dispose of disposers) dispose();
    map.destroy();
    engine = null;
  };
}

/** New data → one frame; between data, dead reckoning asks for frames as often as they can be seen to differ. */
function driveFrames(map: MapEngine, overlay: VehicleOverlay): () => void {
  let receivedMs: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  overlay.onDrawn = (counts) => {
    if (receivedMs !== null) {
      const start = receivedMs;
      receivedMs = null;
      // The frame after the pixels were handed over is the first that can show them.
      requestAnimationFrame(() => measureUpdate(start));
    }
    const shown = counts.mode === 'single' ? counts.calm + counts.alert : counts.inView;
    const before = drawn.peek();
    if (before.mode !== counts.mode || before.count !== shown) {
      drawn.value = { mode: counts.mode, count: shown };
    }
    clearTimeout(timer);
    const waitMs = overlay.nextFrameInMs(map.camera);
    if (Number.isFinite(waitMs)) timer = setTimeout(() => map.requestFrame(), waitMs);
  };
  mapHooks.framed = (at) => {
    receivedMs ??= at;
    const row = following.peek() ? vehicles.rowOf(selectedHandle.peek()) : -1;
    if (row >= 0) map.setView({ lon: xToLon(vehicles.x[row]!), lat: yToLat(vehicles.y[row]!) });
    map.requestFrame();
  };
  mapHooks.grid = (grid) => {
    overlay.serverGrid = grid;
    map.requestFrame();
  };
  return () => {
    clearTimeout(timer);
    mapHooks.framed = () => {};
    mapHooks.grid = () => {};
  };
}

/** `tizheng.update` in the browser's own performance timeline: update received → pixels on the page. */
function measureUpdate(startMs: number): void {
  performance.clearMeasures('tizheng.update');
  performance.measure('tizheng.update', { start: startMs, end: performance.now() });
}

function scaleBarOf(metresPerPx: number): { label: string; px: number } {
  const target = metresPerPx * 110;
  const power = 10 ** Math.floor(Math.log10(target));
  const metres = [5, 2, 1].map((n) => n * power).find((n) => n <= target) ?? power;
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  return { label, px: Math.round(metres / metresPerPx) };
}
