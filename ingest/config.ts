/** Every setting of ingest. A bound's description says what happens there. */
import { type Static, Type } from 'typebox';
import { COMMAND_KINDS, mayBeDangerous } from '#core/command-kinds.ts';
import { attachmentSettings } from './attachments/settings.ts';
import { mappingSchema } from './protocols/tz/mapping.ts';

const milliseconds = (fallback: number, description: string, minimum = 1) =>
  Type.Integer({ minimum, default: fallback, description });

const onOff = (fallback: 'on' | 'off', description: string) =>
  Type.Union([Type.Literal('on'), Type.Literal('off')], { default: fallback, description });
const port = (fallback: number, description: string) =>
  Type.Integer({ minimum: 0, maximum: 65535, default: fallback, description });

const subscriberSettings = Type.Object(
  {
    name: Type.String({
      pattern: '^[A-Za-z0-9._-]{1,64}$',
      description: 'user name; comes before a device of the same id',
    }),
    secretFile: Type.String({
      minLength: 1,
      description:
        'file with the password, at least 16 characters; white space around it is left out',
    }),
    filters: Type.Array(Type.String({ pattern: '^[^$].*$' }), {
      minItems: 1,
      description: 'topic filters; a subscription must lie within one of them',
    }),
  },
  { additionalProperties: false },
);

const mqttSettings = Type.Object(
  {
    listen: onOff('on', 'whether devices may publish to the built-in MQTT endpoint'),
    engine: Type.Union([Type.Literal('endpoint'), Type.Literal('aedes')], {
      default: 'endpoint',
      description:
        'endpoint = devices publish and nobody subscribes (MQTT 3.1.1 and 5, the fastest); aedes = a full broker in the process for `subscribers` (MQTT 3.1.1 only)',
    }),
    subscribers: Type.Array(subscriberSettings, {
      default: [],
      description:
        'who may subscribe with engine aedes, and never publish: user name, file with the password, topic filters; from a settings file only',
    }),
    subscriberUnreadBytesMax: Type.Integer({
      minimum: 65_536,
      default: 4_194_304,
      description:
        'bytes a subscriber has not read; beyond it the connection is closed, devices are never held up for it',
    }),
    host: Type.String({
      default: '127.0.0.1',
      description: 'address of the MQTT endpoint; outside loopback use TLS',
    }),
    port: port(1883, 'MQTT 3.1.1 and 5 over TCP; 0 = any free port'),
    tlsPort: port(8883, 'MQTT over TLS, open when a certificate is given; 0 = any free port'),
    tlsCertFile: Type.String({
      default: '',
      description: 'PEM file with the certificate chain; empty = no TLS',
    }),
    tlsKeyFile: Type.String({ default: '', description: 'PEM file with its private key' }),
    packetBytesMax: Type.Integer({
      minimum: 1024,
      maximum: 1_048_576,
      default: 65_536,
      description:
        'bytes of one packet after authentication (before it: beforeAuthenticationBytesMax); a longer one closes the connection',
    }),
    receiveMaximum: Type.Integer({
      minimum: 1,
      maximum: 65_535,
      default: 1_024,
      description:
        'publishes of one device that may wait for their acknowledgement; told to MQTT 5 clients, which are disconnected beyond it',
    }),
    keepAliveFloorS: Type.Integer({
      minimum: 0,
      maximum: 3_600,
      default: 60,
      description:
        'shortest keep-alive that counts, s; a device that asks for less is closed after one and a half times this',
    }),
    url: Type.String({
      default: '',
      description:
        'broker to take messages from beside the built-in endpoint: mqtt://user:password@host:1883 or mqtts://…; empty = none. The broker checks who publishes what',
    }),
    brokerProtocol: Type.Union([Type.Literal('5'), Type.Literal('3.1.1')], {
      default: '5',
      description: 'MQTT edition the broker is spoken to in',
    }),
    brokerClientId: Type.String({
      minLength: 1,
      default: 'tizheng-ingest',
      description: 'client id at the broker; another one for each process, the same at every start',
    }),
    brokerGroup: Type.String({
      pattern: '^[^/+#]*$',
      default: 'tizheng',
      description: 'group of the shared subscription; empty = an ordinary one (a single process)',
    }),
    brokerReceiveMaximum: Type.Integer({
      minimum: 1,
      maximum: 65_535,
      default: 8_192,
      description:
        'messages the broker may send before they are acknowledged (MQTT 5); the broker waits beyond it',
    }),
    brokerSessionExpiryS: Type.Integer({
      minimum: 0,
      maximum: 4_294_967_295,
      default: 259_200,
      description: 'how long the broker keeps messages for us while we are away, s (MQTT 5)',
    }),
    mappings: Type.Array(mappingSchema, {
      default: [],
      description:
        'foreign topics read as positions: topic template, deviceId, JSON pointers with factors (docs/protocols/mqtt.md); from a settings file only',
    }),
  },
  { default: {}, additionalProperties: false },
);

