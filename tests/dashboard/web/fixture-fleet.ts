/** A seeded fleet and its alerts for looking at the page without the platform. No part of the product. */
import type { AlertDetail, AlertRow, Severity } from '../../../dashboard/web/feed/types.ts';

const CLASSES = ['charter', 'scheduled', 'dangerous', 'heavy', 'other'];
/** Towns that the roads of the fixture join. */
const TOWNS: [string, number, number][] = [
  ['广州', 113.264, 23.129],
  ['深圳', 114.058, 22.543],
  ['东莞', 113.752, 23.021],
  ['惠州', 114.416, 23.111],
  ['佛山', 113.122, 23.022],
  ['清远', 113.056, 23.682],
  ['韶关', 113.597, 24.811],
  ['珠海', 113.577, 22.271],
  ['江门', 113.082, 22.579],
  ['阳江', 111.982, 21.858],
  ['茂名', 110.925, 21.663],
  ['湛江', 110.359, 21.271],
  ['汕尾', 115.375, 22.786],
  ['汕头', 116.682, 23.354],
  ['梅州', 116.122, 24.288],
  ['河源', 114.701, 23.744],
  ['肇庆', 112.465, 23.047],
  ['云浮', 112.044, 22.915],
];
const LINKS = [
  [0, 2],
  [2, 1],
  [2, 3],
  [0, 4],
  [0, 5],
  [5, 6],
  [4, 8],
  [8, 7],
  [8, 9],
  [9, 10],
  [10, 11],
  [3, 12],
  [12, 13],
  [13, 14],
  [14, 15],
  [15, 3],
  [4, 16],
  [16, 17],
  [17, 10],
  [15, 6],
] as const;
const TYPES: [string, Severity, string, number | null, number | null][] = [
  ['terminal.sos', 'critical', '', null, null],
  ['driving-time.continuous', 'major', 's', 15_312, 14_400],
  ['speed.over', 'major', 'km/h', 108.4, 80],
  ['route.deviation', 'minor', 'm', 412, 150],
  ['link.silent', 'minor', 's', 640, 300],
  ['terminal.fault', 'info', '', null, null],
];

export interface FixtureVehicle {
  handle: number;
  plate: string;
  plateColour: number;
  class: string;
  road: number;
  /** Metres along the road; the sign of `speedKmh`'s direction is `forward`. */
  alongM: number;
  forward: boolean;
  offsetDeg: number;
  speedKmh: number;
  lon: number;
  lat: number;
  courseDeg: number;
  state: 0 | 1 | 2;
  alert: number;
  eventTimeMs: number;
}

/** mulberry32: small, seeded, good enough for places. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Road {
  nameZh: string;
  nameEn: string;
  kind: string;
  coordinates: [number, number][];
  lengthsM: number[];
  totalM: number;
}

export function fixtureRoads(): Road[] {
  const random = seeded(7);
  return LINKS.map(([a, b]) => {
    const [nameA, lonA, latA] = TOWNS[a]!;
    const [nameB, lonB, latB] = TOWNS[b]!;
    const coordinates: [number, number][] = [];
    const bendX = (random() - 0.5) * 0.3;
    const bendY = (random() - 0.5) * 0.3;
    for (let i = 0; i <= 40; i++) {
      const s = i / 40;
      const swing = Math.sin(s * Math.PI);
      const wave = Math.sin(s * 19) * 0.012 * swing;
      coordinates.push([
        lonA + (lonB - lonA) * s + bendX * swing + wave,
        latA + (latB - latA) * s + bendY * swing - wave,
      ]);
    }
    const lengthsM = [0];
    for (let i = 1; i < coordinates.length; i++) {
      const [x0, y0] = coordinates[i - 1]!;
      const [x1, y1] = coordinates[i]!;
      lengthsM.push(lengthsM[i - 1]! + Math.hypot((x1 - x0) * 102_000, (y1 - y0) * 111_000));
    }
    return {
      nameZh: `${nameA}${nameB}高速`,
      nameEn: 'Expressway',
      kind: 'corridor',
      coordinates,
      lengthsM,
      totalM: lengthsM.at(-1)!,
    };
  });
}

export function createFleet(count: number, roads: Road[]): FixtureVehicle[] {
  const random = seeded(1);
  return Array.from({ length: count }, (_, handle) => {
    const road = Math.floor(random() * roads.length);
    const roll = random();
    const colour = CLASSES[handle % 5] === 'heavy' ? 2 : 1;
    return {
      handle,
      plate: `粤${'ABCDEFGHJK'[handle % 10]}${String(10_000 + ((handle * 7919) % 89_999))}`,
      plateColour: colour,
      class: CLASSES[Math.floor(random() * 5)]!,
      road,
      alongM: random() * roads[road]!.totalM,
      forward: random() < 0.5,
      offsetDeg: (random() - 0.5) * 0.03 * random(),
      speedKmh: roll < 0.75 ? 40 + random() * 60 : 0,
      lon: 0,
      lat: 0,
      courseDeg: 0,
      state: roll < 0.75 ? 0 : roll < 0.93 ? 1 : 2,
      alert: random() < 0.012 ? 1 + Math.floor(random() * 4) : 0,
      eventTimeMs: Date.now() - (roll > 0.93 ? 600_000 : random() < 0.1 ? 60_000 : 0),
    } as FixtureVehicle;
  });
}

/** Moves everything that moves by `seconds`. */
export function advance(
  fleet: FixtureVehicle[],
  roads: Road[],
  seconds: number,
  nowMs: number,
): void {
  for (const v of fleet) {
    const road = roads[v.road]!;
    if (v.state === 0) {
      v.alongM += ((v.forward ? 1 : -1) * v.speedKmh * seconds) / 3.6;
      if (v.alongM < 0 || v.alongM > road.totalM) {
        v.forward = !v.forward;
        v.alongM = Math.max(0, Math.min(road.totalM, v.alongM));
      }
      v.eventTimeMs = nowMs;
    }
    let i = 1;
    while (i < road.lengthsM.length - 1 && road.lengthsM[i]! < v.alongM) i++;
    const [x0, y0] = road.coordinates[i - 1]!;
    const [x1, y1] = road.coordinates[i]!;
    const s = (v.alongM - road.lengthsM[i - 1]!) / (road.lengthsM[i]! - road.lengthsM[i - 1]!);
    v.lon = x0 + (x1 - x0) * s + v.offsetDeg;
    v.lat = y0 + (y1 - y0) * s + v.offsetDeg;
    const course = (Math.atan2((x1 - x0) * 0.92, y1 - y0) * 180) / Math.PI;
    v.courseDeg = (course + (v.forward ? 0 : 180) + 360) % 360;
  }
}

