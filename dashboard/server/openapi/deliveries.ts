/** How alerts leave the house. */
import { Type } from 'typebox';
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
