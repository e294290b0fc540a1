/** The dashboard's server: follows the log into memory, serves the page, the API and the live feed. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Registry as MetricsRegistry } from 'prom-client';
import type { AlertAction } from '#core/alert.ts';
import { DELIVERY_DEAF } from '#core/delivery.ts';
import { TizhengError } from '#core/errors.ts';
import type { IndicatorDefinition } from '#core/indicator.ts';
import { SealBook } from '#core/seal.ts';
import { type Clock, DAY_MS, HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertAction, decodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeCommandRecord, decodeCommandResult } from '#proto/codec/command.ts';
import { decodeDeadLetter, decodeDeliveryRecord } from '#proto/codec/delivery.ts';
import { fenceOf } from '#proto/codec/fence.ts';
import { decodeIndicatorValue, decodeRisk } from '#proto/codec/indicator.ts';
import { decodeMediaEvent } from '#proto/codec/media.ts';
import { decodeSealEvent } from '#proto/codec/seal.ts';
import { decodeSensorObservation } from '#proto/codec/sensor-observation.ts';
import { decodeLoopStep } from '#proto/codec/step.ts';
import { decodeTripEvent } from '#proto/codec/trip.ts';
import { AuditTrail } from '#runtime/audit/trail.ts';
import type { EvidenceKey } from '#runtime/evidence/keys.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import { PolicyTable } from '#runtime/loop/policy-table.ts';
import { MediaReader } from '#runtime/media/media-store.ts';
import { PeopleDesk } from '#runtime/people/desk.ts';
import { GENERATED_COST, hashPassword } from '#runtime/people/password.ts';
import { PeopleTable } from '#runtime/people/table.ts';
import { openStoreClient } from '#runtime/store/client.ts';
import type { DashboardSettings } from '../config.ts';
import { Places } from './access/places.ts';
import { Sights } from './access/sights.ts';
import { ActionDesk } from './action-desk.ts';
import { AlertBook } from './alert-book.ts';
import { AlertDetails } from './alert-details.ts';
import { AlertTimers } from './alert-timers.ts';
import { Auth, SESSION_COOKIE } from './auth.ts';
import { basemapJson } from './basemap.ts';
import { CommandBook } from './command-book.ts';
import { DeliveryBook } from './delivery-book.ts';
import { DeliveryReads } from './delivery-reads.ts';
import { DeviceRegister } from './device-register.ts';
import { AlertBundles } from './evidence/alert-bundle.ts';
import { BundleGate } from './evidence/gate.ts';
import { EvidenceKeys } from './evidence/keys.ts';
import { EvidenceReads } from './evidence/store-reads.ts';
import { FamiliarDevices } from './familiar.ts';
import { Fleet } from './fleet.ts';
import { Followers } from './followers.ts';
import { closeHttp, createHttp } from './http.ts';
import type { CommandLimits, FrameInspector } from './http-parts.ts';
import { IndicatorBoard } from './indicator-board.ts';
import { IndicatorHistory } from './indicator-history.ts';
import { IndicatorViews } from './indicator-views.ts';
import { LiveHub } from './live-hub.ts';
import { LoopBook } from './loop/book.ts';
import { PolicyDesk } from './loop/policy-desk.ts';
import { MediaBook } from './media-book.ts';
import { observeDashboard } from './metrics.ts';
import { startRate } from './rate.ts';
import { RegistryDesk } from './registry/desk.ts';
import { RegistryImports } from './registry/imports.ts';
import { RegistryTable } from './registry/table.ts';
import { RiskBoard } from './risk/board.ts';
import { riskOfTrip } from './risk/departures.ts';
import { RoadRegister } from './road-register.ts';
import { Roster } from './roster.ts';
import { type LoadRules, RuleBook } from './rules/book.ts';
import { RuleChanges } from './rules/changes.ts';
import { RuleDesk } from './rules/desk.ts';
import { Scopes } from './scopes.ts';
import { SealBundles } from './seals/bundle.ts';
import { SensorBoard } from './sensor-board.ts';
import { NumberFilter } from './tail.ts';
import { TraceReads } from './trace/reads.ts';
import { TripBook } from './trips/book.ts';
import { TripDesk } from './trips/desk.ts';
import { type DrivingLedger, TripFacts } from './trips/facts.ts';
import { TripTracks } from './trips/tracks.ts';
import { TripVerifier } from './trips/verify.ts';
import { TripWatch } from './trips/watch.ts';

export interface DashboardParts {
  log: EventLog;
  settings: DashboardSettings;
  /** Every indicator the product knows. */
  indicators: readonly IndicatorDefinition[];
  /** Every rule the product knows. Rules are another service's: whoever starts both hands them over. */
  rules: LoadRules;
  store: { url: string; username: string; password: string };
  pseudonymKey: Uint8Array;
  adminPassword: string;
  /** The key that signs evidence bundles, as it is kept now; null = they are not signed. */
  evidenceKey: () => EvidenceKey | null;
  webRoot: string;
  /** The media store's directory; absent = files of devices are named but cannot be opened. */
  mediaDir?: string;
  commandLimits: CommandLimits;
  /** The clock of the driving-time rules is another service's: whoever starts both hands it over. */
  driving: DrivingLedger;
  /** The codec is another service's: whoever starts both hands it over. */
  inspect: FrameInspector;
  clock: Clock;
  logger: Logger;
  metrics: MetricsRegistry;
}

