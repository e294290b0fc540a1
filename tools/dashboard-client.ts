/** A command that asks a running dashboard through its API, as an account of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TizhengError } from '#core/errors.ts';
import type { Secrets } from '#runtime/secrets.ts';
import { runningPlatform } from './backup/run-file.ts';
import type { PlatformSettings } from './platform/settings.ts';

export interface Seat {
  url: string;
  user: string;
  password: string;
}

/**
 * Whom to ask: the dashboard named by `url`, or the platform that runs on the data directory; null = none runs there,
 * and its log may be written. The password is read from TIZHENG_PASSWORD, or is the one made at the first start.
 */
export async function seatOf(
  settings: PlatformSettings,
  { url, user = 'admin' }: { url?: string | undefined; user?: string | undefined },
): Promise<Seat | null> {
  const given = process.env.TIZHENG_PASSWORD;
  if (url !== undefined) return { url, user, password: given ?? '' };
  if ((await runningPlatform(settings.dataDir)) === null) return null;
  const made = () => settings.adminPassword || secretsOf(settings.dataDir).adminPassword;
  return {
    ...{ url: `http://127.0.0.1:${settings.dashboard.port}`, user },
    password: given ?? made(),
  };
}

/** Throws FILE_UNREADABLE. */
export function secretsOf(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch (cause) {
    const sentence = `${file} cannot be read: start the platform once, or name its --data-dir.`;
    throw new TizhengError('FILE_UNREADABLE', 'registry', sentence, cause);
  }
}

export class DashboardClient {
  readonly url: string;
  readonly #cookie: string;

  private constructor(url: string, cookie: string) {
    this.url = url;
    this.#cookie = cookie;
  }

  /** Throws REGISTRY_INVALID with the dashboard's sentence, or PLATFORM_BUSY when it does not answer. */
  static async signIn({ url, user, password }: Seat): Promise<DashboardClient> {
    const login = await ask(`${url}/api/login`, {
      method: 'POST',
      headers: { 'x-tizheng': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ user, password }),
    });
    return new DashboardClient(url, (login.headers.get('set-cookie') ?? '').split(';')[0]!);
  }

  /** Throws as `signIn` does. */
  send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { 'x-tizheng': '1', ...init.headers, cookie: this.#cookie };
    return ask(`${this.url}${path}`, { ...init, method, headers });
  }

  async json<T>(method: string, path: string, body?: object, version?: number): Promise<T> {
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    };
    const answer = await this.send(method, path, {
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as T;
  }
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init).catch((cause: unknown) => {
    throw new TizhengError('PLATFORM_BUSY', 'registry', 'The dashboard does not answer.', cause);
  });
  if (answer.ok) return answer;
  const { detail } = (await answer.json().catch(() => ({}))) as { detail?: string };
  throw new TizhengError(
    'REGISTRY_INVALID',
    'registry',
    detail ?? `The dashboard answered ${answer.status}.`,
  );
}
