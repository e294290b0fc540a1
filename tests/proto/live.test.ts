import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INDICATOR_PHASES } from '#core/indicator.ts';
import { WireFault } from '#proto/codec/fault.ts';
import {
  type ClientMessage,
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeServerMessage,
  type PositionFrame,
  type ServerMessage,
} from '#proto/codec/live.ts';
import { SENSOR_KINDS } from '#proto/codec/live-vitals.ts';
import { tizheng } from '#proto/generated/live.gen.js';
import * as arb from './arbitraries.ts';

const row = fc.record({
  handle: arb.u32,
  longitudeE6: fc.integer({ min: -180_000_000, max: 180_000_000 }),
  latitudeE6: fc.integer({ min: -90_000_000, max: 90_000_000 }),
  speedKmh: fc.nat(250),
  courseHalf: fc.constantFrom(0, 45, 179, 255),
  ageS: fc.nat(100_000),
  state: fc.nat(31),
});

const frame: fc.Arbitrary<PositionFrame> = fc
  .record({
    rows: fc.uniqueArray(row, { selector: (r) => r.handle, maxLength: 60 }),
    baseTimeMs: arb.u64,
    vehiclesTotal: arb.u32,
    reset: fc.boolean(),
  })
  .map(({ rows, ...rest }) => {
    rows.sort((a, b) => a.handle - b.handle);
    return {
      ...rest,
      handle: Uint32Array.from(rows, (r) => r.handle),
      longitudeE6: Int32Array.from(rows, (r) => r.longitudeE6),
      latitudeE6: Int32Array.from(rows, (r) => r.latitudeE6),
      speedKmh: Uint16Array.from(rows, (r) => r.speedKmh),
      courseHalf: Uint8Array.from(rows, (r) => r.courseHalf),
      ageS: Uint32Array.from(rows, (r) => r.ageS),
      state: Uint8Array.from(rows, (r) => r.state),
    };
  });

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const serverMessage: fc.Arbitrary<ServerMessage> = fc.oneof(
  fc.record({
    kind: fc.constant('hello' as const),
    serverVersion: text,
    nowMs: arb.u64,
    alertEpoch: text,
    alertSeq: arb.u64,
    rosterVersion: arb.u64,
  }),
  fc.record({ kind: fc.constant('positions' as const), positions: frame }),
  fc.record({
    kind: fc.constant('grid' as const),
    grid: fc.record({
      baseTimeMs: arb.u64,
      cellDeg: fc.constantFrom(0.1, 0.25),
      cellX: fc.constant(Int32Array.of(-3, 1130)),
      cellY: fc.constant(Int32Array.of(-1, 231)),
      count: fc.constant(Uint32Array.of(1, 70_000)),
      vehiclesTotal: arb.u32,
    }),
  }),
  fc.record({ kind: fc.constant('alert' as const), epoch: text, seq: arb.u64, rowJson: fc.json() }),
  fc.record({ kind: fc.constant('pong' as const), t: arb.u64 }),
  fc.record({ kind: fc.constant('resync' as const), reason: text }),
  fc.record({
    kind: fc.constant('indicators' as const),
    indicators: fc.record({
      baseTimeMs: arb.u64,
      scopeKind: text,
      scopeId: text,
      reset: fc.boolean(),
      points: fc.array(
        fc.record({
          indicatorId: text,
          windowStartMs: arb.u64,
          windowEndMs: arb.u64,
          phase: fc.constantFrom(...INDICATOR_PHASES),
          version: arb.u32,
          definitionVersion: arb.u32,
          numerator: fc.maxSafeInteger(),
          denominator: fc.maxSafeInteger(),
          value: orNull(fc.constantFrom(0, -2.5, 99.9)),
          level: orNull(fc.nat(5)),
          samples: arb.u64,
          coverage: orNull(fc.constantFrom(0, 0.25, 1)),
          toldAtMs: arb.u64,
        }),
        { maxLength: 5 },
      ),
    }),
  }),
  fc.record({
    kind: fc.constant('sensors' as const),
    sensors: fc.record({
      baseTimeMs: arb.u64,
      reset: fc.boolean(),
      sensors: fc.array(
        fc.record({
          sensorId: text,
          kind: fc.constantFrom(...SENSOR_KINDS),
          name: text,
          longitudeE6: fc.integer({ min: -180_000_000, max: 180_000_000 }),
          latitudeE6: fc.integer({ min: -90_000_000, max: 90_000_000 }),
          eventTimeMs: orNull(arb.u64.filter((ms) => ms > 0)),
          staleAfterMs: fc.nat(4_000).map((seconds) => seconds * 1_000),
          flags: fc.nat(15),
          level: orNull(fc.nat(4)),
          speedKmh: orNull(fc.nat(2_000).map((raw) => raw / 10)),
          flowPerHour: orNull(fc.nat(20_000)),
          visibilityM: orNull(fc.nat(100_000)),
        }),
        { maxLength: 5 },
      ),
    }),
  }),
);
const degrees = fc.integer({ min: -1800, max: 1800 }).map((v) => v / 10);
const clientMessage: fc.Arbitrary<ClientMessage> = fc.oneof(
  fc.record({
    kind: fc.constant('subscribe' as const),
    west: degrees,
    south: degrees,
    east: degrees,
    north: degrees,
    zoom: fc.constantFrom(0, 6.5, 12),
    follow: fc.array(arb.u32, { maxLength: 5 }),
    alertEpoch: text,
    alertSeq: arb.u64,
  }),
  fc.record({ kind: fc.constant('ping' as const), t: arb.u64 }),
  fc.record({ kind: fc.constant('alertAck' as const), epoch: text, seq: arb.u64 }),
  fc.record({
    kind: fc.constant('watch' as const),
    scopeKind: text,
    scopeId: text,
    sensors: fc.boolean(),
  }),
);

