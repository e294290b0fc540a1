import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyReader, BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeBody, decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { DecodeFault, FAULT_CODES } from '#ingest/protocols/jt808/fault.ts';
import type { Edition } from '#ingest/protocols/jt808/header.ts';
import {
  decodeLocationFast,
  newLocationFast,
  writeLocationFast,
} from '#ingest/protocols/jt808/location-fast.ts';
import { authentication } from '#ingest/protocols/jt808/messages/authentication.ts';
import { batchLocation } from '#ingest/protocols/jt808/messages/batch-location.ts';
import { driverIdentity } from '#ingest/protocols/jt808/messages/driver-identity.ts';
import { platformAck, terminalAck } from '#ingest/protocols/jt808/messages/general-ack.ts';
import { messages } from '#ingest/protocols/jt808/messages/index.ts';
import { decodeLocation, location } from '#ingest/protocols/jt808/messages/location.ts';
import { type Additional, itemsOf } from '#ingest/protocols/jt808/messages/location-items.ts';
import type { MessageCodec } from '#ingest/protocols/jt808/messages/message.ts';
import { packetRequest } from '#ingest/protocols/jt808/messages/packet-request.ts';
import { registration } from '#ingest/protocols/jt808/messages/registration.ts';
import { registrationReply } from '#ingest/protocols/jt808/messages/registration-reply.ts';
import { textMessage } from '#ingest/protocols/jt808/messages/text-message.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import {
  locationFast,
  locationWith,
  named,
  shortText,
  text,
  time,
  u8,
  u16,
  vendorItem,
} from './arbitraries.ts';
import { contentOf } from './feed.ts';

const EDITIONS: Edition[] = ['2011', '2013', '2019'];
const edition = fc.constantFrom(...EDITIONS);

function bodyOf<T>(codec: MessageCodec<T>, message: T, as: Edition): Uint8Array {
  const writer = new BodyWriter();
  codec.encode(writer, message, as);
  return writer.finish();
}

/** 2011 is decoded as what its header says: an old header. */
function roundTrip<T>(codec: MessageCodec<T>, message: T, as: Edition): unknown {
  const body = bodyOf(codec, message, as);
  return decodeBody(codec.id, as === '2019' ? '2019' : '2013', body, 0, body.length);
}

const additional = fc.record({ named, vendor: fc.array(vendorItem, { maxLength: 5 }) }).map(
  ({ named: fields, vendor }): Additional => ({
    ...clean(fields),
    items: [...itemsOf(fields), ...vendor],
  }),
);

/** encode, then decode, is identity for every message of `drawn` in every edition of `as`. */
function holds<T>(
  codec: MessageCodec<T>,
  drawn: fc.Arbitrary<T>,
  as: fc.Arbitrary<Edition>,
  numRuns = 100,
): void {
  fc.assert(
    fc.property(drawn, as, (message, one) => {
      expect(roundTrip(codec, message, one)).toEqual(message);
    }),
    { numRuns },
  );
}

function clean<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}

