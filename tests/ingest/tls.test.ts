/** Devices over TLS: MQTT and HTTP with a certificate that openssl makes for the occasion. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import mqtt from 'mqtt';
import { afterAll, expect, test } from 'vitest';
import { startHarness } from './harness.ts';
import { passwordOf } from './mqtt-client.ts';
import { Terminal, until } from './terminal.ts';

const dir = mkdtempSync(join(tmpdir(), 'tizheng-tls-'));
const tlsCertFile = join(dir, 'cert.pem');
const tlsKeyFile = join(dir, 'key.pem');
const made = spawnSync('openssl', [
  ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
  ...['-keyout', tlsKeyFile, '-out', tlsCertFile, '-days', '2', '-subj', '/CN=localhost'],
  ...['-addext', 'subjectAltName=IP:127.0.0.1'],
]);
const isThere = made.status === 0;
if (!isThere) console.log('skipped: openssl is not installed, and the tests bring no private key.');
afterAll(() => rmSync(dir, { recursive: true }));

test.skipIf(!isThere)(
  'MQTT and HTTP readings come encrypted; old TLS and no TLS do not get in',
  async () => {
    const files = { tlsCertFile, tlsKeyFile };
    const ingest = await startHarness({
      authenticationMs: 300,
      mqtt: { listen: 'off', ...files },
      http: files,
    });
    expect(ingest.mqttPort).toBe(null);
    const ca = readFileSync(tlsCertFile);
    const client = await mqtt.connectAsync(
      `mqtts://127.0.0.1:${ingest.mqttTlsPort}`,
      {
        ca,
        clientId: 'det-1',
        username: 'det-1',
        password: passwordOf('det-1'),
        reconnectPeriod: 0,
      },
      false,
    );
    await client.publishAsync('tz/1/-/road/det-1/weather', '{"visibilityM":180}', { qos: 1 });
    await client.endAsync();
    expect(await post(ingest.httpPort!, ca)).toBe(200);
    expect((await ingest.readings('weather')).length).toBe(2);

    const old = connect({
      port: ingest.mqttTlsPort!,
      ca,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const refused = await new Promise<Error>((resolve) => old.on('error', resolve));
    expect(refused.message).toMatch(/protocol version|handshake failure/);
    // A handshake that never comes is given as long as an authentication.
    const silent = connectPlain({ port: ingest.mqttTlsPort!, host: '127.0.0.1' });
    silent.on('error', () => {});
    await new Promise<void>((resolve) => silent.once('close', () => resolve()));
    await until(() => ingest.counters.connectionsOpen === 0);
    expect(ingest.counters.closes['tls-handshake']).toBe(2);
    await ingest.stop();
  },
);

test.skipIf(!isThere)('JT/T 808 comes encrypted, beside the open port', async () => {
  const ingest = await startHarness({ authenticationMs: 300, tlsCertFile, tlsKeyFile });
  const terminal = await shaken({ port: ingest.tlsPort!, ca: readFileSync(tlsCertFile) });
  await terminal.signOn();
  expect((await terminal.ask(terminal.location())).body.result).toBe(0);
  const open = await Terminal.connect(ingest.tcpPort, '13600000002');
  await open.signOn();
  // Nobody speaks in the clear on the encrypted port; it counts like every connection.
  const plain = await Terminal.connect(ingest.tlsPort!, '13600000003');
  plain.send(plain.registration());
  await plain.whenClosed();
  await until(() => ingest.counters.connectionsOpen === 2);
  expect(ingest.counters.closes['tls-handshake']).toBe(1);
  await ingest.stop();
  expect(ingest.counters.connectionsOpen).toBe(0);
});

test.skipIf(!isThere)('a terminal without a certificate of ours is not let in', async () => {
  const ingest = await startHarness({ tlsCertFile, tlsKeyFile, tlsClientCaFile: tlsCertFile });
  const ca = readFileSync(tlsCertFile);
  const port = ingest.tlsPort!;
  const terminal = await shaken({ port, ca, cert: ca, key: readFileSync(tlsKeyFile) });
  await terminal.signOn();
  const stranger = connect({ port, host: '127.0.0.1', ca });
  stranger.on('error', () => {});
  await new Promise<void>((resolve) => stranger.once('close', () => resolve()));
  await until(() => ingest.counters.closes['tls-handshake'] === 1);
  expect((await terminal.ask(terminal.location())).body.result).toBe(0);
  await ingest.stop();
  expect(ingest.counters.connectionsOpen).toBe(0);
});

async function shaken(options: ConnectionOptions): Promise<Terminal> {
  const socket = connect({ host: '127.0.0.1', ...options });
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', () => resolve());
    socket.once('error', reject);
  });
  return new Terminal(socket, '13600000001', '2013');
}

function post(port: number, ca: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ host: '127.0.0.1', port, ca, method: 'POST', path: '/tz/1/road/weather' },
        auth: `det-1:${passwordOf('det-1')}`,
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    sent.once('error', reject);
    sent.end('{"visibilityM":180}');
  });
}
