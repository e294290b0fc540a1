/** `npm start`: the platform, embedded. */
import { parseArgs } from 'node:util';
import { loadSettings } from '#runtime/settings.ts';
import { type Platform, startPlatform } from './platform/platform.ts';
import { platformSettings } from './platform/settings.ts';
import { run } from './run.ts';

const HELP = `npm start -- [options]

Starts the platform in this machine: device ports, log, processors, store and dashboard.

  --config FILE        settings as JSON (docs/generated/settings.md lists them all)
  --data-dir DIR       where log, state, store and secrets live (default var)
  --registry FILE      registry JSON imported at start
  --port N             port of the dashboard (default 8085)
  --tcp-port N         port of the JT/T 808 gateway (default 6808)
  --help               this text

Every setting can also be given as an environment variable, e.g. TIZHENG_DASHBOARD_PORT.`;

export async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      config: { type: 'string' },
      'data-dir': { type: 'string' },
      registry: { type: 'string' },
      port: { type: 'string' },
      'tcp-port': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const settings = loadSettings(platformSettings, {
    file: values.config ?? null,
    env: process.env,
    overrides: {
      dataDir: values['data-dir'],
      registryFile: values.registry,
      'dashboard.port': values.port,
      'ingest.tcpPort': values['tcp-port'],
    },
  });
  const platform = await startPlatform(settings);
  printAddresses(platform);
  return await untilStopped(platform);
}

export function printAddresses(platform: Platform): void {
  for (const [name, address] of Object.entries(platform.addresses))
    console.log(`${name}: ${address}`);
  if (platform.firstStart) {
    console.log(
      `Sign in as admin with the password ${platform.secrets.adminPassword} (printed once; kept in secrets.json of the data directory).`,
    );
  }
  for (const { endpoint, secret, file } of platform.webhookSecrets)
    console.log(
      `Signing secret of the webhook endpoint ${endpoint}: ${secret} (printed once; kept in ${file}).`,
    );
}

/** Waits for SIGINT or SIGTERM (exit 0) or for a role's death (exit 1), and stops everything in order. */
export async function untilStopped(
  platform: Platform,
  onStop: () => Promise<void> = async () => {},
): Promise<number> {
  const signal = new Promise<'signal'>((resolve) => {
    process.once('SIGINT', () => resolve('signal'));
    process.once('SIGTERM', () => resolve('signal'));
  });
  const reason = await Promise.race([signal, platform.failed]);
  await onStop();
  await platform.stop();
  return reason === 'signal' ? 0 : 1;
}

if (import.meta.main) await run(main);
