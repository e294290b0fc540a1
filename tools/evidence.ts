/** `npm run -s evidence -- verify FILE`: whether an evidence bundle is whole and unaltered; needs nothing but the file. */
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { TizhengError } from '#core/errors.ts';
import type { ByteSource } from '#runtime/evidence/container.ts';
import { verdictLine, verifyEvidence } from '#runtime/evidence/verify.ts';
import { run } from './run.ts';

const HELP = `npm run -s evidence -- verify FILE [options]

Says in one line whether a bundle (an alert's evidence, sealed data of vehicles) holds, and where not. 校验证据包。

  --key HEX      public key it must be signed with: 64 hex digits, as GET /api/evidence/key publishes it
  --json         prints the verdict as JSON

Exit 0: it holds. 1: it does not. 2: it cannot be read.`;

export async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [command, file] = positionals;
  const isKey = values.key === undefined || /^[0-9a-f]{64}$/.test(values.key);
  if (values.help || command !== 'verify' || file === undefined || !isKey) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const { source, close } = await openFile(file);
  try {
    const verdict = await verifyEvidence(source, values.key);
    console.log(
      values.json ? JSON.stringify(verdict) : verdictLine(verdict, values.key !== undefined),
    );
    return verdict.faults.length === 0 ? 0 : 1;
  } finally {
    await close();
  }
}

async function openFile(path: string): Promise<{ source: ByteSource; close(): Promise<void> }> {
  try {
    const handle = await open(path, 'r');
    const { size } = await handle.stat();
    const read = async (at: number, length: number) => {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await handle.read(bytes, 0, length, at);
      if (bytesRead < length) throw new Error('the file became shorter');
      return bytes;
    };
    return { source: { size, read }, close: () => handle.close() };
  } catch (cause) {
    throw new TizhengError('FILE_UNREADABLE', 'evidence', `${path} cannot be read.`, cause);
  }
}

if (import.meta.main) await run(main);