const httpSettings = Type.Object(
  {
    listen: onOff('on', 'whether devices may post readings by HTTP'),
    host: Type.String({
      default: '127.0.0.1',
      description: 'address of the HTTP endpoint; outside loopback use TLS',
    }),
    port: port(8808, 'its port; 0 = any free port'),
    tlsCertFile: Type.String({
      default: '',
      description: 'PEM file with the certificate chain: HTTPS only; empty = plain HTTP',
    }),
    tlsKeyFile: Type.String({ default: '', description: 'PEM file with its private key' }),
    connectionsMax: Type.Integer({
      minimum: 1,
      default: 1_000,
      description: 'open connections; further ones are closed at once',
    }),
    bodyBytesMax: Type.Integer({
      minimum: 1_024,
      default: 1_048_576,
      description: 'bytes of one body; a longer one is answered 413',
    }),
    bodiesBytesMax: Type.Integer({
      minimum: 65_536,
      default: 67_108_864,
      description: 'bytes of all bodies being read; beyond it requests are answered 503',
    }),
    linesMax: Type.Integer({
      minimum: 1,
      default: 10_000,
      description: 'lines of one batch; more are answered 413',
    }),
    requestMs: milliseconds(
      10_000,
      'a request that has not ended this long after its first byte is closed',
    ),
  },
  { default: {}, additionalProperties: false },
);

const commandSettings = Type.Object(
  {
    gateway: Type.String({
      pattern: '^[A-Za-z0-9._-]{0,40}$',
      default: '',
      description: 'name of this gateway in results of commands; empty = the name of the host',
    }),
    dangerousKinds: Type.Array(Type.Enum(COMMAND_KINDS.filter(mayBeDangerous)), {
      default: [],
      description:
        'kinds of commands allowed although they can move, open or lose a vehicle or its terminal: control-terminal, control-vehicle, upgrade, and set-parameters for server addresses',
    }),
    inFlightPerDevice: Type.Integer({
      minimum: 1,
      maximum: 8,
      default: 1,
      description: 'commands a device has to answer at the same time; further ones wait',
    }),
    perDeviceMax: Type.Integer({
      minimum: 1,
      default: 100,
      description: 'commands that may wait for one device; further ones fail (queue-full)',
    }),
    openMax: Type.Integer({
      minimum: 1,
      default: 100_000,
      description: 'commands that may wait in all; further ones fail (queue-full)',
    }),
    answerMs: milliseconds(
      10_000,
      'first wait for an answer; the N-th is N times the one before, as the standard asks',
    ),
    resends: Type.Integer({
      minimum: 0,
      maximum: 4,
      default: 2,
      description: 'repetitions on one connection; then the command fails (no-answer)',
    }),
    attemptsMax: Type.Integer({
      minimum: 1,
      default: 10,
      description:
        'times a command goes out in all, over all connections; then it fails (no-answer), so that one that crashes a terminal ends',
    }),
    dataMs: milliseconds(
      60_000,
      'wait for what was asked for, after the device has acknowledged the question',
    ),
    replyBytesMax: Type.Integer({
      minimum: 1_024,
      default: 65_536,
      description:
        'characters of an answer kept with the result; a longer one is in reports.v1 only',
    }),
    upgradesDir: Type.String({
      default: '',
      description: 'folder with packages for terminals; empty = none',
    }),
    upgradeBytesMax: Type.Integer({
      minimum: 1_024,
      maximum: 32_000_000,
      default: 8_000_000,
      description: 'bytes of one package; a larger one is not sent',
    }),
  },
  { default: {}, additionalProperties: false },
);

