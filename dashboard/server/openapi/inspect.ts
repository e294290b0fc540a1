/** Frames byte by byte. */
import { Type } from 'typebox';
import type { Operations } from './operation.ts';

const heartbeat = '7e000200000138001380000001a97e';

export const inspectOperations: Operations = {
  'POST /api/inspect': {
    ...{ tag: 'devices', summary: 'A JT/T 808 frame byte by byte' },
    body: { example: { hex: heartbeat } },
    answers: {
      200: {
        description: 'A row for every field, in the order of bytes; the fault where there is one',
        schema: Type.Object({
          messageId: Type.Union([Type.String(), Type.Null()]),
          name: Type.Union([Type.String(), Type.Null()]),
          edition: Type.Union([Type.String(), Type.Null()]),
          rows: Type.Array(Type.Record(Type.String(), Type.Unknown())),
          fault: Type.Union([
            Type.Object({ code: Type.String(), offset: Type.Integer() }),
            Type.Null(),
          ]),
          notes: Type.Array(Type.Object({ zh: Type.String(), en: Type.String() })),
        }),
        example: {
          messageId: '0x0002',
          name: 'terminal heartbeat 终端心跳',
          edition: '2013',
          rows: [
            {
              offset: 0,
              length: 2,
              hex: '0002',
              part: 'header',
              type: 'WORD',
              path: 'messageId',
              label: { zh: '消息 ID', en: 'message id' },
              others: [],
              value: '0x0002',
              unit: null,
              clause: 'JT/T 808-2013',
              notes: [],
            },
          ],
          fault: null,
          notes: [],
        },
      },
    },
  },
  'GET /api/quarantined': {
    ...{ tag: 'devices', summary: 'The newest input that could not be read' },
    parameters: { limit: 20 },
    answers: {
      200: {
        description: 'Bytes as received, with the fault and its place',
        schema: Type.Object({
          records: Type.Array(
            Type.Object({
              offset: Type.Integer(),
              receivedTimeMs: Type.Integer(),
              source: Type.String(),
              faultCode: Type.String(),
              faultOffset: Type.Integer(),
              rawHex: Type.String(),
            }),
          ),
        }),
        example: {
          records: [
            {
              offset: 7,
              receivedTimeMs: 1_795_219_200_000,
              source: 'tcp/jt808',
              faultCode: 'CHECKSUM_MISMATCH',
              faultOffset: 12,
              rawHex: '00020000013800138000000100',
            },
          ],
        },
      },
    },
  },
};
