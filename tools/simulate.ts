/** `npm run simulate`: a seeded fleet of JT/T 808 terminals, and roadside sensors, against any gateway. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeFleet } from './simulate/fleet.ts';
import { scenarios } from './simulate/scenarios/index.ts';
import { type SensorProgress, startSensors } from './simulate/sensor-clients.ts';
import { makeSensors, withSensors } from './simulate/sensors.ts';
import { type SimulatorProgress, startSimulator } from './simulate/simulator.ts';

const HELP = `npm run simulate -- [options]

Runs simulated terminals against a JT/T 808 gateway until Ctrl-C, and, when it is told where the
platform keeps its secrets, detectors and weather stations against its MQTT port. All report in real time.

  --host HOST        gateway (default 127.0.0.1)
  --port N           its TCP port (default 6808)
  --vehicles N       terminals (default 500)
  --rate X           location reports per second over the whole fleet (default: each every 10 s)
  --seed N           another fleet, other trips (default 1)
  --scenario LIST    names separated by commas, "all" or "none" (default all)
  --secrets FILE     secrets.json of the platform's data directory: sensors sign in with its passwords
  --mqtt-port N      MQTT port for the sensors (default 1883)
  --registry         print the registry file of fleet and sensors as JSON and exit
  --help             this text

Scenarios:
${scenarios.map(({ name, summary }) => `  ${name.padEnd(26)} ${summary}`).join('\n')}

Scenarios of driving time need the preloaded history that npm run demo writes.`;

async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '6808' },
      vehicles: { type: 'string', default: '500' },
      rate: { type: 'string' },
      seed: { type: 'string', default: '1' },
      scenario: { type: 'string', default: 'all' },
      secrets: { type: 'string' },
      'mqtt-port': { type: 'string', default: '1883' },
      registry: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const vehicles = positive('--vehicles', values.vehicles);
  const seed = positive('--seed', values.seed);
  const fleet = makeFleet({ vehicles, seed, now: Date.now(), scenarios: chosen(values.scenario) });
  const sensors = makeSensors({ seed, scales: fleet.scales });
  if (values.registry) {
    console.log(JSON.stringify(withSensors(fleet.registry, sensors)));
    return 0;
  }
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  process.once('SIGTERM', () => stopping.abort());
  const roadside =
    values.secrets === undefined
      ? null
      : startSensors({
          host: values.host,
          port: positive('--mqtt-port', values['mqtt-port']),
          sensors,
          deviceKey: deviceKeyOf(values.secrets),
          signal: stopping.signal,
        });
  const report = (p: SimulatorProgress) => print(p, roadside?.progress() ?? null);
  const last = await startSimulator({
    host: values.host,
    port: positive('--port', values.port),
    fleet,
    rate: values.rate === undefined ? vehicles / 10 : positive('--rate', values.rate),
    seed,
    signal: stopping.signal,
    onProgress: report,
  });
  await roadside?.ended;
  report(last);
  return 0;
}

function deviceKeyOf(file: string): Buffer {
  try {
    const { deviceKey } = JSON.parse(readFileSync(file, 'utf8')) as { deviceKey: string };
    return Buffer.from(deviceKey, 'hex');
  } catch {
    return fail(`${file} is not the secrets.json of a data directory.`);
  }
}

function print(p: SimulatorProgress, sensors: SensorProgress | null): void {
  console.log(
    `${p.connected}/${p.vehicles} connected  ${p.sent} sent  ${p.acked} acked  ${p.resent} resent  ` +
      `${p.refused} refused  ${p.stored} stored  ${p.uploaded} uploaded  ${p.reconnects} links lost` +
      (sensors === null
        ? ''
        : `  ${sensors.connected}/${sensors.sensors} sensors  ${sensors.acked} samples acked`),
  );
}

function chosen(list: string): string[] {
  const names = scenarios.map(({ name }) => name);
  if (list === 'all') return names;
  if (list === 'none') return [];
  const asked = list.split(',').map((name) => name.trim());
  for (const name of asked) {
    if (!names.includes(name)) fail(`There is no scenario "${name}". Known: ${names.join(', ')}.`);
  }
  return asked;
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0)
    fail(`${option} takes a whole number above 0, not "${text}".`);
  return value;
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

process.exitCode = await main(process.argv.slice(2));
