import { afterEach, describe, expect, test } from 'vitest';
import { subjectKeyOf } from '#core/identity.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { TOPICS } from '#core/topics.ts';
import { importRegistry, importRules } from '#ingest/registry-import.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import {
  type FaultyLog,
  type Harness,
  openTopics,
  PARTITIONS,
  SECRETS,
  startHarness,
} from './harness.ts';
import { registry } from './registry-sample.ts';
import { Terminal, until } from './terminal.ts';

const { pseudonymKey } = SECRETS;
const vehicleKey = (id: string) => subjectKeyOf(pseudonymKey, 'vehicle', id);
const options = { pseudonymKey, nowMs: 1_700_000_000_000 };

let ingest: Harness | null = null;
async function start(
  log: FaultyLog,
  settings: Parameters<typeof startHarness>[0] = {},
): Promise<Harness> {
  ingest = await startHarness(settings, { log });
  return ingest;
}
afterEach(async () => {
  await ingest?.stop();
  ingest = null;
});

describe('the registry in reports.v1', () => {
  test('what concerns a vehicle lies in its partition before its reports, without plate or name', async () => {
    const log = await openTopics();
    await importRegistry(log, registry(), options);
    await importRules(log, { 'speed.over': { enabled: true, limitKmh: 70 } }, options);
    const harness = await start(log);
    const key = vehicleKey('粤B00001-2');
    const partition = partitionOf(key, PARTITIONS);
    const changes = await harness.readings('registry');
    expect(changes.filter((c) => c.body.kind === 'registry' && c.body.id === key)).toMatchObject([
      {
        partition,
        subjectKey: '0000000000000000',
        body: {
          registryOffset: 1,
          entity: 'vehicle',
          json: JSON.stringify({
            subjectKey: key,
            class: 'charter',
            enterpriseId: 'e1',
            regionCode: '440300',
          }),
        },
      },
    ]);
    const route = changes.find((c) => c.body.kind === 'registry' && c.body.entity === 'route');
    expect(route?.partition).toBe(partition);
    expect(JSON.parse((route!.body as { json: string }).json)).toMatchObject({
      routeId: 'r1',
      subjectKey: key,
      halfWidthM: 100,
    });
    const zones = changes.filter((c) => c.body.kind === 'registry' && c.body.entity === 'zone');
    expect(zones.map((z) => z.partition)).toEqual([0, 1, 2, 3]);
    expect((await harness.readings('rules')).map((r) => r.partition)).toEqual([0, 1, 2, 3]);
    expect(JSON.stringify(changes)).not.toMatch(/粤|张三|深圳/);

    const terminal = await Terminal.connect(harness.tcpPort, '13400000001');
    await terminal.signOn();
    await terminal.ask(terminal.location());
    const [position] = await harness.readings('position');
    expect(position).toMatchObject({ partition, subjectKey: key });
    expect(harness.counters.pendingDeviceMessages).toBe(0);
  });

  test('a device whose clock is in UTC reports the instants it means', async () => {
    const log = await openTopics();
    const devices: { deviceId: string; vehicleId: string; dialects?: string[] }[] =
      registry().devices;
    devices[0]!.dialects = ['utc-clock', 'tracker-power'];
    await importRegistry(log, { ...registry(), devices }, options);
    const harness = await start(log);
    for (const { deviceId } of devices) {
      const terminal = await Terminal.connect(harness.tcpPort, deviceId);
      await terminal.signOn();
      await terminal.ask(terminal.location());
    }
    const fixes = new Map(
      (await harness.readings('position')).map((r) => [
        r.subjectKey,
        (r.body as { position: { fixTimeMs: number } }).position.fixTimeMs,
      ]),
    );
    const [utc, house] = [fixes.get(vehicleKey('粤B00001-2')), fixes.get(vehicleKey('粤B00002-2'))];
    expect(utc! - house!).toBe(8 * 3_600_000);

    devices[0]!.dialects = ['klingon'];
    const { problems } = await importRegistry(log, { ...registry(), devices }, options);
    expect(problems).toMatchObject([{ list: 'devices', index: 0 }]);
  });

  test('is not copied again after a restart, and changes made meanwhile are', async () => {
    const log = await openTopics();
    await importRegistry(log, registry(), options);
    await (await start(log)).stop();
    const changed = registry();
    changed.vehicles[1]!.class = 'heavy';
    await importRegistry(log, changed, options);
    const harness = await start(log);
    const vehicles = (await harness.readings('registry')).filter(
      (c) => c.body.kind === 'registry' && c.body.entity === 'vehicle',
    );
    expect(vehicles.length).toBe(3);
    expect(harness.counters.registryChangesCopied).toBe(1);
  });

  test('papers lie with their vehicle, licences with their driver, calendars everywhere; a paper that passes on leaves', async () => {
    const log = await openTopics();
    const at = { validFrom: '2026-11-21T00:00:00+08:00', validTo: '2026-11-22T00:00:00+08:00' };
    const place = { regionCode: '440300' };
    const vehicleId = '粤B00001-2';
    const papers = {
      ...registry(),
      drivers: [
        {
          ...{ driverId: '4403', name: '张三' },
          licences: [{ kind: 'A1', number: '44030319', validTo: '2027-01-01' }],
        },
      ],
      permits: [{ permitId: 'p1', kind: 'dangerous-goods', vehicleId, ...at }],
      waybills: [
        {
          ...{ waybillId: 'w1', vehicleId, driverId: '4403', escortId: '4403', empty: true },
          ...{ departsAt: at.validFrom, origin: place, destination: place, shipper: '李四' },
        },
      ],
      tickets: [
        {
          ticketId: 't1',
          vehicleId,
          driverIds: ['4403'],
          ...at,
          origin: place,
          destination: place,
        },
      ],
      holidays: [
        { holidayId: 'h1', name: 'h', kind: 'day-off', from: '2026-10-01', to: '2026-10-07' },
      ],
      bans: [
        {
          ...{ banId: 'b1', name: 'b', regionCode: '440000', appliesTo: ['dangerous'] },
          ...{ from: '2026-01-01', to: '2026-12-31' },
          windows: [{ start: '00:00', end: '06:00' }],
        },
      ],
    };
    expect((await importRegistry(log, papers, options)).problems).toEqual([]);
    const harness = await start(log);
    const changes = (await harness.readings('registry')).map(({ partition, body }) => ({
      partition,
      ...(body as { entity: string; id: string; json: string }),
    }));
    const of = (kind: string) => changes.filter(({ entity }) => entity === kind);
    const home = partitionOf(vehicleKey(vehicleId), PARTITIONS);
    const driverKey = subjectKeyOf(pseudonymKey, 'driver', '4403');
    for (const kind of ['permit', 'waybill', 'ticket']) {
      expect(of(kind).map(({ partition }) => partition)).toEqual([home]);
      expect(JSON.parse(of(kind)[0]!.json)).toMatchObject({ subjectKey: vehicleKey(vehicleId) });
    }
    expect(JSON.parse(of('waybill')[0]!.json)).toMatchObject({ driverKey, escortKey: driverKey });
    expect(JSON.parse(of('ticket')[0]!.json)).toMatchObject({ driverKeys: [driverKey] });
    expect(of('driver')).toMatchObject([
      { partition: partitionOf(driverKey, PARTITIONS), id: driverKey },
    ]);
    expect(JSON.parse(of('driver')[0]!.json)).toEqual({
      ...{ subjectKey: driverKey, licences: [{ kind: 'A1', validTo: '2027-01-01' }] },
      certificates: [],
    });
    for (const kind of ['holiday', 'ban'])
      expect(of(kind).map(({ partition }) => partition)).toEqual([0, 1, 2, 3]);
    expect(JSON.stringify(changes)).not.toMatch(/粤|张三|李四|44030319/);

    papers.permits[0]!.vehicleId = '粤B00002-2';
    await importRegistry(log, papers, options);
    await until(() => harness.counters.registryChangesCopied >= 11);
    await until(() => harness.counters.heldBytes === 0);
    const permits = (await harness.readings('registry')).flatMap(({ partition, body }) => {
      const { entity, id, json } = body as { entity: string; id: string; json: string };
      return entity === 'permit' ? [{ partition, id, isGone: json === '' }] : [];
    });
    expect(permits).toContainEqual({
      ...{ partition: home, id: `${vehicleKey(vehicleId)}/p1`, isGone: true },
    });
  });

  test('follows changes and deletions while devices are on line', async () => {
    const log = await openTopics();
    await importRegistry(log, registry(), options);
    const harness = await start(log);
    const terminal = await Terminal.connect(harness.tcpPort, '13400000001');
    await terminal.signOn();

    // The box is moved into another vehicle.
    const moved = registry();
    moved.devices[0]!.vehicleId = '粤B00002-2';
    await importRegistry(log, moved, options);
    const subjectOfNext = async (second: number) => {
      const serial = terminal.serial;
      await terminal.ask(terminal.location({ fixSecond: second }));
      return (await harness.readings('position')).find((r) => r.serial === serial)?.subjectKey;
    };
    let last = await subjectOfNext(0);
    for (let second = 1; second < 50 && last !== vehicleKey('粤B00002-2'); second++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      last = await subjectOfNext(second);
    }
    expect(last).toBe(vehicleKey('粤B00002-2'));

    const gone = ['route', 'zone', 'device'] as const;
    const ids = { route: 'r1', zone: 'z1', device: '13400000001' };
    for (const entity of gone) {
      const key = registryKeyOf(pseudonymKey, entity, ids[entity]);
      await log.append(TOPICS.registry, 0, [{ key, timeMs: 1, value: new Uint8Array(0) }]);
    }
    await until(() => harness.counters.registryChangesCopied >= 6);
    await until(() => harness.counters.heldBytes === 0);
    const deletions = (await harness.readings('registry')).filter(
      (c) => c.body.kind === 'registry' && c.body.json === '',
    );
    expect(deletions.map((d) => (d.body as { id: string }).id).sort()).toEqual([
      `${vehicleKey('粤B00001-2')}/r1`,
      'z1',
      'z1',
      'z1',
      'z1',
    ]);
    expect(deletions.find((d) => (d.body as { id: string }).id.endsWith('/r1'))?.partition).toBe(
      partitionOf(vehicleKey('粤B00001-2'), PARTITIONS),
    );
    const before = harness.counters.pendingDeviceMessages;
    await terminal.ask(terminal.location({ fixSecond: 59 }));
    expect(harness.counters.pendingDeviceMessages).toBe(before + 1);
  });

  test('an unreadable entity is counted and holds nothing up', async () => {
    const log = await openTopics();
    const bad = {
      key: 'vehicle:0123456789abcdef',
      timeMs: 1,
      value: Buffer.from([0xff, 0xff, 0xff]),
    };
    await log.append(TOPICS.registry, 0, [bad]);
    await importRegistry(log, registry(), options).catch(() => {});
    const harness = await start(log);
    expect(harness.counters.registryEntriesUnreadable).toBe(1);
  });
});

