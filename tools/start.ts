/** `npm start`: the platform, embedded. */
import { parseArgs } from 'node:util';
import { TizhengError } from '#core/errors.ts';
import { loadSettings } from '#runtime/settings.ts';
import { type Platform, startPlatform } from './platform/platform.ts';
import { ROLES, type RoleName } from './platform/roles.ts';
import { platformSettings } from './platform/settings.ts';
import { run } from './run.ts';

const HELP = `npm start -- [options]

Starts the platform in this machine: device ports, log, processors, store and dashboard; or, with
--role, a part of it that meets the others at a Kafka log (docs/roles.md).

  --role ROLE          ingest, process, sink, webhooks or dashboard; several by comma or repeated
  --config FILE        settings as JSON (docs/generated/settings.md lists them all)
  --data-dir DIR       where log, state, store and secrets live (default var)
  --registry FILE      registry JSON imported at start
  --rules FILE         rule parameters as JSON, imported at start
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
      rules: { type: 'string' },
      port: { type: 'string' },
      'tcp-port': { type: 'string' },
      role: { type: 'string', multiple: true },
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
      rulesFile: values.rules,
      'dashboard.port': values.port,
      'ingest.tcpPort': values['tcp-port'],
    },
  });
  const platform = await startPlatform(settings, {}, rolesOf(values.role));
  printAddresses(platform);
  return await untilStopped(platform);
}

/** null = all of them, here. Throws SETTINGS_INVALID for a role there is not. */
function rolesOf(given: readonly string[] | undefined): RoleName[] | null {
  if (given === undefined) return null;
  const names = new Set(given.flatMap((text) => text.split(',')).map((name) => name.trim()));
  for (const name of names)
    if (!(ROLES as readonly string[]).includes(name))
      throw new TizhengError(
        'SETTINGS_INVALID',
        'settings',
        `There is no role ${name === '' ? '(empty)' : name}; the roles are ${ROLES.join(', ')}.`,
      );
  return ROLES.filter((name) => names.has(name));
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
