/**
 * The WebSocket between the dashboard's server and its pages (proto/live). Runs in browsers: no
 * Node module, no Buffer. Columns travel delta-coded, in memory they are plain values per row.
 */
import { tizheng } from '../generated/live.gen.js';
import { WireFault } from './fault.ts';
import {
  type IndicatorFrame,
  indicatorsOfWire,
  numberOf,
  type SensorFrame,
  sensorsOfWire,
  wireOfIndicators,
  wireOfSensors,
} from './live-vitals.ts';

const v1 = tizheng.live.v1;

/** Rows of equal index belong together; `handle` ascends strictly. */
export interface PositionColumns {
  handle: Uint32Array;
  /** 1e-6 degrees. */
  longitudeE6: Int32Array;
  latitudeE6: Int32Array;
  /** Whole km/h. */
  speedKmh: Uint16Array;
  /** Steps of 2 degrees, 255 = unknown. */
  courseHalf: Uint8Array;
  /** Frame's base time minus event time, whole seconds, 0 at least. */
  ageS: Uint32Array;
  /** Bits 0-1: 0 moving, 1 stopped, 2 silent; bits 2-4: worst open alert, 0 none, 1 info … 4 critical. */
  state: Uint8Array;
}

export interface PositionFrame extends PositionColumns {
  /** Server time of the frame. */
  baseTimeMs: number;
  /** Vehicles the server holds. */
  vehiclesTotal: number;
  /** Forget all rows before this frame: the viewport is new. */
  reset: boolean;
}

export interface GridFrame {
  baseTimeMs: number;
  cellDeg: number;
  /** floor(longitude / cellDeg), floor(latitude / cellDeg). */
  cellX: Int32Array;
  cellY: Int32Array;
  count: Uint32Array;
  vehiclesTotal: number;
}

export type ServerMessage =
  | {
      kind: 'hello';
      serverVersion: string;
      nowMs: number;
      alertEpoch: string;
      alertSeq: number;
      rosterVersion: number;
    }
  | { kind: 'positions'; positions: PositionFrame }
  | { kind: 'grid'; grid: GridFrame }
  /** One change of an alert: the full row each time, as JSON. */
  | { kind: 'alert'; epoch: string; seq: number; rowJson: string }
  | { kind: 'pong'; t: number }
  /** History for the client's (epoch, seq) is gone: reload the list by HTTP. */
  | { kind: 'resync'; reason: string }
  | { kind: 'indicators'; indicators: IndicatorFrame }
  | { kind: 'sensors'; sensors: SensorFrame };

export type ClientMessage =
  | {
      kind: 'subscribe';
      west: number;
      south: number;
      east: number;
      north: number;
      zoom: number;
      /** Handles sent wherever they are. */
      follow: number[];
      /** '' = none seen. */
      alertEpoch: string;
      /** Last seen; the server replays what follows. */
      alertSeq: number;
    }
  | { kind: 'ping'; t: number }
  | { kind: 'alertAck'; epoch: string; seq: number }
  /** What the page shows beside vehicles and alerts; replaces the watch before. scopeKind '' = no indicators. */
  | { kind: 'watch'; scopeKind: string; scopeId: string; sensors: boolean };

export function encodeServerMessage(message: ServerMessage): Uint8Array {
  switch (message.kind) {
    case 'hello': {
      const { kind, ...hello } = message;
      return v1.ServerMessage.encode({ hello }).finish();
    }
    case 'positions':
      return v1.ServerMessage.encode({ positions: wireOfPositions(message.positions) }).finish();
    case 'grid': {
      const { cellX, cellY, count, ...rest } = message.grid;
      return v1.ServerMessage.encode({
        grid: { ...rest, cellX: column(cellX), cellY: column(cellY), count: column(count) },
      }).finish();
    }
    case 'alert': {
      const { epoch, seq, rowJson } = message;
      return v1.ServerMessage.encode({ alert: { epoch, seq, rowJson } }).finish();
    }
    case 'pong':
      return v1.ServerMessage.encode({ pong: { t: message.t } }).finish();
    case 'resync':
      return v1.ServerMessage.encode({ resync: { reason: message.reason } }).finish();
    case 'indicators':
      return v1.ServerMessage.encode({
        indicators: wireOfIndicators(message.indicators),
      }).finish();
    case 'sensors':
      return v1.ServerMessage.encode({ sensors: wireOfSensors(message.sensors) }).finish();
  }
}

/** Throws WireFault. */
export function decodeServerMessage(bytes: Uint8Array): ServerMessage {
  const wire = decoded(v1.ServerMessage, bytes);
  if (wire.positions) return { kind: 'positions', positions: positionsOfWire(wire.positions) };
  if (wire.hello) {
    const { serverVersion, nowMs, alertEpoch, alertSeq, rosterVersion } = wire.hello;
    return {
      kind: 'hello',
      serverVersion: serverVersion ?? '',
      nowMs: numberOf(nowMs),
      alertEpoch: alertEpoch ?? '',
      alertSeq: numberOf(alertSeq),
      rosterVersion: numberOf(rosterVersion),
    };
  }
  if (wire.alert) {
    const { epoch, seq, rowJson } = wire.alert;
    return { kind: 'alert', epoch: epoch ?? '', seq: numberOf(seq), rowJson: rowJson ?? '' };
  }
  if (wire.pong) return { kind: 'pong', t: numberOf(wire.pong.t) };
  if (wire.resync) return { kind: 'resync', reason: wire.resync.reason ?? '' };
  if (wire.indicators) return { kind: 'indicators', indicators: indicatorsOfWire(wire.indicators) };
  if (wire.sensors) return { kind: 'sensors', sensors: sensorsOfWire(wire.sensors) };
  if (wire.grid) {
    const { grid } = wire;
    return {
      kind: 'grid',
      grid: {
        baseTimeMs: numberOf(grid.baseTimeMs),
        cellDeg: grid.cellDeg ?? 0,
        cellX: Int32Array.from(grid.cellX ?? []),
        cellY: Int32Array.from(grid.cellY ?? []),
        count: Uint32Array.from(grid.count ?? []),
        vehiclesTotal: grid.vehiclesTotal ?? 0,
      },
    };
  }
  throw new WireFault('value', 'a server message has a body');
}

