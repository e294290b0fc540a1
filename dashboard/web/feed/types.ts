/** What the server answers, as DASHBOARD's HTTP interface states it. Times are epoch milliseconds, null = not available. */

export type Severity = 'critical' | 'major' | 'minor' | 'info';
export type Priority = 'P1' | 'P2' | 'P3';
export type WorkState = 'new' | 'acknowledged' | 'in-handling' | 'closed';
export type Outcome = 'confirmed' | 'false-alarm' | 'duplicate' | 'handed-over';
export type Cause = 'gps-drift' | 'map-error' | 'rule' | 'device' | 'other';
export type Episode = 'open' | 'closed' | 'withdrawn';
export type Visibility = 'shown' | 'shelved' | 'suppressed';

export const SEVERITIES: readonly Severity[] = ['critical', 'major', 'minor', 'info'];
export const WORK_STATES: readonly WorkState[] = ['new', 'acknowledged', 'in-handling', 'closed'];
export const OUTCOMES: readonly Outcome[] = [
  'confirmed',
  'false-alarm',
  'duplicate',
  'handed-over',
];
export const CAUSES: readonly Cause[] = ['gps-drift', 'map-error', 'rule', 'device', 'other'];

export interface RosterVehicle {
  /** u32 that stands for the vehicle in position frames. */
  handle: number;
  vehicleId: string;
  plate: string;
  /** JT/T 415: 1 blue, 2 yellow, 3 black, 4 white, 5 green, 9 other. */
  plateColour: number;
  class: string;
  enterprise: string;
  regionCode: string;
}

export interface AlertRow {
  alertId: string;
  seq: number;
  type: string;
  severity: Severity;
  /** null = not annunciated. */
  priority: Priority | null;
  handle: number;
  vehicleId: string;
  plate: string;
  class: string;
  driver: string | null;
  episode: Episode;
  work: WorkState;
  outcome: Outcome | null;
  visibility: Visibility;
  corrected: boolean;
  late: boolean;
  openedAtMs: number;
  raisedAtMs: number;
  closedAtMs: number | null;
  measured: number | null;
  limit: number | null;
  unit: string;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  explanation: { zh: string; en: string };
  clause: string;
  ruleVersion: number;
  /** Sent back as baseVersion with an action. */
  workVersion: number;
  assignee: string | null;
  acknowledgedBy: string | null;
  acknowledgedAtMs: number | null;
}

export interface EvidenceRef {
  partition: number;
  offset: number;
  eventTimeMs: number;
}

export interface ActionEntry {
  alertId: string;
  baseVersion: number;
  atMs: number;
  actor: string;
  action: 'acknowledge' | 'handle' | 'close' | 'reopen' | 'comment' | 'shelve' | 'unshelve';
  outcome: Outcome | null;
  cause: string | null;
  note: string | null;
}

/** A file a device has sent. */
export interface Attachment {
  /** SHA-256 of the content, 64 hex digits. */
  hash: string;
  name: string;
  media: 'picture' | 'sound' | 'video' | 'text' | 'other';
  /** By its first bytes. */
  contentType: string;
  sizeBytes: number;
  channel: number | null;
  alarm: { timeMs: number | null; itemId: number; type: number; level: number };
  storedMs: number;
}

export interface AlertMedia {
  files: Attachment[];
  /** Announced and still asked for. */
  awaited: number;
  /** Announced, and never came. */
  failed: number;
}

export interface AlertDetail extends AlertRow {
  params: Record<string, unknown>;
  facts: Record<string, unknown>;
  evidence: EvidenceRef[];
  actions: ActionEntry[];
}

export type LineGeometry =
  | { type: 'LineString'; coordinates: [number, number][] }
  | { type: 'MultiLineString'; coordinates: [number, number][][] };

/** [timeMs, lon, lat, speedKmh|null, courseDeg|null, flags] */
export type TrackPoint = [number, number, number, number | null, number | null, number];

