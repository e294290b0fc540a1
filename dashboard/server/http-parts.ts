/** What the HTTP side is given by `main.ts`. */
import type { FastifyRequest } from 'fastify';
import type { AlertAction } from '#core/alert.ts';
import { assert } from '#core/errors.ts';
import type { SealBook } from '#core/seal.ts';
import type { Clock } from '#core/time.ts';
import type { AuditTrail } from '#runtime/audit/trail.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { PolicyTable } from '#runtime/loop/policy-table.ts';
import type { MediaReader } from '#runtime/media/media-store.ts';
import type { PeopleDesk } from '#runtime/people/desk.ts';
import type { PeopleTable } from '#runtime/people/table.ts';
import type { Sight } from './access/sight.ts';
import type { Sights } from './access/sights.ts';
import type { ActionAnswer } from './action-desk.ts';
import type { AlertBook } from './alert-book.ts';
import type { AlertDetails } from './alert-details.ts';
import { type Auth, SESSION_COOKIE } from './auth.ts';
import type { CommandBook } from './command-book.ts';
import type { DeliveryBook } from './delivery-book.ts';
import type { DeliveryReads } from './delivery-reads.ts';
import type { DeviceRegister } from './device-register.ts';
import type { AlertBundles } from './evidence/alert-bundle.ts';
import type { BundleGate } from './evidence/gate.ts';
import type { EvidenceKeys } from './evidence/keys.ts';
import type { EvidenceReads } from './evidence/store-reads.ts';
import type { Fleet } from './fleet.ts';
import type { IndicatorViews } from './indicator-views.ts';
import type { LoopBook } from './loop/book.ts';
import type { PolicyDesk } from './loop/policy-desk.ts';
import type { MediaBook } from './media-book.ts';
import type { RegistryDesk } from './registry/desk.ts';
import type { RegistryImports } from './registry/imports.ts';
import type { RegistryTable } from './registry/table.ts';
import type { RiskBoard } from './risk/board.ts';
import type { Roster } from './roster.ts';
import type { RuleBook } from './rules/book.ts';
import type { RuleChanges } from './rules/changes.ts';
import type { RuleDesk } from './rules/desk.ts';
import type { SealBundles } from './seals/bundle.ts';
import type { SensorBoard } from './sensor-board.ts';
import type { TraceReads } from './trace/reads.ts';
import type { TripBook } from './trips/book.ts';
import type { TripDesk } from './trips/desk.ts';
import type { TripFacts } from './trips/facts.ts';
import type { TripVerifier } from './trips/verify.ts';
import type { TripWatch } from './trips/watch.ts';

/** What the gateways' settings say of commands; they refuse whatever comes past the dashboard. */
export interface CommandLimits {
  dangerousKinds: readonly string[];
  /** Commands that may wait for one device. */
  perDeviceMax: number;
}

/** Shows a JT/T 808 frame byte by byte; `elseBodyOf` = what the bytes are the body of when they are no frame. */
export type FrameInspector = (
  bytes: Uint8Array,
  elseBodyOf: { messageId: number; edition: '2011' | '2013' | '2019' } | null,
) => object;

export interface HttpParts {
  inspect: FrameInspector;
  auth: Auth;
  sights: Sights;
  audit: AuditTrail;
  people: PeopleTable;
  peopleDesk: PeopleDesk;
  roster: Roster;
  book: AlertBook;
  fleet: Fleet;
  details: AlertDetails;
  media: MediaBook;
  /** Null = this process cannot reach the media store. */
  files: MediaReader | null;
  alertBundles: AlertBundles;
  evidenceReads: EvidenceReads;
  /** Null = no key was given: bundles are not signed. */
  evidenceKeys: EvidenceKeys;
  bundleGate: BundleGate;
  seals: SealBook;
  sealBundles: SealBundles;
  indicators: IndicatorViews;
  sensors: SensorBoard;
  deliveries: DeliveryBook;
  deliveryReads: DeliveryReads;
  commands: CommandBook;
  devices: DeviceRegister;
  commandLimits: CommandLimits;
  risk: RiskBoard;
  traceReads: TraceReads;
  trips: TripBook;
  /** Trips planned before are not in memory. */
  tripsSinceMs: number;
  tripDesk: TripDesk;
  tripFacts: TripFacts;
  tripVerifier: TripVerifier;
  tripWatch: TripWatch;
  registry: RegistryTable;
  registryDesk: RegistryDesk;
  registryImports: RegistryImports;
  loops: LoopBook;
  policies: PolicyTable;
  policyDesk: PolicyDesk;
  rules: RuleBook;
  ruleChanges: RuleChanges;
  ruleDesk: RuleDesk;
  log: EventLog;
  clock: Clock;
  logger: Logger;
  secureCookie: boolean;
  sessionHoursMax: number;
  viewersMax: number;
  webRoot: string;
  basemap: Buffer;
  status: (sight: Sight) => Record<string, unknown>;
  act: (action: AlertAction) => Promise<ActionAnswer>;
}

/** What whoever asks may see; the guard has let in nobody without a session. */
export function sightOf(
  { auth, sights }: Pick<HttpParts, 'auth' | 'sights'>,
  request: FastifyRequest,
) {
  const session = sessionOf(auth, request);
  assert(session !== null, 'an answer that tells something is given to a session');
  return sights.of(session);
}

/** Null = not signed in. */
export function sessionOf(auth: Auth, request: FastifyRequest) {
  return auth.session(request.cookies[SESSION_COOKIE]);
}
