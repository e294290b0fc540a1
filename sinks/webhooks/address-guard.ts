/**
 * Where a webhook may go (SSRF guard). Only globally routable addresses, unless the administrator
 * lists a range: government endpoints often are on 10.x. Everything else is refused whatever form it
 * takes: loopback, link-local (with the metadata services there), private, carrier NAT, mapped,
 * translated and tunnelled IPv4 inside IPv6, multicast, documentation and reserved ranges.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { TizhengError } from '#core/errors.ts';

export type AddressVerdict =
  /** Globally routable: https only. */
  | 'public'
  /** In a listed range: http too. */
  | 'listed'
  | 'refused';

export interface GuardSettings {
  allowedCidrs: readonly string[];
  allowedPorts: readonly number[];
}

type Cidr = ReturnType<typeof ipaddr.parseCIDR>;

/** Public by its number, yet answered by the cloud's host with credentials of the machine (Azure). */
const METADATA_ADDRESSES = new Set(['168.63.129.16']);
/** The only part of IPv6 that is globally routable today. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

export class AddressGuard {
  readonly #cidrs: Cidr[];
  readonly #ports: ReadonlySet<number>;

  /** Throws SETTINGS_INVALID for a range that is none. */
  constructor({ allowedCidrs, allowedPorts }: GuardSettings) {
    this.#ports = new Set([443, ...allowedPorts]);
    this.#cidrs = allowedCidrs.map((text) => {
      if (!ipaddr.isValidCIDR(text))
        throw new TizhengError('SETTINGS_INVALID', 'webhooks', `${text} is no address range.`);
      return ipaddr.parseCIDR(text);
    });
  }

  portAllowed(port: number): boolean {
    return this.#ports.has(port);
  }

  /** @param address as a resolver gives it, or as a host of a parsed URL without brackets */
  judge(address: string): AddressVerdict {
    const [bare = ''] = address.split('%', 1);
    if (isIP(bare) === 0) return 'refused';
    // An IPv4-mapped address is the IPv4 address to the kernel, so it is one here.
    const parsed = ipaddr.process(bare);
    if (this.#cidrs.some((cidr) => cidr[0].kind() === parsed.kind() && parsed.match(cidr)))
      return 'listed';
    if (METADATA_ADDRESSES.has(parsed.toString()) || parsed.range() !== 'unicast') return 'refused';
    if (parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_IPV6)) return 'refused';
    return 'public';
  }
}
