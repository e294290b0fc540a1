/** Our reader against another implementation: what mqtt-packet writes we read, and the reverse. */
import fc from 'fast-check';
import mqttPacket, { type IConnectPacket, type Packet, type UserProperties } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { AckQueue, ackOf } from '#ingest/protocols/mqtt/ack-queue.ts';
import { MqttFramer } from '#ingest/protocols/mqtt/framing.ts';
import {
  newPublish,
  readConnect,
  readPublish,
  readTopics,
} from '#ingest/protocols/mqtt/packets.ts';
import { MqttFault } from '#ingest/protocols/mqtt/reader.ts';
import {
  ack,
  ackRefused,
  connackOk,
  connackRefused,
  goodbye,
  REFUSED,
  type RefusedBecause,
  subackRefused,
  unsuback,
} from '#ingest/protocols/mqtt/replies.ts';

const version = fc.constantFrom<4 | 5>(4, 5);
const text = fc
  .string({ maxLength: 40, unit: 'grapheme' })
  .filter((s) => !/[\0\ud800-\udfff]/.test(s));
const bytes = fc.uint8Array({ maxLength: 200 }).map((b) => Buffer.from(b));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

function parsed(wire: Buffer, protocolVersion: 4 | 5): Packet[] {
  const packets: Packet[] = [];
  const parser = mqttPacket.parser({ protocolVersion });
  parser.on('packet', (packet) => packets.push(packet));
  parser.on('error', (error) => {
    throw error;
  });
  parser.parse(wire);
  return packets;
}

