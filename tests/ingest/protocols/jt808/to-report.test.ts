import { describe, expect, test } from 'vitest';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { type Edition, parseHeader } from '#ingest/protocols/jt808/header.ts';
import { batchLocation } from '#ingest/protocols/jt808/messages/batch-location.ts';
import { driverIdentity } from '#ingest/protocols/jt808/messages/driver-identity.ts';
import { heartbeat } from '#ingest/protocols/jt808/messages/empty.ts';
import { type Location, location } from '#ingest/protocols/jt808/messages/location.ts';
import { itemsOf } from '#ingest/protocols/jt808/messages/location-items.ts';
import type { MessageCodec } from '#ingest/protocols/jt808/messages/message.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import { type ReportContext, toReadings } from '#ingest/protocols/jt808/to-report.ts';
import { jt808 } from '#ingest/protocols/jt808.ts';
import { contentOf } from './feed.ts';
import { hexOf } from './shared-vectors.ts';

const context: ReportContext = {
  subjectKey: '00000000000000aa' as SubjectKey,
  deviceKey: '00000000000000bb' as SubjectKey,
  edition: '2011',
  receivedTimeMs: 1_795_000_000_000,
  driverKeyOf: (certificateNo) => certificateNo.padStart(16, '0') as SubjectKey,
};

const here: Location = {
  alarmFlag: 0x8000_0001,
  statusFlag: 0b11,
  latitudeDeg: 22.543096,
  longitudeDeg: 114.057865,
  altitudeM: 31,
  speedKmh: 80.5,
  directionDeg: 271,
  time: '2026-11-21T08:00:05+08:00',
  additional: {
    items: itemsOf({
      mileageKm: 1234.5,
      recorderSpeedKmh: 79.9,
      satellites: 12,
      videoAlarmFlag: 0x8000_0000,
    }),
  },
};

function contentFor<T>(
  codec: MessageCodec<T>,
  message: T,
  version: '2013' | '2019' = '2019',
  as: Edition = version,
) {
  const writer = new BodyWriter();
  codec.encode(writer, message, as);
  return contentOf(
    buildFrame(
      { messageId: codec.id, version, phone: '13800138000', serial: 258 },
      writer.finish(),
    ),
  );
}

function readingsOf(content: Uint8Array, over: Partial<ReportContext> = {}): Reading[] {
  const header = parseHeader(content, 0, content.length);
  const readings = toReadings(header, content, 0, content.length, { ...context, ...over });
  if (readings instanceof DecodeFault) throw new Error(readings.code);
  return readings;
}

function positionOf(change: Partial<Location>) {
  const [reading] = readingsOf(contentFor(location, { ...here, ...change }));
  if (reading?.body.kind !== 'position') throw new Error('no position');
  return reading.body.position;
}

