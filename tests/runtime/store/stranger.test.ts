/** Goal: what answers in the place of a store that is away is not taken for it. Method: a server on its port that thanks for everything. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  copyRows,
  insertBinary,
  ONE_SERVER,
  openStoreClient,
  readRows,
  type StoreClient,
  sendCommand,
} from '#runtime/store/client.ts';

let asked = 0;
const stranger = createServer((request, response) => {
  asked++;
  request.resume().on('end', () => response.writeHead(200).end());
});
let store: StoreClient;

beforeAll(async () => {
  await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
  const { port } = stranger.address() as AddressInfo;
  const address = { url: `http://127.0.0.1:${port}`, username: 'u', password: 'p' };
  store = openStoreClient(address, { requestMsMax: 5_000, connectionsMax: 1 });
});
afterAll(async () => {
  await store.close();
  stranger.close();
});

const NO_STORE = /no store/;

test('rows it took are not stored, and what it did not find may be there', async () => {
  const signal = new AbortController().signal;
  const options = { token: 't', signal, layout: ONE_SERVER };
  await expect(
    insertBinary(store, 'rows.insert', 'INSERT INTO t (a)', Buffer.from([1]), options),
  ).rejects.toThrow(NO_STORE);
  await expect(readRows(store, 'track.read', 'SELECT 1')).rejects.toThrow(NO_STORE);
  await expect(sendCommand(store, 'schema.apply', 'CREATE TABLE t')).rejects.toThrow(NO_STORE);
  const copied = copyRows(store, 'seal.copy', 'INSERT INTO t SELECT 1', ONE_SERVER);
  await expect(copied).rejects.toThrow(NO_STORE);
  expect(asked).toBe(4);
});
