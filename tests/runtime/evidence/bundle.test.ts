/** A bundle holds as it was made, and no byte of it can change unseen. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import {
  type BundlePart,
  fixedPart,
  jsonPart,
  linesPart,
  makeBundle,
} from '#runtime/evidence/bundle.ts';
import {
  type ContainerPart,
  readContainer,
  refuseTooLarge,
  writeContainer,
} from '#runtime/evidence/container.ts';
import type { BundleAbout } from '#runtime/evidence/manifest.ts';
import { EvidenceSigner } from '#runtime/evidence/signing.ts';
import { memorySource, verdictLine, verifyEvidence } from '#runtime/evidence/verify.ts';
import { main } from '#tools/evidence.ts';

const ABOUT: BundleAbout = {
  ...{ kind: 'alert', id: '0'.repeat(31) + 1, subjects: ['00000000000000aa'] },
  ...{ fromMs: 1_000, toMs: 2_000, madeAtMs: 3_000 },
  audit: { chain: 'c', number: 7, hash: 'f'.repeat(64), offset: 41 },
  withheld: [{ part: 'frames.jsonl', why: 'clearance', count: 0 }],
};
const signer = new EvidenceSigner('07'.repeat(32));
const PARTS: BundlePart[] = [
  jsonPart('alert.json', { explanation: '超速' }),
  linesPart('points.csv', ['a,b', '1,2', '3,']),
  fixedPart('attachments/empty.bin', new Uint8Array()),
  {
    name: 'attachments/video.mp4',
    async *read() {
      for (let i = 0; i < 3; i++) yield new Uint8Array(1_000).fill(i);
    },
  },
];

async function bundled(parts = PARTS, by: EvidenceSigner | null = signer): Promise<Buffer> {
  const bundle = await makeBundle(ABOUT, parts, by);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bundle.write()) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  expect(bytes.length).toBe(bundle.bytes);
  return bytes;
}
async function written(parts: readonly ContainerPart[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeContainer(parts)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const verdictOf = (bytes: Uint8Array, publicKey?: string) =>
  verifyEvidence(memorySource(bytes), { publicKey });
const whole = await bundled();

test('holds, says what it is of, and which key it is signed with', async () => {
  const verdict = await verdictOf(whole, signer.publicKey);
  expect(verdict).toMatchObject({ faults: [], signedBy: { keyId: signer.keyId } });
  expect(verdict.manifest).toMatchObject({ ...ABOUT, parts: PARTS.map(({ name }) => ({ name })) });
  expect(verdictLine(verdict, { isCompared: true })).toBe(
    `Holds: alert ${ABOUT.id}, 4 parts, without frames.jsonl; signed by key ${signer.keyId}, the one you gave.`,
  );
  const plain = await verdictOf(await bundled(PARTS, null));
  expect(verdictLine(plain, { isCompared: false })).toContain('; not signed.');
  expect(await bundled()).toEqual(whole);
});

test('a flipped byte anywhere is found', async () => {
  const entries = await readContainer(memorySource(whole));
  /** Every byte of the headers, and seeded places of each part, its first and last byte among them. */
  const places = new Set(Array.from({ length: whole.length }, (_, at) => at));
  for (const { at, size } of entries) {
    for (let i = 0; i < size; i++) places.delete(at + i);
    if (size === 0) continue;
    for (const i of [0, size - 1]) places.add(at + i);
    for (let i = 0; i < 30; i++) places.add(at + ((i * 7_919 + 13) % size));
  }
  const unseen: number[] = [];
  const blamed = new Map<number, string>();
  for (const at of places) {
    const altered = Buffer.from(whole);
    altered[at] = altered[at]! ^ (1 << (at % 8));
    const { faults } = await verdictOf(altered);
    if (faults.length === 0) unseen.push(at);
    else blamed.set(at, faults[0]!.where);
  }
  expect(unseen).toEqual([]);
  for (const { name, at, size } of entries) if (size > 0) expect(blamed.get(at)).toBe(name);
  expect(places.size).toBeGreaterThan(700);
});

test('a file that is cut, grown or no bundle at all is not taken for one', async () => {
  for (const bytes of [
    ...[0, 1, 21, 22, 100, whole.length - 1].map((length) => whole.subarray(0, length)),
    Buffer.concat([whole, Buffer.of(0)]),
    Buffer.alloc(5_000),
  ])
    expect((await verdictOf(bytes)).faults).toMatchObject([{ where: 'file' }]);
});