describe('location report', () => {
  test('house units, raw bytes, session keys', () => {
    const content = contentFor(location, here);
    expect(readingsOf(content)).toEqual([
      {
        subjectKey: context.subjectKey,
        deviceKey: context.deviceKey,
        protocol: 'jt808_2019',
        receivedTimeMs: context.receivedTimeMs,
        serial: 258,
        raw: content,
        body: {
          kind: 'position',
          position: {
            fixTimeMs: Date.UTC(2026, 10, 21, 0, 0, 5),
            latitudeDeg: 22.543096,
            longitudeDeg: 114.057865,
            altitudeM: 31,
            speedKmh: 80.5,
            courseDeg: 271,
            recorderSpeedKmh: 79.9,
            mileageKm: 1234.5,
            satellites: 12,
            alarmFlag: 0x8000_0001,
            statusFlag: 0b11,
            videoAlarmFlag: 0x8000_0000,
            alarmItems: null,
            backlog: false,
            driverKey: null,
          },
        },
      },
    ]);
  });

  test('hemispheres come from the status bits', () => {
    expect(positionOf({ latitudeDeg: -33.9, longitudeDeg: -18.4 })).toMatchObject({
      latitudeDeg: -33.9,
      longitudeDeg: -18.4,
      statusFlag: 0b1111,
    });
  });

  test('items that were not sent are null', () => {
    expect(positionOf({ additional: { items: [] } })).toMatchObject({
      mileageKm: null,
      recorderSpeedKmh: null,
      satellites: null,
      videoAlarmFlag: null,
      alarmItems: null,
    });
  });

  test.each([
    ['below the sea', { altitudeM: -12 }, { altitudeM: -12 }],
    ['latitude beyond the pole', { latitudeDeg: 116.3 }, { latitudeDeg: null, longitudeDeg: null }],
    [
      'longitude beyond the date line',
      { longitudeDeg: 180.000001 },
      { latitudeDeg: null, longitudeDeg: null },
    ],
    [
      'no solution: 0/0',
      { latitudeDeg: 0, longitudeDeg: 0 },
      { latitudeDeg: null, longitudeDeg: null },
    ],
    ['on the equator', { latitudeDeg: 0 }, { latitudeDeg: 0, longitudeDeg: 114.057865 }],
    ['no speed', { speedKmh: 6553.5 }, { speedKmh: null }],
    ['direction 360', { directionDeg: 360 }, { courseDeg: 0 }],
    ['direction 65,535', { directionDeg: 65_535 }, { courseDeg: null }],
    ['no time', { time: null }, { fixTimeMs: null }],
  ])('%s', (_, change, wanted) => expect(positionOf(change)).toMatchObject(wanted));

  test('the edition names the alarm table; a 2019 header decides by itself', () => {
    const old = contentFor(location, here, '2013');
    expect(readingsOf(old)[0]!.protocol).toBe('jt808_2011');
    expect(readingsOf(old, { edition: '2013' })[0]!.protocol).toBe('jt808_2013');
    expect(readingsOf(contentFor(location, here))[0]!.protocol).toBe('jt808_2019');
  });

  test('a body shorter than the fixed part is a fault', () => {
    const content = contentOf(
      buildFrame({ messageId: 0x0200, version: '2013', phone: '1', serial: 1 }, new Uint8Array(27)),
    );
    const fault = jt808.toReadings(content, 0, content.length, context);
    expect(fault).toEqual({ code: 'BODY_TRUNCATED', offset: 39 });
  });
});

