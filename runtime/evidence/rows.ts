/**
 * Rows of the store as lines of a bundle: one form for an alert's evidence and for sealed data. Columns are
 * named with their units; an empty field = the device had no value. 64-bit columns are asked for as text: servers differ in how they give them.
 */
import type { SubjectKey } from '#core/identity.ts';

/** Columns of positions in the order of `PointRow`. */
export const POINT_COLUMNS = `
  toString(subject), toString(toUnixTimestamp64Milli(event_time)), toString(received_delay), latitude, longitude, altitude, speed,
  course, mileage, alarm, status, flags, toString(device), toString(driver), toString(protocol),
  input_partition, toString(input_offset)`;

export type PointRow = [
  ...[subject: string, timeMs: string, delayMs: string],
  ...[latitudeE7: number | null, longitudeE7: number | null, altitudeM: number | null],
  ...[speedDkmh: number | null, courseDeg: number | null, mileageHm: number | null],
  ...[alarm: number, status: number, flags: number, device: string, driver: string | null],
  ...[protocol: string, partition: number, offset: string],
];

export const POINTS_HEAD =
  'subject,event_time_ms,received_time_ms,latitude_e7,longitude_e7,altitude_m,speed_dkmh,course_deg,mileage_hm,alarm_bits,status_bits,flags,device,driver,protocol,partition,offset';

export function pointLine(row: PointRow): string {
  const [subject, timeMs, delayMs, ...rest] = row;
  const told = rest.slice(0, 9) as (number | null)[];
  const [device, driver, protocol, partition, offset] = rest.slice(9) as [
    ...[string, string | null, string, number, string],
  ];
  return [
    hexKey(subject),
    timeMs,
    Number(timeMs) + Number(delayMs),
    ...told.map((value) => value ?? ''),
    hexKey(device),
    driver === null ? '' : hexKey(driver),
    ...[protocol, partition, offset],
  ].join(',');
}

/** Columns of frames in the order of `FrameRow`. */
export const FRAME_COLUMNS =
  'input_partition, toString(input_offset), toString(toUnixTimestamp64Milli(received_time)), toString(protocol), hex(raw)';

export type FrameRow = [
  ...[partition: number, offset: string, receivedMs: string],
  ...[protocol: string, rawHex: string],
];

export const frameLine = ([partition, offset, receivedMs, protocol, rawHex]: FrameRow): string =>
  JSON.stringify({
    partition,
    offset: Number(offset),
    receivedTimeMs: Number(receivedMs),
    protocol,
    rawHex: rawHex.toLowerCase(),
  });

/** Columns of device events in the order of `EventRow`. */
export const EVENT_COLUMNS = `
  toString(subject), toString(toUnixTimestamp64Milli(event_time)),
  toString(toUnixTimestamp64Milli(received_time)), toString(kind), toString(device), toString(driver),
  toString(protocol), input_partition, toString(input_offset), body`;
export type EventRow = [
  ...[subject: string, timeMs: string, receivedMs: string, kind: string, device: string],
  ...[driver: string | null, protocol: string, partition: number, offset: string, body: string],
];

export function eventLine(row: EventRow): string {
  const [subject, timeMs, receivedMs, kind, device, driver, protocol, partition, offset, body] =
    row;
  return JSON.stringify({
    ...{
      subject: hexKey(subject),
      eventTimeMs: Number(timeMs),
      receivedTimeMs: Number(receivedMs),
    },
    ...{ kind, device: hexKey(device), driver: driver === null ? null : hexKey(driver) },
    ...{ protocol, partition, offset: Number(offset), event: JSON.parse(body) as unknown },
  });
}

/** Columns of transitions in the order of `TransitionRow`. */
export const TRANSITION_COLUMNS = 'toString(version), toString(task), toString(change), body';
export type TransitionRow = [version: string, task: string, change: string, body: string];

/** Numbers of one epoch stay below this, as the sink packs them. */
const NUMBERS_PER_EPOCH = 2n ** 40n;

export function transitionLine([version, task, change, body]: TransitionRow): string {
  const epoch = Number(BigInt(version) / NUMBERS_PER_EPOCH);
  const number = Number(BigInt(version) % NUMBERS_PER_EPOCH);
  return JSON.stringify({ task, epoch, number, change, alert: JSON.parse(body) as unknown });
}

/** What an action may say besides; as people and the platform said it, null = nothing. */
const SAID = [
  ...['outcome', 'cause', 'note', 'disposition', 'assignee', 'duplicate_of', 'handed_to', 'level'],
  ...['urgency', 'result', 'action_id'],
] as const;

/** Columns of actions in the order of `ActionRow`. */
export const ACTION_COLUMNS = `
  toString(alert_id), toString(toUnixTimestamp64Milli(at)), toString(actor), toString(action),
  base_version, toString(toUnixTimestamp64Milli(until)), log_partition, toString(log_offset),
  ${SAID.map((name) => `toString(${name})`).join(', ')}`;
export type ActionRow = [
  ...[alertId: string, atMs: string, actor: string, action: string, baseVersion: number],
  ...[untilMs: string | null, partition: number, offset: string],
  ...said: (string | null)[],
];

/** As it was asked for; one that was refused changed nothing. */
export function actionLine(row: ActionRow): string {
  const [alertId, atMs, actor, action, baseVersion, untilMs, partition, offset, ...said] = row;
  return JSON.stringify({
    ...{ alertId, atMs: Number(atMs), actor, action, baseVersion },
    untilMs: untilMs === null ? null : Number(untilMs),
    ...Object.fromEntries(SAID.map((name, at) => [camelCase(name), said[at]])),
    ...{ partition, offset: Number(offset) },
  });
}

/** Columns of steps in the order of `StepRow`. */
export const STEP_COLUMNS = `
  toString(step_id), toString(alert_id), toString(toUnixTimestamp64Milli(at)), toString(alert_type), body,
  toString(log_offset)`;
export type StepRow = [
  ...[stepId: string, alertId: string, atMs: string, alertType: string],
  ...[body: string, offset: string],
];

/** As it counts; `offset` is its place in alert-steps.v1, which has one partition. */
export function stepLine([stepId, alertId, atMs, alertType, body, offset]: StepRow): string {
  return JSON.stringify({
    ...{ alertId, stepId, atMs: Number(atMs), alertType, ...(JSON.parse(body) as object) },
    offset: Number(offset),
  });
}

/** Without the names of the systems that were told. */
export function plainStepLine(row: StepRow): string {
  const {
    endpoints: _,
    endpoint: __,
    ...step
  } = JSON.parse(stepLine(row)) as Record<string, unknown>;
  return JSON.stringify(step);
}

const camelCase = (name: string) => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());

export const decimalKey = (key: SubjectKey): string => BigInt(`0x${key}`).toString();
export const hexKey = (text: string): SubjectKey =>
  BigInt(text).toString(16).padStart(16, '0') as SubjectKey;
