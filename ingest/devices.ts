/** Which vehicle a device reports for: the registry's device table, kept by the registry feed. */
import { type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { Device } from '#core/registry.ts';
import { partitionOf } from '#runtime/log/partition.ts';

export interface DeviceEntry {
  /** Phone number without leading zeros. */
  deviceId: string;
  deviceKey: SubjectKey;
  /** The vehicle's key, or the device's own while the registry does not know it. */
  subjectKey: SubjectKey;
  /** Of reports.v1. */
  partition: number;
  known: boolean;
}

export class DeviceTable {
  readonly #pseudonymKey: Uint8Array;
  readonly #partitions: number;
  readonly #byId = new Map<string, DeviceEntry>();
  readonly #idByKey = new Map<SubjectKey, string>();

  constructor(pseudonymKey: Uint8Array, partitions: number) {
    this.#pseudonymKey = pseudonymKey;
    this.#partitions = partitions;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Null = not in the registry. */
  find(deviceId: string): DeviceEntry | null {
    return this.#byId.get(deviceId) ?? null;
  }

  /** A device the registry does not know, recorded under its own pseudonym. */
  pending(deviceId: string): DeviceEntry {
    const deviceKey = subjectKeyOf(this.#pseudonymKey, 'device', deviceId);
    const partition = partitionOf(deviceKey, this.#partitions);
    return { deviceId, deviceKey, subjectKey: deviceKey, partition, known: false };
  }

  set(device: Device): DeviceEntry {
    const { deviceId } = device;
    const deviceKey = subjectKeyOf(this.#pseudonymKey, 'device', deviceId);
    const subjectKey = subjectKeyOf(this.#pseudonymKey, 'vehicle', device.vehicleId);
    const partition = partitionOf(subjectKey, this.#partitions);
    const entry = { deviceId, deviceKey, subjectKey, partition, known: true };
    this.#byId.set(deviceId, entry);
    this.#idByKey.set(deviceKey, deviceId);
    return entry;
  }

  /** The registry no longer holds it; returns what the device is from now on, null = it was not held. */
  remove(deviceKey: SubjectKey): DeviceEntry | null {
    const deviceId = this.#idByKey.get(deviceKey);
    if (deviceId === undefined) return null;
    this.#idByKey.delete(deviceKey);
    this.#byId.delete(deviceId);
    return this.pending(deviceId);
  }
}
