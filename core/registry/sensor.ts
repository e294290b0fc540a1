/** A roadside sensor; it signs in as the device of the same id. */
import { type Static, Type } from 'typebox';
import { defineEntity, named, referencesTo } from './entity.ts';
import { deviceId, idOf, latitudeDeg, longitudeDeg, regionCode, text } from './fields.ts';

export const sensor = defineEntity({
  kind: 'sensor',
  list: 'sensors',
  id: 'sensorId',
  names: { zh: '路侧设备', en: 'Sensor' },
  schema: Type.Object({
    sensorId: deviceId(named('Sensor', '设备编号')),
    kind: Type.Enum(['detector', 'weather', 'scale'], { ...named('Kind', '设备类型') }),
    name: text(named('Name', '名称')),
    latitudeDeg: latitudeDeg(),
    longitudeDeg: longitudeDeg(),
    regionCode: regionCode(),
    /** Section it stands for; absent = counts for its region only. */
    sectionId: idOf(named('Section', '路段编号', { 'x-reference': 'section' })),
    /** Where the detector lies; decides how long it may see nobody (domain.md 7.1). Default `mainline`. */
    placement: Type.Optional(
      Type.Enum(['mainline', 'ramp', 'exit'], { ...named('Placement', '布设位置') }),
    ),
    /** Accountable unit (一数一责). */
    ownerId: text(named('Owner', '责任单位')),
    /** Raised to replace the sensor's MQTT and HTTP password; default 0. */
    credentialVersion: Type.Optional(
      Type.Integer({ ...named('Credential version', '口令版本'), minimum: 0 }),
    ),
  }),
  filters: ['kind', 'regionCode', 'sectionId'],
  search: ['sensorId', 'name'],
  columns: ['sensorId', 'name', 'kind', 'sectionId', 'regionCode'],
  references: ({ sectionId }) => referencesTo([['sectionId', 'section', sectionId]]),
  example: {
    sensorId: 'loop-12',
    kind: 'detector',
    name: 'K2100 上行检测器',
    latitudeDeg: 23.1,
    longitudeDeg: 113.3,
    regionCode: '440100',
    sectionId: 'g4-k2100-up',
  },
});
export type Sensor = Static<typeof sensor.schema>;
