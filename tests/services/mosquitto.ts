/** A Mosquitto of our own on a free port, with room for what waits. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from './ports.ts';

const BINARY = '/usr/sbin/mosquitto';
export const mosquittoIsThere = existsSync(BINARY);
if (!mosquittoIsThere)
  console.log('skipped: Mosquitto is not installed (Debian package mosquitto).');

export interface Mosquitto {
  port: number;
  url: string;
  stop(): Promise<void>;
}

/** The settings that docs/protocols/mqtt.md recommends. */
const settings = (port: number) => `listener ${port} 127.0.0.1
allow_anonymous true
max_inflight_messages 0
max_queued_messages 0
`;

export async function startMosquitto(): Promise<Mosquitto> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-mosquitto-'));
  const [port] = (await freePorts(1)) as [number];
  const file = join(dir, 'mosquitto.conf');
  writeFileSync(file, settings(port));
  const child = spawn(BINARY, ['-c', file], { stdio: 'ignore', detached: true });
  for (let tries = 0; !(await isOpen(port)); tries++) {
    if (tries > 100 || child.exitCode !== null) throw new Error('Mosquitto does not start.');
    await sleep(50);
  }
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    async stop() {
      await ended(child);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
