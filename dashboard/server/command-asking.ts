/** From what a caller asks to a command that can be written to the log: whom it is for, and whether it makes sense. */
import { randomUUID } from 'node:crypto';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { COMMAND_PRIORITIES, COMMAND_REPEATS, type Command } from '#core/command.ts';
import {
  AREA_SETTINGS,
  AREA_TELLS,
  COMMAND_KINDS,
  type CommandKind,
  commandKinds,
  isDangerous,
} from '#core/command-kinds.ts';
import type { SubjectKey } from '#core/identity.ts';
import { routeCommand, routeRemoval, zoneCommand, zoneRemoval } from '#core/registry-areas.ts';
import type { DeviceRegister } from './device-register.ts';
import type { Roster } from './roster.ts';

const LIFE_S_DEFAULT = 300;
const LIFE_S_MAX = 7 * 86_400;

const tell = Type.Optional(Type.Array(Type.Enum([...AREA_TELLS]), { maxItems: 4 }));
const part = Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 }));
const strict = { additionalProperties: false };
const entityId = Type.String({ minLength: 1, maxLength: 100 });
/** What is made from the registry when it is asked; the log then holds what it became. */
export const registryKinds = {
  'send-zone': Type.Object(
    { zoneId: entityId, setting: Type.Optional(Type.Enum([...AREA_SETTINGS])), tell },
    strict,
  ),
  'remove-zone': Type.Object({ zoneId: entityId }, strict),
  'send-route': Type.Object({ routeId: entityId, part, tell }, strict),
  'remove-route': Type.Object({ routeId: entityId, part }, strict),
} as const;
type RegistryKind = keyof typeof registryKinds;

export const commandBody = Type.Object(
  {
    /** Given by a caller that may ask twice: it is done once. */
    commandId: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]{8,64}$' })),
    vehicleId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    /** The vehicle of an alert, and what the command answers. */
    alertId: Type.Optional(Type.String({ pattern: '^[0-9a-f]{32}$' })),
    /** One of several terminals of a vehicle, or one that the registry does not know. */
    deviceKey: Type.Optional(Type.String({ pattern: '^[0-9a-f]{16}$' })),
    kind: Type.Union([...COMMAND_KINDS, ...Object.keys(registryKinds)].map((k) => Type.Literal(k))),
    args: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    reason: Type.Optional(Type.String({ maxLength: 200 })),
    expiresInS: Type.Optional(Type.Integer({ minimum: 1, maximum: LIFE_S_MAX })),
    priority: Type.Optional(Type.Union(COMMAND_PRIORITIES.map((p) => Type.Literal(p)))),
    repeat: Type.Optional(Type.Union(COMMAND_REPEATS.map((r) => Type.Literal(r)))),
    /** Said for what is dangerous. */
    confirm: Type.Optional(Type.Boolean()),
  },
  strict,
);
export interface CommandBody {
  commandId?: string;
  vehicleId?: string;
  alertId?: string;
  deviceKey?: string;
  kind: CommandKind | RegistryKind;
  args?: Record<string, unknown>;
  reason?: string;
  expiresInS?: number;
  priority?: Command['priority'];
  repeat?: Command['repeat'];
  confirm?: boolean;
}

/** A sentence for whoever asked, with the HTTP status it is answered with. */
export class Refusal extends Error {
  readonly status: number;
  readonly extra: Record<string, unknown>;
  constructor(status: number, sentence: string, extra: Record<string, unknown> = {}) {
    super(sentence);
    this.status = status;
    this.extra = extra;
  }
}

export interface AskingContext {
  devices: DeviceRegister;
  roster: Roster;
  /** Subject of an alert; undefined = no such alert. */
  subjectOfAlert(alertId: string): SubjectKey | undefined;
  actor: string;
  /** Whether whoever asks is responsible for a subject, or for a zone or route; what they are not is not there for them. */
  sees(subjectKey: SubjectKey): boolean;
  seesItem(kind: 'zone' | 'route', item: Record<string, unknown>): boolean;
  /** May ask for what is dangerous, as far as the settings allow. */
  mayDangerous: boolean;
  dangerousKinds: readonly string[];
  nowMs: number;
}

