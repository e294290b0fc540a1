/** From what a caller states to a plan that can be written to the log: who is meant, and whether it makes sense. */
import { type Static, type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { SubjectKey } from '#core/identity.ts';
import type { RegistryFault } from '#core/registry/entity.ts';
import { type Place, placeFault, placeReferences } from '#core/registry/fields.ts';
import type { Route } from '#core/registry/route.ts';
import type { Vehicle } from '#core/registry/vehicle.ts';
import { DAY_MS } from '#core/time.ts';
import { type TripPlan, tripPlan } from '#core/trip/trip.ts';
import type { RegistryReader } from '../access/seen-registry.ts';
import { hashOf, mergePatch } from '../registry/desk.ts';

const { vehicleKey: _, driverKeys: __, class: ___, ...rest } = tripPlan.properties;
/** As callers state it: the vehicle and its drivers by the registry's ids. */
export const planBody = bare(
  Type.Object(
    {
      vehicleId: Type.String({ minLength: 1, maxLength: 128 }),
      driverIds: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { maxItems: 10 }),
      ),
      ...rest,
    },
    { additionalProperties: false },
  ),
);
export type PlanBody = Static<typeof planBody>;
const planCheck = Compile(planBody);

/** Without the notes of the registry's fields, which a request's validation does not know. */
function bare<T extends TSchema>(schema: T): T {
  const withoutNotes = (name: string, value: unknown) =>
    name.startsWith('x-') ? undefined : value;
  return JSON.parse(JSON.stringify(schema, withoutNotes)) as T;
}

/** Longer journeys are planned as several trips. */
const DURATION_DAYS_MAX = 30;

export type Planned = { ok: true; plan: TripPlan } | { ok: false; faults: RegistryFault[] };

export function planOf(body: PlanBody, registry: RegistryReader): Planned {
  const { vehicleId, driverIds = [], ...stated } = body;
  const vehicle = registry.find('vehicle', vehicleId);
  const drivers = driverIds.map((id) => registry.find('driver', id));
  const faults: RegistryFault[] = [];
  if (vehicle === undefined) faults.push(unknown('vehicleId', 'vehicle'));
  drivers.forEach((driver, at) => {
    if (driver === undefined) faults.push(unknown(`driverIds.${at}`, 'driver'));
  });
  if (new Set(driverIds).size < driverIds.length)
    faults.push({ field: 'driverIds', code: 'duplicate', message: 'names a driver twice.' });
  faults.push(...mistakesOf(stated, registry));
  if (faults.length > 0 || vehicle === undefined) return { ok: false, faults };
  const plan = {
    vehicleKey: hashOf(vehicle.key) as SubjectKey,
    driverKeys: drivers.map((driver) => hashOf(driver!.key) as SubjectKey),
    class: (vehicle.item as Vehicle).class,
    ...stated,
  };
  return { ok: true, plan };
}

/** The plan as it would be stated anew, changed: JSON Merge Patch (RFC 7396). */
export function patched(plan: TripPlan, patch: object, registry: RegistryReader): Planned {
  const { vehicleKey, driverKeys, class: _, ...stated } = plan;
  const idOf = (kind: 'vehicle' | 'driver', key: SubjectKey) =>
    registry.get(`${kind}:${key}`)?.id ?? '';
  const merged = mergePatch(
    {
      vehicleId: idOf('vehicle', vehicleKey),
      driverIds: driverKeys.map((key) => idOf('driver', key)),
      ...stated,
    },
    patch,
  );
  if (planCheck.Check(merged)) return planOf(merged, registry);
  return { ok: false, faults: planCheck.Errors(merged).flatMap(schemaFaults) };
}

function schemaFaults({ keyword, instancePath, params, message }: SchemaError): RegistryFault[] {
  const path = instancePath.slice(1).replaceAll('/', '.');
  const { requiredProperties = [], additionalProperties = [] } = params as Record<
    string,
    string[] | undefined
  >;
  const within = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (keyword === 'required')
    return requiredProperties.map((name) => ({
      ...{ field: within(name), code: 'required', message: 'is missing.' },
    }));
  if (keyword === 'additionalProperties')
    return additionalProperties.map((name) => ({
      ...{ field: within(name), code: 'unknown-field', message: 'is no field of a plan.' },
    }));
  // Said by the line above as well.
  if (keyword === 'boolean') return [];
  return [{ field: path, code: 'value', message: `${message}.` }];
}

interface SchemaError {
  keyword: string;
  instancePath: string;
  params: object;
  message: string;
}

function mistakesOf(
  plan: Omit<PlanBody, 'vehicleId' | 'driverIds'>,
  registry: RegistryReader,
): RegistryFault[] {
  const faults: RegistryFault[] = [];
  const { departMs, arriveMs, origin, destination, via = [], stops = [], permitIds = [] } = plan;
  if (departMs >= arriveMs)
    faults.push({ field: 'departMs', code: 'order', message: 'is not before arriveMs.' });
  else if (arriveMs - departMs > DURATION_DAYS_MAX * DAY_MS)
    faults.push({
      ...{ field: 'arriveMs', code: 'value' },
      message: `is more than ${DURATION_DAYS_MAX} days after departMs.`,
    });
  const places: [string, Place][] = [
    ...(origin === undefined ? [] : [['origin', origin] as [string, Place]]),
    ...(destination === undefined ? [] : [['destination', destination] as [string, Place]]),
    ...via.map((at, i): [string, Place] => [`via.${i}`, at]),
    ...stops.map(({ at }, i): [string, Place] => [`stops.${i}.at`, at]),
  ];
  for (const [field, at] of places) faults.push(...placeFault(field, at));
  stops.forEach(({ arriveMs: from, departMs: to }, i) => {
    if (from !== undefined && to !== undefined && from > to)
      faults.push({ field: `stops.${i}.arriveMs`, code: 'order', message: 'is after departMs.' });
  });
  for (const { field, kind, id } of placeReferences(places))
    if (!registry.has(kind, id)) faults.push(unknown(field, kind));
  for (const kind of ['route', 'line', 'ticket', 'waybill'] as const) {
    const id = plan[`${kind}Id`];
    if (id !== undefined && !registry.has(kind, id)) faults.push(unknown(`${kind}Id`, kind));
  }
  permitIds.forEach((id, i) => {
    if (!registry.has('permit', id)) faults.push(unknown(`permitIds.${i}`, 'permit'));
  });
  for (const field of ['origin', 'destination'] as const)
    if (plan[field] === undefined && !isGivenElsewhere(plan, registry))
      faults.push({
        ...{ field, code: 'required' },
        message: 'is needed where no route, line, ticket or waybill says it.',
      });
  return faults;
}

function isGivenElsewhere(
  { routeId, lineId, ticketId, waybillId }: Omit<PlanBody, 'vehicleId' | 'driverIds'>,
  registry: RegistryReader,
): boolean {
  if (lineId !== undefined || ticketId !== undefined || waybillId !== undefined) return true;
  const route = routeId === undefined ? undefined : registry.find('route', routeId);
  const { origin, destination, corridor } = (route?.item ?? {}) as Partial<Route>;
  return corridor !== undefined || (origin !== undefined && destination !== undefined);
}

function unknown(field: string, kind: string): RegistryFault {
  return { field, code: 'reference', message: `There is no such ${kind} in the registry.` };
}
