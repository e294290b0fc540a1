/** How alerts leave the house. */
import { Type } from 'typebox';
import { DELIVERY_OUTCOMES } from '#core/delivery.ts';
import type { Operations } from './operation.ts';

export const deliveryOperations: Operations = {
  'GET /api/deliveries': {
    ...{ tag: 'deliveries', summary: 'Endpoints and dead letters' },
    answers: {
      200: {
        description: 'How each endpoint stands; the newest dead letters',
        schema: Type.Object({
          nowMs: Type.Integer(),
          endpoints: Type.Array(Type.Record(Type.String(), Type.Unknown())),
          deadTotal: Type.Integer(),
          deadLetters: Type.Array(Type.Record(Type.String(), Type.Unknown())),
        }),
        example: { nowMs: 1_795_219_200_000, endpoints: [], deadTotal: 0, deadLetters: [] },
      },
    },
  },
  'GET /api/deliveries/:endpoint/attempts': {
    ...{
      tag: 'deliveries',
      summary: 'Attempts to deliver to an endpoint in a period, the newest first',
    },
    description:
      'From the store, which keeps them as long as alerts; `next` as `before` gives the following page.',
    parameters: {
      ...{ endpoint: 'enforcement', outcome: 'failed', alert: '0123456789abcdef0123456789abcdef' },
      ...{ from: 1_795_132_800_000, to: 1_795_219_200_000 },
      ...{ before: '1795219200000.0.4711', limit: 100 },
    },
    answers: {
      200: {
        description: 'Attempts; `next` null = that was all',
        schema: Type.Object({
          next: Type.Union([Type.String(), Type.Null()]),
          attempts: Type.Array(
            Type.Object({
              endpoint: Type.String(),
              atMs: Type.Integer(),
              webhookId: Type.String(),
              attempt: Type.Integer(),
              outcome: Type.Enum([...DELIVERY_OUTCOMES]),
              reason: Type.String(),
              status: Type.Union([Type.Integer(), Type.Null()]),
              durationMs: Type.Integer(),
              nextAtMs: Type.Union([Type.Integer(), Type.Null()]),
              alertId: Type.String(),
              alertType: Type.String(),
              change: Type.String(),
              partition: Type.Integer(),
              offset: Type.Integer(),
            }),
          ),
        }),
        example: {
          next: null,
          attempts: [
            {
              ...{
                endpoint: 'enforcement',
                atMs: 1_795_219_199_000,
                webhookId: 'msg_1',
                attempt: 1,
              },
              ...{ outcome: 'failed', reason: 'timeout', status: null, durationMs: 15_000 },
              ...{ nextAtMs: 1_795_219_201_000, alertId: '0123456789abcdef0123456789abcdef' },
              ...{ alertType: 'speed.over', change: 'opened', partition: 0, offset: 17 },
            },
          ],
        },
      },
    },
    problems: [422],
  },
  'POST /api/deliveries/commands': {
    ...{ tag: 'deliveries', summary: 'Deliver again, try now, disable or enable' },
    body: { example: { action: 'hasten', endpoint: 'enforcement' } },
    answers: {
      202: {
        description: 'Noted; the sink does it once',
        schema: Type.Object({ commandId: Type.String() }),
        example: { commandId: '2f9d3c1e-0000-4000-8000-000000000000' },
      },
    },
    problems: [404, 422],
  },
};
