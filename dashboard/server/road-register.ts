/** Sections and roadside sensors as the registry states them: where they are and what they are called. */
import { type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { Section, Sensor } from '#core/registry.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';

/** A sensor that says something of the road; a scale speaks of vehicles, and stands in their alerts. */
export type RoadSensor = Sensor & { kind: 'detector' | 'weather' };

export class RoadRegister {
  readonly #secret: Uint8Array;
  readonly #sections = new Map<string, Section>();
  readonly #sectionsByKey = new Map<SubjectKey, Section>();
  readonly #sensors = new Map<SubjectKey, RoadSensor>();
  readonly #keys = new Map<string, SubjectKey>();
  /** What a record brought, by its key: an empty record takes it away again. */
  readonly #removers = new Map<string, () => void>();
  /** Goes up with every change. */
  version = 0;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** Applies one record of `registry.v1`; other entities pass. Throws on unreadable ones. */
  apply(key: string, value: Uint8Array): void {
    if (value.byteLength === 0) {
      if (!this.#removers.has(key)) return;
      this.#removers.get(key)?.();
      this.#removers.delete(key);
    } else {
      const { entity, json } = decodeRegistryEntity(value);
      if (entity === 'section') this.#putSection(key, JSON.parse(json) as Section);
      else if (entity === 'sensor') this.#putSensor(key, JSON.parse(json) as Sensor);
      else return;
    }
    this.version++;
  }

  section(sectionId: string): Section | undefined {
    return this.#sections.get(sectionId);
  }

  sectionOf(key: SubjectKey): Section | undefined {
    return this.#sectionsByKey.get(key);
  }

  sensor(key: SubjectKey): RoadSensor | undefined {
    return this.#sensors.get(key);
  }

  /** Undefined = the registry does not know it. */
  keyOf(sensorId: string): SubjectKey | undefined {
    return this.#keys.get(sensorId);
  }

  sensors(): IterableIterator<[SubjectKey, RoadSensor]> {
    return this.#sensors.entries();
  }

  #putSection(key: string, section: Section): void {
    const subject = subjectKeyOf(this.#secret, 'section', section.sectionId);
    this.#sections.set(section.sectionId, section);
    this.#sectionsByKey.set(subject, section);
    this.#removers.set(key, () => {
      this.#sections.delete(section.sectionId);
      this.#sectionsByKey.delete(subject);
    });
  }

  #putSensor(key: string, { kind, ...facts }: Sensor): void {
    if (kind === 'scale') return;
    const sensor: RoadSensor = { ...facts, kind };
    const subject = subjectKeyOf(this.#secret, 'sensor', sensor.sensorId);
    this.#sensors.set(subject, sensor);
    this.#keys.set(sensor.sensorId, subject);
    this.#removers.set(key, () => {
      this.#sensors.delete(subject);
      this.#keys.delete(sensor.sensorId);
    });
  }
}
