/** A device's frame byte by byte, and the newest of those that could not be read. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { TOPICS } from '#core/topics.ts';
import { decodeQuarantined } from '#proto/codec/quarantined.ts';
import type { HttpParts } from './http-parts.ts';

const INSPECT_BYTES_MAX = 4_096;
const QUARANTINED_MAX = 100;

const inspectBody = Type.Object(
  {
    /** A frame, what lies between its flags, or header and body alone; blanks do not matter. */
    hex: Type.String({ maxLength: 4 * INSPECT_BYTES_MAX, pattern: '^\\s*([0-9A-Fa-f]{2}\\s*)+$' }),
    /** Where the bytes are neither, they are the body of this message. */
    elseBodyOf: Type.Optional(
      Type.Object(
        {
          messageId: Type.Integer({ minimum: 0, maximum: 0xffff }),
          edition: Type.Union([Type.Literal('2011'), Type.Literal('2013'), Type.Literal('2019')]),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
interface InspectBody {
  Body: { hex: string; elseBodyOf?: { messageId: number; edition: '2011' | '2013' | '2019' } };
}
const listQuery = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: QUARANTINED_MAX })) },
  { additionalProperties: false },
);

export function addInspectRoutes(app: FastifyInstance, { inspect, log }: HttpParts): void {
  app.post<InspectBody>('/api/inspect', { schema: { body: inspectBody } }, async (request) => {
    const { hex, elseBodyOf } = request.body;
    const bytes = Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').subarray(0, INSPECT_BYTES_MAX);
    return inspect(bytes, elseBodyOf ?? null);
  });

  app.get<{ Querystring: { limit?: number } }>(
    '/api/quarantined',
    { schema: { querystring: listQuery } },
    async (request) => {
      const { limit = 20 } = request.query;
      const { low, high } = await log.ends(TOPICS.quarantine, 0);
      const from = Math.max(low, high - limit);
      if (from >= high) return { records: [] };
      const bounds = { maxRecords: limit, maxBytes: 1_048_576, waitMs: 0 };
      const { records } = await log.read(TOPICS.quarantine, 0, from, bounds);
      return {
        records: records
          .map(({ offset, value }) => {
            const { receivedTimeMs, source, faultCode, faultOffset, raw } =
              decodeQuarantined(value);
            const rawHex = Buffer.from(raw).toString('hex');
            return { offset, receivedTimeMs, source, faultCode, faultOffset, rawHex };
          })
          .reverse(),
      };
    },
  );
}