describe('items of alarms', () => {
  const alarm = {
    profile: 'T/JSATL 12-2017',
    alarmId: 7,
    flagState: 1,
    speedKmh: 66,
    altitudeM: 31,
    latitudeDeg: 22.5,
    longitudeDeg: 114,
    time: '2026-11-21T08:00:04+08:00',
    vehicleStatus: 1,
    alarmIdentifier: {
      terminalId: 'T1',
      time: '2026-11-21T08:00:03+08:00',
      seq: 2,
      attachmentCount: 3,
    },
  };
  const withItems = (named: Parameters<typeof itemsOf>[0]) =>
    positionOf({ additional: { items: itemsOf(named) } }).alarmItems;

  test('none of them, none kept', () => {
    expect(positionOf({}).alarmItems).toBeNull();
  });

  test('everything an item says of its alarm, by the layout of its length', () => {
    const dsm = { ...alarm, type: 1, level: 2, fatigueDegree: 8 };
    const adas = {
      ...{ ...alarm, profile: 'T/GDRTA 002-2020', flagState: 0, type: 1, level: 1 },
      ...{ frontVehicleSpeedKmh: 40, frontDistanceSec: 1.7, deviation: 0 },
      ...{ roadSignType: 1, roadSignValue: 60 },
    };
    const items = withItems({ adas, dsm });
    const common = {
      alarmId: 7,
      speedKmh: 66,
      timeMs: Date.parse(alarm.time),
      markTimeMs: Date.parse(alarm.alarmIdentifier.time),
      ...{ markSeq: 2, files: 3, tyres: [] },
    };
    expect(items!.safety).toEqual([
      {
        ...common,
        ...{ itemId: 0x64, layout: 'gdrta', phase: 0, type: 1, level: 1, fatigueDegree: 0 },
        ...{ frontSpeedKmh: 40, frontS: 1.7, deviation: 0, signKind: 1, signValue: 60 },
      },
      {
        ...common,
        ...{ itemId: 0x65, layout: 'jsatl', phase: 1, type: 1, level: 2, fatigueDegree: 8 },
        ...{ frontSpeedKmh: 0, frontS: 0, deviation: 0, signKind: 0, signValue: 0 },
      },
    ]);
  });

  test('tyres and blind spots', () => {
    const tyre = { position: 1, alarmType: 4, pressureKpa: 520, temperatureC: -5 };
    const tpms = { ...alarm, tyres: [{ ...tyre, batteryPercent: 80 }] };
    const items = withItems({ tpms, bsd: { ...alarm, type: 3 } });
    expect(items!.safety).toMatchObject([
      {
        itemId: 0x66,
        tyres: [{ position: 1, bits: 4, pressureKpa: 520, temperatureC: -5, batteryPct: 80 }],
      },
      { itemId: 0x67, type: 3 },
    ]);
  });

  test('places, areas, segments, video, abnormal driving', () => {
    expect(
      withItems({
        overspeed: { areaType: 4, areaId: 17 },
        areaAlarm: { areaType: 1, areaId: 5, direction: 1 },
        routeTimeAlarm: { routeSegmentId: 9, driveTimeSec: 600, result: 1 },
        videoLossChannels: 0x8000_0001,
        videoBlockedChannels: 2,
        storageFaults: 4,
        abnormalDriving: { type: 3, fatigueDegree: 70 },
      }),
    ).toEqual({
      overspeed: { kind: 4, id: 17 },
      area: { kind: 1, id: 5, direction: 1 },
      segment: { id: 9, seconds: 600, result: 1 },
      abnormal: { bits: 3, fatigueDegree: 70 },
      lostChannels: 0x8000_0001,
      coveredChannels: 2,
      storageFaults: 4,
      safety: [],
    });
    expect(withItems({ overspeed: { areaType: 0 }, abnormalDriving: { type: 4 } })).toMatchObject({
      overspeed: { kind: 0, id: null },
      abnormal: { bits: 4, fatigueDegree: null },
    });
  });

  test('an item of another length is somebody else’s and says nothing', () => {
    const items = ['0x11', '0x12', '0x13', '0x15', '0x17', '0x18', '0x64', '0x66'];
    const foreign = items.map((id) => ({ id, hex: 'ff'.repeat(6 + (id === '0x12' ? 1 : 0)) }));
    expect(positionOf({ additional: { items: foreign } }).alarmItems).toBeNull();
  });

  test('a clock that shows another time zone is set right', () => {
    const content = contentFor(location, {
      ...here,
      additional: { items: itemsOf({ bsd: { ...alarm, type: 1 } }) },
    });
    const [reading] = readingsOf(content, { clockOffsetMs: 3_600_000 });
    const position = reading!.body.kind === 'position' ? reading!.body.position : null;
    expect(position!.alarmItems!.safety[0]).toMatchObject({
      timeMs: Date.parse(alarm.time) - 3_600_000,
      markTimeMs: Date.parse(alarm.alarmIdentifier.time) - 3_600_000,
    });
  });
});

describe('batch', () => {
  test('one reading per item with its own bytes, late only for type 1', () => {
    const later = { ...here, speedKmh: 12.3, time: '2026-11-21T08:00:35+08:00' };
    for (const batchType of [0, 1]) {
      const content = contentFor(batchLocation, { count: 2, batchType, locations: [here, later] });
      const readings = readingsOf(content);
      expect(readings).toHaveLength(2);
      const bodies = readings.map((r) => (r.body.kind === 'position' ? r.body.position : null));
      expect(bodies.map((p) => p?.backlog)).toEqual([batchType === 1, batchType === 1]);
      expect(bodies.map((p) => p?.speedKmh)).toEqual([80.5, 12.3]);
      const item = new BodyWriter();
      location.encode(item, later, '2019');
      expect(hexOf(readings[1]!.raw)).toBe(hexOf(item.finish()));
      expect(readings.every((r) => r.serial === 258)).toBe(true);
    }
  });

  test('items before one of impossible length count', () => {
    const writer = new BodyWriter();
    batchLocation.encode(writer, { count: 3, batchType: 1, locations: [here] }, '2019');
    writer.u16(5);
    writer.hex('0102030405');
    const content = contentOf(
      buildFrame({ messageId: 0x0704, version: '2013', phone: '1', serial: 1 }, writer.finish()),
    );
    expect(readingsOf(content)).toHaveLength(1);
  });

  test('nothing readable is a fault', () => {
    const content = contentOf(
      buildFrame(
        { messageId: 0x0704, version: '2013', phone: '1', serial: 1 },
        Uint8Array.of(0, 1, 0, 0, 3, 1, 2, 3),
      ),
    );
    expect(jt808.toReadings(content, 0, content.length, context)).toEqual({
      code: 'BODY_INVALID',
      offset: 12,
    });
  });
});

