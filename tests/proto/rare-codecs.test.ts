/** Everything that goes through the generated code: what comes out is what went in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALERT_ACTIONS,
  ALERT_CHANGES,
  type AlertAction,
  type AlertTransition,
  EPISODE_STATES,
  OUTCOMES,
  SEVERITIES,
  WORK_STATES,
} from '#core/alert.ts';
import {
  DISPOSITION_CODES,
  RECEIVER_CODES,
  SUPERVISION_RESULTS,
} from '#core/alert-life/dispositions.ts';
import { ESCALATION_LEVELS, URGENCIES } from '#core/alert-life/work.ts';
import {
  COMMAND_FAILURES,
  COMMAND_PRIORITIES,
  COMMAND_REPEATS,
  COMMAND_STATES,
  COMMAND_WAITS,
  type CommandRecord,
  type CommandResult,
} from '#core/command.ts';
import { COMMAND_KINDS } from '#core/command-kinds.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import { INDICATOR_PHASES, type IndicatorValue, SCOPE_KINDS } from '#core/indicator.ts';
import { type PassengerFlow, TYRE_KINDS, type TyreKind, type Weighing } from '#core/load.ts';
import { NOTICE_LEVELS } from '#core/loop/policy.ts';
import { type LoopStep, REACTIONS } from '#core/loop/step.ts';
import {
  CONTENT_TYPES,
  type ContentHash,
  MEDIA_FAILURES,
  MEDIA_KINDS,
  type MediaEvent,
} from '#core/media.ts';
import type { Reading, ReadingBody } from '#core/report.ts';
import { SURFACES, type Surface, type TrafficSample, type WeatherSample } from '#core/sensor.ts';
import { TRIP_ORIGINS, TRIP_STEPS, type TripEvent, VERDICTS } from '#core/trip/trip.ts';
import {
  decodeAlertAction,
  decodeAlertTransition,
  encodeAlertAction,
  encodeAlertTransition,
} from '#proto/codec/alert.ts';
import {
  decodeCommandRecord,
  decodeCommandResult,
  encodeCommandRecord,
  encodeCommandResult,
} from '#proto/codec/command.ts';
import { WireFault } from '#proto/codec/fault.ts';
import {
  decodeIndicatorValue,
  decodeWindowPart,
  encodeIndicatorValue,
  encodeWindowPart,
  type WindowPart,
} from '#proto/codec/indicator.ts';
import { AXLES_MAX } from '#proto/codec/load-bodies.ts';
import { decodeMediaEvent, encodeMediaEvent } from '#proto/codec/media.ts';
import { decodeQuarantined, encodeQuarantined } from '#proto/codec/quarantined.ts';
import { decodeReading, encodeReading } from '#proto/codec/reading.ts';
import {
  decodeRegistryChange,
  decodeRegistryEntity,
  encodeRegistryChange,
  encodeRegistryEntity,
} from '#proto/codec/registry-entity.ts';
import { LANES_MAX } from '#proto/codec/sensor-bodies.ts';
import {
  decodeSensorObservation,
  encodeSensorObservation,
  type NumberedSensorObservation,
} from '#proto/codec/sensor-observation.ts';
import { decodeLoopStep, encodeLoopStep } from '#proto/codec/step.ts';
import { decodeTripEvent, encodeTripEvent } from '#proto/codec/trip.ts';
import { tizheng as indicatorRoot } from '#proto/generated/indicator.gen.js';
import * as arb from './arbitraries.ts';

const GeneratedPart = indicatorRoot.indicator.v1.WindowPart;

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const plainJson = fc.dictionary(
  fc
    .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 10 })
    .filter((name) => name !== '__proto__'),
  fc.oneof(fc.integer(), fc.boolean(), text, fc.constant(null)),
  { maxKeys: 4, noNullPrototype: true },
);

const transition: fc.Arbitrary<AlertTransition> = fc.record({
  task: arb.name,
  epoch: arb.u32,
  number: arb.u64,
  change: fc.constantFrom(...ALERT_CHANGES),
  alert: fc.record({
    alertId: fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((b) => Buffer.from(b).toString('hex')),
    type: fc.constantFrom('speed.over', 'route.deviation', 'terminal.sos'),
    ruleVersion: fc.nat(20),
    subjectKey: arb.key,
    driverKey: orNull(arb.key),
    severity: fc.constantFrom(...SEVERITIES),
    state: fc.constantFrom(...EPISODE_STATES),
    corrected: fc.boolean(),
    late: fc.boolean(),
    openedAtMs: arb.u64,
    raisedAtMs: arb.u64,
    closedAtMs: orNull(arb.u64),
    measured: orNull(fc.double({ noNaN: true, noDefaultInfinity: true })),
    limit: orNull(fc.double({ noNaN: true, noDefaultInfinity: true })),
    unit: fc.constantFrom('km/h', 'm', ''),
    latitudeDeg: orNull(arb.latitudeE7.map((v) => v / 1e7)),
    longitudeDeg: orNull(arb.longitudeE7.map((v) => v / 1e7)),
    explanation: fc.record({ zh: text, en: text }),
    clause: text,
    params: plainJson,
    facts: plainJson,
    evidence: fc.array(fc.record({ partition: arb.u32, offset: arb.u64, eventTimeMs: arb.u64 }), {
      maxLength: 32,
    }),
  }),
});

const action: fc.Arbitrary<AlertAction> = fc.record(
  {
    alertId: text,
    baseVersion: arb.u32,
    atMs: arb.u64,
    actor: text,
    action: fc.constantFrom(...ALERT_ACTIONS),
    outcome: orNull(fc.constantFrom(...OUTCOMES)),
    cause: orNull(text),
    note: orNull(text),
    untilMs: orNull(arb.u64),
    about: fc.record({ subjectKey: arb.key, alertType: text, openedAtMs: arb.u64 }),
    disposition: fc.constantFrom(...DISPOSITION_CODES),
    assignee: text,
    duplicateOf: text,
    handedTo: fc.constantFrom(...RECEIVER_CODES),
    level: fc.constantFrom(...ESCALATION_LEVELS),
    urgency: fc.constantFrom(...URGENCIES),
    result: fc.constantFrom(...SUPERVISION_RESULTS),
    actionId: text,
  },
  {
    requiredKeys: [
      'alertId',
      'baseVersion',
      'atMs',
      'actor',
      'action',
      'outcome',
      'cause',
      'note',
      'untilMs',
    ],
  },
);

const media: fc.Arbitrary<MediaEvent> = fc.record({
  subjectKey: arb.key,
  deviceKey: arb.key,
  atMs: arb.u64,
  gateway: arb.name,
  alarm: fc.record({
    timeMs: orNull(arb.u64),
    itemId: fc.nat(255),
    type: fc.nat(65_535),
    level: fc.nat(2),
  }),
  step: fc.oneof(
    fc.record({
      kind: fc.constant('asked' as const),
      alarmNo: text,
      identifier: fc.uint8Array({ maxLength: 40 }),
      announced: fc.nat(255),
      expiresAtMs: arb.u64,
    }),
    fc.record({
      kind: fc.constant('stored' as const),
      alarmNo: text,
      name: text,
      media: fc.constantFrom(...MEDIA_KINDS),
      sizeBytes: arb.u64,
      hash: fc
        .uint8Array({ minLength: 32, maxLength: 32 })
        .map((b) => Buffer.from(b).toString('hex') as ContentHash),
      contentType: fc.constantFrom(...CONTENT_TYPES),
      channel: orNull(fc.nat(255)),
    }),
    fc.record({
      kind: fc.constant('failed' as const),
      alarmNo: text,
      name: text,
      reason: fc.constantFrom(...MEDIA_FAILURES),
    }),
  ),
});

const tenths = (max: number) => orNull(fc.nat(max * 10).map((v) => v / 10));
const celsius = orNull(fc.integer({ min: -900, max: 900 }).map((v) => v / 10));
const traffic: fc.Arbitrary<TrafficSample> = fc.record({
  endTimeMs: orNull(arb.u64),
  intervalS: fc.nat(3_600),
  lanes: fc.array(
    fc.record({
      lane: fc.nat(32),
      vehicles: orNull(fc.nat(1_000)),
      occupancyPct: tenths(100),
      speedKmh: tenths(300),
      valid: fc.boolean(),
    }),
    { maxLength: LANES_MAX },
  ),
});
const weather: fc.Arbitrary<WeatherSample> = fc.record({
  timeMs: orNull(arb.u64),
  visibilityM: orNull(fc.nat(100_000)),
  windMs: tenths(80),
  gustMs: tenths(120),
  windDirectionDeg: orNull(fc.nat(359)),
  airTempC: celsius,
  dewPointC: celsius,
  humidityPct: tenths(100),
  rainMmH: tenths(500),
  rain1hMm: tenths(500),
  surface: orNull(fc.constantFrom(...(Object.keys(SURFACES) as Surface[]))),
  surfaceTempC: celsius,
  frictionPct: tenths(100),
  waterMm: tenths(50),
});

const sensorObservation: fc.Arbitrary<NumberedSensorObservation> = fc.record({
  task: arb.name,
  epoch: arb.u32,
  number: arb.u64,
  subjectKey: arb.key,
  deviceKey: arb.key,
  protocol: arb.protocol,
  eventTimeMs: arb.u64,
  receivedTimeMs: arb.u64,
  flags: fc.nat(15),
  inputPartition: arb.u32,
  inputOffset: arb.u64,
  body: fc.oneof(
    fc.record({ kind: fc.constant('traffic' as const), traffic }),
    fc.record({ kind: fc.constant('weather' as const), weather }),
  ),
});

const scope = fc.record({ kind: fc.constantFrom(...SCOPE_KINDS), id: text });
const sum = fc.integer({ min: -(2 ** 52), max: 2 ** 52 });
const windowPart: fc.Arbitrary<WindowPart> = fc.record({
  task: arb.name,
  epoch: arb.u32,
  number: arb.u64,
  source: arb.u32,
  tickMs: arb.u64,
  body: fc.oneof(
    fc.constant({ kind: 'mark' as const }),
    fc.record({
      kind: fc.constant('rules' as const),
      registryOffset: arb.u64,
      json: fc.json(),
    }),
    fc.record({
      kind: fc.constant('delta' as const),
      delta: fc.record({
        measure: text,
        scope,
        windowStartMs: arb.u64,
        windowMs: arb.u64,
        sums: fc.array(sum, { maxLength: 12 }),
      }),
    }),
  ),
});
const indicatorValue: fc.Arbitrary<IndicatorValue> = fc.record({
  task: arb.name,
  epoch: arb.u32,
  number: arb.u64,
  indicatorId: text,
  definitionVersion: fc.nat(100),
  scope,
  windowStartMs: arb.u64,
  windowEndMs: arb.u64,
  phase: fc.constantFrom(...INDICATOR_PHASES),
  version: arb.u32,
  numerator: sum,
  denominator: sum,
  value: orNull(fc.double({ noNaN: true, noDefaultInfinity: true })),
  samples: arb.u64,
  coverage: orNull(fc.double({ min: 0, max: 1, noNaN: true })),
  tickMs: arb.u64,
});

const rareBody: fc.Arbitrary<ReadingBody> = fc.oneof(
  fc.record({
    kind: fc.constant('driverCard' as const),
    driverCard: fc.record({
      eventTimeMs: orNull(arb.u64),
      onDuty: fc.boolean(),
      driverKey: orNull(arb.key),
      readResult: orNull(fc.nat(255)),
    }),
  }),
  fc.constant({ kind: 'heartbeat' as const }),
  fc.record({ kind: fc.constant('session' as const), online: fc.boolean(), reason: text }),
  fc.record({ kind: fc.constant('other' as const), messageId: fc.nat(65_535) }),
  fc.record({
    kind: fc.constant('registry' as const),
    registryOffset: arb.u64,
    entity: text,
    id: text,
    json: fc.json(),
  }),
  fc.record({ kind: fc.constant('rules' as const), registryOffset: arb.u64, json: fc.json() }),
  fc.record({ kind: fc.constant('traffic' as const), traffic }),
  fc.record({ kind: fc.constant('weather' as const), weather }),
  fc.record({
    kind: fc.constant('work' as const),
    work: fc.record({
      actionsPartition: arb.u32,
      actionsOffset: arb.u64,
      alertId: text,
      alertType: text,
      openedAtMs: arb.u64,
      state: fc.constantFrom(...WORK_STATES),
      outcome: fc.constantFrom(null, ...OUTCOMES),
      atMs: arb.u64,
    }),
  }),
);

const passengers: fc.Arbitrary<PassengerFlow> = fc.record({
  startTimeMs: orNull(arb.u64),
  endTimeMs: orNull(arb.u64),
  boarding: fc.nat(65_535),
  alighting: fc.nat(65_535),
});

const weighing: fc.Arbitrary<Weighing> = fc.record({
  timeMs: orNull(arb.u64),
  grossKg: arb.u32,
  axles: fc.array(
    fc.record({
      loadKg: arb.u32,
      tyres: fc.constantFrom(...(Object.keys(TYRE_KINDS) as TyreKind[])),
      group: orNull(arb.u32),
      drive: fc.boolean(),
    }),
    { maxLength: AXLES_MAX },
  ),
  combination: orNull(fc.boolean()),
  speedKmh: orNull(fc.nat(3_000).map((v) => v / 10)),
  lengthM: orNull(fc.nat(10_000).map((v) => v / 100)),
  lane: orNull(fc.nat(32)),
  latitudeDeg: orNull(arb.latitudeE7.map((v) => v / 1e7)),
  longitudeDeg: orNull(arb.longitudeE7.map((v) => v / 1e7)),
});

const loadBody = fc.oneof(
  fc.record({ kind: fc.constant('passengers' as const), passengers }),
  fc.record({ kind: fc.constant('weighing' as const), weighing }),
);

const rareReading: fc.Arbitrary<Reading> = fc.record({
  subjectKey: fc.oneof(arb.key, fc.constant(NO_SUBJECT)),
  deviceKey: arb.key,
  protocol: arb.protocol,
  receivedTimeMs: arb.u64,
  serial: fc.nat(65_535),
  raw: fc.uint8Array({ maxLength: 64 }),
  body: fc.oneof({ weight: 4, arbitrary: rareBody }, { weight: 1, arbitrary: loadBody }),
});

const quarantined = fc.record({
  receivedTimeMs: arb.u64,
  source: fc.constantFrom('tcp/jt808', 'udp/jt808'),
  faultCode: fc.constantFrom('checksum', 'escape'),
  faultOffset: arb.u32,
  raw: fc.uint8Array({ maxLength: 64 }).map((b) => Buffer.from(b)),
  deviceKey: fc.oneof(arb.key, fc.constant(NO_SUBJECT)),
});

const registryEntity = fc.record({
  entity: fc.constantFrom('vehicle', 'route', 'rules', 'permit-of-tomorrow'),
  id: text,
  json: fc.json(),
  changedAtMs: arb.u64,
  actor: text,
  version: arb.u64,
});

const registryChange = fc.record({
  entity: fc.constantFrom('vehicle', 'waybill'),
  id: text,
  json: fc.oneof(fc.json(), fc.constant('')),
  changedAtMs: arb.u64,
  actor: text,
  reason: text,
  previousVersion: arb.u64,
  origin: text,
});

const commandRecord: fc.Arbitrary<CommandRecord> = fc.oneof(
  fc.record({
    record: fc.constant('command' as const),
    commandId: text,
    deviceKey: arb.key,
    subjectKey: arb.key,
    kind: fc.constantFrom(...COMMAND_KINDS),
    args: plainJson,
    actor: text,
    reason: text,
    alertId: orNull(text),
    createdAtMs: arb.u64,
    expiresAtMs: arb.u64,
    priority: fc.constantFrom(...COMMAND_PRIORITIES),
    repeat: fc.constantFrom(...COMMAND_REPEATS),
  }),
  fc.record({
    record: fc.constant('cancellation' as const),
    commandId: text,
    deviceKey: arb.key,
    actor: text,
    atMs: arb.u64,
  }),
);
const commandResult: fc.Arbitrary<CommandResult> = fc.record({
  commandId: text,
  deviceKey: arb.key,
  atMs: arb.u64,
  gateway: text,
  state: fc.constantFrom(...COMMAND_STATES),
  attempt: fc.nat(1_000),
  reason: orNull(fc.constantFrom(...COMMAND_FAILURES)),
  waitsFor: orNull(fc.constantFrom(...COMMAND_WAITS)),
  untilMs: orNull(arb.u64),
  sessionSinceMs: orNull(arb.u64),
  reply: orNull(
    fc.record({
      messageId: fc.constantFrom('0x0001', '0x0104', '0x1205'),
      result: orNull(fc.nat(255)),
      fields: orNull(plainJson),
    }),
  ),
});

const moment: fc.Arbitrary<TripEvent['departed']> = orNull(
  fc.record({
    timeMs: arb.u64,
    latitudeDeg: orNull(arb.latitudeE7.map((e7) => e7 / 1e7)),
    longitudeDeg: orNull(arb.longitudeE7.map((e7) => e7 / 1e7)),
    by: fc.constantFrom(...TRIP_ORIGINS),
  }),
);
const loopStep: fc.Arbitrary<LoopStep> = fc
  .record({
    head: fc.record({
      stepId: text,
      alertId: text,
      alertType: text,
      subjectKey: arb.key,
      atMs: arb.u64,
    }),
    body: fc.oneof(
      fc.record({ kind: fc.constant('deaf' as const), level: fc.constantFrom(...NOTICE_LEVELS) }),
      fc.record({ kind: fc.constant('acknowledged' as const), actor: text }),
      fc.record({
        kind: fc.constant('reaction' as const),
        result: fc.constantFrom(...REACTIONS),
        reactedAtMs: orNull(arb.u64),
        tookMs: orNull(arb.u64),
      }),
    ),
  })
  .map(({ head, body }) => ({ ...head, ...body }));
const tripEvent: fc.Arbitrary<TripEvent> = fc.record({
  tripId: text,
  baseVersion: fc.nat(1_000),
  step: fc.constantFrom(...TRIP_STEPS),
  atMs: arb.u64,
  actor: text,
  reason: text,
  origin: fc.constantFrom(...TRIP_ORIGINS),
  plan: plainJson as fc.Arbitrary<never>,
  departed: moment,
  arrived: moment,
  check: orNull(plainJson) as fc.Arbitrary<never>,
  verdict: orNull(fc.constantFrom(...VERDICTS)),
  reportJson: orNull(text),
});

describe.each([
  ['CommandRecord', commandRecord, encodeCommandRecord, decodeCommandRecord],
  ['CommandResult', commandResult, encodeCommandResult, decodeCommandResult],
  ['TripEvent', tripEvent, encodeTripEvent, decodeTripEvent],
  ['LoopStep', loopStep, encodeLoopStep, decodeLoopStep],
  ['AlertTransition', transition, encodeAlertTransition, decodeAlertTransition],
  ['AlertAction', action, encodeAlertAction, decodeAlertAction],
  ['MediaEvent', media, encodeMediaEvent, decodeMediaEvent],
  ['Reading with another body', rareReading, encodeReading, decodeReading],
  ['SensorObservation', sensorObservation, encodeSensorObservation, decodeSensorObservation],
  ['WindowPart', windowPart, encodeWindowPart, decodeWindowPart],
  ['IndicatorValue', indicatorValue, encodeIndicatorValue, decodeIndicatorValue],
  ['Quarantined', quarantined, encodeQuarantined, decodeQuarantined],
  ['RegistryEntity', registryEntity, encodeRegistryEntity, decodeRegistryEntity],
  ['RegistryHistory', registryChange, encodeRegistryChange, decodeRegistryChange],
] as [
  string,
  fc.Arbitrary<unknown>,
  (value: unknown) => Uint8Array,
  (bytes: Uint8Array) => unknown,
][])('%s', (_, values, encode, decode) => {
  test('decode returns what encode was given', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(bytesAsArrays(decode(encode(value)))).toEqual(bytesAsArrays(value));
      }),
      { numRuns: 200 },
    );
  });

  test('any bytes give a value or a WireFault', () => {
    let faults = 0;
    fc.assert(
      fc.property(values, fc.nat(), fc.nat(), fc.nat(255), (value, cut, at, byte) => {
        const bytes = Uint8Array.from(encode(value));
        bytes[at % bytes.length] = byte;
        try {
          decode(bytes.subarray(0, cut % (bytes.length + 1)));
        } catch (error) {
          expect(error).toBeInstanceOf(WireFault);
          faults += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(faults).toBeGreaterThan(20);
  });
});

test('the delta of a WindowPart is, byte for byte, what the generated code writes', () => {
  let deltas = 0;
  fc.assert(
    fc.property(windowPart, ({ body, ...rest }) => {
      if (body.kind !== 'delta') return;
      deltas++;
      const { scope, ...delta } = body.delta;
      const wire = { ...delta, scopeKind: scope.kind, scopeId: scope.id };
      const theirs = GeneratedPart.encode({ ...rest, delta: wire }).finish();
      expect(Buffer.from(encodeWindowPart({ ...rest, body })).toString('hex')).toBe(
        Buffer.from(theirs).toString('hex'),
      );
    }),
    { numRuns: 400 },
  );
  expect(deltas).toBeGreaterThan(50);
});

function bytesAsArrays(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(bytesAsArrays);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, bytesAsArrays(inner)]),
  );
}