describe('what is written is read back', () => {
  const ack = fc.record({
    replySerial: u16,
    replyId: u16.map((id) => `0x${id.toString(16).padStart(4, '0')}`),
    result: u8,
  });

  test.each([terminalAck, platformAck])('$name', (codec) => {
    holds(codec, ack, edition);
  });

  test('registration', () => {
    const message = fc.record({
      provinceId: u16,
      cityId: u16,
      manufacturerId: shortText,
      terminalModel: shortText,
      terminalId: shortText,
      plateColor: u8,
      // A 2011 body with more than 11 bytes of plate is as long as a 2013 body.
      plateNumber: fc.constantFrom('粤B12345', '粤BD12345', '', 'LVGDC46A'),
    });
    holds(registration, message, edition);
  });

  test('registration reply', () => {
    const message = fc.oneof(
      fc.record({ replySerial: u16, result: fc.constant(0), authCode: text }),
      fc.record({ replySerial: u16, result: fc.integer({ min: 1, max: 4 }) }),
    );
    holds(registrationReply, message, edition);
  });

  test('authentication', () => {
    fc.assert(
      fc.property(text, shortText, shortText, edition, (authCode, imei, softwareVersion, as) => {
        const message = as === '2019' ? { authCode, imei, softwareVersion } : { authCode };
        expect(roundTrip(authentication, message, as)).toEqual(message);
      }),
    );
  });

  test('text to driver', () => {
    fc.assert(
      fc.property(u8, u8, text, edition, (flag, textType, words, as) => {
        const message = as === '2019' ? { flag, textType, text: words } : { flag, text: words };
        expect(roundTrip(textMessage, message, as)).toEqual(message);
      }),
    );
  });

  test('packet request', () => {
    const message = fc.record({
      originalSerial: u16,
      packetIds: fc.array(u16, { maxLength: 255 }),
    });
    holds(packetRequest, message, edition);
  });

  test('driver identity', () => {
    const card = {
      driverName: text,
      certificateNo: shortText,
      issuingAgency: text,
      certificateExpiry: fc.constantFrom('2034-04-09', '2028-02-29', null),
    };
    const status = { status: fc.constantFrom(1, 2), time: time.filter((t) => t !== null) };
    const message = fc.oneof(
      fc.record({ ...status, status: fc.constant(2) }),
      fc.record({ ...status, icReadResult: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ ...status, icReadResult: fc.constant(0), ...card }),
      fc.record({ ...status, icReadResult: fc.constant(0), ...card, idCardNo: shortText }),
      fc.record({
        ...status,
        icReadResult: fc.constant(0),
        ...card,
        idCardNo: shortText,
        faceMatchPercent: u8,
        idCardUid: shortText,
      }),
    );
    holds(driverIdentity, message, fc.constant('2013'));
    const old = fc.record({
      layout: fc.constant('2011' as const),
      driverName: text,
      idCardNo: shortText,
      certificateNo: shortText,
      issuingAgency: text,
    });
    holds(driverIdentity, old, fc.constant('2011'));
  });

  test('location with every item', () => {
    let itemsSeen = 0;
    fc.assert(
      fc.property(locationWith(additional), edition, (m, as) => {
        itemsSeen += m.additional.items.length;
        expect(roundTrip(location, m, as)).toEqual(m);
      }),
      { numRuns: 300 },
    );
    expect(itemsSeen).toBeGreaterThan(1_000);
  });

  test('location with a damaged tail', () => {
    const tail = fc.oneof(
      fc.record({
        items: fc.array(vendorItem, { maxLength: 3 }),
        trailingHex: fc.constantFrom('01', 'ff'),
      }),
      fc.record({
        items: fc.array(vendorItem, { maxLength: 3 }),
        truncatedItem: fc.constant({ id: '0x33', declaredLength: 3, hex: '01' }),
      }),
    );
    holds(location, locationWith(tail), fc.constant('2013'));
  });

  test('batch of locations', () => {
    const batch = fc.record({
      batchType: fc.constantFrom(0, 1),
      locations: fc.array(locationWith(additional), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(batch, ({ batchType, locations }) => {
        const message = { count: locations.length, batchType, locations };
        expect(roundTrip(batchLocation, message, '2019')).toEqual(message);
      }),
    );
  });
});

/** Items that say more of alarms: where the first of them begins; -1 = there is none. */
const ALARM_ITEMS = new Set([0x11, 0x12, 0x13, 0x15, 0x16, 0x17, 0x18, 0x64, 0x65, 0x66, 0x67]);
function firstAlarmItem(bytes: Uint8Array): number {
  for (let at = 28; at + 2 <= bytes.length; at += 2 + bytes[at + 1]!) {
    if (at + 2 + bytes[at + 1]! > bytes.length) return -1;
    if (ALARM_ITEMS.has(bytes[at]!)) return at;
  }
  return -1;
}

describe('fast and complete location decoders', () => {
  test('agree on any body', () => {
    const fast = newLocationFast();
    let decoded = 0;
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 120, size: 'max' }),
      locationWith(additional).map((m) => bodyOf(location, m, '2019')),
    );
    fc.assert(
      fc.property(body, (bytes) => {
        const complete =
          bytes.length < 28 ? null : decodeLocation(new BodyReader(bytes, 0, bytes.length));
        expect(decodeLocationFast(bytes, 0, bytes.length, fast)).toBe(complete !== null);
        if (complete === null) return;
        decoded++;
        const { additional: items } = complete;
        const tenth = (value: number | undefined) =>
          value === undefined ? -1 : Math.round(value * 10);
        expect(fast).toEqual({
          alarmItemsAt: firstAlarmItem(bytes),
          alarmFlag: complete.alarmFlag,
          statusFlag: complete.statusFlag,
          latitudeE6: Math.round(complete.latitudeDeg * 1e6),
          longitudeE6: Math.round(complete.longitudeDeg * 1e6),
          altitudeM: complete.altitudeM,
          speedTenthKmh: tenth(complete.speedKmh),
          directionDeg: complete.directionDeg,
          fixTimeMs: complete.time === null ? NaN : Date.parse(complete.time),
          mileageTenthKm: tenth(items.mileageKm),
          fuelTenthL: tenth(items.fuelL),
          recorderSpeedTenthKmh: tenth(items.recorderSpeedKmh),
          videoAlarmFlag: items.videoAlarmFlag ?? -1,
          extendedSignal: items.extendedSignal ?? -1,
          signalStrength: items.signalStrength ?? -1,
          satellites: items.satellites ?? -1,
        });
      }),
      { numRuns: 600 },
    );
    expect(decoded).toBeGreaterThan(300);
  });

  test('what the fast writer writes is read back', () => {
    const out = new Uint8Array(80);
    const back = newLocationFast();
    fc.assert(
      fc.property(locationFast, (m) => {
        const end = writeLocationFast(out, 3, m);
        expect(decodeLocationFast(out, 3, end, back)).toBe(true);
        expect(back).toEqual(m);
      }),
    );
  });
});

