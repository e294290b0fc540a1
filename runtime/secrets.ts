/** Secrets are generated at first start or given, never shipped. One file, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  /** 64 hex digits: keys the pseudonyms. Changing it renames every subject. */
  pseudonymKey: string;
  /** 64 hex digits: keys device authentication codes. */
  deviceKey: string;
  /** Password of the dashboard's first administrator; printed once when generated. */
  adminPassword: string;
  /** Bearer token of the metrics endpoint from outside loopback. */
  metricsToken: string;
  /** 64 hex digits: signs evidence bundles (Ed25519); '' = they are not signed. */
  evidenceKey: string;
  /** What the key before it said of it, `public key:signature`; '' = there was none. */
  evidenceEndorsement: string;
}

export interface LoadedSecrets {
  secrets: Secrets;
  /** True when this start made them. */
  generated: boolean;
}

export function makeSecrets(): Secrets {
  return {
    pseudonymKey: randomBytes(32).toString('hex'),
    deviceKey: randomBytes(32).toString('hex'),
    adminPassword: randomBytes(12).toString('base64url'),
    metricsToken: randomBytes(24).toString('base64url'),
    evidenceKey: randomBytes(32).toString('hex'),
    evidenceEndorsement: '',
  };
}

/**
 * Reads `<dataDir>/secrets.json` or makes it (mode 0600).
 * @param completed add a secret that an earlier version did not know; only where nobody else has a copy of the file
 */
export function loadSecrets(dataDir: string, { completed = false } = {}): LoadedSecrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
    const kept = { evidenceKey: '', evidenceEndorsement: '', ...read } as Secrets;
    if (kept.evidenceKey !== '' || !completed) return { secrets: kept, generated: false };
    const secrets = { ...kept, evidenceKey: makeSecrets().evidenceKey };
    replaceFile(file, secrets);
    return { secrets, generated: false };
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secrets = makeSecrets();
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return { secrets, generated: true };
}

/** Puts other values in the place of some; the file must be there. */
export function changeSecrets(dataDir: string, changes: Partial<Secrets>): void {
  replaceFile(join(dataDir, 'secrets.json'), { ...loadSecrets(dataDir).secrets, ...changes });
}

/** A crash leaves the old file or the new one. */
function replaceFile(file: string, secrets: Secrets): void {
  const beside = `${file}.${process.pid}`;
  const descriptor = openSync(beside, 'w', 0o600);
  writeSync(descriptor, `${JSON.stringify(secrets, null, 2)}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(beside, file);
}