/** A store that is away must not keep a page waiting for longer. */
const STORE_MS_MAX = 10_000;
const STORE_CONNECTIONS_MAX = 4;
/** Evidence bundles being made and sent at once. */
const BUNDLES_MAX = 4;
/** Of callers without a live page. */
const SIGHTS_SPARE = 100;
/** Every endpoint's status is told within a minute; dead letters can be asked for as long as the sink keeps them. */
const DELIVERIES_MS = 10 * MINUTE_MS;
const DEAD_LETTERS_MS = 90 * DAY_MS;

/** Resolves when the alert list is complete and the port is open; throws LISTEN_FAILED. */
export async function startDashboard(
  parts: DashboardParts,
): Promise<{ url: string; stop(): Promise<void> }> {
  const { log, settings, logger, clock } = parts;
  const startMs = clock.now();
  const roster = new Roster(parts.pseudonymKey, startMs);
  const fleet = new Fleet(roster, settings.silentAfterMs);
  const book = new AlertBook(settings.alertsMax);
  const roads = new RoadRegister(parts.pseudonymKey);
  const board = new IndicatorBoard(parts.indicators);
  const sensors = new SensorBoard(roads);
  const hub = new LiveHub({
    fleet,
    vitals: { indicators: board, sensors, roads },
    clock,
    logger,
    viewersMax: settings.viewersMax,
  });
  const devices = new DeviceRegister(parts.pseudonymKey);
  const registry = new RegistryTable(parts.pseudonymKey);
  const rules = new RuleBook(parts.rules, parts.pseudonymKey);
  const ruleChanges = new RuleChanges(log, registry, rules);
  const loops = new LoopBook();
  const ladderOf = (alertId: string) => ({
    times: settings.escalation,
    plan: loops.planOf(alertId),
  });
  loops.onPlan = (alertId) => book.touch(alertId);
  const sights = new Sights({
    places: new Places({ roster, roads, devices, registry }),
    ...{ roster, fleet, book, homeRegion: settings.homeRegion, epoch: hub.epoch },
    ...{ escalation: settings.escalation, ladderOf },
    sightsMax: settings.viewersMax + SIGHTS_SPARE,
  });
  const desk = new ActionDesk(log, book);
  const audit = new AuditTrail(log);
  const act = (action: AlertAction) => desk.act(action);
  const timers = new AlertTimers({
    ...{ book, ladderOf, act, audit, clock, logger },
  });
  const numbers = new NumberFilter();
  const followers = new Followers(log, logger);
  book.onChange = (entry) => {
    const { subjectKey, type } = entry.alert;
    // An endpoint is no vehicle: it has no place on the map.
    if (type !== DELIVERY_DEAF) fleet.setAlert(subjectKey, book.worstOpen(subjectKey));
    sights.alertChanged(entry);
    timers.changed(entry);
    hub.publishAlert();
  };
  book.onForget = (alertId) => {
    sights.alertForgotten(alertId);
    timers.forgotten(alertId);
  };

  // Names before rows, alerts before what was done about them, and all of it before the first page.
  const people = new PeopleTable(await hashPassword(parts.adminPassword, GENERATED_COST));
  await followers.follow(TOPICS.people, null, (record) => people.apply(record));
  const alertsSinceMs = startMs - settings.alertHistoryDays * DAY_MS;
  const registryDesk = new RegistryDesk(log, registry, parts.pseudonymKey);
  await registryDesk.writer.settle().catch((error: unknown) => {
    logger.warn({ err: error }, 'Changes of the registry wait to be written.');
  });
  const store = openStoreClient(parts.store, {
    requestMsMax: STORE_MS_MAX,
    connectionsMax: STORE_CONNECTIONS_MAX,
  });
  const trips = new TripBook(settings.tripsMax);
  const risk = new RiskBoard(log);
  const tripDesk = new TripDesk(log, trips);
  const tracks = new TripTracks(store);
  const { driving } = parts;
  const tripFacts = new TripFacts({
    ...{ registry, book, fleet, sensors, devices, trips, tracks, driving },
    risk: async (plan) => riskOfTrip(risk, plan),
    silentAfterMs: settings.silentAfterMs,
  });
  const tripVerifier = new TripVerifier({ tracks, facts: tripFacts, driving });
  const tripWatch = new TripWatch({
    ...{ trips, desk: tripDesk, facts: tripFacts, tracks, verifier: tripVerifier },
    ...{ fleet, book, clock, logger, verifyAfterMs: settings.tripVerifyAfterMs },
  });
  await followers.follow(TOPICS.registry, null, (record) => {
    devices.apply(record.key, record.value);
    const { key, value } = record;
    rules.apply(record);
    const entry = registry.apply(record);
    roster.apply(key, value, entry?.item);
    roads.apply(key, value);
  });
  await followers.caughtUp();
  await followers.follow(TOPICS.alerts, alertsSinceMs, (record) => {
    const fence = fenceOf(record);
    if (fence !== null) {
      numbers.isNew({ task: fence.task, epoch: fence.epoch, number: 0 });
      return;
    }
    const transition = decodeAlertTransition(record.value);
    if (numbers.isNew(transition)) book.applyTransition(transition);
  });
  await followers.caughtUp();
  await followers.follow(TOPICS.alertActions, alertsSinceMs, ({ value, offset }) => {
    desk.settle(offset, book.applyAction(decodeAlertAction(value)));
  });
  await followers.caughtUp();
  const seals = new SealBook();
  await followers.follow(TOPICS.seals, null, ({ value }) => seals.apply(decodeSealEvent(value)));
  const media = new MediaBook(settings.mediaMax);
  await followers.follow(TOPICS.media, alertsSinceMs, ({ value }) =>
    media.apply(decodeMediaEvent(value)),
  );
  await followers.follow(TOPICS.alertSteps, alertsSinceMs, ({ value }) =>
    loops.apply(decodeLoopStep(value)),
  );
  // A timer that does not know the plan would act by other times.
  await followers.caughtUp();
  const evidenceKeys = new EvidenceKeys({ log, kept: parts.evidenceKey, clock, logger });
  const signer = () => evidenceKeys.signer();
  await followers.follow(TOPICS.evidenceKeys, null, ({ value }) => evidenceKeys.book.apply(value));
  const policies = new PolicyTable();
  const policyDesk = new PolicyDesk(log, policies);
  await followers.follow(TOPICS.policies, null, ({ value, offset }) =>
    policyDesk.settle(value, offset),
  );
  const deliveries = new DeliveryBook();
  await followers.follow(TOPICS.deliveries, startMs - DELIVERIES_MS, ({ value }) =>
    deliveries.applyRecord(decodeDeliveryRecord(value)),
  );
  await followers.follow(TOPICS.deadLetters, startMs - DEAD_LETTERS_MS, ({ value }) =>
    deliveries.applyLetter(decodeDeadLetter(value)),
  );
  const commands = new CommandBook();
  const commandsSinceMs = startMs - settings.commandHistoryDays * DAY_MS;
  await followers.follow(TOPICS.commands, commandsSinceMs, ({ value }) =>
    commands.apply(decodeCommandRecord(value)),
  );
  await followers.follow(TOPICS.commandResults, commandsSinceMs, ({ value }) =>
    commands.applyResult(decodeCommandResult(value)),
  );
  // Every subject is told at midnight: two days hold them all.
  await followers.follow(TOPICS.risk, startMs - 2 * DAY_MS, ({ value, offset }) => {
    const { told, ...output } = decodeRisk(value);
    if (numbers.isNew(output)) risk.apply(told, offset);
  });
  const tripsSinceMs = startMs - settings.tripHistoryDays * DAY_MS;
  await followers.follow(TOPICS.trips, tripsSinceMs, ({ value, offset }) =>
    tripDesk.settle(decodeTripEvent(value), offset),
  );
  const positionsSinceMs = startMs - settings.fleetHistoryMinutes * MINUTE_MS;
  await followers.followNewest(TOPICS.observations, positionsSinceMs, ({ value }) =>
    fleet.applyRecord(value),
  );
  const valuesSinceMs = startMs - settings.indicatorHistoryHours * HOUR_MS;
  await followers.followNewest(TOPICS.indicators, valuesSinceMs, ({ value }) =>
    board.apply(decodeIndicatorValue(value)),
  );
  await followers.followNewest(TOPICS.sensors, positionsSinceMs, (record) => {
    if (fenceOf(record) === null) sensors.apply(decodeSensorObservation(record.value));
  });

  const files = parts.mediaDir === undefined ? null : new MediaReader(parts.mediaDir);
  const evidenceReads = new EvidenceReads(store);
  const auth = new Auth({
    ...{ clock, sessionHoursMax: settings.sessionHoursMax, people },
    familiar: new FamiliarDevices(parts.pseudonymKey),
  });
  const cities = readFileSync(new URL('../basemap/south-china.json', import.meta.url), 'utf8');
  tripWatch.start();
  await followers.caughtUp();
  await evidenceKeys.start();
  timers.start();
  const rate = startRate(() => followers.live(TOPICS.observations));
  const app = await createHttp({
    auth,
    sights,
    audit,
    people,
    peopleDesk: new PeopleDesk(log, people),
    roster,
    book,
    fleet,
    details: new AlertDetails({ store, log, roster, clock }),
    alertBundles: new AlertBundles({
      ...{ reads: evidenceReads, log, roster, media, files, signer, clock },
      mediaSinceMs: alertsSinceMs,
    }),
    evidenceReads,
    evidenceKeys,
    bundleGate: new BundleGate(BUNDLES_MAX),
    seals,
    sealBundles: new SealBundles({ store, files, signer }),
    indicators: new IndicatorViews({
      board,
      history: new IndicatorHistory(store),
      scopes: new Scopes(settings.homeRegion, roster, roads),
      roster,
      logger,
    }),
    sensors,
    deliveries,
    deliveryReads: new DeliveryReads(store),
    traceReads: new TraceReads(store),
    tripsSinceMs,
    commands,
    devices,
    risk,
    trips,
    tripDesk,
    tripFacts,
    tripVerifier,
    tripWatch,
    commandLimits: parts.commandLimits,
    inspect: parts.inspect,
    registry,
    registryDesk,
    registryImports: new RegistryImports({
      ...{ desk: registryDesk, table: registry, pseudonymKey: parts.pseudonymKey, logger },
    }),
    ...{ loops, policies, policyDesk },
    ...{ rules, ruleChanges, ruleDesk: new RuleDesk(registryDesk, rules, ruleChanges) },
    media,
    files,
    log,
    clock,
    logger,
    secureCookie: settings.secureCookie,
    sessionHoursMax: settings.sessionHoursMax,
    viewersMax: settings.viewersMax,
    webRoot: parts.webRoot,
    basemap: Buffer.from(basemapJson(cities, settings.roadsFile)),
    status: (sight) => {
      const nowMs = clock.now();
      const told = { nowMs, ...sight.counts(nowMs), alertsOpen: sight.feed.openCount() };
      // How busy the whole is says how much there is elsewhere.
      if (!sight.isWhole)
        return { ...told, ingestPerSecond: null, lagRecords: null, viewers: null };
      return {
        ...told,
        ingestPerSecond: rate.perSecond(),
        lagRecords: followers.lag(),
        viewers: hub.stats.viewers,
      };
    },
    act,
  });
  observeDashboard(parts.metrics, {
    ...{ auth, hub, fleet, book, board, risk, sensors, followers, numbers, media },
    ...{ timers, ladderOf, clock },
  });
  const stop = async () => {
    rate.stop();
    tripWatch.stop();
    await timers.stop();
    await evidenceKeys.stop();
    await hub.close();
    await closeHttp(app);
    await followers.stop();
    await store.close();
  };
  try {
    await listen(app, settings);
  } catch (error) {
    await stop();
    throw error;
  }
  hub.attach(app.server as Server, (request) => {
    const token = tokenOf(request);
    return () => {
      const session = auth.session(token);
      return session === null || session.mustChangePassword ? null : sights.of(session);
    };
  });
  return { url: urlOf(app, settings.host), stop };
}

async function listen(app: FastifyInstance, { host, port }: DashboardSettings): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const where = `The dashboard's port ${port} on ${host}`;
    throw new TizhengError('LISTEN_FAILED', 'dashboard', `${where} cannot be opened.`, cause);
  }
}

/** An address that works on this machine, whatever the server listens on. */
function urlOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo;
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function tokenOf(request: IncomingMessage): string | undefined {
  for (const part of request.headers.cookie?.split(';') ?? []) {
    const [name, token] = part.trim().split('=', 2);
    if (name === SESSION_COOKIE) return token;
  }
  return undefined;
}
