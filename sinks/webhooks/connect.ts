/**
 * How a connection to an endpoint is made: the name is resolved once, every address of it is judged,
 * and the socket goes to the very address that was judged. A name that answers differently the next
 * time (DNS rebinding) gains nothing.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import type { DeliveryReason } from '#core/delivery.ts';
import type { AddressGuard } from './address-guard.ts';

/** Addresses of a name, at least one, or rejects. */
export type Resolver = (hostname: string) => Promise<string[]>;

export const systemResolver: Resolver = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/** Further addresses of a name are not tried: an attempt is bounded in time. */
const ADDRESSES_TRIED_MAX = 3;
/** A name server that hangs must not outlive the attempt that asked. */
const CONNECT_MS_MAX = 5_000;

/** Why no connection was made; no address and no name in it. */
export class ConnectRefused extends Error {
  readonly reason: DeliveryReason;

  constructor(reason: DeliveryReason) {
    super(`No connection: ${reason}.`);
    this.reason = reason;
  }
}

export interface ConnectOptions {
  guard: AddressGuard;
  resolve: Resolver;
  timeoutMs: number;
  /** PEM texts; undefined = none. */
  ca?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
}

export function guardedConnector(options: ConnectOptions): buildConnector.connector {
  const { ca, cert, key } = options;
  const connect = buildConnector({
    timeout: Math.min(options.timeoutMs, CONNECT_MS_MAX),
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert, key }),
  });
  return (target, callback) => {
    checkedAddresses(options, target).then(
      (addresses) => {
        const tryNext = (index: number) => {
          // `host` stays the name, by which TLS asks for and checks the certificate.
          connect({ ...target, hostname: addresses[index]! }, (...result) => {
            if (result[0] !== null && index + 1 < addresses.length) tryNext(index + 1);
            else callback(...result);
          });
        };
        tryNext(0);
      },
      (error: Error) => callback(error, null),
    );
  };
}

/** Throws ConnectRefused. */
export async function checkedAddresses(
  { guard, resolve }: Pick<ConnectOptions, 'guard' | 'resolve'>,
  { hostname, protocol, port }: { hostname: string; protocol: string; port: string },
): Promise<string[]> {
  const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  if (!guard.portAllowed(number)) throw new ConnectRefused('address-refused');
  const addresses = isIP(hostname) > 0 ? [hostname] : await resolved(resolve, hostname);
  for (const address of addresses) {
    const verdict = guard.judge(address);
    // One bad address among good ones is how a rebinding name looks: all of it is refused.
    if (verdict === 'refused' || (verdict === 'public' && protocol !== 'https:'))
      throw new ConnectRefused('address-refused');
  }
  return addresses.slice(0, ADDRESSES_TRIED_MAX);
}

async function resolved(resolve: Resolver, hostname: string): Promise<string[]> {
  try {
    const addresses = await resolve(hostname);
    if (addresses.length > 0) return addresses;
  } catch {
    // Whatever the resolver says, there is no address.
  }
  throw new ConnectRefused('dns');
}