describe('packets', () => {
  test('CONNECT', () => {
    fc.assert(
      fc.property(
        version,
        fc.record({
          clientId: text,
          keepalive: fc.integer({ min: 0, max: 65_535 }),
          username: fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme-ascii' }),
          password: bytes.filter((b) => b.length > 0),
          will: maybe(
            fc.record({
              topic: text.filter((topic) => topic.length > 0),
              payload: bytes.filter((b) => b.length > 0),
              qos: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
              retain: fc.boolean(),
            }),
          ),
          properties: fc.record({
            sessionExpiryInterval: fc.integer({ min: 0, max: 4_294_967_295 }),
            receiveMaximum: fc.integer({ min: 1, max: 65_535 }),
            userProperties: fc.constant<UserProperties>({ a: 'b', c: ['d', 'e'] }),
          }),
        }),
        (protocolVersion, fields) => {
          const { will, properties, ...rest } = fields;
          const connect: IConnectPacket = {
            cmd: 'connect',
            protocolId: 'MQTT',
            protocolVersion,
            clean: true,
            ...rest,
            ...(will === undefined ? {} : { will }),
            ...(protocolVersion === 5 ? { properties } : {}),
          };
          const wire = mqttPacket.generate(connect, { protocolVersion });
          expect(readConnect(wire, 0, wire.length)).toEqual({
            version: protocolVersion,
            clientId: rest.clientId,
            keepAliveS: rest.keepalive,
            username: rest.username,
            password: new Uint8Array(rest.password),
            will:
              will === undefined
                ? null
                : { topic: will.topic, payload: new Uint8Array(will.payload), contentType: null },
            authenticationMethod: null,
          });
        },
      ),
    );
  });

  test('PUBLISH, cut anywhere', () => {
    fc.assert(
      fc.property(
        version,
        fc.array(
          fc.record({
            topic: text.filter((topic) => topic.length > 0),
            payload: fc.oneof(bytes, fc.constant(Buffer.alloc(20_000, 7))),
            qos: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
            messageId: fc.integer({ min: 1, max: 65_535 }),
            contentType: maybe(fc.constant('application/json')),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 20 }),
        (protocolVersion, publishes, cuts) => {
          const wire = Buffer.concat(
            publishes.map(({ contentType, ...publish }) =>
              mqttPacket.generate(
                {
                  cmd: 'publish',
                  dup: false,
                  retain: false,
                  ...publish,
                  ...(protocolVersion === 5 && contentType ? { properties: { contentType } } : {}),
                },
                { protocolVersion },
              ),
            ),
          );
          const framer = new MqttFramer(65_536);
          const read: object[] = [];
          for (let at = 0, n = 0; at < wire.length; n++) {
            const to = Math.min(wire.length, at + cuts[n % cuts.length]!);
            // A copy: the transport may use its buffer again.
            framer.push(
              Uint8Array.from(wire.subarray(at, to)),
              (packet, start, end) => {
                const p = readPublish(packet, start, end, protocolVersion, newPublish());
                read.push({
                  topic: Buffer.from(packet.slice(p.topicStart, p.topicEnd)).toString(),
                  payload: Buffer.from(packet.slice(p.payloadStart, end)).toString('hex'),
                  qos: p.qos,
                  packetId: p.packetId,
                  contentType: p.contentType,
                });
              },
              (fault) => expect.unreachable(fault.code),
            );
            at = to;
          }
          expect(framer.pendingBytes).toBe(0);
          expect(read).toEqual(
            publishes.map(({ topic, payload, qos, messageId, contentType }) => ({
              topic,
              payload: payload.toString('hex'),
              qos,
              packetId: qos === 0 ? 0 : messageId,
              contentType: protocolVersion === 5 ? (contentType ?? null) : null,
            })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a length without an end, and one beyond the bound, are faults before anything is held', () => {
    for (const [wire, code] of [
      [[0x30, 0x80, 0x80, 0x80, 0x80, 0x01], 'MQTT_LENGTH'],
      [[0x30, 0xff, 0xff, 0xff, 0x7f], 'MQTT_TOO_LONG'],
    ] as const) {
      for (const step of [1, 9]) {
        const framer = new MqttFramer(65_536);
        const faults: string[] = [];
        for (let at = 0; at < wire.length; at += step)
          framer.push(
            Uint8Array.from(wire.slice(at, at + step)),
            () => expect.unreachable(),
            (fault) => faults.push(fault.code),
          );
        expect(faults).toEqual([code]);
        expect(framer.pendingBytes).toBeLessThan(6);
      }
    }
  });

  test('what the standard forbids is a fault', () => {
    const connect = (flags: number, level = 4) =>
      Buffer.from([0x10, 14, 0, 4, 0x4d, 0x51, 0x54, 0x54, level, flags, 0, 60, 0, 2, 0x61, 0x62]);
    expect(readConnect(connect(2), 0, 16).clientId).toBe('ab');
    for (const flags of [0x01, 0x08, 0x1c, 0x20, 0x40])
      expect(() => readConnect(connect(flags), 0, 16), `flags ${flags}`).toThrow(MqttFault);
    expect(readConnect(connect(2, 3), 0, 16).version).toBe(null);
    const publish = (first: number, ...body: number[]) =>
      readPublish(Buffer.from([first, body.length, ...body]), 0, body.length + 2, 4, newPublish());
    expect(() => publish(0x36, 0, 1, 0x61, 0, 1)).toThrow('MQTT_FORBIDDEN');
    expect(() => publish(0x32, 0, 1, 0x61, 0, 0)).toThrow('MQTT_FORBIDDEN');
    expect(() => publish(0x30, 0, 9, 0x61)).toThrow('MQTT_FIELD');
    expect(() => readTopics(Buffer.from([0x80, 2, 0, 1]), 0, 4, 4)).toThrow('MQTT_FORBIDDEN');
  });

  test('answers are what another implementation reads', () => {
    const offer = {
      keepAliveS: 90,
      keepAliveDiffers: true,
      receiveMax: 20,
      packetBytesMax: 65_536,
      assignedClientId: 'a',
    };
    expect(parsed(connackOk(4, offer), 4)).toMatchObject([{ cmd: 'connack', returnCode: 0 }]);
    expect(parsed(connackOk(5, offer), 5)).toMatchObject([
      { reasonCode: 0, properties: { serverKeepAlive: 90, receiveMaximum: 20 } },
    ]);
    for (const because of Object.keys(REFUSED) as RefusedBecause[]) {
      const { v4, v5 } = REFUSED[because];
      expect(parsed(connackRefused(4, because), 4)).toMatchObject([{ returnCode: v4 }]);
      expect(parsed(connackRefused(5, because), 5)).toMatchObject([{ reasonCode: v5 }]);
    }
    expect(parsed(ack(4, 517), 4)).toMatchObject([{ cmd: 'puback', messageId: 517 }]);
    expect(parsed(ack(5, 517), 5)).toMatchObject([{ cmd: 'pubrec', reasonCode: 0 }]);
    expect(parsed(ackRefused(4, 9, 0x87), 5)).toMatchObject([{ messageId: 9, reasonCode: 0x87 }]);
    expect(parsed(subackRefused(4, 3, 2), 4)).toMatchObject([{ granted: [0x80, 0x80] }]);
    expect(parsed(subackRefused(5, 3, 2), 5)).toMatchObject([{ granted: [0x87, 0x87] }]);
    expect(parsed(unsuback(5, 3, 1), 5)).toMatchObject([{ cmd: 'unsuback', messageId: 3 }]);
    expect(parsed(goodbye('takenOver'), 5)).toMatchObject([{ reasonCode: 0x8e }]);
  });
});

test('acknowledgements leave in the order of their publishes, whatever becomes ready first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 600 }),
      fc.infiniteStream(fc.nat()),
      async (ids, chances) => {
        const left: number[] = [];
        const take = (bytes: Uint8Array) => {
          for (let at = 0; at < bytes.length; at += 4)
            left.push(bytes[at + 2]! * 256 + bytes[at + 3]!);
        };
        const queue = new AckQueue(take);
        for (const id of ids) queue.expect(ackOf(4, id));
        const waiting = [...ids];
        while (waiting.length > 0) {
          const [id] = waiting.splice(chances.next().value! % Math.min(waiting.length, 9), 1);
          if (chances.next().value! % 4 === 0) queue.ready(ackOf(4, id!));
          else {
            const slab = new Uint8Array(8);
            take(slab.subarray(0, queue.write(slab, 0, ackOf(4, id!))));
          }
          await Promise.resolve();
        }
        expect(left).toEqual(ids);
        expect(queue.inFlight).toBe(0);
      },
    ),
    { numRuns: 40 },
  );
});
