/** What the page knows, as signals, and the one place where the feed is folded into it. */
import { batch, computed, signal } from '@preact/signals';
import type { IndicatorFrame, SensorFrame } from '#proto/codec/live-vitals.ts';
import {
  AlertBook,
  type AlertFilter,
  ATTENTIONS,
  asksFor,
  compareAlerts,
  isPending,
  NO_FILTER,
  passes,
} from '../feed/alert-book.ts';
import { grouped, groupOf } from '../feed/alert-groups.ts';
import { api } from '../feed/api.ts';
import { arrival, browserEnvironment } from '../feed/browser-environment.ts';
import { type FeedState, LiveFeed, type View, type Watch } from '../feed/live-feed.ts';
import { PlateIndex } from '../feed/plate-search.ts';
import type { AlertRow, RosterVehicle, ServerStatus } from '../feed/types.ts';
import type { ServerGrid } from '../map/vehicle-overlay.ts';
import { VehicleStore } from '../map/vehicle-store.ts';

/** An unknown handle has the roster fetched again, at most this often. */
const ROSTER_EVERY_MS = 2_000;
const STATUS_EVERY_MS = 2_000;
/** A view of nothing, at a zoom where nothing is sent as a grid either. */
const NO_VIEW = { west: 0, south: 0, east: 0, north: 0, zoom: 12 };

export const vehicles = new VehicleStore();
export const alertBook = new AlertBook();
export const roster = new Map<number, RosterVehicle>();
export const rosterByVehicleId = new Map<string, RosterVehicle>();

export const feedState = signal<FeedState>('connecting');
/** Goes up when rows of the alert book changed; components read it to be drawn again. */
export const alertsVersion = signal(0);
export const rosterVersion = signal(0);
export const vehiclesTotal = signal(0);
export const status = signal<ServerStatus | null>(null);
export const filter = signal<AlertFilter>(NO_FILTER);
export const selectedAlertId = signal<string | null>(null);
export const selectedHandle = signal(-1);
export const following = signal(false);
/** Local clock once a second, for ages. */
export const secondMs = signal(Date.now());
export const lastMessageMs = signal(Date.now());
/** False while the map is out of sight: only alerts are asked for then, which spares a phone's data. */
export const mapWatched = signal(true);
/** Event time of the newest fix, server clock; null = none yet. */
export const newestFixMs = signal<number | null>(null);
/** Newest alert worth telling a screen reader about, with how many came together. */
export const announcement = signal<{ row: AlertRow; count: number } | null>(null);

export const sortedAlerts = computed(() => {
  alertsVersion.value;
  const wanted = filter.value;
  // Only what is overdue changes by time alone.
  if (wanted.attention === 'overdue') secondMs.value;
  const nowMs = serverNowMs();
  const rows: AlertRow[] = [];
  for (const row of alertBook.all()) if (passes(row, wanted, nowMs)) rows.push(row);
  return rows.sort(compareAlerts);
});
/** Groups whose repeats are shown below the first. */
export const unfolded = signal<ReadonlySet<string>>(new Set());
/** What the list shows, repeats folded. */
export const listedAlerts = computed(() => grouped(sortedAlerts.value, unfolded.value));
/** How many ask for each kind of attention. */
export const attentionCounts = computed(() => {
  alertsVersion.value;
  secondMs.value;
  const nowMs = serverNowMs();
  const counts = { overdue: 0, escalated: 0, supervised: 0, hidden: 0 };
  for (const row of alertBook.all())
    for (const attention of ATTENTIONS) if (asksFor(row, attention, nowMs)) counts[attention]++;
  return counts;
});

/** Shows or folds the repeats of an alert. */
export function toggleRepeats(row: AlertRow): void {
  const next = new Set(unfolded.value);
  if (!next.delete(groupOf(row))) next.add(groupOf(row));
  unfolded.value = next;
}
export const pendingCount = computed(() => {
  alertsVersion.value;
  let count = 0;
  for (const row of alertBook.all()) if (isPending(row)) count++;
  return count;
});
export const plateIndex = computed(() => {
  rosterVersion.value;
  return new PlateIndex(roster.values());
});

let serverOffsetMs = 0;
/** The server's clock as far as we can tell from its frames. */
export function serverNowMs(): number {
  return Date.now() + serverOffsetMs;
}

/** What the map does with a frame; set by the map once it stands. */
export const mapHooks = {
  framed: (_receivedMs: number) => {},
  grid: (_grid: ServerGrid | null) => {},
};

/** What indicators and sensors do with a frame; set by state/vitals.ts. */
export const vitalsHooks = {
  indicators: (_frame: IndicatorFrame) => {},
  sensors: (_frame: SensorFrame) => {},
};

let feed: LiveFeed | null = null;
let timers: ReturnType<typeof setInterval>[] = [];
let rosterKnown = 0;
let rosterFetchedMs = 0;
let rosterWanted = false;
let alertsDirty = false;
let newRows: AlertRow[] = [];
/** base_time of the grid in use; null = single vehicles. */
let gridBaseMs: number | null = null;

