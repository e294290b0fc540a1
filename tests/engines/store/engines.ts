/** Stores of several kinds for one suite, each with every statement it was sent. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { StoreAddress } from '#runtime/store/client.ts';
import type { EngineSettings } from '#runtime/store/engine.ts';
import { startTestStore } from '#tests/test-store.ts';

export interface WatchedStore {
  address: StoreAddress;
  /** Names and texts of the statements, as they left the product. */
  sent: { name: string; sql: string }[];
  close(): Promise<void>;
}

const USER = { username: 'tizheng', password: 'of-a-test' };

/** As the product starts it, or the server that TIZHENG_TEST_CLICKHOUSE_URL names. */
export async function usualStore(dir: string): Promise<WatchedStore> {
  const store = await startTestStore(dir);
  const { url, username, password } = store;
  return watched(
    { url, username, password },
    (sql) => sql,
    () => store.stop(),
  );
}

/** The engine in a process of its own, opened as told. `edit` sees each statement before the engine does. */
export async function engineWith(
  dir: string,
  settings: EngineSettings,
  edit = (sql: string) => sql,
): Promise<WatchedStore> {
  mkdirSync(dir, { recursive: true });
  const child = fork(join(import.meta.dirname, 'engine-child.ts'), {
    env: { ...process.env, UV_THREADPOOL_SIZE: '6' },
  });
  child.send({ dataDir: dir, settings, ...USER });
  const [port] = (await Promise.race([once(child, 'message'), ended(child)])) as [number];
  return watched({ url: `http://127.0.0.1:${port}`, ...USER }, edit, async () => {
    const exit = once(child, 'exit');
    // Nothing of it is kept; replicas without a Keeper would not end by themselves.
    child.kill('SIGKILL');
    await exit;
  });
}

async function ended(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`The engine ended with ${code}.`);
}

/** Of a cluster, what the front does not take: the embedded engine has no other replicas to wait for. */
const OF_CLUSTERS = ['insert_distributed_sync', 'insert_quorum', 'insert_quorum_parallel'];

async function watched(
  { url, username, password }: StoreAddress,
  edit: (sql: string) => string,
  close: () => Promise<void>,
): Promise<WatchedStore> {
  const sent: WatchedStore['sent'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    let body = Buffer.concat(chunks);
    const to = new URL(request.url ?? '/', url);
    const name = to.searchParams.get('log_comment');
    if (name !== null) {
      const inUrl = to.searchParams.get('query');
      sent.push({ name, sql: inUrl ?? body.toString() });
      if (inUrl === null) body = Buffer.from(edit(body.toString()));
      if (edit('') !== '') throw new Error('not a plain edit');
    }
    for (const setting of OF_CLUSTERS) to.searchParams.delete(setting);
    const headers = { ...request.headers, 'content-length': body.length };
    delete (headers as Record<string, unknown>)['transfer-encoding'];
    httpRequest(to, { method: request.method!, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: { url: `http://127.0.0.1:${port}`, username, password },
    sent,
    async close() {
      server.closeAllConnections();
      server.close();
      await close();
    },
  };
}
