/** What the registry says of terminals, and of the zones they can be told. */
import { type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { Device, Zone } from '#core/registry.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';

export class DeviceRegister {
  readonly #secret: Uint8Array;
  /** Of each vehicle, in the order in which the registry named them. */
  readonly #devices = new Map<SubjectKey, SubjectKey[]>();
  readonly #vehicleOf = new Map<SubjectKey, SubjectKey>();
  readonly #zones = new Map<string, Zone>();
  /** What a record of `registry.v1` brought, by its key: an empty record takes it away again. */
  readonly #removers = new Map<string, () => void>();

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** Applies one record of `registry.v1`. Throws on unreadable ones. */
  apply(key: string, value: Uint8Array): void {
    this.#removers.get(key)?.();
    this.#removers.delete(key);
    if (value.byteLength === 0) return;
    const { entity, json } = decodeRegistryEntity(value);
    if (entity === 'device') this.#removers.set(key, this.#putDevice(JSON.parse(json) as Device));
    if (entity === 'zone') {
      const zone = JSON.parse(json) as Zone;
      this.#zones.set(zone.zoneId, zone);
      this.#removers.set(key, () => this.#zones.delete(zone.zoneId));
    }
  }

  vehicleKeyOf(vehicleId: string): SubjectKey {
    return subjectKeyOf(this.#secret, 'vehicle', vehicleId);
  }

  /** Terminals of a vehicle; empty = the registry names none. */
  devicesOf(vehicleKey: SubjectKey): readonly SubjectKey[] {
    return this.#devices.get(vehicleKey) ?? [];
  }

  /** Vehicle of a terminal; the terminal's own key while the registry does not say. */
  subjectOf(deviceKey: SubjectKey): SubjectKey {
    return this.#vehicleOf.get(deviceKey) ?? deviceKey;
  }

  zone(zoneId: string): Zone | undefined {
    return this.#zones.get(zoneId);
  }

  #putDevice({ deviceId, vehicleId }: Device): () => void {
    const deviceKey = subjectKeyOf(this.#secret, 'device', deviceId);
    const vehicleKey = this.vehicleKeyOf(vehicleId);
    this.#vehicleOf.set(deviceKey, vehicleKey);
    this.#devices.set(vehicleKey, [...this.devicesOf(vehicleKey), deviceKey]);
    return () => {
      this.#vehicleOf.delete(deviceKey);
      const left = this.devicesOf(vehicleKey).filter((one) => one !== deviceKey);
      if (left.length === 0) this.#devices.delete(vehicleKey);
      else this.#devices.set(vehicleKey, left);
    };
  }
}