export function startDutyRoom(): void {
  feed = new LiveFeed(browserEnvironment(), {
    state: (state) => {
      feedState.value = state;
    },
    hello: (hello) => {
      serverOffsetMs = hello.nowMs - Date.now();
      if (hello.rosterVersion !== rosterKnown) rosterWanted = true;
      fetchRoster();
    },
    positions: (frame) => {
      lastMessageMs.value = Date.now();
      serverOffsetMs = frame.baseTimeMs - Date.now();
      if (frame.reset) vehicles.reset();
      let newest = newestFixMs.value ?? 0;
      for (let i = 0; i < frame.handle.length; i++) {
        const eventTimeMs = frame.baseTimeMs - frame.ageS[i]! * 1000;
        const state = frame.state[i]!;
        const handle = frame.handle[i]!;
        if (eventTimeMs > newest) newest = eventTimeMs;
        if (!vehicles.hasClass(handle)) rosterWanted = true;
        vehicles.upsert({
          handle,
          lonDeg: frame.longitudeE6[i]! / 1e6,
          latDeg: frame.latitudeE6[i]! / 1e6,
          speedKmh: frame.speedKmh[i]!,
          courseHalf: frame.courseHalf[i]!,
          eventTimeMs,
          state: state & 3,
          alert: (state >> 2) & 7,
        });
      }
      if (rosterWanted) fetchRoster();
      // A frame of single vehicles without a grid of the same second ends the grid.
      if (gridBaseMs !== null && gridBaseMs !== frame.baseTimeMs) {
        gridBaseMs = null;
        mapHooks.grid(null);
      }
      batch(() => {
        vehiclesTotal.value = frame.vehiclesTotal;
        if (newest > 0) newestFixMs.value = newest;
      });
      mapHooks.framed(arrival.ms);
    },
    grid: (grid) => {
      lastMessageMs.value = Date.now();
      gridBaseMs = grid.baseTimeMs;
      mapHooks.grid(grid);
    },
    alertsReplaced: (rows) => {
      alertBook.replace(rows.map((row) => JSON.parse(row) as AlertRow));
      alertsChanged();
    },
    alert: (rowJson) => {
      const row = JSON.parse(rowJson) as AlertRow;
      const before = alertBook.apply(row);
      if (before === undefined) return;
      if (before === null && isPending(row)) newRows.push(row);
      alertsChanged();
    },
    indicators: (frame) => vitalsHooks.indicators(frame),
    sensors: (frame) => vitalsHooks.sensors(frame),
    fault: (error) => {
      console.warn('The live feed met a fault.', error);
    },
  });
  feed.start();
  timers = [
    setInterval(() => {
      secondMs.value = Date.now();
    }, 1_000),
    setInterval(fetchStatus, STATUS_EVERY_MS),
  ];
  fetchStatus();
}

export function stopDutyRoom(): void {
  feed?.stop();
  feed = null;
  for (const timer of timers) clearInterval(timer);
  vehicles.reset();
  alertBook.replace([]);
  roster.clear();
  rosterKnown = 0;
  batch(() => {
    alertsVersion.value++;
    selectedAlertId.value = null;
    selectedHandle.value = -1;
  });
}

/** null = no map in sight. Followed vehicles come all the same. */
export function watchView(view: Omit<View, 'follow'> | null): void {
  const follow = selectedHandle.peek() >= 0 ? [selectedHandle.peek()] : [];
  mapWatched.value = view !== null;
  feed?.setView({ ...(view ?? NO_VIEW), follow });
}

export function watchVitals(watch: Watch): void {
  feed?.setWatch(watch);
}

/** A row that an action or a detail request brought along. */
export function takeRow(row: AlertRow): void {
  if (alertBook.apply(row) !== undefined) alertsChanged();
}

/** Rows arrive one by one; the list is sorted once per frame. */
function alertsChanged(): void {
  if (alertsDirty) return;
  alertsDirty = true;
  setTimeout(() => {
    alertsDirty = false;
    const worst = newRows.sort(compareAlerts)[0];
    batch(() => {
      alertsVersion.value++;
      if (worst) announcement.value = { row: worst, count: newRows.length };
    });
    newRows = [];
  }, 30);
}

function fetchRoster(): void {
  if (!rosterWanted || Date.now() - rosterFetchedMs < ROSTER_EVERY_MS) return;
  rosterWanted = false;
  rosterFetchedMs = Date.now();
  api.roster(rosterKnown).then(
    ({ version, vehicles: entries }) => {
      rosterKnown = version;
      for (const entry of entries) {
        roster.set(entry.handle, entry);
        rosterByVehicleId.set(entry.vehicleId, entry);
        vehicles.setClass(entry.handle, entry.class);
      }
      rosterVersion.value = version;
      mapHooks.framed(performance.now());
    },
    () => {
      rosterWanted = true;
    },
  );
}

function fetchStatus(): void {
  if (document.hidden) return;
  api.status().then(
    (answer) => {
      status.value = answer;
    },
    () => {
      // The lamp already says that the line is down.
    },
  );
}

export function selectAlert(alertId: string | null): void {
  const row = alertId === null ? undefined : alertBook.get(alertId);
  batch(() => {
    selectedAlertId.value = alertId;
    if (row) selectedHandle.value = row.handle;
    following.value = false;
  });
  // The address names the alert by its id, so that a phone opens the same one; nothing personal is in it.
  history.replaceState(null, '', alertId === null ? location.pathname : `#alert=${alertId}`);
}

export function selectVehicle(handle: number): void {
  batch(() => {
    selectedHandle.value = handle;
    if (handle < 0) following.value = false;
  });
}