/** Throws Refusal. */
export function makeCommand(body: CommandBody, context: AskingContext): Command {
  const { deviceKey, subjectKey } = addresseeOf(body, context);
  const { kind, args } = wishOf(body, context);
  const dangerous = isDangerous(kind, args);
  if (dangerous && !(context.mayDangerous && context.dangerousKinds.includes(kind)))
    throw new Refusal(403, 'The settings or your rights do not allow this kind of command.');
  if (dangerous && body.confirm !== true)
    throw new Refusal(422, 'This can move, open or lose a vehicle: say confirm: true.');
  const { nowMs } = context;
  return {
    record: 'command',
    commandId: body.commandId ?? randomUUID(),
    deviceKey,
    subjectKey,
    kind,
    args,
    actor: context.actor,
    reason: body.reason ?? '',
    alertId: body.alertId ?? null,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + (body.expiresInS ?? LIFE_S_DEFAULT) * 1_000,
    priority: body.priority ?? 'normal',
    repeat: dangerous ? 'once' : (body.repeat ?? commandKinds[kind].repeat),
  };
}

function addresseeOf(
  { vehicleId, alertId, deviceKey }: CommandBody,
  { devices, roster, subjectOfAlert, sees }: AskingContext,
) {
  if (deviceKey !== undefined) {
    const key = deviceKey as SubjectKey;
    const subjectKey = devices.subjectOf(key);
    if (!sees(subjectKey)) throw new Refusal(404, 'The registry knows no such terminal.');
    return { deviceKey: key, subjectKey };
  }
  let subjectKey: SubjectKey;
  if (vehicleId !== undefined) {
    subjectKey = devices.vehicleKeyOf(vehicleId);
    if (roster.vehicle(subjectKey) === undefined || !sees(subjectKey))
      throw new Refusal(404, 'The registry knows no such vehicle.');
  } else if (alertId !== undefined) {
    const found = subjectOfAlert(alertId);
    if (found === undefined) throw new Refusal(404, 'No such alert.');
    subjectKey = found;
    // A terminal that the registry does not know reports under its own key.
    if (roster.vehicle(subjectKey) === undefined) return { deviceKey: subjectKey, subjectKey };
  } else {
    throw new Refusal(422, 'Say for whom: vehicleId, alertId or deviceKey.');
  }
  const [first, ...others] = devices.devicesOf(subjectKey);
  if (first === undefined)
    throw new Refusal(422, 'The registry names no terminal of this vehicle.');
  if (others.length > 0)
    throw new Refusal(422, 'The vehicle has several terminals: say deviceKey.', {
      devices: [first, ...others],
    });
  return { deviceKey: first, subjectKey };
}

function wishOf(
  { kind, args = {} }: CommandBody,
  context: AskingContext,
): Pick<Command, 'kind' | 'args'> {
  if (isRegistryKind(kind)) return fromRegistry(kind, args, context);
  check(commandKinds[kind].args, args);
  return { kind, args };
}

function fromRegistry(
  kind: RegistryKind,
  args: Record<string, unknown>,
  { devices, roster, seesItem }: AskingContext,
): Pick<Command, 'kind' | 'args'> {
  check(registryKinds[kind], args);
  try {
    if (kind === 'send-zone' || kind === 'remove-zone') {
      const { zoneId, ...rest } = args as Static<(typeof registryKinds)['send-zone']>;
      const zone = devices.zone(zoneId);
      if (zone === undefined || !seesItem('zone', { ...zone }))
        throw new Refusal(404, 'The registry knows no such zone.');
      return kind === 'send-zone' ? zoneCommand(zone, rest) : zoneRemoval(zone);
    }
    const { routeId, ...rest } = args as Static<(typeof registryKinds)['send-route']>;
    if (kind === 'remove-route') return routeRemoval(routeId, rest);
    const route = roster.route(routeId);
    if (route === undefined || !seesItem('route', { ...route }))
      throw new Refusal(404, 'The registry knows no such route.');
    return routeCommand(route, rest);
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(422, error.message);
    throw error;
  }
}

function isRegistryKind(kind: CommandKind | RegistryKind): kind is RegistryKind {
  return kind in registryKinds;
}

/** Throws a refusal that names every mistake. */
function check(schema: TSchema, args: Record<string, unknown>): void {
  if (Value.Check(schema, args)) return;
  const mistakes = Value.Errors(schema, args).map(
    ({ instancePath, message }) => `args${instancePath}: ${message}`,
  );
  throw new Refusal(422, 'The arguments do not fit the kind of command.', { mistakes });
}
