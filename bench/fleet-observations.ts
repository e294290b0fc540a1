/**
 * Observations as a real fleet sends them, seeded: report intervals that differ by vehicle and
 * wander, drop-outs, stops, satellite noise that drifts, coordinates of 1e-6 degree, times of one
 * second, arrival hundreds of milliseconds to seconds later. What a store's size is measured on.
 */
import type { SubjectKey } from '#core/identity.ts';
import type { NumberedObservation } from '#proto/codec/observation.ts';

export interface FleetOptions {
  vehicles: number;
  /** Length of the recording, seconds. */
  seconds: number;
  startMs: number;
  partitions: number;
  seed: number;
}

/** In arrival order, log coordinates filled in as one log would. */
export function fleetObservations(options: FleetOptions): NumberedObservation[] {
  const random = mulberry32(options.seed);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const all: NumberedObservation[] = [];
  for (let v = 0; v < options.vehicles; v++) drive(v, options, random, gauss, all);
  all.sort((a, b) => a.receivedTimeMs - b.receivedTimeMs);
  const next = new Array<number>(options.partitions).fill(0);
  for (const [number, o] of all.entries()) {
    o.inputOffset = next[o.inputPartition]!++;
    o.number = number;
  }
  return all;
}

function drive(
  v: number,
  options: FleetOptions,
  random: () => number,
  gauss: () => number,
  out: NumberedObservation[],
): void {
  const hex = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const subjectKey = (hex() + hex()) as SubjectKey;
  const deviceKey = (hex() + hex()) as SubjectKey;
  const driverKey = random() < 0.8 ? ((hex() + hex()) as SubjectKey) : null;
  const intervalS = [5, 10, 10, 15, 30, 30][Math.floor(random() * 6)]!;
  const cruiseKmh = 40 + random() * 60;
  let latitude = 22.5 + random() * 2;
  let longitude = 112.5 + random() * 3;
  let course = random() * 360;
  let speed = cruiseKmh;
  let altitude = 20 + random() * 80;
  let mileage = random() * 400_000;
  let noiseLat = 0;
  let noiseLon = 0;
  let stoppedS = 0;
  let silentS = 0;
  const end = options.startMs + options.seconds * 1000;
  let t = options.startMs + Math.floor(random() * intervalS) * 1000;
  while (t < end) {
    const stepS = intervalS + (random() < 0.15 ? Math.floor(random() * 3) - 1 : 0);
    t += Math.max(1, stepS) * 1000;
    if (stoppedS > 0) {
      stoppedS -= stepS;
      speed = 0;
    } else {
      speed += (cruiseKmh - speed) * 0.2 + gauss() * 6;
      if (random() < 0.01) stoppedS = random() * 600;
    }
    speed = Math.min(120, Math.max(0, speed));
    if (speed > 0) course = (course + gauss() * 6 + 360) % 360;
    const metres = (speed / 3.6) * stepS;
    latitude += (Math.cos((course * Math.PI) / 180) * metres) / 111_320;
    longitude += (Math.sin((course * Math.PI) / 180) * metres) / 103_000;
    mileage += metres / 1000;
    // Correlated satellite error of a few metres plus jitter of each fix.
    noiseLat = noiseLat * 0.95 + gauss() * 0.6;
    noiseLon = noiseLon * 0.95 + gauss() * 0.6;
    altitude += gauss() * 1.5;
    if (silentS > 0) {
      silentS -= stepS;
      continue;
    }
    if (random() < 0.002) silentS = random() * 300;
    const moving = speed > 2;
    out.push({
      subjectKey,
      deviceKey,
      protocol: 'jt808_2019',
      eventTimeMs: t,
      receivedTimeMs: t + 250 + Math.floor(-Math.log(1 - random()) * 400),
      latitudeDeg: micro(latitude + (noiseLat + gauss() * 0.5) / 111_320),
      longitudeDeg: micro(longitude + (noiseLon + gauss() * 0.5) / 103_000),
      altitudeM: Math.max(0, Math.round(altitude)),
      speedKmh: moving ? Math.round(speed * 10) / 10 : 0,
      courseDeg: Math.floor(course),
      mileageKm: Math.floor(mileage * 10) / 10,
      alarmFlag: random() < 0.003 ? 1 << 1 : 0,
      statusFlag: moving ? 0x3 : 0x2,
      videoAlarmFlag: 0,
      alarmItems: null,
      flags: 0,
      driverKey,
      inputPartition: v % options.partitions,
      inputOffset: 0,
      task: `vehicle-${v % options.partitions}`,
      epoch: 1,
      number: 0,
    });
  }
}

function micro(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

function mulberry32(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let x = Math.imul(a ^ (a >>> 15), a | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The 0x0200 frame (2019 header, items 0x01, 0x30, 0x31) an observation would have come from, unescaped. */
export function frameOf(o: NumberedObservation, serial: number): Uint8Array {
  const frame = Buffer.alloc(59);
  frame.writeUInt16BE(0x0200, 0);
  frame.writeUInt16BE(0x4000 | 41, 2);
  frame[4] = 1;
  frame.write(
    `00000000${BigInt(`0x${o.deviceKey}`).toString().slice(-12).padStart(12, '0')}`,
    5,
    10,
    'hex',
  );
  frame.writeUInt16BE(serial & 0xffff, 15);
  frame.writeUInt32BE(o.alarmFlag >>> 0, 17);
  frame.writeUInt32BE(o.statusFlag >>> 0, 21);
  frame.writeUInt32BE(Math.round(o.latitudeDeg! * 1e6), 25);
  frame.writeUInt32BE(Math.round(o.longitudeDeg! * 1e6), 29);
  frame.writeUInt16BE(o.altitudeM!, 33);
  frame.writeUInt16BE(Math.round(o.speedKmh! * 10), 35);
  frame.writeUInt16BE(o.courseDeg!, 37);
  const time = new Date(o.eventTimeMs + 8 * 3_600_000)
    .toISOString()
    .replace(/[-:T]/g, '')
    .slice(2, 14);
  frame.write(time, 39, 6, 'hex');
  frame[45] = 0x01;
  frame[46] = 4;
  frame.writeUInt32BE(Math.floor(o.mileageKm! * 10), 47);
  frame.set([0x30, 1, 20 + (serial % 9), 0x31, 1, 8 + (serial % 11)], 51);
  for (let i = 0; i < 58; i++) frame[58]! ^= frame[i]!;
  return frame;
}
