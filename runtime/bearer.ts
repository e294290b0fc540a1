/** Bearer tokens of listeners that are not on loopback. */
import { timingSafeEqual } from 'node:crypto';

/** Constant-time comparison of a bearer token; used where a listener is not on loopback. */
export function bearerMatches(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header?.startsWith('Bearer ') ? header.slice(7) : '');
  const wanted = Buffer.from(token);
  return given.byteLength === wanted.byteLength && timingSafeEqual(given, wanted);
}
