/** A terminal. Of JT/T 808 `deviceId` is its phone number without leading zeros; MQTT and HTTP take any id. */
import { type Static, Type } from 'typebox';
import type { VehicleId } from '../identity.ts';
import { defineEntity, named } from './entity.ts';
import { day, daysFault, deviceId, name, text } from './fields.ts';

/** What terminals do beside JT/T 808, by the names of `ingest/protocols/jt808/dialects`. */
export const DIALECT_NAMES = [
  ...['eb-list', 'f3-obd', 'heartbeat-status', 'nested-80', 'odd-lengths', 'tail-20'],
  ...['tracker-power', 'utc-clock', 'wide-items'],
] as const;

export const device = defineEntity({
  kind: 'device',
  list: 'devices',
  id: 'deviceId',
  names: { zh: '终端', en: 'Device' },
  schema: Type.Object({
    deviceId: deviceId(
      named('Device', '终端编号', { 'x-personal': true, 'x-aliases': ['终端手机号', 'SIM卡号'] }),
    ),
    vehicleId: Type.Unsafe<VehicleId>(
      name(
        named('Vehicle', '车辆编号', {
          'x-personal': true,
          'x-reference': 'vehicle',
          'x-aliases': ['安装车辆'],
        }),
      ),
    ),
    terminalId: text(named('Terminal id', '终端ID')),
    maker: text(named('Maker', '制造商')),
    model: text(named('Model', '终端型号')),
    installedOn: Type.Optional(day(named('Installed on', '安装日期'))),
    /** Raised to replace the device's MQTT and HTTP password; default 0. */
    credentialVersion: Type.Optional(
      Type.Integer({ ...named('Credential version', '口令版本'), minimum: 0 }),
    ),
    /** Default none. */
    dialects: Type.Optional(
      Type.Array(Type.Enum([...DIALECT_NAMES]), {
        ...named('Dialects', '协议方言'),
        maxItems: 16,
      }),
    ),
  }),
  search: ['deviceId', 'vehicleId', 'terminalId'],
  columns: ['deviceId', 'vehicleId', 'model', 'installedOn'],
  references: ({ vehicleId }) => [{ field: 'vehicleId', kind: 'vehicle', id: vehicleId }],
  check: ({ installedOn }) => daysFault('installedOn', installedOn, undefined),
  example: {
    deviceId: '13400000001',
    vehicleId: '粤B00001-2' as VehicleId,
    terminalId: 'T000001',
    model: 'TZ-1',
  },
});
export type Device = Static<typeof device.schema>;
