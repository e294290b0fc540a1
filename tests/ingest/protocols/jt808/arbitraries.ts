/** Messages as a device would send them, drawn from the wire's own resolution. */
import fc from 'fast-check';
import { ABSENT, type LocationFast } from '#ingest/protocols/jt808/location-fast.ts';
import type { Location } from '#ingest/protocols/jt808/messages/location.ts';
import type { Additional, RawItem } from '#ingest/protocols/jt808/messages/location-items.ts';

export const u8 = fc.integer({ min: 0, max: 0xff });
export const u16 = fc.integer({ min: 0, max: 0xffff });
export const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Text without padding at its ends, ASCII, GBK, four-byte GB18030 and beyond the basic plane. */
export const text = fc
  .array(fc.constantFrom('A', '7', ' ', '-', '\n', '粤', '张', '三', '㐂', '‰', 'é', '𠮷', '😀'), {
    maxLength: 8,
  })
  .map((characters) => characters.join('').trim());

export const shortText = fc.stringMatching(/^[A-Z0-9]{0,5}$/);

export const timeMs = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 1000 + 8 * 3600, max: Date.UTC(2099, 11, 31) / 1000 })
  .map((seconds) => seconds * 1000);
export const time = fc.option(
  timeMs.map((ms) => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`),
);

/** What the named fields of an item hold on the wire. */
export const named = fc.record(
  {
    mileageKm: u32.map((raw) => raw / 10),
    fuelL: u16.map((raw) => raw / 10),
    recorderSpeedKmh: u16.map((raw) => raw / 10),
    manualAlarmEventId: u16,
    tyrePressureRaw: fc.array(u8, { minLength: 30, maxLength: 30 }),
    // −32,767…−32,708 would read as −1…−60: such cold is not meant.
    carriageTemperatureC: fc.integer({ min: -32_707, max: 32_767 }),
    overspeed: fc.record({ areaType: u8, areaId: u32 }, { requiredKeys: ['areaType'] }),
    areaAlarm: fc.record({ areaType: u8, areaId: u32, direction: u8 }),
    routeTimeAlarm: fc.record({ routeSegmentId: u32, driveTimeSec: u16, result: u8 }),
    videoAlarmFlag: u32,
    videoLossChannels: u32,
    videoBlockedChannels: u32,
    storageFaults: u16,
    abnormalDriving: fc.record({ type: u16, fatigueDegree: u8 }, { requiredKeys: ['type'] }),
    extendedSignal: u32,
    ioStatus: u16,
    analog: fc.record({ ad1: u16, ad0: u16 }),
    signalStrength: u8,
    satellites: u8,
  },
  { requiredKeys: [] },
);

/** Vendor items, ids that no standard item has, active safety's included. */
export const vendorItem: fc.Arbitrary<RawItem> = fc.record({
  id: fc.integer({ min: 0x71, max: 0xff }).map((id) => `0x${id.toString(16)}`),
  hex: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('hex')),
});

export function locationWith(additional: fc.Arbitrary<Additional>): fc.Arbitrary<Location> {
  return fc
    .record({
      alarmFlag: u32,
      statusFlag: u32,
      latitudeE6: fc.integer({ min: -90_000_000, max: 90_000_000 }),
      longitudeE6: fc.integer({ min: -180_000_000, max: 180_000_000 }),
      altitudeM: fc.integer({ min: -32_768, max: 32_767 }),
      speedKmh: u16.map((raw) => raw / 10),
      directionDeg: u16,
      time,
      additional,
    })
    .map(({ latitudeE6, longitudeE6, ...rest }) => ({
      ...rest,
      statusFlag: hemisphere(rest.statusFlag, latitudeE6, longitudeE6),
      latitudeDeg: latitudeE6 / 1e6,
      longitudeDeg: longitudeE6 / 1e6,
    }));
}

function hemisphere(status: number, latitude: number, longitude: number): number {
  const bits = (latitude < 0 ? 4 : 0) | (longitude < 0 ? 8 : 0);
  return ((status & ~12) | bits) >>> 0;
}

export const locationFast: fc.Arbitrary<LocationFast> = fc
  .record({
    alarmFlag: u32,
    statusFlag: u32,
    latitudeE6: fc.integer({ min: -90_000_000, max: 90_000_000 }),
    longitudeE6: fc.integer({ min: -180_000_000, max: 180_000_000 }),
    altitudeM: fc.integer({ min: -32_768, max: 32_767 }),
    speedTenthKmh: u16,
    directionDeg: u16,
    fixTimeMs: timeMs,
    mileageTenthKm: optional(u32),
    fuelTenthL: optional(u16),
    recorderSpeedTenthKmh: optional(u16),
    videoAlarmFlag: optional(u32),
    extendedSignal: optional(u32),
    signalStrength: optional(u8),
    satellites: optional(u8),
  })
  .map((fields) => ({
    ...fields,
    statusFlag: hemisphere(fields.statusFlag, fields.latitudeE6, fields.longitudeE6),
    mileageTenthKm: fields.mileageTenthKm ?? ABSENT,
    fuelTenthL: fields.fuelTenthL ?? ABSENT,
    recorderSpeedTenthKmh: fields.recorderSpeedTenthKmh ?? ABSENT,
    videoAlarmFlag: fields.videoAlarmFlag ?? ABSENT,
    extendedSignal: fields.extendedSignal ?? ABSENT,
    signalStrength: fields.signalStrength ?? ABSENT,
    satellites: fields.satellites ?? ABSENT,
    alarmItemsAt: ABSENT,
  }));
