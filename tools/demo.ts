/**
 * `npm run demo`: the platform, embedded, with a seeded fleet that speaks JT/T 808 over TCP and
 * roadside sensors that speak MQTT to its real ports, over preloaded history so that hour-long rules
 * fire within minutes.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NOTICE_LEVELS } from '#core/loop/policy.ts';
import { loadSettings } from '#runtime/settings.ts';
import { secretFileOf } from '#sinks/webhooks/secret-file.ts';
import { NO_ENGINES, startEngines } from './engines.ts';
import { startPlatform } from './platform/platform.ts';
import { freePort } from './platform/ports.ts';
import { platformSettings } from './platform/settings.ts';
import { run } from './run.ts';
import { makeFleet } from './simulate/fleet.ts';
import { preloadHistory } from './simulate/history.ts';
import { roadsGeoJson } from './simulate/roads.ts';
import { startSensors } from './simulate/sensor-clients.ts';
import { makeSensors, withSensors } from './simulate/sensors.ts';
import { startSimulator } from './simulate/simulator.ts';
import { demoTrips, planTrips } from './simulate/trips.ts';
import { startReceiverProcess } from './simulate/webhook-receiver.ts';
import { printAddresses, untilStopped } from './start.ts';

const HELP = `npm run demo -- [options]

Starts the platform, a simulated fleet of key vehicles in Guangdong, and detectors and weather stations beside their roads. Stop it with Ctrl-C.

  --vehicles N     vehicles (default 500)
  --rate X         reports per second over the whole fleet (default: each vehicle every 10 s)
  --seed N         another fleet, other trips (default 1)
  --port N         port of the dashboard (default 8085, any free one when taken)
  --data-dir DIR   where the demo's data lives, emptied at each start (default var/demo)
  --engines        on the real services found here: Kafka, Mosquitto, a ClickHouse server; says which are not found and what is used instead
  --password TEXT  password of the user admin (default: generated and printed)
  --help           this text`;

/** Alerts of the demo are sent to a receiver on this machine under this name. */
const ENDPOINT = 'demo-receiver';
/** Marks a directory as ours to empty. */
const MARKER = 'demo.json';
const PROGRESS_EVERY_MS = 10_000;