export interface AlertTrack {
  from: number;
  to: number;
  points: TrackPoint[];
  corridor: LineGeometry | null;
  halfWidthM: number | null;
  limitKmh: number | null;
}

export interface Evidence {
  receivedTimeMs: number;
  protocol: string;
  rawHex: string;
  decoded: unknown;
}

interface Words {
  zh: string;
  en: string;
}

export interface InspectionRow {
  offset: number;
  length: number;
  hex: string;
  part: 'header' | 'body' | 'checksum' | 'unread';
  type: string;
  label: Words;
  others: { path: string; label: Words; value: string | number | boolean | null }[];
  value: string | number | boolean | null;
  unit: string | null;
  clause: string | null;
  notes: Words[];
}

export interface Inspection {
  messageId: string | null;
  name: string | null;
  edition: string | null;
  rows: InspectionRow[];
  fault: { code: string; offset: number } | null;
  notes: Words[];
}

export interface QuarantinedRecord {
  offset: number;
  receivedTimeMs: number;
  source: string;
  faultCode: string;
  faultOffset: number;
  rawHex: string;
}

export interface ServerStatus {
  nowMs: number;
  vehicles: number;
  moving: number;
  silent: number;
  alertsOpen: number;
  /** Null for accounts that are for a part of the installation. */
  ingestPerSecond: number | null;
  lagRecords: number | null;
}

export interface ActionRequest {
  action: 'acknowledge' | 'handle' | 'close' | 'reopen' | 'comment';
  baseVersion: number;
  outcome?: Outcome;
  cause?: Cause;
  note?: string;
}

/** An endpoint that alerts are sent to. */
export interface DeliveryEndpoint {
  endpoint: string;
  atMs: number;
  /** False = the sink has not told for minutes. */
  isCurrent: boolean;
  state: 'healthy' | 'retrying' | 'deaf' | 'disabled';
  failingSinceMs: number | null;
  waiting: number;
  lagRecords: number;
  dead: number;
  deliveredTotal: number;
  lastAtMs: number | null;
  lastReason: string | null;
  lastStatus: number | null;
  heldUntilMs: number | null;
  nextAtMs: number | null;
  attempts: {
    webhookId: string;
    alertId: string;
    alertType: string;
    change: string;
    attempt: number;
    atMs: number;
    outcome: 'delivered' | 'failed' | 'dead';
    reason: string;
    status: number | null;
  }[];
}

export interface DeadLetter {
  endpoint: string;
  webhookId: string;
  /** `waiting` = sent again, not delivered yet. */
  state: 'dead' | 'waiting';
  /** Empty = the record could not be read. */
  alertId: string;
  alertType: string;
  change: string;
  attempts: number;
  reason: string;
  status: number | null;
  atMs: number;
}

export interface Deliveries {
  nowMs: number;
  endpoints: DeliveryEndpoint[];
  deadTotal: number;
  /** The newest ones. */
  deadLetters: DeadLetter[];
}

export interface DeliveryCommand {
  action: 'redeliver' | 'resend' | 'test' | 'hasten' | 'disable' | 'enable';
  endpoint: string;
  webhookIds?: string[];
  fromMs?: number;
  toMs?: number;
}

/** What is asked of a terminal; the server knows for whom. */
export interface CommandWish {
  kind: string;
  args: Record<string, unknown>;
  reason?: string;
  confirm?: boolean;
}

/** A command and how it stands (docs/commands.md). */
export interface CommandView {
  commandId: string;
  kind: string;
  args: Record<string, unknown>;
  actor: string;
  reason: string;
  createdAtMs: number;
  expiresAtMs: number;
  state: 'accepted' | 'queued' | 'sent' | 'answered' | 'failed' | 'expired' | 'cancelled';
  attempt: number;
  failure: string | null;
  waitsFor: 'device' | 'turn' | null;
  reply: { messageId: string; fields: Record<string, unknown> | null } | null;
  cancelledBy: string | null;
}
