/**
 * Entry of the store's own process: the engine is native code, and its crash must not take
 * anything else down. Lives as long as the IPC channel to its supervisor.
 */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { openEngine } from './engine.ts';
import { createFront } from './front.ts';
import type { ChildMessage, StartMessage } from './protocol.ts';

/** How long statements under way may take to finish at a planned stop; the engine is left to its journal after that. */
const STOP_GRACE_MS = 5_000;

let engine: Engine | null = null;
let server: Server | null = null;

process.once('message', (message: StartMessage) => {
  try {
    engine = openEngine(message.dataDir, message.limits);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    refuse(heldByAnother(message.dataDir) ? 'held' : 'failed', text);
    return;
  }
  const { version } = engine;
  server = createFront(engine, message);
  server.once('error', (error) => refuse('listen', error.message));
  server.listen(message.port, message.host, () => {
    const { port } = server!.address() as AddressInfo;
    tell({ kind: 'listening', port, engineVersion: version });
  });
});

// The supervisor's end, or its death: no process may hold the directory without one.
process.once('disconnect', stop);
process.on('SIGTERM', stop);
// A terminal sends SIGINT to the whole group; the supervisor decides when the store goes.
process.on('SIGINT', () => {});

function stop(): void {
  setTimeout(() => process.exit(0), STOP_GRACE_MS).unref();
  const close = () => {
    engine?.close();
    process.exit(0);
  };
  if (server === null) close();
  else {
    server.close(close);
    server.closeIdleConnections();
  }
}

/** The engine names the process that holds its directory in the file `status`. */
function heldByAnother(dataDir: string): boolean {
  try {
    const pid = /^PID: (\d+)/m.exec(readFileSync(join(dataDir, 'status'), 'utf8'))?.[1];
    if (pid === undefined || Number(pid) === process.pid) return false;
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
}

function refuse(reason: 'held' | 'listen' | 'failed', text: string): void {
  tell({ kind: 'refused', reason, message: text });
  engine?.close();
  process.exitCode = 1;
  process.disconnect?.();
}

function tell(message: ChildMessage): void {
  process.send?.(message);
}