describe('whoever can make bundles, but not sign', () => {
  const other = new EvidenceSigner('08'.repeat(32));

  test('is found by the key', async () => {
    const altered = [jsonPart('alert.json', { explanation: '未超速' }), ...PARTS.slice(1)];
    for (const [by, what] of [
      [other, 'it is of another key'],
      [null, 'it is not signed'],
    ] as const) {
      const { faults } = await verdictOf(await bundled(altered, by), signer.publicKey);
      expect(faults).toEqual([{ where: 'signature.json', what }]);
    }
  });

  test('cannot leave a part out, put one in or exchange two under the old manifest', async () => {
    const parts = (await readContainer(memorySource(whole))).map((entry) => ({
      ...entry,
      read: async () => whole.subarray(entry.at, entry.at + entry.size),
    }));
    const faultsOf = async (list: typeof parts) => (await verdictOf(await written(list))).faults;
    expect(await faultsOf(parts)).toEqual([]);
    const [a, b, ...rest] = parts as [(typeof parts)[0], (typeof parts)[0], ...typeof parts];
    expect(await faultsOf([b, ...rest])).toMatchObject([{ where: a.name }]);
    expect(await faultsOf([...parts, { ...a, name: 'more' }])).toMatchObject([{ where: 'more' }]);
    const swapped = [
      { ...b, name: a.name },
      { ...a, name: b.name },
    ];
    expect(await faultsOf([...swapped, ...rest])).toMatchObject([
      { where: a.name },
      { where: b.name },
    ]);
  });
});

test('a part that changes between measuring and writing ends the file with an error', async () => {
  let reads = 0;
  const bundle = await makeBundle(
    ABOUT,
    [{ name: 'a', read: async () => Buffer.from(String(reads++)) }],
    null,
  );
  const writing = (async () => {
    for await (const _ of bundle.write());
  })();
  await expect(writing).rejects.toThrow('The part a is not what it was');
});

test('more than the container can hold is refused before anything is written', async () => {
  const entry = (size: number) => ({ name: 'a', size, crc: 0 });
  const overhead = 22 + 30 + 46 + 2;
  expect(() => refuseTooLarge([entry(0xffff_ffff - overhead)])).not.toThrow();
  expect(() => refuseTooLarge([entry(0xffff_ffff - overhead + 1)])).toThrow('larger than 4 GB');
});

test('the command says it in one line, and other tools read file and signature', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-evidence-'));
  const said: string[] = [];
  const print = vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  try {
    const file = join(dir, 'evidence.zip');
    writeFileSync(file, whole);
    expect(await main(['verify', file, '--key', signer.publicKey])).toBe(0);
    const altered = Buffer.from(whole);
    altered[whole.indexOf('a,b')] = 0x40;
    writeFileSync(file, altered);
    expect(await main(['verify', file])).toBe(1);
    expect(said).toEqual([
      expect.stringMatching(/^Holds: alert .*the one you gave\.$/),
      'Does not hold: points.csv (its content is not what the manifest says).',
    ]);
    await expect(main(['verify', join(dir, 'none')])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
    expect(await main(['verify'])).toBe(2);
    const manifest = (await readContainer(memorySource(whole))).find(
      ({ name }) => name === 'manifest.json',
    )!;
    const bytes = whole.subarray(manifest.at, manifest.at + manifest.size);
    writeFileSync(join(dir, 'manifest.json'), bytes);
    writeFileSync(join(dir, 'key.pem'), signer.publicPem);
    writeFileSync(join(dir, 'signature'), Buffer.from(signer.sign(bytes), 'hex'));
    const openssl = ['pkeyutl', '-verify', '-pubin', '-inkey', 'key.pem', '-rawin', '-in'];
    const ask = () =>
      execFileSync('openssl', [...openssl, 'manifest.json', '-sigfile', 'signature'], { cwd: dir });
    try {
      expect(ask().toString()).toContain('Verified');
    } catch (error) {
      // A machine without openssl proves it no less by the test above.
      if ((error as { code?: string }).code !== 'ENOENT') throw error;
    }
  } finally {
    print.mockRestore();
    rmSync(dir, { recursive: true, force: true });
  }
});
