/**
 * The peer Tile38, asked which fences hold a point. Nobody fetches or builds it here: `TILE38_SERVER` names a server program
 * that is there, which runs on loopback with its data in memory for as long as it is asked.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HOST = '127.0.0.1';
const START_MS_MAX = 10_000;
/** `/proc/<pid>/stat` counts in these, seconds. */
const CLOCK_TICK_S = 0.01;

/** What a server answers; an error is thrown. */
type Reply = string | number | null | Reply[];

export class Tile38 {
  private readonly child: ChildProcess;
  private readonly dir: string;
  private readonly socket: Socket;
  private rest: Buffer = Buffer.alloc(0);
  private waiting: { wanted: number; replies: Reply[]; resolve(replies: Reply[]): void } | null =
    null;

  private constructor(child: ChildProcess, dir: string, socket: Socket) {
    this.child = child;
    this.dir = dir;
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => this.take(bytes));
  }

  /** A server of its own, or why there is none. */
  static async open(): Promise<Tile38 | { skipped: string }> {
    const program = process.env.TILE38_SERVER;
    if (program === undefined) return { skipped: 'TILE38_SERVER names no server' };
    const dir = await mkdtemp(join(tmpdir(), 'tizheng-tile38-'));
    const port = await freePort();
    const args = ['-h', HOST, '-p', String(port), '-d', dir, '--appendonly', 'no', '-q'];
    const child = spawn(program, args, { stdio: 'ignore' });
    const failed = new Promise<string>((resolve) => {
      child.once('error', ({ message }) => resolve(message));
      child.once('exit', (code) => resolve(`it ended with ${code}`));
    });
    const socket = await Promise.race([connected(port), failed]);
    if (typeof socket === 'string') {
      child.kill();
      await rm(dir, { recursive: true, force: true });
      return { skipped: `Tile38 does not start: ${socket}` };
    }
    return new Tile38(child, dir, socket);
  }

  /** Sends all of them at once and waits for all answers. */
  async ask(commands: readonly (readonly string[])[]): Promise<Reply[]> {
    const answered = new Promise<Reply[]>((resolve) => {
      this.waiting = { wanted: commands.length, replies: [], resolve };
    });
    this.socket.write(commands.map(encode).join(''));
    return answered;
  }

  /** Time the server has spent on processors so far, all threads, seconds. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_S;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.socket.destroy();
    this.child.kill();
    await ended;
    await rm(this.dir, { recursive: true, force: true });
  }

  private take(bytes: Buffer): void {
    const { waiting } = this;
    if (waiting === null) throw new Error('Tile38 answers what nobody asked.');
    const all = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    let at = 0;
    while (waiting.replies.length < waiting.wanted) {
      const reply = decode(all, at);
      if (reply === null) break;
      waiting.replies.push(reply.value);
      at = reply.end;
    }
    this.rest = all.subarray(at);
    if (waiting.replies.length < waiting.wanted) return;
    this.waiting = null;
    waiting.resolve(waiting.replies);
  }
}

function encode(words: readonly string[]): string {
  let text = `*${words.length}\r\n`;
  for (const word of words) text += `$${Buffer.byteLength(word)}\r\n${word}\r\n`;
  return text;
}

/** One RESP value; null = not all of it has come. */
function decode(bytes: Buffer, at: number): { value: Reply; end: number } | null {
  const lineEnd = bytes.indexOf('\r\n', at);
  if (lineEnd < 0) return null;
  const line = bytes.toString('utf8', at + 1, lineEnd);
  const next = lineEnd + 2;
  switch (bytes[at]) {
    case 0x2b: // +
      return { value: line, end: next };
    case 0x3a: // :
      return { value: Number(line), end: next };
    case 0x24: {
      // $
      const length = Number(line);
      if (length < 0) return { value: null, end: next };
      if (bytes.length < next + length + 2) return null;
      return { value: bytes.toString('utf8', next, next + length), end: next + length + 2 };
    }
    case 0x2a: {
      // *
      const values: Reply[] = [];
      let end = next;
      for (let i = 0; i < Number(line); i++) {
        const part = decode(bytes, end);
        if (part === null) return null;
        values.push(part.value);
        end = part.end;
      }
      return { value: values, end };
    }
    default:
      throw new Error(`Tile38 answers ${line}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function connected(port: number): Promise<Socket | string> {
  const untilMs = performance.now() + START_MS_MAX;
  while (performance.now() < untilMs) {
    const socket = connect(port, HOST);
    const isUp = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (isUp) return socket;
    await sleep(50);
  }
  return 'it does not listen';
}
