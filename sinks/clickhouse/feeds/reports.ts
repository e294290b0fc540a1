/**
 * reports.v1 → ods.frames (bytes by log coordinates) and dw.device_events. Nearly every reading is
 * a position of which only the envelope is wanted here, so the envelope is scanned and only the
 * rare bodies are decoded. Control records carry no bytes and leave no row.
 */
import type { Reading, ReadingBody, SourceProtocol } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { protocolOfNumber } from '#proto/codec/protocol.ts';
import { decodeReading } from '#proto/codec/reading.ts';
import { WireReader } from '#proto/codec/wire.ts';
import type { LogRecord } from '#runtime/log/event-log.ts';
import type { Feed, RecordPlace } from '../feed.ts';
import type { RowWriter } from '../rows.ts';

const FRAMES = {
  table: 'ods.frames',
  columns: ['input_partition', 'input_offset', 'received_time', 'protocol', 'raw'],
};
const DEVICE_EVENTS = {
  table: 'dw.device_events',
  columns: [
    'subject',
    'device',
    'event_time',
    'received_time',
    'kind',
    'driver',
    'protocol',
    'input_partition',
    'input_offset',
    'body',
  ],
};

/** @param frames `off` leaves the bytes in the log only. */
export function reportsFeed(frames: 'stored' | 'off'): Feed {
  return {
    topic: TOPICS.reports,
    targets: [FRAMES, DEVICE_EVENTS],
    write(record, place, [frameRows, eventRows]) {
      scan(record.value);
      const event = envelope.rare ? decodeReading(record.value) : null;
      if (frames === 'stored' && envelope.rawEnd > envelope.rawAt) {
        writeFrame(frameRows!, place, record);
      }
      if (event !== null) writeEvent(eventRows!, event, place, record.offset);
      return true;
    },
  };
}

/** Field tags of reading.proto. */
const TAG = {
  protocol: 0x18,
  receivedTimeMs: 0x20,
  raw: 0x32,
  driverCard: 0x5a,
  session: 0x6a,
  other: 0x72,
  passengers: 0x8a,
  weighing: 0x92,
};
/** Bodies that become device events. */
const RARE_KINDS: ReadonlySet<string> = new Set([
  ...['driverCard', 'session', 'other', 'passengers', 'weighing'],
]);
const RARE_TAGS: ReadonlySet<number> = new Set([
  ...[TAG.driverCard, TAG.session, TAG.other, TAG.passengers, TAG.weighing],
]);
const reader = new WireReader();
/** One for all: a scan is over before the next begins. */
const envelope = {
  protocol: 'unknown' as SourceProtocol,
  receivedTimeMs: 0,
  /** Where the frame's bytes lie in the record. */
  rawAt: 0,
  rawEnd: 0,
  /** The body is one that becomes a device event. */
  rare: false,
};

function scan(bytes: Uint8Array): void {
  const e = envelope;
  e.protocol = 'unknown';
  e.receivedTimeMs = 0;
  e.rawAt = 0;
  e.rawEnd = 0;
  e.rare = false;
  reader.reset(bytes);
  const { end } = reader;
  while (reader.more(end)) {
    const tag = reader.u32();
    if (tag === TAG.protocol) e.protocol = protocolOfNumber(reader.u32());
    else if (tag === TAG.receivedTimeMs) e.receivedTimeMs = reader.u64();
    else if (tag === TAG.raw) {
      e.rawEnd = reader.limit(end);
      e.rawAt = reader.pos;
      reader.pos = e.rawEnd;
    } else {
      if (RARE_TAGS.has(tag)) e.rare = true;
      reader.skip(tag, end);
    }
  }
}

function writeFrame(rows: RowWriter, place: RecordPlace, { offset, value }: LogRecord): void {
  rows.begin();
  rows.u16(place.partition);
  rows.i64(offset);
  rows.time(envelope.receivedTimeMs);
  rows.name(envelope.protocol);
  rows.binaryFrom(value, envelope.rawAt, envelope.rawEnd);
  rows.end();
}

type EventBody = Extract<
  ReadingBody,
  { kind: 'driverCard' | 'session' | 'other' | 'passengers' | 'weighing' }
>;

function isEvent(body: ReadingBody): body is EventBody {
  return RARE_KINDS.has(body.kind);
}

/** When the device says it happened; null = it does not. */
function toldTimeMs(body: EventBody): number | null {
  switch (body.kind) {
    case 'driverCard':
      return body.driverCard.eventTimeMs;
    case 'passengers':
      return body.passengers.endTimeMs;
    case 'weighing':
      return body.weighing.timeMs;
    default:
      return null;
  }
}

function writeEvent(rows: RowWriter, reading: Reading, place: RecordPlace, offset: number): void {
  const { body } = reading;
  if (!isEvent(body)) return;
  const card = body.kind === 'driverCard' ? body.driverCard : null;
  rows.begin();
  rows.key(reading.subjectKey);
  rows.key(reading.deviceKey);
  rows.time(toldTimeMs(body) ?? reading.receivedTimeMs);
  rows.time(reading.receivedTimeMs);
  rows.name(body.kind);
  rows.keyOrNull(card?.driverKey ?? null);
  rows.name(reading.protocol);
  rows.u16(place.partition);
  rows.i64(offset);
  rows.text(JSON.stringify(card ?? body));
  rows.end();
}
