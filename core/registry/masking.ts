/** Which fields of the registry are personal in which way, and an entity as somebody may read it. */
import { type Masking, masked, type PersonalKind } from '../masking.ts';
import type { EntityDefinition, FieldNotes } from './entity.ts';

/** By name, whatever the entity; a personal field that is not here is shown like a licence number. */
const KINDS: Readonly<Record<string, PersonalKind>> = {
  vehicleId: 'plate',
  plate: 'plate',
  trailerId: 'plate',
  name: 'name',
  contactName: 'name',
  phone: 'phone',
  contactPhone: 'phone',
  /** Of JT/T 808 terminals the id is the number of their SIM. */
  deviceId: 'phone',
  driverId: 'number',
  driverIds: 'number',
  escortId: 'number',
  number: 'number',
  certificateNumber: 'number',
  shipper: 'party',
  consignee: 'party',
};
const HIDDEN = '***';
/** Long enough for every rule of masking to bite. */
const PROBE = 'AB123456789012';

type Field = Partial<FieldNotes> & { items?: Field; properties?: Record<string, Field> };

/** Null = not personal. */
export function personalKindOf(name: string, field: Partial<FieldNotes>): PersonalKind | null {
  if (field['x-personal'] !== true) return null;
  return KINDS[name] ?? 'number';
}

/** The entity with what is personal masked; the same object where nothing is. */
export function maskedItem(
  { schema }: EntityDefinition,
  item: Record<string, unknown>,
  masking: Masking,
): Record<string, unknown> {
  return masking === 'none' ? item : maskedFields(schema.properties, item, masking);
}

/** Fields one may search or filter by without learning what is masked. */
export function isReadable(definition: EntityDefinition, name: string, masking: Masking): boolean {
  const field = (definition.schema.properties as Record<string, Field>)[name];
  const kind = field === undefined ? null : personalKindOf(name, field);
  return kind === null || masked(kind, PROBE, masking) === PROBE;
}

function maskedFields(
  fields: Readonly<Record<string, Field>>,
  item: Record<string, unknown>,
  masking: Masking,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => {
      const field = fields[name];
      if (field === undefined) return [name, HIDDEN];
      return [name, maskedValue(field, personalKindOf(name, field), value, masking)];
    }),
  );
}

function maskedValue(
  field: Field,
  kind: PersonalKind | null,
  value: unknown,
  masking: Masking,
): unknown {
  if (kind !== null)
    return Array.isArray(value)
      ? value.map((each) => masked(kind, String(each), masking) ?? HIDDEN)
      : (masked(kind, String(value), masking) ?? HIDDEN);
  const inner = field.items?.properties;
  if (inner !== undefined && Array.isArray(value))
    return value.map((each) => maskedFields(inner, each as Record<string, unknown>, masking));
  if (field.properties !== undefined && typeof value === 'object' && value !== null)
    return maskedFields(field.properties, value as Record<string, unknown>, masking);
  return value;
}