test('decode returns what encode was given', () => {
  fc.assert(
    fc.property(serverMessage, (message) => {
      expect(decodeServerMessage(encodeServerMessage(message))).toEqual(message);
    }),
  );
  fc.assert(
    fc.property(clientMessage, (message) => {
      expect(decodeClientMessage(encodeClientMessage(message))).toEqual(message);
    }),
  );
});

test('the columns of neighbouring vehicles take at most 12 bytes a row', () => {
  const rows = 5_000;
  const positions: PositionFrame = {
    baseTimeMs: 1_790_000_000_000,
    vehiclesTotal: rows,
    reset: false,
    handle: Uint32Array.from({ length: rows }, (_, i) => i),
    longitudeE6: Int32Array.from({ length: rows }, (_, i) => 113_000_000 + ((i * 7_919) % 900_000)),
    latitudeE6: Int32Array.from({ length: rows }, (_, i) => 23_000_000 + ((i * 104_729) % 900_000)),
    speedKmh: new Uint16Array(rows).fill(88),
    courseHalf: new Uint8Array(rows).fill(99),
    ageS: new Uint32Array(rows).fill(3),
    state: new Uint8Array(rows),
  };
  expect(encodeServerMessage({ kind: 'positions', positions }).length / rows).toBeLessThanOrEqual(
    12,
  );
});

test('columns of unequal length, a missing body and cut bytes are faults', () => {
  const { ServerMessage } = tizheng.live.v1;
  const unequal = ServerMessage.encode({ positions: { handle: [1, 1], speedKmh: [3] } }).finish();
  expect(() => decodeServerMessage(unequal)).toThrow(WireFault);
  expect(() => decodeServerMessage(new Uint8Array(0))).toThrow(WireFault);
  expect(() => decodeClientMessage(new Uint8Array(0))).toThrow(WireFault);
  expect(() =>
    decodeServerMessage(encodeServerMessage({ kind: 'resync', reason: 'gone' }).subarray(0, 4)),
  ).toThrow(WireFault);
});
