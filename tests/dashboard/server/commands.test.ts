/** Commands as a caller asks them, and how they stand as gateways tell it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command, CommandResult } from '#core/command.ts';
import { type SubjectKind, subjectKeyOf } from '#core/identity.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { areaIdOf } from '#core/registry-areas.ts';
import { TOPICS } from '#core/topics.ts';
import {
  decodeCommandRecord,
  encodeCommandRecord,
  encodeCommandResult,
} from '#proto/codec/command.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import {
  appendTransitions,
  newLog,
  PSEUDONYM_KEY,
  startServer,
  type TestServer,
} from './harness.ts';
import { alertOf, transitionOf } from './support.ts';

const key = (kind: 'vehicle' | 'device', id: string) => subjectKeyOf(PSEUDONYM_KEY, kind, id);
const VEHICLE = '粤B12345-2';
const DEVICE = key('device', '13800000001');
const square = [
  [113, 22],
  [114, 22],
  [114, 23],
  [113, 23],
  [113, 22],
];
const registry: [SubjectKind, string, object][] = [
  ['vehicle', VEHICLE, vehicleOf(VEHICLE)],
  ['vehicle', '粤B2-2', vehicleOf('粤B2-2')],
  ['vehicle', '粤B3-2', vehicleOf('粤B3-2')],
  ['device', '13800000001', { deviceId: '13800000001', vehicleId: VEHICLE }],
  ['device', '2', { deviceId: '2', vehicleId: '粤B2-2' }],
  ['device', '3', { deviceId: '3', vehicleId: '粤B2-2' }],
  [
    'zone',
    'Z1',
    {
      zoneId: 'Z1',
      kind: 'no-entry',
      polygon: { type: 'Polygon', coordinates: [square] },
      appliesTo: [],
      limitKmh: 40,
    },
  ],
];
function vehicleOf(vehicleId: string) {
  return {
    vehicleId,
    plate: vehicleId.slice(0, -2),
    plateColour: 2,
    class: 'heavy',
    enterpriseId: 'E',
    regionCode: '440300',
  };
}

let server: TestServer;
beforeAll(async () => {
  const log = await newLog();
  await log.append(
    TOPICS.registry,
    0,
    registry.map(([entity, id, item]) => ({
      key: registryKeyOf(PSEUDONYM_KEY, entity, id),
      timeMs: 1,
      value: encodeRegistryEntity({
        entity,
        id,
        json: JSON.stringify(item),
        changedAtMs: 1,
        actor: 't',
      }),
    })),
  );
  await appendTransitions(log, [
    transitionOf(1, alertOf(1, { subjectKey: key('vehicle', VEHICLE) })),
    transitionOf(2, alertOf(2)),
  ]);
  server = await startServer({ log });
});
afterAll(() => server.stop());

const alertId = (n: number) => n.toString(16).padStart(32, '0');
interface Told extends Command {
  state: string;
  commands: Command[];
  kinds: Record<string, { isDangerous: boolean; isAllowed: boolean }>;
}
const json = (response: Response) => response.json() as Promise<Told>;
const text = (more: object = {}) => ({
  vehicleId: VEHICLE,
  kind: 'text',
  args: { text: '减速' },
  ...more,
});

async function newest(): Promise<Command> {
  const { high } = await server.log.ends(TOPICS.commands, partitionOf(DEVICE, 2));
  const { records } = await server.log.read(TOPICS.commands, partitionOf(DEVICE, 2), high - 1, {
    maxRecords: 1,
    maxBytes: 1e6,
    waitMs: 0,
  });
  return decodeCommandRecord(records[0]!.value) as Command;
}

async function tell(
  command: Pick<Command, 'commandId' | 'deviceKey'>,
  more: Partial<CommandResult>,
) {
  const { commandId, deviceKey } = command;
  const value = encodeCommandResult({
    ...{ commandId, deviceKey, atMs: Date.now(), gateway: 'g', state: 'sent', attempt: 1 },
    ...{ reason: null, waitsFor: null, untilMs: null, sessionSinceMs: null, reply: null },
    ...more,
  });
  await server.log.append(TOPICS.commandResults, partitionOf(deviceKey, 2), [
    { key: deviceKey, timeMs: 1, value },
  ]);
}

async function seen(commandId: string, state: string): Promise<Told> {
  for (let k = 0; k < 1_000; k++) {
    const view = await json(await server.get(`/api/commands/${commandId}`));
    if (view.state === state) return view;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`The command never was ${state}.`);
}

test('a command is noted with who and why, and its life is seen as it is told', async () => {
  const answer = await server.post(
    '/api/commands',
    text({ reason: '团雾', expiresInS: 60, priority: 'urgent' }),
  );
  expect(answer.status).toBe(202);
  const view = await json(answer);
  expect(view).toMatchObject({
    kind: 'text',
    state: 'accepted',
    actor: 'admin',
    reason: '团雾',
    attempt: 0,
  });
  expect(answer.headers.get('location')).toBe(`/api/commands/${view.commandId}`);
  const command = await newest();
  expect(command).toMatchObject({
    deviceKey: DEVICE,
    subjectKey: key('vehicle', VEHICLE),
    priority: 'urgent',
  });
  expect(command.expiresAtMs - command.createdAtMs).toBe(60_000);

  await tell(command, { state: 'sent', untilMs: Date.now() + 10_000 });
  await seen(command.commandId, 'sent');
  expect((await server.post(`/api/commands/${command.commandId}/cancel`, {})).status).toBe(409);
  const reply = { messageId: '0x0001', result: 0, fields: null };
  await tell(command, { state: 'answered', reply });
  expect(await seen(command.commandId, 'answered')).toMatchObject({
    reply,
    results: [{ state: 'sent' }, { state: 'answered' }],
  });
  const list = await json(await server.get(`/api/commands?alert=${alertId(1)}`));
  expect(list).toMatchObject({ vehicleId: VEHICLE, devices: [DEVICE] });
  expect(list.commands.map(({ commandId }) => commandId)).toContain(command.commandId);
  const byDevice = await json(await server.get(`/api/commands?device=${DEVICE}`));
  expect(byDevice.commands).toEqual(list.commands);
  // Asked twice: it is the same one.
  const again = await server.post('/api/commands', text({ commandId: command.commandId }));
  expect(again.status).toBe(200);
  expect((await json(again)).state).toBe('answered');
});

test('one that waits can be taken back', async () => {
  const { commandId } = await json(await server.post('/api/commands', text()));
  await seen(commandId, 'accepted');
  expect((await server.post(`/api/commands/${commandId}/cancel`, {})).status).toBe(202);
  await tell({ commandId: commandId, deviceKey: DEVICE }, { state: 'cancelled', attempt: 0 });
  expect(await seen(commandId, 'cancelled')).toMatchObject({ cancelledBy: 'admin' });
});

test('a vehicle of an alert, a terminal nobody registered, and one of several are found', async () => {
  const answer = await server.post('/api/commands', {
    alertId: alertId(1),
    kind: 'query-position',
  });
  expect(answer.status).toBe(202);
  expect(await newest()).toMatchObject({ deviceKey: DEVICE, alertId: alertId(1) });
  const stranger = await json(
    await server.post('/api/commands', { alertId: alertId(2), kind: 'query-position' }),
  );
  expect(stranger.deviceKey).toBe('0000000000000002');
  const several = await server.post('/api/commands', {
    vehicleId: '粤B2-2',
    kind: 'query-position',
  });
  expect(several.status).toBe(422);
  const { devices } = (await several.json()) as { devices: string[] };
  expect(devices).toEqual([key('device', '2'), key('device', '3')]);
  const named = { deviceKey: devices[1], kind: 'query-position' };
  expect((await server.post('/api/commands', named)).status).toBe(202);
});

test('a zone of the registry goes out as the area it is, and comes back off', async () => {
  const asked = await server.post('/api/commands', {
    vehicleId: VEHICLE,
    kind: 'send-zone',
    args: { zoneId: 'Z1', setting: 'replace' },
  });
  const { commandId } = await json(asked);
  expect(await newest()).toMatchObject({
    kind: 'set-rectangles',
    args: {
      setting: 'replace',
      areas: [
        {
          areaId: areaIdOf('zone', 'Z1'),
          northDeg: 23,
          westDeg: 113,
          southDeg: 22,
          eastDeg: 114,
          maxSpeedKmh: 40,
        },
      ],
    },
  });
  await tell({ commandId: commandId, deviceKey: DEVICE }, { state: 'failed', reason: 'no-answer' });
  await seen(commandId, 'failed');
});

test.each([
  [{ kind: 'text', args: { text: 'x' } }, 422, 'for whom'],
  [{ vehicleId: '粤B9-2', kind: 'text', args: { text: 'x' } }, 404, 'no such vehicle'],
  [{ vehicleId: '粤B3-2', kind: 'text', args: { text: 'x' } }, 422, 'no terminal'],
  [{ alertId: alertId(9), kind: 'text', args: { text: 'x' } }, 404, 'No such alert'],
  [text({ args: { text: '' } }), 422, 'do not fit'],
  [text({ args: { words: 'x' } }), 422, 'do not fit'],
  [text({ kind: 'send-zone', args: { zoneId: 'none' } }), 404, 'no such zone'],
  [text({ kind: 'send-route', args: { routeId: 'none' } }), 404, 'no such route'],
  [text({ kind: 'control-terminal', args: { action: 'reset' }, confirm: true }), 403, 'not allow'],
  [text({ kind: 'control-vehicle', args: { doors: 'unlock' } }), 422, 'confirm: true'],
  [text({ kind: 'self-destruct' }), 400, 'kind'],
])('%j is refused', async (body, status, words) => {
  const answer = await server.post('/api/commands', body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(((await answer.json()) as { detail: string }).detail).toContain(words);
});

test('what is dangerous goes out once, when it is allowed and confirmed', async () => {
  const body = text({
    kind: 'control-vehicle',
    args: { doors: 'unlock' },
    confirm: true,
    repeat: 'until-answered',
  });
  const answer = await server.post('/api/commands', body);
  expect(answer.status).toBe(202);
  expect(await json(answer)).toMatchObject({ repeat: 'once' });
  const { kinds } = (await json(await server.get('/api/commands/kinds'))) as never as {
    kinds: Record<string, { isDangerous: boolean; isAllowed: boolean }>;
  };
  expect(kinds['control-vehicle']).toMatchObject({ isDangerous: true, isAllowed: true });
  expect(kinds.upgrade).toMatchObject({ isDangerous: true, isAllowed: false });
});

test('a device is asked no more than may wait for it; a result may be read before its command', async () => {
  const nowMs = Date.now();
  const ids = ['early-one', 'waits-one', 'waits-two', 'waits-three'];
  const deviceKey = key('device', '3');
  await tell({ commandId: ids[0]!, deviceKey }, { state: 'expired', attempt: 0 });
  await server.log.append(
    TOPICS.commands,
    partitionOf(deviceKey, 2),
    ids.map((commandId) => ({
      key: deviceKey,
      timeMs: nowMs,
      value: encodeCommandRecord({
        ...{ record: 'command', commandId, deviceKey, subjectKey: key('vehicle', '粤B2-2') },
        ...{ kind: 'query-position', args: {}, actor: 'x', reason: '', alertId: null },
        ...{ createdAtMs: nowMs, expiresAtMs: nowMs + 1e6, priority: 'normal', repeat: 'once' },
      }),
    })),
  );
  await seen('early-one', 'expired');
  await seen('waits-three', 'accepted');
  const answer = await server.post('/api/commands', { deviceKey, kind: 'query-position' });
  expect(answer.status).toBe(429);
});

test('nobody asks, lists or reads without a session', async () => {
  for (const path of [
    '/api/commands?device=0000000000000001',
    '/api/commands/abcdefgh',
    '/api/commands/kinds',
  ])
    expect((await fetch(`${server.url}${path}`)).status).toBe(401);
});