describe('a device the registry does not know', () => {
  test('is refused where the policy says so', async () => {
    const log = await openTopics();
    await importRegistry(log, registry(), options);
    const harness = await start(log, { unknownDevices: 'refuse' });
    const stranger = await Terminal.connect(harness.tcpPort, '13499999999');
    const answer = await stranger.ask(stranger.registration());
    expect(answer).toMatchObject({ messageId: 0x8100, body: { result: 4 } });
    expect(answer.body.authCode).toBeUndefined();
    expect((await stranger.ask(stranger.authentication('whatever'))).body.result).toBe(1);
    expect(harness.counters.refusals['unknown-device']).toBe(2);
    const known = await Terminal.connect(harness.tcpPort, '13400000001');
    await known.signOn();
    expect(await harness.readings('session')).toHaveLength(2);
  });

  test('keeps its place when data is accepted before authentication from known ones', async () => {
    const log = await openTopics();
    await importRegistry(log, registry(), options);
    const harness = await start(log, { beforeAuthentication: 'accept-known' });
    const known = await Terminal.connect(harness.tcpPort, '13400000001');
    expect((await known.ask(known.location())).body.result).toBe(0);
    expect((await harness.readings('session'))[0]?.body).toEqual({
      kind: 'session',
      online: true,
      reason: 'accepted',
    });
    const stranger = await Terminal.connect(harness.tcpPort, '13499999999');
    expect((await stranger.ask(stranger.location())).body.result).toBe(1);

    // Who has proved itself is not pushed aside by who merely names it.
    await known.signOn();
    const impostor = await Terminal.connect(harness.tcpPort, '13400000001');
    expect((await impostor.ask(impostor.location({ fixSecond: 5 }))).body.result).toBe(1);
    expect((await known.ask(known.location({ fixSecond: 6 }))).body.result).toBe(0);
    expect(harness.counters.takeovers).toBe(0);
  });
});
