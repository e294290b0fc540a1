/** What the server answers, as DASHBOARD's HTTP interface states it. Times are epoch milliseconds, null = not available. */

export type Severity = 'critical' | 'major' | 'minor' | 'info';
export type Priority = 'P1' | 'P2' | 'P3';
export type WorkState = 'new' | 'acknowledged' | 'in-handling' | 'closed';
export type Outcome = 'confirmed' | 'false-alarm' | 'duplicate' | 'handed-over';
export type Cause = 'gps-drift' | 'map-error' | 'rule' | 'device' | 'other';
export type Episode = 'open' | 'closed' | 'withdrawn';
export type Visibility = 'shown' | 'shelved' | 'suppressed';
/** Whose duty room answers for an alert: 县 → 市 → 省. */
export type Level = 'county' | 'city' | 'province';
/** Handling results of JT/T 809. */
export type Result = 'in-progress' | 'done' | 'no-action' | 'later';
export type Urgency = 'urgent' | 'normal';
export type ActionName =
  | 'acknowledge'
  | 'assign'
  | 'give-back'
  | 'handle'
  | 'close'
  | 'reopen'
  | 'comment'
  | 'shelve'
  | 'unshelve'
  | 'suppress'
  | 'unsuppress'
  | 'escalate'
  | 'supervise'
  | 'reply';

export const SEVERITIES: readonly Severity[] = ['critical', 'major', 'minor', 'info'];
export const WORK_STATES: readonly WorkState[] = ['new', 'acknowledged', 'in-handling', 'closed'];
export const OUTCOMES: readonly Outcome[] = [
  'confirmed',
  'false-alarm',
  'duplicate',
  'handed-over',
];
export const RESULTS: readonly Result[] = ['in-progress', 'done', 'no-action', 'later'];
export const URGENCIES: readonly Urgency[] = ['urgent', 'normal'];
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
  cause: string | null;
  /** A code of the catalogue. */
  disposition: string | null;
  duplicateOf: string | null;
  /** Alerts that were closed as repeats of this one. */
  merged: number;
  handedTo: string | null;
  /** When it comes back by itself; null = it is shown. */
  hiddenUntilMs: number | null;
  escalation: Level;
  escalatedAtMs: number | null;
  /** 督办; null = nobody asks. */
  supervision: {
    by: string;
    atMs: number;
    deadlineMs: number;
    urgency: Urgency;
    result: Result | null;
  } | null;
  /** Overdue from then on; null = done, or no time is set. */
  acknowledgeByMs: number | null;
  handleByMs: number | null;
  superviseByMs: number | null;
  /** Whom the platform tells next by itself, unless somebody acts; null = nobody. */
  nextTelling: NextTelling | null;
  jt809Result: number | null;
}

export interface NextTelling {
  atMs: number;
  level: 'enterprise' | 'city' | 'enforcement' | 'province';
  /** The work goes up to this level. */
  isRaised: boolean;
  /** Systems of this level are sent a notice. */
  isNotified: boolean;
}

/** A code with its words. */
export interface Coded {
  code: string;
  zh: string;
  en: string;
}

/** What can be done to alerts, by whoever is signed in, and the lists it takes its words from. */
export interface AlertLife {
  actions: { action: ActionName; isAllowed: boolean }[];
  dispositions: (Coded & { outcomes: Outcome[]; result: Result })[];
  receivers: Coded[];
  bounds: {
    shelvedMsMax: number;
    shelvedCriticalMsMax: number;
    suppressedMsMax: number;
    supervisedMsMax: number;
  };
}

export interface Assignee {
  user: string;
  name: string;
  role: string;
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
  action: ActionName;
  outcome: Outcome | null;
  cause: string | null;
  note: string | null;
  untilMs?: number | null;
  disposition?: string;
  assignee?: string;
  duplicateOf?: string;
  handedTo?: string;
  level?: Level;
  urgency?: Urgency;
  result?: Result;
  /** Set on what the platform did by itself. */
  actionId?: string;
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
  supervisionWords: {
    instruction: string;
    reply: { by: string; atMs: number; result: Result; note: string } | null;
  } | null;
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
  action: ActionName;
  baseVersion: number;
  outcome?: Outcome;
  cause?: Cause;
  note?: string;
  untilMs?: number;
  disposition?: string;
  assignee?: string;
  duplicateOf?: string;
  handedTo?: string;
  level?: Level;
  urgency?: Urgency;
  result?: Result;
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

/** Attempts from the store, the newest first; `next` null = that was all. */
export interface AttemptPage {
  next: string | null;
  attempts: DeliveryEndpoint['attempts'];
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
