/** A frame byte by byte over HTTP, and the input that could not be read. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NO_SUBJECT } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeQuarantined } from '#proto/codec/quarantined.ts';
import { startServer, type TestServer } from './harness.ts';

const HEARTBEAT = '7e 0002 0000 013800138000 0001 a9 7e';
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test('a pasted frame comes back as rows with names', async () => {
  const found = (await (await server.post('/api/inspect', { hex: HEARTBEAT })).json()) as {
    messageId: string;
    rows: { path: string | null; label: { zh: string } }[];
    fault: unknown;
  };
  expect(found).toMatchObject({ messageId: '0x0002', edition: '2013', fault: null });
  expect(found.rows.map(({ label }) => label.zh)).toEqual([
    '消息 ID',
    '消息体属性',
    '终端手机号',
    '消息流水号',
    '校验码',
  ]);
});

test('one position of a batch, as an alert’s evidence has it, is read as its body', async () => {
  const hex = '00000000000000030157552006ca3f68000f02580000261121120000';
  const elseBodyOf = { messageId: 0x0200, edition: '2013' };
  const found = await (await server.post('/api/inspect', { hex, elseBodyOf })).json();
  expect(found).toMatchObject({ messageId: '0x0200', fault: null, rows: expect.any(Array) });
  expect((found as { rows: { path: string }[] }).rows[2]!.path).toBe('latitudeDeg');
});

test('what is no hexadecimal is refused', async () => {
  expect((await server.post('/api/inspect', { hex: 'xyz' })).status).toBe(400);
  expect((await server.post('/api/inspect', { hex: '00'.repeat(10_000) })).status).toBe(400);
});

test('quarantined input comes newest first, with its bytes', async () => {
  expect(await (await server.get('/api/quarantined')).json()).toEqual({ records: [] });
  for (const [at, faultCode] of ['ESCAPE_LONE', 'CHECKSUM_MISMATCH'].entries()) {
    const value = encodeQuarantined({
      receivedTimeMs: 1_000 + at,
      source: 'tcp/jt808',
      faultCode,
      faultOffset: at,
      raw: Uint8Array.of(0x31, at),
      deviceKey: NO_SUBJECT,
    });
    await server.log.append(TOPICS.quarantine, 0, [{ key: NO_SUBJECT, timeMs: 1_000, value }]);
  }
  const { records } = (await (await server.get('/api/quarantined?limit=1')).json()) as {
    records: object[];
  };
  expect(records).toEqual([
    {
      offset: 1,
      receivedTimeMs: 1_001,
      source: 'tcp/jt808',
      faultCode: 'CHECKSUM_MISMATCH',
      faultOffset: 1,
      rawHex: '3101',
    },
  ]);
});
