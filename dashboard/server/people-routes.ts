/** Accounts: listed, made, changed, disabled, given a new password. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { ROLES } from '#core/access.ts';
import { PASSWORD_LENGTH_MAX, PERSON_ID_PATTERN, type Person, USER_PATTERN } from '#core/person.ts';
import type { NewPerson, PeopleAnswer, PersonPatch } from '#runtime/people/desk.ts';
import { auditNote } from './access/auditing.ts';
import { SESSION_COOKIE } from './auth.ts';
import { type HttpParts, sessionOf } from './http-parts.ts';
import { problem } from './problem.ts';

const strict = { additionalProperties: false };
const listOrAll = (item: string) =>
  Type.Union([Type.Array(Type.String({ pattern: item }), { maxItems: 200 }), Type.Null()]);
const fields = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  role: Type.Enum([...ROLES]),
  /** Region codes, each with everything below it; null = every region. */
  regions: listOrAll('^[1-9][0-9]{5}$'),
  /** Null = every enterprise. */
  enterprises: listOrAll('^.{1,128}$'),
};
const password = Type.Optional(Type.String({ maxLength: PASSWORD_LENGTH_MAX }));
const newBody = Type.Object(
  {
    user: Type.String({ pattern: USER_PATTERN }),
    ...fields,
    /** A screen that anybody can look at. */
    isWall: Type.Optional(Type.Boolean()),
    /** Absent = a temporary one is made and answered once. */
    password,
  },
  strict,
);
const patchBody = Type.Object(
  {
    name: Type.Optional(fields.name),
    role: Type.Optional(fields.role),
    regions: Type.Optional(fields.regions),
    enterprises: Type.Optional(fields.enterprises),
    isWall: Type.Optional(Type.Boolean()),
    isEnabled: Type.Optional(Type.Boolean()),
  },
  strict,
);
const passwordBody = Type.Object({ password }, strict);
const idParams = Type.Object({ personId: Type.String({ pattern: PERSON_ID_PATTERN }) });

interface Given extends Partial<Omit<NewPerson, 'scope'>> {
  regions?: string[] | null;
  enterprises?: string[] | null;
}
interface ById {
  Params: { personId: string };
}
const STATUS = { missing: 404, stale: 412, conflict: 409, invalid: 422 } as const;

export function addPeopleRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { people, peopleDesk: desk, clock, logger } = parts;

  app.get('/api/people', async () => ({ people: people.all().map(personView) }));

  app.get<ById>(
    '/api/people/:personId',
    { schema: { params: idParams } },
    async (request, reply) => {
      const person = people.get(request.params.personId);
      return person === undefined
        ? problem(reply, 404, 'There is no such account.')
        : one(reply, person);
    },
  );

  app.post<{
    Body: Given & Required<Pick<NewPerson, 'user' | 'name' | 'role'>> & { password?: string };
  }>('/api/people', { schema: { body: newBody } }, async (request, reply) => {
    const { user, name, role, isWall = false, password = null } = request.body;
    const { regions = null, enterprises = null } = request.body;
    const wish = { user, name, role, isWall, scope: { regions, enterprises } };
    const answer = await desk.create(wish, password, author(request));
    if (answer.ok) reply.code(201).header('location', `/api/people/${answer.person.personId}`);
    return told(request, reply, answer, 'An account was made.');
  });

  app.patch<ById & { Body: Given & { isEnabled?: boolean } }>(
    '/api/people/:personId',
    { schema: { params: idParams, body: patchBody } },
    async (request, reply) => {
      const { personId } = request.params;
      const [, base] = /^"(\d{1,15})"$/.exec(request.headers['if-match'] ?? '') ?? [];
      if (base === undefined)
        return problem(reply, 428, 'Send If-Match with the version you read.');
      const { regions, enterprises, ...rest } = request.body;
      const before = people.get(personId)?.scope ?? { regions: null, enterprises: null };
      const scope = {
        regions: regions === undefined ? before.regions : regions,
        enterprises: enterprises === undefined ? before.enterprises : enterprises,
      };
      const patch: PersonPatch = { ...rest, scope };
      const answer = await desk.change(personId, patch, Number(base), author(request));
      return told(request, reply, answer, 'An account was changed.');
    },
  );

  app.post<ById & { Body: { password?: string } | null }>(
    '/api/people/:personId/password',
    { schema: { params: idParams, body: passwordBody } },
    async (request, reply) => {
      const password = request.body?.password ?? null;
      const answer = await desk.reset(request.params.personId, password, author(request));
      return told(request, reply, answer, 'A password was reset.');
    },
  );

  app.get<ById>(
    '/api/people/:personId/sessions',
    { schema: { params: idParams } },
    async (request, reply) => {
      const person = people.get(request.params.personId);
      if (person === undefined) return problem(reply, 404, 'There is no such account.');
      const thisOne = parts.auth.sessionIdOf(request.cookies[SESSION_COOKIE]);
      const sessions = parts.auth.sessionsOf(person);
      return {
        sessions: sessions.map((each) => ({ ...each, isThisOne: each.sessionId === thisOne })),
      };
    },
  );

  app.delete<ById>(
    '/api/people/:personId/sessions',
    { schema: { params: idParams } },
    async (request, reply) => {
      const { personId } = request.params;
      if (people.get(personId) === undefined)
        return problem(reply, 404, 'There is no such account.');
      parts.auth.endSessions(personId, null);
      auditNote(request, { subjects: [personId] });
      return reply.code(204).send();
    },
  );

  function author(request: FastifyRequest) {
    return { actor: sessionOf(parts.auth, request)?.user ?? '', atMs: clock.now() };
  }

  function told(request: FastifyRequest, reply: FastifyReply, answer: PeopleAnswer, done: string) {
    if (!answer.ok) {
      const { why, field, message } = answer;
      const detail = field === '' ? message : `${field} ${message}`;
      return problem(reply, STATUS[why], detail, { faults: [{ field, code: why, message }] });
    }
    const { personId, role, scope, isWall, isEnabled } = answer.person;
    auditNote(request, { subjects: [personId], query: { role, ...scope, isWall, isEnabled } });
    logger.info({ personId }, done);
    return one(reply, answer.person, answer.password);
  }
}

/** Without the password's hash. */
function personView({ password: _, scope, ...person }: Person) {
  return { ...person, ...scope };
}

function one(reply: FastifyReply, person: Person, temporaryPassword: string | null = null) {
  reply.header('etag', `"${person.version}"`);
  return { ...personView(person), ...(temporaryPassword === null ? {} : { temporaryPassword }) };
}
