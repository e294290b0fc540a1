/** A mixed fleet in a process of its own: honest devices that report or beat at a pace, and misbehaving ones on demand. */
import { answer, sleepMs } from './child.ts';
import { LatencyHistogram } from './latency.ts';
import { HonestDevice, MisbehavingDevice } from './mixed-devices.ts';

export interface FleetOrder {
  port: number;
  deviceKey: string;
  devices: number;
  firstPhone: number;
  /** Third byte of the addresses the devices come from, 127.0.x.1 …; one range per process. */
  network: number;
  devicesPerAddress: number;
  connectPerSecond: number;
  baseMs: number;
  /** Reports a device may send at most. */
  seconds: number;
}

export interface FleetState {
  online: number;
  acks: number;
  linksLost: number;
  p50Ms: number;
  p99Ms: number;
  cpuMs: number;
}

const STEP_MS = 20;
const honest: HonestDevice[] = [];
let misbehaving: MisbehavingDevice[] = [];
let acked = new Uint8Array();
let latency = new LatencyHistogram();
let online = 0;
let acks = 0;
let linksLost = 0;
let pace: NodeJS.Timeout | undefined;
let mischief: NodeJS.Timeout | undefined;
let order: FleetOrder;

const addressOf = (n: number, network: number): string =>
  `127.0.${network + Math.floor(n / order.devicesPerAddress / 250)}.${1 + (Math.floor(n / order.devicesPerAddress) % 250)}`;
const placeOf = (n: number, network: number) => ({
  port: order.port,
  deviceKey: Buffer.from(order.deviceKey, 'hex'),
  localAddress: addressOf(n, network),
});

/** Does `each` for all devices once per interval, spread evenly over it. */
function paced(intervalMs: number, each: (device: HonestDevice) => void): NodeJS.Timeout {
  const startMs = performance.now();
  let done = 0;
  return setInterval(() => {
    const due = Math.floor(((performance.now() - startMs) / intervalMs) * honest.length);
    for (; done < due; done++) each(honest[done % honest.length]!);
  }, STEP_MS);
}

answer({
  async connect(given: FleetOrder) {
    order = given;
    const bytesEach = Math.ceil(order.seconds / 8);
    acked = new Uint8Array(bytesEach * order.devices);
    const startMs = performance.now();
    for (let n = 0; n < order.devices; n++) {
      const bits = acked.subarray(n * bytesEach, (n + 1) * bytesEach);
      const place = placeOf(n, order.network);
      const device = new HonestDevice(n, order.firstPhone, place, order.baseMs, bits);
      device.onOnline = () => {
        online++;
      };
      device.onAck = (ms) => {
        acks++;
        latency.add(ms);
      };
      device.onLost = () => {
        online--;
        linksLost++;
      };
      honest.push(device);
      device.start();
      const dueMs = startMs + (n / order.connectPerSecond) * 1_000;
      if (n % 20 === 0 && dueMs > performance.now())
        await sleepMs(Math.max(1, dueMs - performance.now()));
    }
    for (let k = 0; k < 1_200 && online < order.devices; k++) await sleepMs(50);
    return { online };
  },
  report({ intervalMs }: { intervalMs: number }) {
    clearInterval(pace);
    pace = paced(intervalMs, (device) => device.report());
  },
  beat({ intervalMs }: { intervalMs: number }) {
    clearInterval(pace);
    pace = paced(intervalMs, (device) => device.heartbeat());
  },
  misbehave({ devices }: { devices: number }) {
    misbehaving = Array.from(
      { length: devices },
      (_, n) =>
        new MisbehavingDevice(n, order.firstPhone + 5_000_000, placeOf(n, order.network + 100)),
    );
    for (const device of misbehaving) device.start();
    let at = 0;
    mischief = setInterval(() => {
      // Everybody once a second, not all at one moment.
      const until = at + Math.ceil(misbehaving.length / (1_000 / STEP_MS));
      for (; at < until; at++) misbehaving[at % misbehaving.length]?.tick();
    }, STEP_MS);
  },
  /** Of the time since the last question. */
  state(): FleetState {
    const { user, system } = process.cpuUsage();
    const { p50Ms, p99Ms } = latency.summary();
    latency = new LatencyHistogram();
    return { online, acks, linksLost, p50Ms, p99Ms, cpuMs: (user + system) / 1_000 };
  },
  async quiet() {
    clearInterval(pace);
    clearInterval(mischief);
    for (const device of misbehaving) device.stop();
    // What is under way is answered, or the links are lost.
    await sleepMs(2_000);
  },
  ledger: () => ({
    phones: honest.map(({ phone }) => phone),
    baseMs: order.baseMs,
    seconds: Math.ceil(order.seconds / 8) * 8,
    acked: Buffer.from(acked).toString('base64'),
  }),
  stop() {
    for (const device of honest) device.stop();
  },
});
