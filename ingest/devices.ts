/** What a device reports for: the registry's devices and sensors, kept by the registry feed. */
import { type SubjectKey, subjectKeyOf, type VehicleId } from '#core/identity.ts';
import type { Device, Sensor } from '#core/registry.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { clockOffsetOf } from './protocols/jt808/dialects/index.ts';

/** What a device speaks for; `unknown` while the registry does not say. */
export type DeviceKind = 'vehicle' | Sensor['kind'] | 'unknown';

/** Where a station or detector stands, and the section it speaks for. */
export interface StationPlace {
  latitudeDeg: number;
  longitudeDeg: number;
  sectionId?: string;
}

export interface DeviceEntry {
  /** Phone number without leading zeros, or the id of an MQTT or HTTP device or sensor. */
  deviceId: string;
  deviceKey: SubjectKey;
  /** Key of the vehicle or sensor, or the device's own while the registry does not know it. */
  subjectKey: SubjectKey;
  /** Of reports.v1. */
  partition: number;
  known: boolean;
  kind: DeviceKind;
  credentialVersion: number;
  /** Of a weather station or detector: where it stands; null = of no other device. */
  place: StationPlace | null;
  /** Of a detector: what processors were told of it last was slow traffic. */
  toldSlow: boolean;
  /** What the device's clock shows beyond GMT+8, ms; 0 as the standard asks. */
  clockOffsetMs: number;
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
    return this.#entry(deviceId, null, 'unknown', 0);
  }

  /** Where a vehicle's readings lie, whether the registry knows it or not. */
  vehicle(vehicleId: VehicleId): { subjectKey: SubjectKey; partition: number } {
    const subjectKey = subjectKeyOf(this.#pseudonymKey, 'vehicle', vehicleId);
    return { subjectKey, partition: partitionOf(subjectKey, this.#partitions) };
  }

  set({ deviceId, vehicleId, credentialVersion = 0, dialects = [] }: Device): DeviceEntry {
    const subjectKey = subjectKeyOf(this.#pseudonymKey, 'vehicle', vehicleId);
    const entry = this.#entry(deviceId, subjectKey, 'vehicle', credentialVersion);
    entry.clockOffsetMs = clockOffsetOf(dialects);
    return this.#keep(entry);
  }

  /** A sensor signs in as the device of its own id. */
  setSensor({ sensorId, kind, credentialVersion = 0, ...sensor }: Sensor): DeviceEntry {
    const subjectKey = subjectKeyOf(this.#pseudonymKey, 'sensor', sensorId);
    const entry = this.#entry(sensorId, subjectKey, kind, credentialVersion);
    const { latitudeDeg, longitudeDeg, sectionId } = sensor;
    if (kind === 'weather' || kind === 'detector')
      entry.place = { latitudeDeg, longitudeDeg, ...(sectionId ? { sectionId } : {}) };
    return this.#keep(entry);
  }

  /**
   * The registry no longer holds the device, or the sensor, of this key; returns what the device is
   * from now on, null = it was not held.
   */
  remove(key: SubjectKey): DeviceEntry | null {
    const deviceId = this.#idByKey.get(key);
    if (deviceId === undefined) return null;
    this.#idByKey.delete(key);
    this.#byId.delete(deviceId);
    return this.pending(deviceId);
  }

  #entry(
    deviceId: string,
    subject: SubjectKey | null,
    kind: DeviceKind,
    credentialVersion: number,
  ): DeviceEntry {
    const deviceKey = subjectKeyOf(this.#pseudonymKey, 'device', deviceId);
    const subjectKey = subject ?? deviceKey;
    const partition = partitionOf(subjectKey, this.#partitions);
    const known = subject !== null;
    const identity = { deviceId, deviceKey, subjectKey, partition, known, kind };
    return { ...identity, credentialVersion, place: null, toldSlow: false, clockOffsetMs: 0 };
  }

  #keep(entry: DeviceEntry): DeviceEntry {
    this.#byId.set(entry.deviceId, entry);
    // A deletion in the registry names a device by its own pseudonym, a sensor by the sensor's.
    const key = entry.kind === 'vehicle' ? entry.deviceKey : entry.subjectKey;
    this.#idByKey.set(key, entry.deviceId);
    return entry;
  }
}
