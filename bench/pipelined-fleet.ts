/**
 * A fleet that keeps a gateway busy, in a process of its own: each vehicle has one authenticated
 * connection and `depth` location frames in flight, or all of them share a paced `rate`.
 *
 * Every frame is a report of its own: its fix lies `STEP_S` seconds after the vehicle's one before,
 * however fast frames leave, because two reports of one second are one fact and would be dropped as
 * repeated. The fixes begin now and run ahead of the clock, less than the ten minutes that are still
 * trusted; older ones would lie behind the vehicle's own sign-in and be put in order one by one.
 * Answers are counted, not read: a platform's own counters tell whether it accepted what it answered.
 */
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { RegistryFile, Route, Vehicle } from '#core/registry.ts';
import { authenticationCode } from '#ingest/authentication.ts';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { FLAG } from '#ingest/protocols/jt808/framing.ts';
import { authentication } from '#ingest/protocols/jt808/messages/authentication.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import { FrameRing } from './load/load-frames.ts';

export interface FleetOrder {
  port: number;
  vehicles: number;
  /** Frames in flight per vehicle. */
  depth: number;
  /** Frames a second of the whole fleet; null = as fast as they are answered. */
  rate: number | null;
  deviceKey: string;
}
export interface FleetState {
  online: number;
  sent: number;
  acknowledged: number;
  cpuSeconds: number;
  /** performance.timeOrigin-based time of the first report, ms since 1970; 0 = none yet. */
  firstSentMs: number;
}
export type FleetRequest = { kind: 'go' } | { kind: 'pause' } | { kind: 'state' };

export const FLEET_ENTRY = fileURLToPath(import.meta.url);
const FIRST_PHONE = 13_900_000_000;
/** Seconds between two fixes of a vehicle. */
const STEP_S = 1;
/** Reports of one vehicle; more would lie further ahead of the clock than is believed. */
const REPORTS_MAX = 590;
const PACE_MS = 2;
/** One in three has a filed route, as on the road. */
const ROUTED_EVERY = 3;

/** Vehicles, devices and corridors of the fleet. */
export function fleetRegistry(count: number): RegistryFile {
  const all = Array.from({ length: count }, (_, n) => n);
  const vehicles = all.map((n): Vehicle => {
    const plate = `粤B${String(n).padStart(5, '0')}`;
    return {
      vehicleId: `${plate}-2` as Vehicle['vehicleId'],
      plate,
      plateColour: 2,
      class: n % 2 === 0 ? 'dangerous' : 'scheduled',
      enterpriseId: 'E1',
      regionCode: '440300',
    };
  });
  return {
    vehicles,
    enterprises: [{ enterpriseId: 'E1', name: 'Bench', regionCode: '440300' }],
    drivers: [],
    devices: vehicles.map(({ vehicleId }, n) => ({ deviceId: String(FIRST_PHONE + n), vehicleId })),
    routes: all.filter((n) => n % ROUTED_EVERY === 0).map((n) => routeOf(n, vehicles[n]!)),
    zones: [],
    permits: [],
  };
}

/** A corridor of 200 vertices along the vehicle's way north (see FrameRing). */
function routeOf(n: number, { vehicleId }: Vehicle): Route {
  const longitude = 113 + (n % 997) / 1_000;
  const latitude = 22.5 + (n % 400) * 0.005;
  return {
    routeId: `R${n}`,
    vehicleId,
    validFrom: '2020-01-01T00:00:00+08:00',
    validTo: '2100-01-01T00:00:00+08:00',
    corridor: {
      type: 'LineString',
      coordinates: Array.from({ length: 200 }, (_, i): [number, number] => [
        longitude,
        latitude - 0.01 + i * 0.0018,
      ]),
    },
    halfWidthM: 100,
  };
}

class FleetVehicle {
  readonly #order: FleetOrder;
  readonly #totals: FleetState;
  readonly #ring: FrameRing;
  #socket: Socket | null = null;
  #second: number;
  #sent = 0;
  /** Bytes 0x7e of answers: two each. The first answer is the authentication's. */
  #flags = 0;
  #closedLoop = false;

  constructor(index: number, order: FleetOrder, totals: FleetState) {
    this.#order = order;
    this.#totals = totals;
    this.#ring = new FrameRing(phoneOf(index), index, order.depth);
    this.#second = Math.floor(Date.now() / 1_000) + 1;
  }

  get inFlight(): number {
    return this.#sent - (this.#flags >> 1) + 1;
  }

