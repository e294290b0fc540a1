const enterprise = { enterpriseId: 'e1', name: '深圳客运', regionCode: '440300' };
const vehicle = (plate: string) => ({
  vehicleId: `${plate}-2`,
  plate,
  plateColour: 2,
  class: 'charter',
  enterpriseId: 'e1',
  regionCode: '440300',
});
export const square = [
  [113, 22],
  [114, 22],
  [114, 23],
  [113, 23],
  [113, 22],
];
/** A small registry without a mistake; a fresh object at every call. */
export const registry = () => ({
  enterprises: [enterprise],
  vehicles: [vehicle('粤B00001'), vehicle('粤B00002')],
  drivers: [{ driverId: '4403', name: '张三' }],
  devices: [
    { deviceId: '13400000001', vehicleId: '粤B00001-2' },
    { deviceId: '13400000002', vehicleId: '粤B00002-2' },
  ],
  routes: [
    {
      routeId: 'r1',
      vehicleId: '粤B00001-2',
      validFrom: '2026-11-21T00:00:00+08:00',
      validTo: '2026-11-22T00:00:00+08:00',
      corridor: {
        type: 'LineString',
        coordinates: [
          [113, 22],
          [113.5, 22.5],
        ],
      },
      halfWidthM: 100,
    },
  ],
  zones: [
    {
      zoneId: 'z1',
      kind: 'school',
      polygon: { type: 'Polygon', coordinates: [square] },
      appliesTo: ['dangerous'],
    },
  ],
  permits: [],
});
