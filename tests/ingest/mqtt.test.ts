import { setTimeout as sleep } from 'node:timers/promises';
import mqttPacket, { type IConnectPacket } from 'mqtt-packet';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { subjectKeyOf } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { importRegistry } from '#ingest/registry-import.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { type Harness, openTopics, PARTITIONS, SECRETS, startHarness } from './harness.ts';
import { passwordOf, RawClient, signIn } from './mqtt-client.ts';
import { until } from './terminal.ts';

const REGISTRY = {
  enterprises: [{ enterpriseId: 'E1', name: '一', regionCode: '440100' }],
  vehicles: [
    {
      vehicleId: '粤A10001-2',
      plate: '粤A10001',
      plateColour: 2,
      class: 'scheduled',
      enterpriseId: 'E1',
      regionCode: '440100',
    },
  ],
  devices: [{ deviceId: 'bus-1', vehicleId: '粤A10001-2' }],
  drivers: [],
  routes: [],
  zones: [],
  permits: [],
  sections: [{ sectionId: 'S1', name: '一段', regionCode: '440100', freeFlowKmh: 100 }],
  sensors: [
    {
      sensorId: 'det-1',
      kind: 'detector',
      name: '一号',
      latitudeDeg: 23,
      longitudeDeg: 113,
      regionCode: '440100',
      sectionId: 'S1',
    },
    {
      sensorId: 'wx-1',
      kind: 'weather',
      latitudeDeg: 23,
      longitudeDeg: 113,
      regionCode: '440100',
    },
  ],
};
const TRAFFIC = {
  time: '2026-11-21T08:00:30+08:00',
  intervalS: 30,
  lanes: [{ lane: 1, vehicles: 12, occupancyPct: 8.5, speedKmh: 86.2 }],
};
const key = (kind: 'vehicle' | 'sensor' | 'device', id: string) =>
  subjectKeyOf(SECRETS.pseudonymKey, kind, id);

