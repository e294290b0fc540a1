/** The dashboard's server: follows the log into memory, serves the page, the API and the live feed. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@clickhouse/client';
import type { Registry as MetricsRegistry } from 'prom-client';
import type { AlertAction } from '#core/alert.ts';
import { type Clock, DAY_MS, MINUTE_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertAction, decodeAlertTransition, encodeAlertAction } from '#proto/codec/alert.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { DashboardSettings } from '../config.ts';
import { AlertBook } from './alert-book.ts';
import { AlertDetails } from './alert-details.ts';
import { Auth, SESSION_COOKIE } from './auth.ts';
import { basemapJson } from './basemap.ts';
import { Fleet } from './fleet.ts';
import { createHttp } from './http.ts';
import { LiveHub } from './live-hub.ts';
import { observeDashboard } from './metrics.ts';
import { Roster } from './roster.ts';
import { NumberFilter, offsetAtTime, startTail, type Tail } from './tail.ts';

export interface DashboardParts {
  log: EventLog;
  settings: DashboardSettings;
  store: { url: string; username: string; password: string };
  pseudonymKey: Uint8Array;
  adminPassword: string;
  webRoot: string;
  clock: Clock;
  logger: Logger;
  metrics: MetricsRegistry;
}

export async function startDashboard(
  parts: DashboardParts,
): Promise<{ url: string; stop(): Promise<void> }> {
  const { log, settings, logger, clock } = parts;
  const roster = new Roster(parts.pseudonymKey);
  const fleet = new Fleet(roster, settings.silentAfterMs);
  const book = new AlertBook(settings.alertsMax);
  const hub = new LiveHub({ fleet, book, roster, clock, logger, viewersMax: settings.viewersMax });
  const numbers = new NumberFilter();
  let observationsSeen = 0;

  book.onChange = (entry) => {
    fleet.setAlert(entry.alert.subjectKey, book.worstOpen(entry.alert.subjectKey));
    hub.publishAlert(entry);
  };

  const tails: Tail[] = [];
  const follow = async (
    topic: string,
    sinceMs: number | null,
    onValue: (value: Uint8Array, offset: number) => void,
  ) => {
    for (let partition = 0; partition < log.partitions(topic); partition++) {
      const fromOffset =
        sinceMs === null
          ? (await log.ends(topic, partition)).low
          : await offsetAtTime(log, topic, partition, sinceMs);
      tails.push(
        startTail({
          log,
          topic,
          partition,
          fromOffset,
          logger,
          onRecord: (r) => onValue(r.value, r.offset),
        }),
      );
    }
  };
  const now = clock.now();
  await follow(TOPICS.registry, null, (value) => roster.apply(value));
  await Promise.all(tails.map((tail) => tail.caughtUp));
  await follow(TOPICS.observations, now - settings.fleetHistoryMinutes * MINUTE_MS, (value) => {
    observationsSeen++;
    fleet.apply(decodeObservation(value));
  });
  await follow(TOPICS.alerts, now - settings.alertHistoryDays * DAY_MS, (value) => {
    const transition = decodeAlertTransition(value);
    if (numbers.isNew(transition)) book.applyTransition(transition);
  });
  const actions = new PendingActions();
  await follow(TOPICS.alertActions, now - settings.alertHistoryDays * DAY_MS, (value, offset) => {
    actions.settle(offset, book.applyAction(decodeAlertAction(value)));
  });

  const store = createClient({
    url: parts.store.url,
    username: parts.store.username,
    password: parts.store.password,
  });
  const auth = await Auth.create({
    clock,
    sessionHoursMax: settings.sessionHoursMax,
    adminPassword: parts.adminPassword,
  });
  const cities = readFileSync(new URL('../basemap/south-china.json', import.meta.url), 'utf8');
  const basemap = basemapJson(cities, settings.roadsFile);
  const rate = startRate(clock, () => observationsSeen);
  const app = await createHttp({
    auth,
    roster,
    book,
    details: new AlertDetails({ store, log, roster, clock }),
    clock,
    epoch: hub.epoch,
    secureCookie: settings.secureCookie,
    sessionHoursMax: settings.sessionHoursMax,
    webRoot: parts.webRoot,
    basemap: () => basemap,
    status: async () => ({
      nowMs: clock.now(),
      ...fleet.counts(),
      alertsOpen: book.openCount,
      ingestPerSecond: rate.perSecond(),
      lagRecords: tails.reduce((sum, tail) => sum + tail.lag(), 0),
      viewers: hub.stats.viewers,
    }),
    act: async (action: AlertAction) => {
      const value = encodeAlertAction(action);
      const offset = await log.append(TOPICS.alertActions, 0, [
        { key: action.alertId, timeMs: action.atMs, value },
      ]);
      return actions.outcome(offset);
    },
  });
  observeDashboard(parts.metrics, { hub, fleet, book, tails });
  await app.listen({ host: settings.host, port: settings.port });
  hub.attach(app.server as Server, (request) => {
    const token = request.headers.cookie
      ?.split(';')
      .map((part) => part.trim().split('='))
      .find(([name]) => name === SESSION_COOKIE)?.[1];
    return auth.session(token) !== null;
  });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host}:${port}`,
    async stop() {
      rate.stop();
      hub.close();
      await app.close();
      await Promise.all(tails.map((tail) => tail.stop()));
      await store.close();
    },
  };
}

/** Ties an appended action to the verdict of folding it in, whichever comes first. */
class PendingActions {
  readonly #waiting = new Map<number, (accepted: boolean) => void>();
  readonly #settled = new Map<number, boolean>();
  static readonly SETTLED_MAX = 1_000;

  outcome(offset: number): Promise<boolean> {
    const known = this.#settled.get(offset);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => this.#waiting.set(offset, resolve));
  }

  settle(offset: number, accepted: boolean): void {
    const waiter = this.#waiting.get(offset);
    this.#waiting.delete(offset);
    waiter?.(accepted);
    this.#settled.set(offset, accepted);
    if (this.#settled.size > PendingActions.SETTLED_MAX)
      this.#settled.delete(this.#settled.keys().next().value as number);
  }
}

/** Mean of the last seconds. */
function startRate(clock: Clock, total: () => number): { perSecond(): number; stop(): void } {
  const samples: [number, number][] = [[clock.now(), total()]];
  const timer = setInterval(() => {
    samples.push([clock.now(), total()]);
    if (samples.length > 10) samples.shift();
  }, 1_000);
  return {
    perSecond() {
      const first = samples[0] as [number, number];
      const seconds = (clock.now() - first[0]) / 1_000;
      return seconds <= 0 ? 0 : Math.round((total() - first[1]) / seconds);
    },
    stop: () => clearInterval(timer),
  };
}