describe('driver card', () => {
  const cardOf = (
    message: Parameters<typeof driverIdentity.encode>[1],
    edition: Edition = '2019',
  ) => {
    const [reading] = readingsOf(
      contentFor(driverIdentity, message, edition === '2019' ? '2019' : '2013', edition),
    );
    if (reading?.body.kind !== 'driverCard') throw new Error('no driver card');
    return reading.body.driverCard;
  };
  const time = '2026-11-21T08:00:05+08:00';
  const eventTimeMs = Date.parse(time);

  test('card in, card out, card unreadable', () => {
    const card = {
      driverName: '张三',
      certificateNo: '4403001234',
      issuingAgency: '深圳市交通运输局',
      certificateExpiry: '2034-04-09',
    };
    expect(cardOf({ status: 1, time, icReadResult: 0, ...card })).toEqual({
      eventTimeMs,
      onDuty: true,
      driverKey: '0000004403001234',
      readResult: 0,
    });
    expect(cardOf({ status: 2, time })).toEqual({
      eventTimeMs,
      onDuty: false,
      driverKey: null,
      readResult: null,
    });
    expect(cardOf({ status: 1, time, icReadResult: 2 })).toEqual({
      eventTimeMs,
      onDuty: true,
      driverKey: null,
      readResult: 2,
    });
  });

  test('2011: no status and no time', () => {
    const message = {
      layout: '2011' as const,
      driverName: '张三',
      idCardNo: '1',
      certificateNo: '4403001234',
      issuingAgency: '',
    };
    expect(cardOf(message, '2011')).toEqual({
      eventTimeMs: null,
      onDuty: true,
      driverKey: '0000004403001234',
      readResult: 0,
    });
  });
});

describe('other messages', () => {
  const contentWith = (messageId: number, extra: object = {}) =>
    contentOf(
      buildFrame(
        { messageId, version: '2019', phone: '13800138000', serial: 1, ...extra },
        Uint8Array.of(1, 2, 3),
      ),
    );

  test('heartbeat', () => {
    expect(readingsOf(contentFor(heartbeat, {})).map((r) => r.body)).toEqual([
      { kind: 'heartbeat' },
    ]);
  });

  test('kept for their bytes: other messages, encrypted bodies, single packets', () => {
    for (const content of [
      contentWith(0x0900),
      contentWith(0x0200, { encryption: 1 }),
      contentWith(0x0200, { packetTotal: 2, packetNumber: 1 }),
    ]) {
      const [reading] = readingsOf(content);
      expect(reading!.body.kind).toBe('other');
      expect(hexOf(reading!.raw)).toBe(hexOf(content));
    }
  });

  test('registration, authentication and logout are the session’s', () => {
    for (const id of [0x0100, 0x0102, 0x0003]) expect(readingsOf(contentWith(id))).toEqual([]);
  });

  test('a reassembled body is read from its start', () => {
    const whole = contentFor(location, here);
    const header = parseHeader(whole, 0, whole.length);
    const body = whole.slice(header.length);
    const part = { ...header, subPackaged: true, packetTotal: 2, packetNumber: 2 };
    const readings = toReadings(
      part,
      body,
      0,
      body.length,
      { ...context, subjectKey: NO_SUBJECT },
      0,
    );
    expect(readings).toMatchObject([{ body: { kind: 'position', position: { speedKmh: 80.5 } } }]);
  });
});
