/** `node tools/device-password.ts`: the password a device or sensor signs in with over MQTT and HTTP. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { devicePassword } from '#ingest/device-password.ts';
import { isDeviceId } from '#ingest/protocols/tz/topic.ts';

const HELP = `node tools/device-password.ts [options] DEVICE_ID…

Prints one line per device: its id, a tab, its password. Whoever has secrets.json can make them all;
keep the output as confidential as the file.

  --data-dir DIR   the platform's data directory (default var)
  --version N      credentialVersion of the device in the registry (default 0)
  --help           this text`;

function main(argv: string[]): number {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'data-dir': { type: 'string', default: 'var' },
      version: { type: 'string', default: '0' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || positionals.length === 0) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const version = Number(values.version);
  if (!Number.isInteger(version) || version < 0) {
    console.error('--version takes a whole number from 0.');
    return 2;
  }
  const wrong = positionals.find((deviceId) => !isDeviceId(deviceId));
  if (wrong !== undefined) {
    console.error('A device id has 1 to 64 letters, digits, dots, dashes or underscores.');
    return 2;
  }
  const file = join(values['data-dir'], 'secrets.json');
  let deviceKey: string;
  try {
    ({ deviceKey } = JSON.parse(readFileSync(file, 'utf8')) as { deviceKey: string });
  } catch {
    console.error(`${file} cannot be read: start the platform once, or name its --data-dir.`);
    return 2;
  }
  const secret = Buffer.from(deviceKey, 'hex');
  for (const deviceId of positionals)
    console.log(`${deviceId}\t${devicePassword(secret, deviceId, version)}`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
