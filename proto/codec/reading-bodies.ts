/** Reading bodies other than position and tick, through the generated code. */
import { OUTCOMES, type Outcome, WORK_STATES, type WorkState } from '#core/alert.ts';
import type { AlertWork, ReadingBody } from '#core/report.ts';
import { tizheng } from '../generated/reading.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, keyOfLong, longOfKey, safeNumber } from './generated.ts';
import {
  decodePassengers,
  decodeWeighing,
  encodePassengers,
  encodeWeighing,
} from './load-bodies.ts';
import { decodeTraffic, decodeWeather, encodeTraffic, encodeWeather } from './sensor-bodies.ts';

const v1 = tizheng.reading.v1;

export type RareBody = Exclude<ReadingBody, { kind: 'position' | 'tick' }>;

/** Length-delimited tags of the `body` fields in reading.proto. */
const TAGS = {
  driverCard: 0x5a,
  heartbeat: 0x62,
  session: 0x6a,
  other: 0x72,
  registry: 0xaa,
  rules: 0xb2,
  traffic: 0x7a,
  weather: 0x82,
  passengers: 0x8a,
  weighing: 0x92,
  work: 0xba,
} as const;
const RARE_TAGS: ReadonlySet<number> = new Set(Object.values(TAGS));

export function isRareTag(tag: number): boolean {
  return RARE_TAGS.has(tag);
}

export function encodeRareBody(body: RareBody): { tag: number; bytes: Uint8Array } {
  return { tag: TAGS[body.kind], bytes: encodeInner(body) };
}

function encodeInner(body: RareBody): Uint8Array {
  switch (body.kind) {
    case 'driverCard': {
      const { eventTimeMs, onDuty, driverKey, readResult } = body.driverCard;
      const driver = driverKey === null ? null : longOfKey(driverKey);
      return v1.DriverCard.encode({ eventTimeMs, onDuty, driverKey: driver, readResult }).finish();
    }
    case 'heartbeat':
      return v1.Heartbeat.encode({}).finish();
    case 'session':
      return v1.Session.encode({ online: body.online, reason: body.reason }).finish();
    case 'other':
      return v1.Other.encode({
        messageId: body.messageId,
        ...(body.encrypted ? { encrypted: true } : {}),
      }).finish();
    case 'registry': {
      const { registryOffset, entity, id, json } = body;
      return v1.RegistryChange.encode({ registryOffset, entity, id, json }).finish();
    }
    case 'rules':
      return v1.RulesChange.encode({
        registryOffset: body.registryOffset,
        json: body.json,
      }).finish();
    case 'traffic':
      return encodeTraffic(body.traffic);
    case 'weather':
      return encodeWeather(body.weather);
    case 'passengers':
      return encodePassengers(body.passengers);
    case 'weighing':
      return encodeWeighing(body.weighing);
    case 'work':
      return v1.AlertWork.encode({ ...body.work, outcome: body.work.outcome ?? '' }).finish();
  }
}

export function decodeRareBody(tag: number, bytes: Uint8Array): RareBody {
  switch (tag) {
    case TAGS.driverCard: {
      const card = decodeGenerated(v1.DriverCard, bytes);
      return {
        kind: 'driverCard',
        driverCard: {
          eventTimeMs: card.eventTimeMs == null ? null : safeNumber(card.eventTimeMs),
          onDuty: card.onDuty,
          driverKey: card.driverKey == null ? null : keyOfLong(card.driverKey),
          readResult: card.readResult ?? null,
        },
      };
    }
    case TAGS.heartbeat:
      return { kind: 'heartbeat' };
    case TAGS.session: {
      const { online, reason } = decodeSession(bytes);
      return { kind: 'session', online, reason };
    }
    case TAGS.other:
      return otherBody(decodeGenerated(v1.Other, bytes));
    case TAGS.registry: {
      const change = decodeGenerated(v1.RegistryChange, bytes);
      const { entity, id, json } = change;
      return {
        kind: 'registry',
        registryOffset: safeNumber(change.registryOffset),
        entity,
        id,
        json,
      };
    }
    case TAGS.traffic:
      return { kind: 'traffic', traffic: decodeTraffic(bytes) };
    case TAGS.weather:
      return { kind: 'weather', weather: decodeWeather(bytes) };
    case TAGS.passengers:
      return { kind: 'passengers', passengers: decodePassengers(bytes) };
    case TAGS.weighing: {
      // Plate and colour are what a station says, never what the log holds.
      const { plate: _plate, plateColour: _colour, ...weighing } = decodeWeighing(bytes);
      return { kind: 'weighing', weighing };
    }
    case TAGS.work:
      return { kind: 'work', work: decodeWork(bytes) };
    default: {
      const rules = decodeGenerated(v1.RulesChange, bytes);
      return { kind: 'rules', registryOffset: safeNumber(rules.registryOffset), json: rules.json };
    }
  }
}

/** Throws WireFault. */
export function decodeSession(bytes: Uint8Array): { online: boolean; reason: string } {
  return decodeGenerated(v1.Session, bytes);
}

function decodeWork(bytes: Uint8Array): AlertWork {
  const wire = decodeGenerated(v1.AlertWork, bytes);
  if (!(WORK_STATES as readonly string[]).includes(wire.state))
    throw new WireFault('value', 'not a state of work');
  if (wire.outcome !== '' && !(OUTCOMES as readonly string[]).includes(wire.outcome))
    throw new WireFault('value', 'not an outcome of work');
  return {
    actionsPartition: wire.actionsPartition,
    actionsOffset: safeNumber(wire.actionsOffset),
    alertId: wire.alertId,
    alertType: wire.alertType,
    openedAtMs: safeNumber(wire.openedAtMs),
    state: wire.state as WorkState,
    outcome: wire.outcome === '' ? null : (wire.outcome as Outcome),
    atMs: safeNumber(wire.atMs),
  };
}

function otherBody({ messageId, encrypted }: { messageId: number; encrypted: boolean }): RareBody {
  return encrypted ? { kind: 'other', messageId, encrypted } : { kind: 'other', messageId };
}
