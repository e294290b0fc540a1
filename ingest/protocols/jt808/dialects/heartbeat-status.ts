/*
 * Heartbeats with a body: BYTE battery % · BYTE signal · BYTE status.
 */
import type { Dialect } from './dialect.ts';

export const heartbeatStatus: Dialect = {
  name: 'heartbeat-status',
  summary: 'battery, signal and status in the heartbeat',
  heartbeat: (bytes) =>
    bytes.length === 3
      ? { batteryPercent: bytes[0], signalStrength: bytes[1], status: bytes[2] }
      : undefined,
};