describe.each(['endpoint', 'aedes'] as const)('%s', (engine) => {
  const protocolVersion = engine === 'aedes' ? 4 : 5;
  let ingest: Harness;
  beforeEach(async () => {
    const log = await openTopics();
    await importRegistry(log, REGISTRY, { pseudonymKey: SECRETS.pseudonymKey });
    ingest = await startHarness({ rateMessagesPerSecond: 0, mqtt: { engine } }, { log });
  });
  afterEach(async () => {
    await ingest.stop();
    expect(ingest.frameBalance()).toBe(0);
    expect(ingest.counters.sessionsOpen).toBe(0);
  });

  test('detector, station and vehicle publish as themselves; each QoS is answered after the append', async () => {
    const detector = await signIn(ingest.mqttPort!, 'det-1');
    await detector.publishAsync('tz/1/440100/road/det-1/traffic', JSON.stringify(TRAFFIC), {
      qos: 1,
    });
    const station = await signIn(ingest.mqttPort!, 'wx-1', { protocolVersion });
    const weather = JSON.stringify({ timeMs: 1_795_000_000_000, visibilityM: 180, surface: 'wet' });
    await station.publishAsync('tz/1/440100/road/wx-1/weather', weather, { qos: 2 });
    const bus = await signIn(ingest.mqttPort!, 'bus-1');
    const fix = { timeMs: 1_795_000_000_000, latitudeDeg: 23.1, longitudeDeg: 113.2, speedKmh: 50 };
    await bus.publishAsync('tz/1/440100/veh/bus-1/pos', JSON.stringify(fix), { qos: 1 });
    await bus.publishAsync('tz/1/440100/veh/bus-1/hb', '', { qos: 0 });
    await until(() => ingest.counters.outcomes.unanswered === 1);
    expect((await ingest.readings('heartbeat')).length).toBe(1);

    const [traffic] = await ingest.readings('traffic');
    expect(traffic).toMatchObject({
      subjectKey: key('sensor', 'det-1'),
      deviceKey: key('device', 'det-1'),
      protocol: 'mqtt',
      body: {
        traffic: {
          endTimeMs: Date.parse(TRAFFIC.time),
          intervalS: 30,
          lanes: [{ lane: 1, vehicles: 12, occupancyPct: 8.5, speedKmh: 86.2, valid: true }],
        },
      },
    });
    expect(Buffer.from(traffic!.raw).toString()).toBe(JSON.stringify(TRAFFIC));
    const [wet] = await ingest.readings('weather');
    expect(wet).toMatchObject({
      subjectKey: key('sensor', 'wx-1'),
      body: { weather: { visibilityM: 180, surface: 'wet', windMs: null } },
    });
    // Old weather concerns nobody any more; what is of now, every partition is told.
    const copies = async () =>
      (await ingest.readings('registry')).filter(
        ({ body }) => body.kind === 'registry' && body.entity === 'weather',
      );
    expect(await copies()).toEqual([]);
    const now = JSON.stringify({ visibilityM: 180, surface: 'wet' });
    await station.publishAsync('tz/1/440100/road/wx-1/weather', now, { qos: 1 });
    const told = await vi.waitFor(async () => {
      const all = await copies();
      expect(all.length).toBe(PARTITIONS);
      return all;
    });
    expect(told.map(({ partition }) => partition)).toEqual([...Array(PARTITIONS).keys()]);
    const { receivedTimeMs, body } = told[0]!;
    expect(body).toMatchObject({ id: 'wx-1', registryOffset: receivedTimeMs });
    expect(JSON.parse((body as { json: string }).json)).toEqual({
      ...{ sensorId: 'wx-1', latitudeDeg: 23, longitudeDeg: 113 },
      ...{ atMs: receivedTimeMs, visibilityM: 180, surface: 'wet' },
    });
    const [position] = await ingest.readings('position');
    expect(position).toMatchObject({
      subjectKey: key('vehicle', '粤A10001-2'),
      body: { position: { fixTimeMs: fix.timeMs, latitudeDeg: 23.1, speedKmh: 50, statusFlag: 3 } },
    });
    expect(ingest.counters.outcomes.acknowledged).toBe(4);
    for (const client of [detector, station, bus]) await client.endAsync();
  });

  test('a PUBACK waits for the log', async () => {
    const client = await signIn(ingest.mqttPort!, 'det-1');
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    ingest.log.before = () => gate;
    let answered = 0;
    const publishes = [1, 2, 3].map(() =>
      client
        .publishAsync('tz/1/440100/road/det-1/traffic', JSON.stringify(TRAFFIC), { qos: 1 })
        .then(() => answered++),
    );
    // aedes reads on when it has answered what it read.
    await until(() => ingest.counters.frames >= (engine === 'aedes' ? 1 : 3));
    await sleep(50);
    expect(answered).toBe(0);
    release();
    await Promise.all(publishes);
    expect((await ingest.readings('traffic')).length).toBe(3);
    await client.endAsync();
  });

  test('bad payloads are quarantined with reason and bytes, acknowledged in turn, and hurt nobody', async () => {
    const client = await signIn(ingest.mqttPort!, 'det-1');
    const topic = 'tz/1/440100/road/det-1/traffic';
    const sent: number[] = [];
    const acked: number[] = [];
    client.on('packetsend', (packet) => {
      if (packet.cmd === 'publish') sent.push(packet.messageId!);
    });
    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'puback') acked.push(packet.messageId!);
    });
    const bad: [string, string | Buffer, string][] = [
      [topic, '{"intervalS":30', 'JSON_SYNTAX'],
      [topic, '{"intervalS":0,"lanes":[{"lane":1}]}', 'FIELD_INTERVAL_S'],
      [topic, '{"intervalS":30,"lanes":[{"lane":1,"speedKmh":-4}]}', 'FIELD_SPEED_KMH'],
      [topic, '{"intervalS":30,"lanes":[{"lane":1,"speed":4}]}', 'FIELD_UNKNOWN'],
      [topic, '{"intervalS":30}', 'FIELD_LANES'],
      [topic, Buffer.from([0x0a, 0xff, 0xff]), 'PROTOBUF_SYNTAX'],
      [topic, '', 'PAYLOAD_EMPTY'],
      ['tz/1/440100/road/det-1/weather', '{"visibilityM":5}', 'DEVICE_KIND'],
      ['tz/1/440100/road/det-1/pos', '{}', 'TOPIC_MESSAGE'],
      ['tz/2/440100/road/det-1/traffic', '{}', 'TOPIC_UNKNOWN'],
    ];
    const publishes = bad.flatMap(([badTopic, payload]) => [
      client.publishAsync(badTopic, payload, { qos: 1 }),
      client.publishAsync(topic, JSON.stringify(TRAFFIC), { qos: 1 }),
    ]);
    await Promise.all(publishes);
    expect(acked).toEqual(sent);
    expect(acked.length).toBe(20);
    const kept = await ingest.quarantined();
    expect(kept.map(({ faultCode }) => faultCode)).toEqual(bad.map(([, , code]) => code));
    expect(kept.every(({ source }) => source === 'mqtt/tz')).toBe(true);
    expect(Buffer.from(kept[0]!.raw).toString('latin1')).toContain('{"intervalS":30');
    expect((await ingest.readings('traffic')).length).toBe(10);
    await client.endAsync();
  });

  test('nobody speaks for another: wrong password, other client id, other topic, other will', async () => {
    const port = ingest.mqttPort!;
    await expect(signIn(port, 'det-1', { password: passwordOf('wx-1') })).rejects.toThrow(
      /user ?name or password|Not authorized/i,
    );
    await expect(signIn(port, 'det-1', { clientId: 'wx-1' })).rejects.toThrow(/Identifier/i);
    const will = { topic: 'tz/1/440100/road/wx-1/state', payload: Buffer.from('{"online":false}') };
    await expect(
      signIn(port, 'det-1', { will: { ...will, qos: 0, retain: false } }),
    ).rejects.toThrow();

    if (engine === 'endpoint') {
      const v5 = await signIn(port, 'det-1', { protocolVersion: 5 });
      await expect(
        v5.publishAsync('tz/1/440100/road/det-2/traffic', JSON.stringify(TRAFFIC), { qos: 1 }),
      ).rejects.toThrow(/135|Not authorized/);
      await v5.publishAsync('tz/1/440100/road/det-1/hb', 'x', { qos: 1 });
      await v5.endAsync();
    }
    const v4 = await signIn(port, 'det-1');
    const closed = new Promise<void>((resolve) => v4.once('close', () => resolve()));
    v4.publish('tz/1/440100/road/det-2/traffic', JSON.stringify(TRAFFIC), { qos: 1 });
    await closed;
    v4.end(true);
    expect(ingest.counters.closes['not-allowed']).toBe(4);
    expect(await ingest.readings('traffic')).toEqual([]);
  });

  test.runIf(engine === 'endpoint')(
    'five wrong passwords a minute close the door for that device from that address',
    async () => {
      const port = ingest.mqttPort!;
      for (let i = 0; i < 5; i++)
        await signIn(port, 'det-1', { password: 'x' }).then(
          () => expect.unreachable(),
          () => {},
        );
      await expect(signIn(port, 'det-1')).rejects.toThrow();
      expect(ingest.counters.closes['authentication-failures']).toBe(1);
      await (await signIn(port, 'wx-1')).endAsync();
    },
  );

  test('a second connection takes over, a last will says offline, a subscription is refused', async () => {
    const port = ingest.mqttPort!;
    const first = await signIn(port, 'det-1', { protocolVersion });
    const told = new Promise<number | undefined>((resolve) => {
      first.once('disconnect', (packet) => resolve(packet.reasonCode));
      if (engine === 'aedes') first.once('close', () => resolve(undefined));
    });
    const will = {
      topic: 'tz/1/440100/road/det-1/state',
      payload: Buffer.from('{"online":false}'),
      qos: 1 as const,
      retain: false,
    };
    const second = await signIn(port, 'det-1', { will });
    expect(await told).toBe(engine === 'aedes' ? undefined : 0x8e);
    expect(ingest.counters.takeovers).toBe(1);
    first.end(true);
    await expect(second.subscribeAsync('tz/1/#')).rejects.toThrow();
    second.stream.destroy();
    second.end(true);
    await until(() => ingest.counters.sessionsOpen === 0);
    await until(() => ingest.counters.heldBytes === 0);
    const sessions = (await ingest.readings('session')).map(({ body }) => body);
    expect(sessions).toEqual([
      { kind: 'session', online: true, reason: 'authenticated' },
      { kind: 'session', online: true, reason: 'authenticated' },
      { kind: 'session', online: false, reason: 'last-will' },
    ]);
  });

  test('a device nobody knows is pending or refused; a new password version ends the session', async () => {
    const port = ingest.mqttPort!;
    const stranger = await signIn(port, 'new-7');
    await stranger.publishAsync('tz/1/-/veh/new-7/pos', '{"timeMs":1795000000000}', { qos: 1 });
    expect(await ingest.readings('position')).toMatchObject([
      { subjectKey: key('device', 'new-7') },
    ]);
    await stranger.endAsync();

    const detector = await signIn(port, 'det-1');
    const closed = new Promise<void>((resolve) => detector.once('close', () => resolve()));
    const sensors = [{ ...REGISTRY.sensors[0], credentialVersion: 1 }];
    await importRegistry(
      ingest.log,
      { sections: REGISTRY.sections, sensors },
      { pseudonymKey: SECRETS.pseudonymKey },
    );
    await closed;
    detector.end(true);
    expect(ingest.counters.closes.revoked).toBe(1);
    await expect(signIn(port, 'det-1')).rejects.toThrow();
    await (await signIn(port, 'det-1', { password: passwordOf('det-1', 1) })).endAsync();
  });

  test.runIf(engine === 'endpoint')(
    'MQTT 5 is told the bounds; a short keep-alive is raised to the floor',
    async () => {
      const client = await RawClient.open(ingest.mqttPort!);
      const connect: IConnectPacket = {
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 5,
        clean: true,
        clientId: '',
        keepalive: 5,
        username: 'det-1',
        password: Buffer.from(passwordOf('det-1')),
      };
      client.socket.write(mqttPacket.generate(connect, { protocolVersion: 5 }));
      await until(() => client.heard.length > 4);
      const parser = mqttPacket.parser({ protocolVersion: 5 });
      const heard: unknown[] = [];
      parser.on('packet', (packet) => heard.push(packet));
      parser.parse(client.heard);
      expect(heard).toMatchObject([
        {
          cmd: 'connack',
          sessionPresent: false,
          reasonCode: 0,
          properties: {
            receiveMaximum: 1024,
            sessionExpiryInterval: 0,
            maximumPacketSize: 65_536,
            retainAvailable: false,
            serverKeepAlive: 60,
            assignedClientIdentifier: 'det-1',
            wildcardSubscriptionAvailable: false,
          },
        },
      ]);
      client.socket.destroy();
      await client.closed;
      await until(() => ingest.counters.sessionsOpen === 0);
    },
  );

  test('before signing in 4 kB is the end of it, after it 64 kB; other packets first are refused', async () => {
    const port = ingest.mqttPort!;
    const long = await RawClient.open(port);
    long.socket.write(Buffer.from([0x10, 0x80, 0x80, 0x01]));
    await long.closed;
    const publishFirst = await RawClient.open(port);
    publishFirst.socket.write(Buffer.from([0x30, 3, 0, 1, 0x61]));
    await publishFirst.closed;
    expect(ingest.counters.closes).toMatchObject({ oversize: 1, 'protocol-error': 1 });
    const client = await signIn(port, 'det-1');
    await client.publishAsync('tz/1/440100/road/det-1/traffic', Buffer.alloc(60_000, 32), {
      qos: 1,
    });
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.publish('tz/1/440100/road/det-1/traffic', Buffer.alloc(66_000, 32), { qos: 1 });
    await closed;
    client.end(true);
    expect(ingest.counters.closes.oversize).toBe(2);
  });

  test('a QoS 2 publish sent twice is recorded once', async () => {
    const client = await RawClient.open(ingest.mqttPort!);
    const version = { protocolVersion: 4 } as const;
    client.socket.write(
      mqttPacket.generate(
        {
          cmd: 'connect',
          protocolId: 'MQTT',
          protocolVersion: 4,
          clean: false,
          clientId: 'det-1',
          keepalive: 60,
          username: 'det-1',
          password: Buffer.from(passwordOf('det-1')),
        },
        version,
      ),
    );
    const publish = mqttPacket.generate(
      {
        cmd: 'publish',
        topic: 'tz/1/440100/road/det-1/traffic',
        payload: JSON.stringify(TRAFFIC),
        qos: 2,
        messageId: 9,
        dup: false,
        retain: false,
      },
      version,
    );
    client.socket.write(publish);
    await until(() => client.heard.length === 8);
    client.socket.write(publish);
    await until(() => client.heard.length === 12);
    client.socket.write(mqttPacket.generate({ cmd: 'pubrel', messageId: 9 }, version));
    await until(() => client.heard.length === 16);
    expect(client.heard.subarray(4).toString('hex')).toBe('500200095002000970020009');
    expect((await ingest.readings('traffic')).length).toBe(1);
    client.socket.write(publish);
    await until(() => client.heard.length === 20);
    expect((await ingest.readings('traffic')).length).toBe(2);
    client.socket.destroy();
    await client.closed;
    await until(() => ingest.counters.sessionsOpen === 0);
  });

  test('sensors go to their own partition, sections to all, both without their names', async () => {
    const changes = await ingest.readings('registry');
    const of = (entity: string) =>
      changes.flatMap((change) =>
        change.body.kind === 'registry' && change.body.entity === entity
          ? [{ partition: change.partition, id: change.body.id, json: change.body.json }]
          : [],
      );
    const sensorKey = key('sensor', 'det-1');
    const { name: _, ...facts } = REGISTRY.sensors[0]!;
    const [detector] = of('sensor').filter(({ id }) => id === sensorKey);
    expect(JSON.parse(detector!.json)).toEqual({ subjectKey: sensorKey, ...facts });
    expect(detector!.partition).toBe(partitionOf(sensorKey, PARTITIONS));
    expect(of('sensor').length).toBe(2);
    const section = { sectionId: 'S1', regionCode: '440100', freeFlowKmh: 100 };
    expect(of('section').map(({ partition, json }) => [partition, JSON.parse(json)])).toEqual(
      Array.from({ length: PARTITIONS }, (_, partition) => [partition, section]),
    );
    const copied = ingest.counters.registryChangesCopied;
    // A deletion is copied, too, and the sensor is a stranger from then on.
    await ingest.log.append(TOPICS.registry, 0, [
      { key: `sensor:${sensorKey}`, timeMs: 1, value: new Uint8Array(0) },
    ]);
    await until(() => ingest.counters.registryChangesCopied === copied + 1);
    const client = await signIn(ingest.mqttPort!, 'det-1');
    await client.publishAsync('tz/1/-/road/det-1/hb', '', { qos: 1 });
    await client.endAsync();
    expect(await ingest.readings('heartbeat')).toMatchObject([
      { subjectKey: key('device', 'det-1') },
    ]);
  });

  test.runIf(engine === 'endpoint')(
    'silence ends a connection after one and a half keep-alives; a device over its rate is read more slowly',
    async () => {
      const strict = await startHarness({
        rateMessagesPerSecond: 100,
        rateBurst: 10,
        mqtt: { keepAliveFloorS: 0 },
      });
      const client = await signIn(strict.mqttPort!, 'det-9', { keepalive: 60 });
      const startMs = performance.now();
      const topic = 'tz/1/-/road/det-9/hb';
      await Promise.all(
        Array.from({ length: 60 }, () => client.publishAsync(topic, '', { qos: 1 })),
      );
      await client.publishAsync(topic, '', { qos: 1 });
      expect(performance.now() - startMs).toBeGreaterThan(400);
      expect(strict.counters.rateDelays).toBeGreaterThan(0);
      await client.endAsync();

      const silent = await RawClient.open(strict.mqttPort!);
      silent.socket.write(
        mqttPacket.generate({
          cmd: 'connect',
          protocolId: 'MQTT',
          protocolVersion: 4,
          clean: true,
          clientId: 'det-8',
          keepalive: 1,
          username: 'det-8',
          password: Buffer.from(passwordOf('det-8')),
        }),
      );
      const openMs = performance.now();
      await silent.closed;
      expect(performance.now() - openMs).toBeGreaterThan(1_300);
      expect(performance.now() - openMs).toBeLessThan(6_000);
      expect(strict.counters.closes.silence).toBe(1);
      await strict.stop();
      expect(strict.frameBalance()).toBe(0);
    },
  );
});