export function encodeClientMessage(message: ClientMessage): Uint8Array {
  switch (message.kind) {
    case 'subscribe': {
      const { kind, ...subscribe } = message;
      return v1.ClientMessage.encode({ subscribe }).finish();
    }
    case 'ping':
      return v1.ClientMessage.encode({ ping: { t: message.t } }).finish();
    case 'alertAck':
      return v1.ClientMessage.encode({
        alertAck: { epoch: message.epoch, seq: message.seq },
      }).finish();
    case 'watch': {
      const { kind, ...watch } = message;
      return v1.ClientMessage.encode({ watch }).finish();
    }
  }
}

/** Throws WireFault. */
export function decodeClientMessage(bytes: Uint8Array): ClientMessage {
  const wire = decoded(v1.ClientMessage, bytes);
  if (wire.subscribe) {
    const s = wire.subscribe;
    return {
      kind: 'subscribe',
      west: s.west ?? 0,
      south: s.south ?? 0,
      east: s.east ?? 0,
      north: s.north ?? 0,
      zoom: s.zoom ?? 0,
      follow: s.follow ?? [],
      alertEpoch: s.alertEpoch ?? '',
      alertSeq: numberOf(s.alertSeq),
    };
  }
  if (wire.ping) return { kind: 'ping', t: numberOf(wire.ping.t) };
  if (wire.alertAck)
    return { kind: 'alertAck', epoch: wire.alertAck.epoch ?? '', seq: numberOf(wire.alertAck.seq) };
  if (wire.watch) {
    const { scopeKind, scopeId, sensors } = wire.watch;
    return {
      kind: 'watch',
      scopeKind: scopeKind ?? '',
      scopeId: scopeId ?? '',
      sensors: sensors ?? false,
    };
  }
  throw new WireFault('value', 'a client message has a body');
}

function wireOfPositions(frame: PositionFrame): tizheng.live.v1.PositionFrame.$Properties {
  return {
    baseTimeMs: frame.baseTimeMs,
    handle: column(deltas(frame.handle)),
    longitudeE6: column(deltas(frame.longitudeE6)),
    latitudeE6: column(deltas(frame.latitudeE6)),
    speedKmh: column(frame.speedKmh),
    courseHalf: column(frame.courseHalf),
    ageS: column(frame.ageS),
    state: column(frame.state),
    vehiclesTotal: frame.vehiclesTotal,
    reset: frame.reset,
  };
}

function positionsOfWire(wire: tizheng.live.v1.PositionFrame.$Properties): PositionFrame {
  const handle = sums(Uint32Array.from(wire.handle ?? []));
  const rows = handle.length;
  const frame: PositionFrame = {
    baseTimeMs: numberOf(wire.baseTimeMs),
    vehiclesTotal: wire.vehiclesTotal ?? 0,
    reset: wire.reset ?? false,
    handle,
    longitudeE6: sums(Int32Array.from(wire.longitudeE6 ?? [])),
    latitudeE6: sums(Int32Array.from(wire.latitudeE6 ?? [])),
    speedKmh: Uint16Array.from(wire.speedKmh ?? []),
    courseHalf: Uint8Array.from(wire.courseHalf ?? []),
    ageS: Uint32Array.from(wire.ageS ?? []),
    state: Uint8Array.from(wire.state ?? []),
  };
  const columns = [
    frame.longitudeE6,
    frame.latitudeE6,
    frame.speedKmh,
    frame.courseHalf,
    frame.ageS,
    frame.state,
  ];
  if (columns.some((values) => values.length !== rows))
    throw new WireFault('value', 'the columns of a frame are of equal length');
  return frame;
}

/** Differences to the row before; the first row's to 0. Wraps at 32 bits, and `sums` wraps back. */
function deltas<T extends Uint32Array | Int32Array>(values: T): T {
  const result = values.slice() as T;
  for (let i = result.length - 1; i > 0; i--) result[i] = result[i]! - result[i - 1]!;
  return result;
}

function sums<T extends Uint32Array | Int32Array>(differences: T): T {
  for (let i = 1; i < differences.length; i++)
    differences[i] = differences[i]! + differences[i - 1]!;
  return differences;
}

/** The generated writer only counts and indexes, so a typed array serves without a copy. */
function column(values: ArrayLike<number>): number[] {
  return values as number[];
}

function decoded<T>(type: { decode(bytes: Uint8Array): T }, bytes: Uint8Array): T {
  try {
    return type.decode(bytes);
  } catch (cause) {
    throw new WireFault('generated', 'the bytes are not the message they should be', cause);
  }
}
