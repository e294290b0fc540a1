/** Topic media.v1, through the generated code. */
import {
  CONTENT_TYPES,
  type ContentHash,
  isContentHash,
  MEDIA_FAILURES,
  MEDIA_KINDS,
  type MediaEvent,
  type MediaStep,
} from '#core/media.ts';
import { tizheng } from '../generated/media.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, keyOfLong, longOfKey, safeNumber } from './generated.ts';

const v1 = tizheng.media.v1;

/** Throws WireFault for a number that has no place on the wire. */
export function encodeMediaEvent(event: MediaEvent): Uint8Array {
  const { alarm } = event;
  return v1.MediaEvent.encode({
    subjectKey: longOfKey(event.subjectKey),
    deviceKey: longOfKey(event.deviceKey),
    atMs: safeNumber(event.atMs),
    gateway: event.gateway,
    alarm: { ...alarm, timeMs: alarm.timeMs === null ? null : safeNumber(alarm.timeMs) },
    ...wireStep(event.step),
  }).finish();
}

function wireStep(step: MediaStep): Partial<tizheng.media.v1.IMediaEvent> {
  switch (step.kind) {
    case 'asked': {
      const { alarmNo, identifier, announced, expiresAtMs } = step;
      return { asked: { alarmNo, identifier, announced, expiresAtMs: safeNumber(expiresAtMs) } };
    }
    case 'stored': {
      const { alarmNo, name, media, sizeBytes, hash, contentType, channel } = step;
      const sha256 = Buffer.from(hash, 'hex');
      return {
        stored: {
          ...{ alarmNo, name, media, sizeBytes: safeNumber(sizeBytes) },
          ...{ sha256, contentType, channel },
        },
      };
    }
    case 'failed': {
      const { alarmNo, name, reason } = step;
      return { failed: { alarmNo, name, reason } };
    }
  }
}

/** Throws WireFault. */
export function decodeMediaEvent(bytes: Uint8Array): MediaEvent {
  const wire = decodeGenerated(v1.MediaEvent, bytes);
  const { timeMs, itemId, type, level } = wire.alarm ?? {};
  return {
    subjectKey: keyOfLong(wire.subjectKey),
    deviceKey: keyOfLong(wire.deviceKey),
    atMs: safeNumber(wire.atMs),
    gateway: wire.gateway,
    alarm: {
      timeMs: timeMs == null ? null : safeNumber(timeMs),
      itemId: itemId ?? 0,
      type: type ?? 0,
      level: level ?? 0,
    },
    step: stepOf(wire),
  };
}

function stepOf({ asked, stored, failed }: tizheng.media.v1.MediaEvent): MediaStep {
  if (asked != null) {
    return {
      kind: 'asked',
      alarmNo: asked.alarmNo ?? '',
      // A copy: the input may be a view of a batch.
      identifier: Uint8Array.from(asked.identifier ?? []),
      announced: asked.announced ?? 0,
      expiresAtMs: safeNumber(asked.expiresAtMs ?? 0),
    };
  }
  if (stored != null) {
    return {
      kind: 'stored',
      alarmNo: stored.alarmNo ?? '',
      name: stored.name ?? '',
      // A newer process may know more words than this one.
      media: MEDIA_KINDS.find((kind) => kind === stored.media) ?? 'other',
      sizeBytes: safeNumber(stored.sizeBytes ?? 0),
      hash: hashOf(stored.sha256),
      contentType:
        CONTENT_TYPES.find((type) => type === stored.contentType) ?? 'application/octet-stream',
      channel: stored.channel ?? null,
    };
  }
  if (failed != null) {
    return {
      kind: 'failed',
      alarmNo: failed.alarmNo ?? '',
      name: failed.name ?? '',
      reason: MEDIA_FAILURES.find((reason) => reason === failed.reason) ?? 'incomplete',
    };
  }
  throw new WireFault('value', 'a media event holds a step');
}

function hashOf(sha256: Uint8Array | null | undefined): ContentHash {
  const hash = Buffer.from(sha256 ?? []).toString('hex');
  if (!isContentHash(hash)) throw new WireFault('value', 'a stored file has a SHA-256');
  return hash;
}
