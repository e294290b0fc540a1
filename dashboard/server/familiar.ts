/**
 * Browsers an account has signed in from carry a cookie that proves it (a device cookie), so that slowing an
 * account down does not keep its owner out. The server keeps nothing; the cookie names nobody and opens nothing.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const DEVICE_COOKIE = 'tz_device';
export const DEVICE_COOKIE_DAYS = 180;
/** Accounts that share a browser, the newest sign-in first; beyond it the one that came longest ago is strange again. */
const ACCOUNTS_MAX = 8;
const DEVICE = /^[0-9a-f]{32}$/;

export class FamiliarDevices {
  readonly #key: Buffer;

  /** Servers with one key know each other's devices. */
  constructor(pseudonymKey: Uint8Array) {
    this.#key = createHmac('sha256', pseudonymKey).update('device-cookie').digest();
  }

  /** What stands for this account on this device; null = it has not signed in from it. */
  knownAs(cookie: string | undefined, personId: string): string | null {
    const { device, tags } = parsed(cookie);
    if (device === null) return null;
    const tag = this.#tag(device, personId);
    const isKnown = tags.some(
      (each) => each.length === tag.length && timingSafeEqual(Buffer.from(each), Buffer.from(tag)),
    );
    return isKnown ? tag : null;
  }

  /** The cookie after a sign-in. */
  remember(cookie: string | undefined, personId: string): string {
    const { device, tags } = parsed(cookie);
    const id = device ?? randomBytes(16).toString('hex');
    const tag = this.#tag(id, personId);
    const others = tags.filter((each) => each !== tag).slice(0, ACCOUNTS_MAX - 1);
    return [id, tag, ...others].join('.');
  }

  #tag(device: string, personId: string): string {
    return createHmac('sha256', this.#key).update(`${device}.${personId}`).digest('base64url');
  }
}

/** Bytes of a foreign hand: what does not look like ours is none. */
function parsed(cookie: string | undefined): { device: string | null; tags: string[] } {
  const [device = '', ...tags] = (cookie ?? '').split('.', ACCOUNTS_MAX + 1);
  if (!DEVICE.test(device)) return { device: null, tags: [] };
  return { device, tags: tags.filter((tag) => /^[\w-]{43}$/.test(tag)) };
}