export const ingestSettings = Type.Object(
  {
    host: Type.String({
      default: '127.0.0.1',
      description:
        'address devices connect to; 0.0.0.0 = every interface (808 is not encrypted: use a private APN, VPN or TLS front)',
    }),
    tcpPort: Type.Integer({
      minimum: 0,
      maximum: 65535,
      default: 6808,
      description: 'JT/T 808 over TCP; 0 = any free port',
    }),
    udpPort: Type.Integer({
      minimum: 0,
      maximum: 65535,
      default: 6808,
      description: 'JT/T 808 over UDP; 0 = any free port',
    }),
    udp: Type.Union([Type.Literal('on'), Type.Literal('off')], {
      default: 'on',
      description: 'whether datagrams are accepted',
    }),
    tlsPort: port(
      6810,
      'JT/T 808 over TLS 1.2 or newer, open when a certificate is given; 0 = any free port',
    ),
    tlsCertFile: Type.String({
      default: '',
      description: 'PEM file with the certificate chain; empty = no TLS',
    }),
    tlsKeyFile: Type.String({ default: '', description: 'PEM file with its private key' }),
    tlsClientCaFile: Type.String({
      default: '',
      description:
        'PEM file with the authorities of terminals’ certificates: a terminal without one of theirs is closed in the handshake; empty = none is asked for',
    }),
    unknownDevices: Type.Union([Type.Literal('pending'), Type.Literal('refuse')], {
      default: 'pending',
      description:
        'a device missing from the registry: pending = accepted, recorded under its own pseudonym and counted; refuse = answered 0x8100 result 4 or 0x8001 result 1',
    }),
    registration: Type.Union(
      [Type.Literal('open'), Type.Literal('known'), Type.Literal('vehicle-matched')],
      {
        default: 'open',
        description:
          'who gets an authentication code for a 0x0100: open = whom unknownDevices lets in; known = devices of the registry, others are answered 0x8100 result 4; vehicle-matched = besides, plate and colour must be those of the device’s vehicle, else result 2',
      },
    ),
    duplicateDevices: Type.Union([Type.Literal('newest'), Type.Literal('established')], {
      default: 'newest',
      description:
        'which of two connections with one identity and a right code wins while the first was heard within duplicateAliveMs: newest = the new one, the old is closed (a device behind a dead link comes back at once); established = the old one, the new is answered with a failure and closed',
    }),
    duplicateAliveMs: milliseconds(
      10_000,
      'a connection heard within this time is in use; with duplicateDevices established not less than the interval of reports',
    ),
    contestsMax: Type.Integer({
      minimum: 1,
      default: 3,
      description:
        'contests for a link in use within ten minutes after which a device counts as impersonated: counted, and a session event `impersonated` in reports.v1; at once where the IMEIs differ',
    }),
    beforeAuthentication: Type.Union([Type.Literal('refuse'), Type.Literal('accept-known')], {
      default: 'refuse',
      description:
        'data on a connection that has not authenticated: refuse = 0x8001 result 1; accept-known = taken from devices in the registry',
    }),

    connectionsMax: Type.Integer({
      minimum: 1,
      default: 100_000,
      description:
        'open connections; further ones are closed at once. Never more than the descriptor limit − 512',
    }),
    connectionsPerAddressMax: Type.Integer({
      minimum: 0,
      default: 200,
      description: 'open connections of one address; further ones are closed at once; 0 = no bound',
    }),
    addressExceptions: Type.Array(Type.String(), {
      default: [],
      description:
        'addresses without connectionsPerAddressMax, connectsPerAddressPerSecondMax, acceptPerSecondMax and authenticationFailuresPerAddressMax (carrier NAT, load generators)',
    }),
    acceptPerSecondMax: Type.Integer({
      minimum: 0,
      default: 500,
      description:
        'new connections per second, bursts of two seconds; further ones are closed at once and devices come back later; 0 = no bound',
    }),
    connectsPerAddressPerSecondMax: Type.Number({
      minimum: 0,
      default: 20,
      description:
        'new connections per second of one address, bursts of ten seconds; further ones are closed at once, so that one address cannot use up acceptPerSecondMax; 0 = no bound',
    }),
    strangerDatagramsPerSecondMax: Type.Number({
      minimum: 0,
      default: 20,
      description:
        'datagrams per second of one address from devices without a session, bursts of ten seconds; further ones are dropped unanswered, so that answers cannot be aimed at others; 0 = no bound',
    }),
    authenticationMs: milliseconds(
      10_000,
      'a connection that has not authenticated, or not ended its TLS handshake, this long after opening is closed',
    ),
    beforeAuthenticationBytesMax: Type.Integer({
      minimum: 64,
      default: 4096,
      description: 'bytes a connection may send before it authenticates; beyond it is closed',
    }),
    authenticationFailuresMax: Type.Integer({
      minimum: 1,
      default: 5,
      description:
        'wrong codes of one device from one address per minute; further attempts are refused unread',
    }),
    authenticationFailuresPerAddressMax: Type.Integer({
      minimum: 0,
      default: 200,
      description:
        'wrong codes of all devices of one address per minute; further attempts are refused unread and closed; 0 = no bound',
    }),
    frameMs: milliseconds(
      10_000,
      'a frame that has not ended this long after its first byte closes the connection (slow-loris)',
    ),
    silenceMs: milliseconds(
      180_000,
      'a device silent for this long (three heartbeats) is closed or, over UDP, forgotten',
    ),
    strikesMax: Type.Integer({
      minimum: 1,
      default: 10,
      description:
        'unreadable pieces in sequence, without a good frame between, after which the connection is closed',
    }),
    oversizeStrikesMax: Type.Integer({
      minimum: 1,
      default: 3,
      description:
        'over-long frames of one connection; each is skipped to the next flag, at this number the connection is closed',
    }),
    rateMessagesPerSecond: Type.Number({
      minimum: 0,
      default: 20,
      description:
        'messages per second of one device; beyond the burst TCP is read more slowly and datagrams are dropped unanswered; 0 = no limit',
    }),
    rateBurst: Type.Integer({
      minimum: 1,
      default: 200,
      description: 'messages a device may send at once (stored positions after a dead spell)',
    }),

    unackedRecordsMax: Type.Integer({
      minimum: 1,
      default: 100_000,
      description:
        'records waiting for the log; beyond it sockets are paused and datagrams dropped unanswered, nothing is acknowledged',
    }),
    unackedBytesMax: Type.Integer({
      minimum: 1024,
      default: 32 * 1024 * 1024,
      description:
        'bytes waiting for the log; beyond it sockets are paused and datagrams dropped unanswered, nothing is acknowledged',
    }),
    appendLagMsMax: milliseconds(
      2_000,
      'age of the oldest record waiting for the log beyond which sockets are paused',
    ),
    appendRecordsMax: Type.Integer({
      minimum: 1,
      default: 4096,
      description:
        'records in one append; the rest go into the next one, but the items of one message stay together',
    }),
    lingerMs: Type.Number({
      minimum: 0,
      maximum: 1000,
      default: 1,
      description: 'how long the first record waits for company before an append',
    }),
    answerBytesMax: Type.Integer({
      minimum: 1024,
      default: 65_536,
      description: 'answers a device has not read; beyond it the connection is closed',
    }),

    resendWindowEntries: Type.Integer({
      minimum: 1024,
      default: 131_072,
      description:
        'messages remembered to recognise a resend; the oldest in a slot is overwritten (a missed resend is dropped downstream)',
    }),
    resendWindowMs: milliseconds(60_000, 'how long a message is recognised as resent'),
    subPackageSetsMax: Type.Integer({
      minimum: 1,
      default: 4,
      description: 'incomplete sub-packaged messages per device; the oldest gives way',
    }),
    subPackageBytesMax: Type.Integer({
      minimum: 1024,
      default: 262_144,
      description:
        'bytes of one sub-packaged message; a longer one is refused with 0x8001 result 1',
    }),
    subPackageTotalBytesMax: Type.Integer({
      minimum: 1024,
      default: 67_108_864,
      description:
        'bytes of all incomplete messages; beyond it new packets are refused with 0x8001 result 1',
    }),
    subPackageAskMs: milliseconds(
      10_000,
      'missing packets are asked for again (0x8003) after this long without a new one',
    ),
    subPackageAsksMax: Type.Integer({
      minimum: 0,
      default: 5,
      description:
        'requests for the missing packets of one message; then it is left to its silence bound',
    }),
    subPackageSilentMs: milliseconds(
      120_000,
      'an incomplete message without a new packet for this long is given up and counted; its packets stay in the log',
    ),
    quarantinePerSourcePerMinute: Type.Integer({
      minimum: 0,
      default: 60,
      description:
        'unreadable pieces of one address written to quarantine.v1 per minute; further ones are only counted',
    }),
    commands: commandSettings,
    mqtt: mqttSettings,
    http: httpSettings,
    attachments: attachmentSettings,
  },
  { default: {}, additionalProperties: false },
);
export type IngestSettings = Static<typeof ingestSettings>;
