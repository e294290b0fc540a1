/** What a family of devices does beside the standard, as data; one file each. */
import type { Additional } from '../messages/location-items.ts';

/** Decoded fields by name, units in the names. */
export type VendorFields = Record<string, unknown>;

export interface Dialect {
  /** kebab-case; how a device profile or the command line names it. */
  name: string;
  /** What such devices do, in one sentence. */
  summary: string;
  /**
   * Vendor items of location reports by id. A reader answers undefined where the bytes are not what
   * it knows; the item stays in `items` either way.
   */
  items?: Readonly<Record<string, (value: Uint8Array) => VendorFields | undefined>>;
  /** Everything behind the base part of a location report, for devices that send no items there. */
  tail?: (bytes: Uint8Array) => VendorFields | undefined;
  /** What is behind the empty body of a heartbeat. */
  heartbeat?: (bytes: Uint8Array) => VendorFields | undefined;
  /** What the device's clock shows minus GMT+8, ms; −28,800,000 for a clock in UTC. */
  clockOffsetMs?: number;
}

export interface WithVendor extends Additional {
  /** What the dialects read; absent when they read nothing. */
  vendor?: VendorFields;
}
