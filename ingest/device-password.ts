/**
 * Passwords of MQTT and HTTP devices without a table: HMAC over device and version, so that every
 * gateway of the installation can check them. Raising the version in the registry replaces one.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** 24 characters of base64url: 144 bits. */
const PASSWORD_CHARACTERS = 24;

export function devicePassword(secret: Uint8Array, deviceId: string, version: number): string {
  return createHmac('sha256', secret)
    .update(`device-password:${version}:${deviceId}`)
    .digest('base64url')
    .slice(0, PASSWORD_CHARACTERS);
}

/** Time does not depend on where they differ. */
export function passwordMatches(
  secret: Uint8Array,
  deviceId: string,
  version: number,
  given: Uint8Array,
): boolean {
  const wanted = Buffer.from(devicePassword(secret, deviceId, version), 'latin1');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
