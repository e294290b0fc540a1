import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { importRules } from '#ingest/registry-import.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import { newLog, PSEUDONYM_KEY, startServer, type TestServer } from './harness.ts';

interface Field {
  name: string;
  unit: string | null;
  default: unknown;
  start: unknown;
  value: unknown;
  source: string;
}
interface Rule {
  type: string;
  version: number;
  classes: string[] | null;
  fields: Field[];
  isChanged: boolean;
}
interface Change {
  version: number;
  actor: string;
  reason: string;
  origin: string;
  before: object;
  after: object;
}

let server: TestServer;
const options = { pseudonymKey: PSEUDONYM_KEY, nowMs: 1_000 };
const file = { 'speed.over': { sustainMs: 20_000 }, 'terminal.sos': { enabled: false } };

beforeAll(async () => {
  const log = await newLog();
  await importRules(log, file, options);
  server = await startServer({ log });
});
afterAll(() => server.stop());

async function send(method: string, path: string, body?: unknown, version?: number) {
  const answer = await fetch(`${server.url}/api/rules${path}`, {
    method,
    headers: {
      ...{ cookie: server.cookie, 'x-tizheng': '1' },
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await answer.json()) as Rule & {
    rules: Rule[];
    changes: Change[];
    faults?: { field: string; code: string }[];
  };
  return { status: answer.status, etag: answer.headers.get('etag'), json };
}
const rule = async (type: string) => (await send('GET', `/${type}`)).json;
const change = (type: string, patch: object, version: number, reason = 'tried on a test road') =>
  send('PATCH', `/${type}`, { patch, reason }, version);
const fieldOf = ({ fields }: Rule, name: string) => fields.find((field) => field.name === name);

/** What the copies in the partitions are made of. */
async function inForce(): Promise<Record<string, unknown>> {
  const { records } = await server.log.read(TOPICS.registry, 0, 0, {
    ...{ maxRecords: 1_000, maxBytes: 1e6, waitMs: 0 },
  });
  const entities = records.map(({ value }) => decodeRegistryEntity(value));
  return JSON.parse(
    entities.findLast(({ entity, id }) => `${entity}/${id}` === 'rules/rules')!.json,
  );
}

describe('the list', () => {
  test('tells unit, range, default and value of each parameter, and where the value is from', async () => {
    const { rules } = (await send('GET', '')).json;
    expect(rules.length).toBeGreaterThan(25);
    expect(rules.map(({ type }) => type)).toEqual(rules.map(({ type }) => type).toSorted());
    const speeding = rules.find(({ type }) => type === 'speed.over')!;
    expect(fieldOf(speeding, 'sustainMs')).toMatchObject({
      ...{ unit: 'ms', schema: { type: 'integer', minimum: 0 }, default: 30_000 },
      ...{ start: 20_000, value: 20_000, source: 'file' },
    });
    expect(fieldOf(speeding, 'mergeMs')).toMatchObject({ value: 60_000, source: 'default' });
    // A family shows its members that a file switched off as its own.
    const family = rules.find(({ type }) => type === 'terminal')!;
    expect(fieldOf(family, 'ignoredTypes')).toMatchObject({ value: ['terminal.sos'] });
    expect(rules.find(({ type }) => type === 'runtime')!.classes).toBeNull();
  });
});

describe('a change', () => {
  test('holds from its place in the log, by version, with who and why, and is taken back', async () => {
    const before = await rule('speed.over');
    const done = await change('speed.over', { sustainMs: 45_000 }, before.version);
    expect(done.status).toBe(200);
    expect(done.etag).toBe(`"${done.json.version}"`);
    expect(fieldOf(done.json, 'sustainMs')).toMatchObject({ value: 45_000, source: 'changed' });
    expect(await inForce()).toEqual({ ...file, 'speed.over': { sustainMs: 45_000 } });

    expect((await change('speed.over', { mergeMs: 1 }, before.version)).status).toBe(412);
    const unversioned = { patch: { mergeMs: 1 }, reason: 'without a version' };
    expect((await send('PATCH', '/speed.over', unversioned)).status).toBe(428);
    // Another rule's change is none of this one's.
    const other = await rule('zone.left');
    expect((await change('zone.left', { outPoints: 3 }, other.version)).status).toBe(200);
    expect((await rule('speed.over')).version).toBe(done.json.version);

    const back = await change('speed.over', { sustainMs: null }, done.json.version);
    expect(fieldOf(back.json, 'sustainMs')).toMatchObject({ value: 20_000, source: 'file' });
    expect(back.json.isChanged).toBe(false);

    const { changes } = (await send('GET', '/speed.over/history')).json;
    expect(changes).toMatchObject([
      {
        actor: 'admin',
        origin: 'api',
        before: { sustainMs: 45_000 },
        after: { sustainMs: 20_000 },
      },
      { reason: 'tried on a test road', before: { sustainMs: 20_000 } },
      { actor: 'import', origin: 'start', before: {}, after: { sustainMs: 20_000 } },
    ]);
    const trail = await server.get('/api/audit?action=rules.change&limit=1');
    const { entries } = (await trail.json()) as { entries: object[] };
    expect(entries[0]).toMatchObject({
      ...{ actor: 'admin', purpose: 'tried on a test road', result: 'done' },
      query: { type: 'speed.over', patch: { sustainMs: null } },
    });
  });

  test('that says what holds already writes nothing', async () => {
    const { version } = await rule('speed.over');
    const { high } = await server.log.ends(TOPICS.registryChanges, 0);
    expect((await change('speed.over', { sustainMs: 20_000 }, version)).status).toBe(200);
    expect((await server.log.ends(TOPICS.registryChanges, 0)).high).toBe(high);
  });

  test.each([
    ['speed.over', { sustainMs: -1 }, 'sustainMs', 'value'],
    ['speed.over', { sustainMs: 1.5 }, 'sustainMs', 'type'],
    ['speed.over', { sustainMs: 1e15 }, 'sustainMs', 'value'],
    ['speed.over', { sustainMs: '30000' }, 'sustainMs', 'type'],
    ['speed.over', { nightFactor: 1.1 }, 'nightFactor', 'value'],
    ['speed.over', { sustanMs: 1 }, 'sustanMs', 'unknown-field'],
    ['speed.over', { enabled: 'no' }, 'enabled', 'type'],
    ['speed.over', { classes: ['tank'] }, 'classes', 'value'],
    ['speed.over', { classes: ['heavy', 'heavy'] }, 'classes', 'duplicate'],
    ['permit.missing', { required: 'never' }, 'required', 'value'],
    ['terminal', { ignoredBits: [32] }, 'ignoredBits', 'value'],
    ['zone.left', { kinds: Array.from({ length: 201 }, (_, i) => `k${i}`) }, 'kinds', 'value'],
    ['runtime', { enabled: false }, 'enabled', 'unknown-field'],
  ])('%s %j is refused by its field and changes nothing', async (type, patch, field, code) => {
    const { version } = await rule(type);
    const { high } = await server.log.ends(TOPICS.registryChanges, 0);
    const refused = await change(type, patch, version);
    expect([refused.status, refused.json.faults]).toMatchObject([422, [{ field, code }]]);
    expect((await server.log.ends(TOPICS.registryChanges, 0)).high).toBe(high);
  });

  test('of a family puts switched-off members where they can be switched on', async () => {
    const { version } = await rule('terminal');
    const on = await change('terminal', { ignoredTypes: [], ignoredBits: [7] }, version);
    expect(fieldOf(on.json, 'ignoredTypes')).toMatchObject({ value: [], source: 'changed' });
    expect(await inForce()).not.toHaveProperty('terminal.sos');
    expect(await inForce()).toMatchObject({ terminal: { ignoredTypes: [], ignoredBits: [7] } });
  });

  test('a rule that is off runs for nobody', async () => {
    const { version } = await rule('clock.wrong');
    expect((await change('clock.wrong', { enabled: false }, version)).json.classes).toEqual([]);
  });
});

describe('the start file', () => {
  test('comes again: rules that people changed keep it, the others follow', async () => {
    const before = await inForce();
    expect(await importRules(server.log, file, options)).toBe(false);
    const next = { 'speed.over': { sustainMs: 25_000 }, 'zone.left': { outPoints: 9 } };
    expect(await importRules(server.log, next, options)).toBe(true);
    expect(await inForce()).toEqual({ ...before, 'speed.over': { sustainMs: 25_000 } });
    const zone = await rule('zone.left');
    expect(fieldOf(zone, 'outPoints')).toMatchObject({ start: 9, value: 3, source: 'changed' });
    const back = await change('zone.left', { outPoints: null }, zone.version);
    expect(fieldOf(back.json, 'outPoints')).toMatchObject({ value: 9, source: 'file' });
  });
});

test('after a restart it tells the same', async () => {
  const { rules } = (await send('GET', '')).json;
  const again = await startServer({ log: server.log });
  const told = (await (await again.get('/api/rules')).json()) as { rules: Rule[] };
  await again.stop();
  expect(told.rules).toEqual(rules);
});
