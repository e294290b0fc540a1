/** One sample of every message: what is mutated, inspected, and measured. */
import { itemsOf } from '#ingest/protocols/jt808/messages/location-items.ts';
import { samples as baseSamples } from './base-messages.ts';
import { samples as extensionSamples } from './extension-messages.ts';

const location = {
  alarmFlag: 1,
  statusFlag: 3,
  latitudeDeg: 22.543096,
  longitudeDeg: 114.057865,
  altitudeM: 31,
  speedKmh: 80.5,
  directionDeg: 271,
  time: '2026-11-21T08:00:05+08:00',
  additional: {
    items: itemsOf({
      mileageKm: 1,
      fuelL: 2,
      recorderSpeedKmh: 3,
      overspeed: { areaType: 1, areaId: 2 },
      abnormalDriving: { type: 1, fatigueDegree: 2 },
      analog: { ad1: 1, ad0: 2 },
      satellites: 9,
    }),
  },
};
export const everySample: readonly [id: number, message: unknown][] = [
  [0x0001, { replySerial: 1, replyId: '0x8300', result: 0 }],
  [0x8001, { replySerial: 1, replyId: '0x0200', result: 0 }],
  [0x0002, {}],
  [0x0003, {}],
  [
    0x0100,
    {
      provinceId: 44,
      cityId: 300,
      manufacturerId: '70111',
      terminalModel: 'TZ-1',
      terminalId: '1234567',
      plateColor: 2,
      plateNumber: '粤B12345',
    },
  ],
  [0x8100, { replySerial: 1, result: 0, authCode: 'T7f0' }],
  [0x0102, { authCode: 'T7f0', imei: '860000000000001', softwareVersion: '1.2.3' }],
  [0x0200, location],
  [
    0x0702,
    {
      status: 1,
      time: location.time,
      icReadResult: 0,
      driverName: '张三',
      certificateNo: '4403001234',
      issuingAgency: '深圳市交通运输局',
      certificateExpiry: '2034-04-09',
    },
  ],
  [0x0704, { count: 3, batchType: 1, locations: [location, location, location] }],
  [0x8003, { originalSerial: 1, packetIds: [1, 2, 3] }],
  [0x8300, { flag: 12, textType: 1, text: '前方团雾，请减速' }],
  ...extensionSamples,
  ...baseSamples,
];
