/**
 * The store of a test: the embedded engine in its process, or, where TIZHENG_TEST_CLICKHOUSE_URL names
 * one (http://user:password@host:8123), a real ClickHouse server. Its databases ods, dw and svc are
 * dropped before and after; a server that holds them otherwise is refused. One suite at a time then:
 *
 *   TIZHENG_TEST_CLICKHOUSE_URL=… npx vitest run --no-file-parallelism tests/sinks tests/dashboard/server/track.test.ts
 */
import { createClient } from '@clickhouse/client';
import pino from 'pino';
import { Registry } from 'prom-client';
import { type Store, startStore } from '#runtime/store/supervisor.ts';

const serverUrl = process.env.TIZHENG_TEST_CLICKHOUSE_URL ?? '';
/** Tests that kill the store's process have nothing to kill on a server. */
export const storeIsAServer = serverUrl !== '';
if (storeIsAServer) console.log('The store of this test is a ClickHouse server.');

const DATABASES = ['ods', 'dw', 'svc'];
/** Marks a server whose databases are ours to drop. */
const MARKER = 'tizheng_tests';

export async function startTestStore(dataDir: string): Promise<Store> {
  if (storeIsAServer) return emptiedServer();
  return startStore({
    dataDir,
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    backoffMsMax: 100,
  });
}

async function emptiedServer(): Promise<Store> {
  const { origin, username, password } = new URL(serverUrl);
  const address = {
    url: origin,
    username: decodeURIComponent(username) || 'default',
    password: decodeURIComponent(password),
  };
  await empty(address);
  return {
    ...address,
    pause: () => Promise.reject(new Error('A server is not paused by a test.')),
    state: () => 'up',
    pid: () => null,
    stop: () => empty(address),
  };
}

async function empty(address: { url: string; username: string; password: string }): Promise<void> {
  const client = createClient(address);
  try {
    const answer = await client.query({ query: 'SHOW DATABASES', format: 'JSONEachRow' });
    const names = (await answer.json<{ name: string }>()).map(({ name }) => name);
    if (!names.includes(MARKER)) {
      const held = DATABASES.filter((name) => names.includes(name));
      if (held.length > 0)
        throw new Error(
          `The server holds ${held.join(', ')} and is not one of tests; if it is, CREATE DATABASE ${MARKER}.`,
        );
      await client.command({ query: `CREATE DATABASE ${MARKER}` });
    }
    for (const name of DATABASES)
      await client.command({ query: `DROP DATABASE IF EXISTS ${name} SYNC` });
  } finally {
    await client.close();
  }
}
