/**
 * The secrets of an installation. One machine makes them at its first start and keeps them. Roles that
 * run apart share them: they are given by file or environment, and a role that lacks one refuses to
 * start, because one it made itself would give every subject another name than the other roles do.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TizhengError } from '#core/errors.ts';
import { loadSecrets, type Secrets } from '#runtime/secrets.ts';
import type { RoleName } from './roles.ts';
import type { PlatformSettings } from './settings.ts';

/** What may be given; the rest follows from what is. */
type GivenName = Exclude<keyof Secrets, 'evidenceEndorsement'>;

const NEEDED: Record<RoleName, readonly GivenName[]> = {
  ingest: ['pseudonymKey', 'deviceKey'],
  process: [],
  sink: [],
  webhooks: ['pseudonymKey'],
  dashboard: ['pseudonymKey', 'adminPassword'],
};
const SHAPES: Record<GivenName, RegExp> = {
  pseudonymKey: /^[0-9a-f]{64}$/i,
  deviceKey: /^[0-9a-f]{64}$/i,
  adminPassword: /^.{8,200}$/,
  metricsToken: /^\S{16,200}$/,
  evidenceKey: /^[0-9a-f]{64}$/i,
};
const SAYS: Record<GivenName, string> = {
  pseudonymKey: '64 hex digits',
  deviceKey: '64 hex digits',
  adminPassword: 'at least 8 characters',
  metricsToken: 'at least 16 characters without a space',
  evidenceKey: '64 hex digits',
};
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

export interface GivenSecrets {
  secrets: Secrets;
  /** This start made them. */
  generated: boolean;
}

/**
 * @param roles those this process runs apart from the others; null = all of them, on one machine
 * @throws TizhengError SETTINGS_INVALID naming every secret that is missing, FILE_UNREADABLE
 */
export function secretsFor(
  settings: PlatformSettings,
  roles: readonly RoleName[] | null,
): GivenSecrets {
  const given = givenBy(settings);
  if (roles === null) {
    const { secrets, generated } = loadSecrets(settings.dataDir, { completed: true });
    return { secrets: { ...secrets, ...given }, generated };
  }
  const kept = existsSync(join(settings.dataDir, 'secrets.json'))
    ? loadSecrets(settings.dataDir).secrets
    : {};
  const known: Partial<Secrets> = { ...kept, ...given };
  const needed = new Set<GivenName>(roles.flatMap((role) => NEEDED[role]));
  if (!LOOPBACK.has(settings.ops.host)) needed.add('metricsToken');
  const missing = [...needed].filter((name) => known[name] === undefined);
  if (missing.length > 0) {
    const names = missing.map((name) => `secrets.${name} (or secrets.${name}File)`).join(', ');
    throw new TizhengError(
      'SETTINGS_INVALID',
      'settings',
      `The ${roles.length === 1 ? 'role' : 'roles'} ${roles.join(', ')} must be given ${names}, the same in every process: none is made up when roles run apart. TIZHENG_SECRETS_… in the environment does as well.`,
    );
  }
  const nobodysOwn = () => randomBytes(32).toString('hex');
  return {
    // What a role does not need it does not know; nothing is to be had by an empty one.
    secrets: {
      pseudonymKey: known.pseudonymKey ?? nobodysOwn(),
      deviceKey: known.deviceKey ?? nobodysOwn(),
      adminPassword: known.adminPassword ?? nobodysOwn(),
      metricsToken: known.metricsToken ?? nobodysOwn(),
      // A key of its own would be one that nobody publishes: without one, bundles are not signed.
      evidenceKey: known.evidenceKey ?? '',
      evidenceEndorsement: known.evidenceEndorsement ?? '',
    },
    generated: false,
  };
}

function givenBy(settings: PlatformSettings): Partial<Secrets> {
  const given: Partial<Secrets> = {};
  for (const name of Object.keys(SHAPES) as GivenName[]) {
    const file = settings.secrets[`${name}File`];
    const value = file === '' ? settings.secrets[name] : firstLineOf(file);
    if (value === '') continue;
    if (!SHAPES[name].test(value))
      throw new TizhengError(
        'SETTINGS_INVALID',
        'settings',
        `secrets.${name} must be ${SAYS[name]}.`,
      );
    given[name] = value;
  }
  if (settings.adminPassword !== '') given.adminPassword = settings.adminPassword;
  return given;
}

/** @throws TizhengError FILE_UNREADABLE */
export function firstLineOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0]!.trim();
  } catch (cause) {
    throw new TizhengError('FILE_UNREADABLE', 'settings', `${file} cannot be read.`, cause);
  }
}
