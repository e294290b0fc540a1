/** Commands to vehicles: asked, listed, read, taken back. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { may } from '#core/access.ts';
import type { Command, CommandRecord } from '#core/command.ts';
import { COMMAND_KINDS, commandKinds } from '#core/command-kinds.ts';
import type { SubjectKey } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeCommandRecord } from '#proto/codec/command.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { auditNote } from './access/auditing.ts';
import {
  type CommandBody,
  commandBody,
  makeCommand,
  Refusal,
  registryKinds,
} from './command-asking.ts';
import { type CommandView, viewOfNew } from './command-book.ts';
import { type HttpParts, sessionOf, sightOf } from './http-parts.ts';
import { problem } from './problem.ts';

const LIST_MAX = 200;
const listQuery = Type.Object(
  {
    alert: Type.Optional(Type.String({ pattern: '^[0-9a-f]{32}$' })),
    handle: Type.Optional(Type.Integer({ minimum: 0 })),
    device: Type.Optional(Type.String({ pattern: '^[0-9a-f]{16}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIST_MAX })),
  },
  { additionalProperties: false },
);
interface ListQuery {
  Querystring: { alert?: string; handle?: number; device?: string; limit?: number };
}
const idParams = Type.Object({ commandId: Type.String({ pattern: '^[A-Za-z0-9-]{8,64}$' }) });
interface IdParams {
  Params: { commandId: string };
}

export function addCommandRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { auth, clock, commands, devices, log, logger, roster } = parts;

  app.get('/api/commands/kinds', async () => ({
    kinds: Object.fromEntries(
      COMMAND_KINDS.map((kind) => {
        const { args, repeat, isDangerous: dangerous } = commandKinds[kind];
        const isAllowed = !dangerous || parts.commandLimits.dangerousKinds.includes(kind);
        return [kind, { args, repeat, isDangerous: dangerous, isAllowed }];
      }),
    ),
    fromRegistry: registryKinds,
  }));

  app.get<ListQuery>(
    '/api/commands',
    { schema: { querystring: listQuery } },
    async (request, reply) => {
      const { alert, handle, device, limit = 20 } = request.query;
      const sight = sightOf(parts, request);
      const sees = (key: SubjectKey) => sight.holdsSubject(key);
      let subjectKey: SubjectKey | undefined;
      if (alert !== undefined) subjectKey = sight.alert(alert)?.entry.alert.subjectKey;
      else if (handle !== undefined) subjectKey = sight.subjectOf(handle);
      else if (device !== undefined) subjectKey = devices.subjectOf(device as SubjectKey);
      else return { vehicleId: null, devices: [], commands: commands.newest(limit, sees) };
      if (subjectKey === undefined || !sees(subjectKey))
        return problem(reply, 404, 'No such alert or vehicle.');
      return {
        // A handle may be of an earlier start: the page compares.
        vehicleId: roster.vehicle(subjectKey)?.vehicleId ?? null,
        devices: devices.devicesOf(subjectKey),
        commands: commands.ofSubject(subjectKey, limit),
      };
    },
  );

  app.get<IdParams>(
    '/api/commands/:commandId',
    { schema: { params: idParams } },
    async (request, reply) =>
      seenBy(request, request.params.commandId) ?? problem(reply, 404, 'No such command.'),
  );

  app.post<{ Body: CommandBody }>(
    '/api/commands',
    { schema: { body: commandBody } },
    async (request, reply) => {
      const { body } = request;
      const session = sessionOf(auth, request);
      const sight = sightOf(parts, request);
      const { commandId: wanted } = body;
      const known = wanted === undefined ? undefined : seenBy(request, wanted);
      if (known !== undefined) return reply.code(200).send(known);
      if (wanted !== undefined && commands.get(wanted) !== undefined)
        return problem(reply, 409, 'This commandId cannot be used.');
      try {
        const command = makeCommand(body, {
          devices,
          roster,
          subjectOfAlert: (alertId) => sight.alert(alertId)?.entry.alert.subjectKey,
          sees: (subjectKey) => sight.holdsSubject(subjectKey),
          seesItem: (kind, item) => sight.holdsItem(kind, item),
          actor: session?.user ?? '',
          mayDangerous: session !== null && may(session, 'commands.dangerous'),
          dangerousKinds: parts.commandLimits.dangerousKinds,
          nowMs: clock.now(),
        });
        if (commands.waitingFor(command.deviceKey) >= parts.commandLimits.perDeviceMax)
          throw new Refusal(429, 'Too many commands wait for this device.');
        auditNote(request, {
          subjects: [command.subjectKey, command.commandId],
          query: { kind: command.kind, deviceKey: command.deviceKey },
        });
        await append(command, command.createdAtMs);
        const { commandId, kind, actor, priority } = command;
        logger.info({ commandId, kind, actor, priority }, 'A command to a device was noted.');
        return reply.code(202).header('location', `/api/commands/${commandId}`).send(seen(command));
      } catch (error) {
        if (error instanceof Refusal)
          return problem(reply, error.status, error.message, error.extra);
        throw error;
      }
    },
  );

  app.post<IdParams>(
    '/api/commands/:commandId/cancel',
    { schema: { params: idParams } },
    async (request, reply) => {
      const known = seenBy(request, request.params.commandId);
      if (known === undefined) return problem(reply, 404, 'No such command.');
      if (known.attempt > 0 || !['accepted', 'queued'].includes(known.state))
        return problem(reply, 409, 'What was sent cannot be taken back.', { current: known });
      const { commandId, deviceKey } = known;
      const actor = sessionOf(auth, request)?.user ?? '';
      const atMs = clock.now();
      await append({ record: 'cancellation', commandId, deviceKey, actor, atMs }, atMs);
      logger.info({ commandId, actor }, 'A command to a device was taken back.');
      return reply.code(202).send(commands.get(commandId));
    },
  );

  async function append(record: CommandRecord, timeMs: number): Promise<void> {
    const { deviceKey: key } = record;
    const partition = partitionOf(key, log.partitions(TOPICS.commands));
    const value = encodeCommandRecord(record);
    await log.append(TOPICS.commands, partition, [{ key, timeMs, value }]);
  }

  function seenBy(request: FastifyRequest, commandId: string) {
    const subjectKey = commands.subjectOf(commandId);
    const isSeen = subjectKey !== undefined && sightOf(parts, request).holdsSubject(subjectKey);
    return isSeen ? commands.get(commandId) : undefined;
  }

  /** As it will be told once it has come back from the log. */
  function seen(command: Command): CommandView {
    return commands.get(command.commandId) ?? viewOfNew(command);
  }
}
