/** Two cities, an enterprise in each, and people who may see the one or the other. */
import type { AccessScope, Role } from '#core/access.ts';
import { type SubjectKey, type SubjectKind, subjectKeyOf } from '#core/identity.ts';
import type { Person } from '#core/person.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { hashPassword } from '#runtime/people/password.ts';
import { PSEUDONYM_KEY, type TestServer } from '../harness.ts';

export const OWN_PASSWORD = 'Pine-tree-17-harbour';
const password = await hashPassword(OWN_PASSWORD, { logN: 4, parallel: 1 });

export const SHENZHEN: AccessScope = { regions: ['440300'], enterprises: null };
export const E1: AccessScope = { regions: null, enterprises: ['e-1'] };
export const WHOLE: AccessScope = { regions: null, enterprises: null };

/** Vehicles 0–2 lie in a county of Shenzhen, 3–5 in Guangzhou; 6 is in no registry. */
export const vehicleIds = Array.from({ length: 6 }, (_, n) => `粤${n < 3 ? 'B' : 'A'}7654${n}-2`);
export const keyOfVehicle = (n: number): SubjectKey =>
  subjectKeyOf(PSEUDONYM_KEY, 'vehicle', vehicleIds[n] ?? 'nobody');

const ELSEWHERE = { regionCode: '440106', enterpriseId: 'e-2' };
const entities: [kind: SubjectKind, id: string, item: object][] = [
  ['enterprise', 'e-1', { enterpriseId: 'e-1', name: '深圳客运', regionCode: '440300' }],
  ['enterprise', 'e-2', { enterpriseId: 'e-2', name: '广州客运', regionCode: '440100' }],
  ...vehicleIds.map((vehicleId, n): [SubjectKind, string, object] => {
    const plate = vehicleId.slice(0, -2);
    const where = n < 3 ? { regionCode: '440305', enterpriseId: 'e-1' } : ELSEWHERE;
    return ['vehicle', vehicleId, { vehicleId, plate, plateColour: 2, class: 'charter', ...where }];
  }),
  ['driver', 'd-1', { driverId: 'd-1', name: '王小明', phone: '13812345678', enterpriseId: 'e-1' }],
  ['driver', 'd-2', { driverId: 'd-2', name: '李大力', phone: '13987654321', enterpriseId: 'e-2' }],
  ['device', '13800000000', { deviceId: '13800000000', vehicleId: vehicleIds[0] }],
  ['device', '13900000000', { deviceId: '13900000000', vehicleId: vehicleIds[3] }],
  ['sensor', 's-1', sensor('s-1', '440300')],
  ['sensor', 's-2', sensor('s-2', '440100')],
];
function sensor(sensorId: string, regionCode: string) {
  return { sensorId, kind: 'weather', latitudeDeg: 23, longitudeDeg: 113, regionCode };
}

export const registryKey = (kind: SubjectKind, id: string) =>
  registryKeyOf(PSEUDONYM_KEY, kind, id).split(':')[1]!;

export const putEntity = (log: EventLog, kind: SubjectKind, id: string, item: object) =>
  log.append(TOPICS.registry, 0, [
    {
      key: registryKeyOf(PSEUDONYM_KEY, kind, id),
      timeMs: 1,
      value: encodeRegistryEntity({
        ...{ entity: kind, id, json: JSON.stringify(item), changedAtMs: 1, actor: 'test' },
      }),
    },
  ]);

export async function fillRegistry(log: EventLog): Promise<void> {
  for (const [kind, id, item] of entities) await putEntity(log, kind, id, item);
}

let people = 0;
export function personOf(user: string, role: Role, scope: AccessScope, more: Partial<Person> = {}) {
  const personId = (++people).toString(16).padStart(16, '0');
  return {
    ...{ personId, user, name: user, role, scope, password, version: 1 },
    ...{ isWall: false, isEnabled: true, mustChangePassword: false },
    ...{ changedAtMs: 1, changedBy: 'test', ...more },
  } satisfies Person;
}

export const putPerson = (log: EventLog, person: Person) =>
  log.append(TOPICS.people, 0, [
    {
      key: `person:${person.personId}`,
      timeMs: 1,
      value: encodeRegistryEntity({
        ...{ entity: 'person', id: person.personId, json: JSON.stringify(person) },
        ...{ changedAtMs: 1, actor: 'test', version: person.version },
      }),
    },
  ]);

/** A server as one person meets it. */
export interface Seat extends TestServer {
  send(method: string, path: string, body?: unknown, headers?: object): Promise<Response>;
}

export async function signIn(server: TestServer, user: string, pass = OWN_PASSWORD): Promise<Seat> {
  const ask = (method: string, path: string, cookie: string, body?: unknown, headers = {}) =>
    fetch(`${server.url}${path}`, {
      method,
      headers: {
        ...{ cookie, 'x-tizheng': '1', ...headers },
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const login = await ask('POST', '/api/login', '', { user, password: pass });
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0]!;
  return {
    ...server,
    cookie,
    get: (path) => ask('GET', path, cookie),
    post: (path, body) => ask('POST', path, cookie, body),
    send: (method, path, body, headers) => ask(method, path, cookie, body, headers),
  };
}