export function createAlert(v: FixtureVehicle, number: number, nowMs: number): AlertDetail {
  const [type, severity, unit, measured, limit] = TYPES[number % TYPES.length]!;
  const openedAtMs = nowMs - ((number * 37) % 900) * 1000 - 60_000;
  const closed = number % 5 === 3;
  return {
    alertId: number.toString(16).padStart(32, '0'),
    seq: number + 1,
    type,
    severity,
    priority:
      severity === 'critical'
        ? 'P1'
        : severity === 'major'
          ? 'P2'
          : severity === 'minor'
            ? 'P3'
            : null,
    handle: v.handle,
    vehicleId: `${v.plate}-${v.plateColour}`,
    plate: v.plate,
    class: v.class,
    driver: number % 3 === 0 ? null : '测试驾驶员',
    episode: closed ? 'closed' : 'open',
    work: 'new',
    outcome: null,
    visibility: 'shown',
    corrected: number % 11 === 4,
    late: false,
    openedAtMs,
    raisedAtMs: openedAtMs + 31_000,
    closedAtMs: closed ? openedAtMs + 240_000 : null,
    measured,
    limit,
    unit,
    latitudeDeg: v.lat,
    longitudeDeg: v.lon,
    explanation: {
      zh: `该车在限速 ${limit ?? '—'} 的路段持续超过限值，最大实测 ${measured ?? '—'}，已持续 31 秒。`,
      en: `The vehicle stayed above the limit of ${limit ?? '—'}; worst value ${measured ?? '—'}, for 31 s.`,
    },
    clause: '道路交通安全法实施条例 第六十二条（七）',
    ruleVersion: 1,
    workVersion: 0,
    assignee: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    ...{ cause: null, disposition: null, duplicateOf: null, merged: 0, handedTo: null },
    ...{ hiddenUntilMs: null, escalation: 'county', escalatedAtMs: null, supervision: null },
    acknowledgeByMs: severity === 'critical' ? openedAtMs + 331_000 : null,
    handleByMs: severity === 'critical' ? openedAtMs + 86_431_000 : null,
    nextTelling:
      severity === 'critical'
        ? { atMs: openedAtMs + 331_000, level: 'city', isRaised: true, isNotified: true }
        : null,
    ...{ superviseByMs: null, jt809Result: null, supervisionWords: null },
    params: { limitKmh: limit, sustainMs: 30_000 },
    facts: { limitSource: 'class', duration: 31 },
    evidence: [0, 10_000, 20_000, 31_000].map((ms, i) => ({
      partition: 1,
      offset: 1200 + number * 10 + i,
      eventTimeMs: openedAtMs + ms,
    })),
    actions: [],
  };
}

export function rowOf(detail: AlertDetail): AlertRow {
  const { params, facts, evidence, actions, supervisionWords, ...row } = detail;
  return row;
}