async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      vehicles: { type: 'string', default: '500' },
      rate: { type: 'string' },
      seed: { type: 'string', default: '1' },
      port: { type: 'string' },
      'data-dir': { type: 'string', default: join('var', 'demo') },
      password: { type: 'string' },
      engines: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const vehicles = positive('--vehicles', values.vehicles);
  const seed = positive('--seed', values.seed);
  const rate = values.rate === undefined ? vehicles / 10 : positive('--rate', values.rate);
  const startedMs = performance.now();
  const dataDir = values['data-dir'];
  emptyDirectory(dataDir, { vehicles, seed });

  const now = Date.now();
  const fleet = makeFleet({ vehicles, seed, now });
  const registryFile = join(dataDir, 'registry.json');
  const roadsFile = join(dataDir, 'roads.geojson');
  const sensors = makeSensors({ seed, scales: fleet.scales });
  writeFileSync(registryFile, JSON.stringify(withSensors(fleet.registry, sensors)));
  writeFileSync(roadsFile, JSON.stringify(roadsGeoJson()));
  const host = '127.0.0.1';
  // Made with the first endpoint; the others sign with it too, so that one receiver takes all.
  const secretFile = secretFileOf(dataDir, { id: ENDPOINT, secretFile: '' });
  const receiver = await startReceiverProcess(secretFile);
  const engines = values.engines
    ? await startEngines(process.env.TIZHENG_STORE_URL ?? '')
    : NO_ENGINES;
  for (const line of engines.told) console.log(line);
  const settings = loadSettings(platformSettings, {
    file: null,
    env: process.env,
    overrides: {
      ...engines.overrides,
      dataDir,
      registryFile,
      logLevel: process.env.TIZHENG_LOG_LEVEL ?? 'warn',
      adminPassword: values.password,
      'dashboard.roadsFile': roadsFile,
      // Nobody waits two minutes for late data of a simulated fleet.
      'dashboard.tripVerifyAfterMs': 20_000,
      'dashboard.port': values.port ?? (await freePort(host, 8085)),
      'ingest.host': host,
      'ingest.tcpPort': await freePort(host, 6808),
      'ingest.udpPort': 0,
      'ingest.mqtt.port': await freePort(host, 1883),
      'ingest.http.port': await freePort(host, 8808),
      'ingest.attachments.port': await freePort(host, 6809),
      // The whole fleet comes from this machine.
      'ingest.addressExceptions': [host],
      'ops.port': await freePort(host, 9464),
      'sinks.webhooks.endpoints': [
        { id: ENDPOINT, url: `${receiver.url}/alerts`, startAt: 'earliest' },
        ...NOTICE_LEVELS.map((level) => ({
          ...{ id: `demo-${level}`, url: `${receiver.url}/alerts`, receives: [level] },
          secretFile,
        })),
      ],
      'sinks.webhooks.allowedCidrs': [`${host}/32`],
      'sinks.webhooks.allowedPorts': [receiver.port],
    },
  });

  console.log(`Starting with ${vehicles} simulated vehicles (seed ${seed}) …`);
  const platform = await startPlatform(settings, {
    beforeRoles: async (log, secrets) => {
      const secret = Buffer.from(secrets.pseudonymKey, 'hex');
      const written = await preloadHistory({
        log,
        partitions: settings.log.partitions,
        fleet,
        now,
        secret,
      });
      console.log(`Preloaded ${written.readings} past reports.`);
    },
  });
  printAddresses(platform);
  console.log(`Webhooks: ${receiver.url}/count tells what the demo's receiver has taken`);
  console.log(
    `Ready after ${((performance.now() - startedMs) / 1_000).toFixed(1)} s. Stop with Ctrl-C.`,
  );

  const stopping = new AbortController();
  const portOf = (name: string) => Number(platform.addresses[name]?.split(':').at(-1));
  let progress = '';
  const simulator = startSimulator({
    host,
    port: portOf('JT/T 808 TCP'),
    fleet,
    rate,
    seed,
    signal: stopping.signal,
    onProgress: (p) => {
      progress = `${p.connected} vehicles connected, ${p.sent} frames sent, ${p.acked} acknowledged`;
    },
  });
  const planned = await planTrips(demoTrips(fleet), {
    url: platform.addresses.Dashboard ?? '',
    password: platform.secrets.adminPassword,
  });
  console.log(`Planned ${planned} trips; the key T of the page shows them.`);
  const roadside = startSensors({
    host,
    port: engines.mqttPort ?? portOf('MQTT'),
    sensors,
    deviceKey: Buffer.from(platform.secrets.deviceKey, 'hex'),
    signal: stopping.signal,
  });
  const timer = setInterval(async () => {
    const { connected, acked } = roadside.progress();
    const webhooks = (await receiver.count())?.delivered ?? 0;
    console.log(
      `${progress}; ${connected} sensors connected, ${acked} samples acknowledged; ${webhooks} webhooks delivered`,
    );
  }, PROGRESS_EVERY_MS);
  const code = await untilStopped(platform, async () => {
    clearInterval(timer);
    stopping.abort();
    await Promise.all([simulator, roadside.ended]);
    await receiver.stop();
  });
  await engines.stop();
  return code;
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  console.error(`${option} takes a number above 0, not "${text}".`);
  process.exit(1);
}

/** Empties only what an earlier demo made; anything else is left alone with a clear refusal. */
function emptyDirectory(dataDir: string, note: Record<string, unknown>): void {
  if (existsSync(dataDir)) {
    if (!existsSync(join(dataDir, MARKER))) {
      console.error(
        `${dataDir} was not made by the demo, so it is not emptied. Name another --data-dir.`,
      );
      process.exit(1);
    }
    rmSync(dataDir, { recursive: true });
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(join(dataDir, MARKER), JSON.stringify(note));
}

await run(main);