/** Empty bodies (more is kept as a tail), and text that fills the whole body. */
const NEVER_REFUSED = new Set([
  0x0002, 0x0003, 0x0004, 0x0102, 0x8104, 0x8107, 0x8201, 0x8204, 0x8702, 0x9003,
]);

describe('any bytes give a message or a fault', () => {
  test.each(messages)('$name', ({ id }) => {
    let faults = 0;
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300, size: 'max' }),
        fc.nat(40),
        edition,
        (bytes, cut, as) => {
          for (const body of [bytes, bytes.subarray(0, cut), bytes.subarray(0, 0)]) {
            try {
              const fields = decodeBody(id, as, body, 0, body.length);
              expect(JSON.parse(JSON.stringify(fields))).toEqual(clean(fields));
            } catch (error) {
              if (!(error instanceof DecodeFault)) throw error;
              expect(FAULT_CODES).toContain(error.code);
              expect(error.offset).toBeGreaterThanOrEqual(0);
              expect(error.offset).toBeLessThanOrEqual(body.length);
              faults++;
            }
          }
        },
      ),
      { numRuns: 150 },
    );
    if (!NEVER_REFUSED.has(id)) expect(faults).toBeGreaterThan(0);
  });
});

describe('frames that are kept raw', () => {
  const body = Uint8Array.of(1, 2, 3);
  const decoded = (header: Partial<Parameters<typeof buildFrame>[0]>) => {
    const frame = buildFrame(
      { messageId: 0x0200, version: '2019', phone: '13800138000', serial: 7, ...header },
      body,
    );
    const content = contentOf(frame);
    return decodeFrame(content, 0, content.length);
  };

  test('encrypted bodies, flagged', () => {
    expect(decoded({ encryption: 1 })).toMatchObject({
      encryption: 1,
      encrypted: true,
      bodyHex: '010203',
    });
  });

  test('one packet of several', () => {
    expect(decoded({ packetTotal: 3, packetNumber: 2 })).toMatchObject({
      subPackage: { total: 3, seq: 2 },
      bodyHex: '010203',
    });
  });

  test('one packet of one is a plain message', () => {
    expect(decoded({ messageId: 0x0001, packetTotal: 1, packetNumber: 1 })).toEqual({
      code: 'BODY_TRUNCATED',
      offset: 23,
    });
  });

  test('ids outside the standards', () => {
    expect(decoded({ messageId: 0x0506 })).toMatchObject({ unknownBodyHex: '010203' });
  });
});
