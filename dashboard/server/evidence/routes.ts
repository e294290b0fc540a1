/** Evidence bundles by HTTP, and the key they are signed with. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { may } from '#core/access.ts';
import type { Alert } from '#core/alert.ts';
import { masked, unmaskingOf } from '#core/masking.ts';
import type { Bundle } from '#runtime/evidence/bundle.ts';
import { pemOf } from '#runtime/evidence/signing.ts';
import { auditNote } from '../access/auditing.ts';
import type { Sight } from '../access/sight.ts';
import type { Session } from '../auth.ts';
import { type HttpParts, sessionOf, sightOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import type { Clearance } from './alert-bundle.ts';

const alertParams = Type.Object({ alertId: Type.String({ pattern: '^[0-9a-f]{32}$' }) });

export function addEvidenceRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { auth, alertBundles, evidenceReads, evidenceKeys, bundleGate } = parts;

  app.get('/api/evidence/key', async (_request, reply) => {
    const signer = await evidenceKeys.signer();
    if (signer === null)
      return problem(reply, 404, 'This installation does not sign evidence bundles.');
    const { publicKey, keyId, publicPem } = signer;
    return { algorithm: 'Ed25519', publicKey, keyId, publicPem };
  });

  app.get('/api/evidence/keys', async () => ({
    algorithm: 'Ed25519',
    keys: evidenceKeys.book.all().map((key) => ({ ...key, publicPem: pemOf(key.publicKey) })),
  }));

  app.get<{ Params: { alertId: string } }>(
    '/api/alerts/:alertId/evidence',
    { schema: { params: alertParams } },
    async (request, reply) => {
      const { alertId } = request.params;
      const sight = sightOf(parts, request);
      const alert = sight.alert(alertId)?.entry.alert ?? (await evidenceReads.alert(alertId));
      if (alert === null || !sight.holdsAlert(alert)) return problem(reply, 404, 'No such alert.');
      const leave = bundleGate.enter();
      if (leave === null) return tooMany(reply);
      try {
        const clearance = clearanceOf(request, sessionOf(auth, request), sight, alert);
        const { bundle, points } = await alertBundles.of(alert, clearance);
        auditNote(request, { subjects: [alertId, alert.subjectKey], rows: points });
        return sendBundle(reply, bundle, { name: `alert-${alertId.slice(0, 12)}.zip`, leave });
      } catch (error) {
        leave();
        throw error;
      }
    },
  );

  function clearanceOf(
    request: FastifyRequest,
    session: Session | null,
    sight: Sight,
    alert: Alert,
  ): Clearance {
    const has = (permission: Parameters<typeof may>[1]) =>
      session !== null && may(session, permission);
    const isCleared = session !== null && has('personal.unmask');
    // More than the duty room shows is shown for a reason, as everywhere.
    const isAsked = isCleared && (request.headers['x-purpose'] ?? '') !== '';
    const masking = isAsked ? unmaskingOf(session) : sight.masking;
    const { handle: _, ...vehicle } = sight.vehicle(alert.subjectKey);
    const name = parts.roster.driverName(alert.driverKey);
    const driver = name === null ? null : masked('name', name, masking);
    return {
      frames: has('evidence.read'),
      media: has('media.read'),
      endpoints: has('deliveries.read'),
      personal: isCleared ? { masking, vehicle, driver } : null,
    };
  }
}

/** @param leave called when the answer is over, however it ends */
export function sendBundle(
  reply: FastifyReply,
  bundle: Bundle,
  { name, leave }: { name: string; leave: () => void },
) {
  reply.raw.once('close', leave);
  return reply
    .headers({
      'content-type': 'application/zip',
      'content-length': bundle.bytes,
      'content-disposition': `attachment; filename="${name}"`,
    })
    .send(Readable.from(bundle.write(), { objectMode: false }));
}

export const tooMany = (reply: FastifyReply) =>
  problem(reply.header('retry-after', 5), 503, 'Too many bundles are being made; try again.');
