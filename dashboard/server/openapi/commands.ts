/** Commands to vehicles' terminals (docs/commands.md). */
import { Type } from 'typebox';
import { type Operations, orNull } from './operation.ts';

const fields = Type.Record(Type.String(), Type.Unknown());
const reply = Type.Object({
  /** `0x0001`. */
  messageId: Type.String(),
  result: orNull(Type.Number()),
  fields: Type.Union([fields, Type.Null()]),
});
const command = Type.Object({
  commandId: Type.String(),
  deviceKey: Type.String(),
  kind: Type.String(),
  args: fields,
  actor: Type.String(),
  reason: Type.String(),
  alertId: orNull(Type.String()),
  createdAtMs: Type.Integer(),
  expiresAtMs: Type.Integer(),
  priority: Type.Enum(['urgent', 'normal', 'low']),
  repeat: Type.Enum(['until-answered', 'once']),
  state: Type.Enum(['accepted', 'queued', 'sent', 'answered', 'failed', 'expired', 'cancelled']),
  attempt: Type.Integer(),
  failure: orNull(Type.String()),
  waitsFor: orNull(Type.String()),
  reply: Type.Union([reply, Type.Null()]),
  changedAtMs: Type.Integer(),
  cancelledBy: orNull(Type.String()),
});
const ID = '2f9d3c1e-0000-4000-8000-000000000000';
const one = { commandId: ID };
const example = {
  ...{ commandId: ID, deviceKey: '0123456789abcdef', kind: 'text', args: { text: '减速慢行' } },
  ...{ actor: 'admin', reason: '团雾预警', alertId: null, createdAtMs: 1_795_219_200_000 },
  ...{ expiresAtMs: 1_795_219_500_000, priority: 'urgent', repeat: 'until-answered' },
  ...{ state: 'accepted', attempt: 0, failure: null, waitsFor: null, reply: null },
  ...{ changedAtMs: 1_795_219_200_000, cancelledBy: null },
};

export const commandOperations: Operations = {
  'GET /api/commands': {
    ...{ tag: 'commands', summary: 'Commands, newest first' },
    description:
      'Of the vehicle of an alert, of a handle in the live feed, or of a terminal; without any, of all.',
    parameters: {
      ...{ alert: '0123456789abcdef0123456789abcdef', handle: 0 },
      ...{ device: '0123456789abcdef', limit: 20 },
    },
    answers: {
      200: {
        description: 'The vehicle as the registry names it, its terminals, and its commands',
        schema: Type.Object({
          vehicleId: orNull(Type.String()),
          devices: Type.Array(Type.String()),
          commands: Type.Array(command),
        }),
        example: {
          vehicleId: '粤B00001-2',
          devices: ['0123456789abcdef'],
          commands: [example],
        },
      },
    },
    problems: [404],
  },
  'POST /api/commands': {
    ...{ tag: 'commands', summary: 'Ask a terminal for something' },
    description: 'Noted durably; what becomes of it is read at its address.',
    body: {
      example: {
        ...{ vehicleId: '粤B00001-2', kind: 'text', args: { text: '减速慢行' } },
        ...{ reason: '团雾预警', expiresInS: 300, priority: 'urgent' },
      },
    },
    answers: {
      200: { description: 'This commandId was noted before', schema: command, example },
      202: {
        description: 'Noted',
        schema: command,
        example,
        headers: { location: 'Address of the command' },
      },
    },
    problems: [404, 409, 422, 429],
  },
  'GET /api/commands/kinds': {
    ...{ tag: 'commands', summary: 'What can be asked, with the schema of its arguments' },
    answers: {
      200: {
        description: 'Kinds by name; those made from the registry beside them',
        schema: Type.Object({
          kinds: Type.Record(
            Type.String(),
            Type.Object({
              args: Type.Unknown(),
              repeat: Type.String(),
              isDangerous: Type.Boolean(),
              isAllowed: Type.Boolean(),
            }),
          ),
          fromRegistry: fields,
        }),
        example: {
          kinds: {
            'query-position': {
              ...{ args: { type: 'object' }, repeat: 'until-answered' },
              ...{ isDangerous: false, isAllowed: true },
            },
          },
          fromRegistry: {},
        },
      },
    },
  },
  'GET /api/commands/:commandId': {
    ...{ tag: 'commands', summary: 'One command with the results that counted' },
    parameters: one,
    answers: {
      200: {
        description: 'Command',
        schema: Type.Interface([command], { results: Type.Array(fields) }),
        example: { ...example, results: [] },
      },
    },
    problems: [404],
  },
  'POST /api/commands/:commandId/cancel': {
    ...{ tag: 'commands', summary: 'Take back what has not been sent' },
    parameters: one,
    answers: { 202: { description: 'Noted; a gateway may be faster', schema: command, example } },
    problems: [404, 409],
  },
};