  connect(index: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({
        port: this.#order.port,
        host: '127.0.0.1',
        noDelay: true,
        onread: {
          buffer: READ_BUFFER,
          callback: (length) => {
            const before = this.#flags >> 1;
            for (let i = 0; i < length; i++) if (READ_BUFFER[i] === FLAG) this.#flags++;
            const answered = (this.#flags >> 1) - before;
            if (before === 0 && answered > 0) {
              this.#totals.online++;
              this.#totals.acknowledged += answered - 1;
              resolve();
            } else this.#totals.acknowledged += answered;
            if (this.#closedLoop) this.send(this.#order.depth - this.inFlight);
            return true;
          },
        },
      });
      this.#socket = socket;
      socket.on('error', reject);
      socket.on('connect', () => {
        socket.write(authenticationFrame(phoneOf(index), this.#order.deviceKey));
      });
    });
  }

  loop(on: boolean): void {
    this.#closedLoop = on;
    if (on) this.send(this.#order.depth - this.inFlight);
  }

  /** Sends up to `count` reports as far as the bound of frames in flight allows; returns how many. */
  send(count: number): number {
    const { depth } = this.#order;
    const allowed = Math.min(count, depth - this.inFlight);
    if (allowed <= 0) return 0;
    if (this.#sent + allowed > REPORTS_MAX)
      throw new Error(
        'The fleet is ten minutes ahead of the clock: use more vehicles or less time.',
      );
    const first = this.#sent % depth;
    for (let k = 0; k < allowed; k++) {
      this.#second += STEP_S;
      this.#ring.prepare((first + k) % depth, this.#second);
    }
    const { bytes, frameBytes } = this.#ring;
    const straight = Math.min(allowed, depth - first);
    // A slot is prepared again only after its answer came, so the socket may keep the view.
    this.#socket!.write(bytes.subarray(first * frameBytes, (first + straight) * frameBytes));
    if (straight < allowed)
      this.#socket!.write(bytes.subarray(0, (allowed - straight) * frameBytes));
    this.#sent += allowed;
    this.#totals.sent += allowed;
    return allowed;
  }
}

/** One buffer for all sockets: a chunk is read before the next one arrives. */
const READ_BUFFER = new Uint8Array(65_536);
export const phoneOf = (index: number) => `0${FIRST_PHONE + index}`;

export function authenticationFrame(phone: string, deviceKey: string): Uint8Array {
  const writer = new BodyWriter();
  const authCode = authenticationCode(Buffer.from(deviceKey, 'hex'), phone.slice(1), '2013');
  authentication.encode(writer, { authCode }, '2013');
  return buildFrame(
    { messageId: authentication.id, version: '2013', phone, serial: 0 },
    writer.finish(),
  );
}

async function drive(order: FleetOrder): Promise<void> {
  const totals: FleetState = { online: 0, sent: 0, acknowledged: 0, cpuSeconds: 0, firstSentMs: 0 };
  const fleet = Array.from(
    { length: order.vehicles },
    (_, i) => new FleetVehicle(i, order, totals),
  );
  for (let at = 0; at < fleet.length; at += 200)
    await Promise.all(fleet.slice(at, at + 200).map((vehicle, k) => vehicle.connect(at + k)));
  let timer: NodeJS.Timeout | undefined;
  let turn = 0;
  const pace = (rate: number) => {
    let owed = 0;
    let lastMs = performance.now();
    timer = setInterval(() => {
      const nowMs = performance.now();
      // What the machine could not send in time is made up for, half a second of it at most.
      owed = Math.min(owed + ((nowMs - lastMs) * rate) / 1_000, rate / 2);
      lastMs = nowMs;
      for (let tried = 0; owed >= 1 && tried < fleet.length; tried++) {
        owed -= fleet[turn]!.send(1);
        turn = (turn + 1) % fleet.length;
      }
    }, PACE_MS);
  };
  process.on('message', (request: FleetRequest) => {
    if (request.kind === 'go') {
      totals.firstSentMs = performance.timeOrigin + performance.now();
      if (order.rate === null) for (const vehicle of fleet) vehicle.loop(true);
      else pace(order.rate);
    } else if (request.kind === 'pause') {
      clearInterval(timer);
      for (const vehicle of fleet) vehicle.loop(false);
    }
    const { user, system } = process.cpuUsage();
    process.send!({ ...totals, cpuSeconds: (user + system) / 1e6 });
  });
  // Whoever ordered the fleet has ended: nobody would stop it.
  process.on('disconnect', () => process.exit());
  process.send!(totals);
}

if (process.argv[1] === FLEET_ENTRY) await drive(JSON.parse(process.argv[2]!) as FleetOrder);
