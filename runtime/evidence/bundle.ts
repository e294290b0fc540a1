/** A bundle from its parts: measured once for the manifest, then written; at any time one part is in memory. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type ContainerPart, containerBytes, refuseTooLarge, writeContainer } from './container.ts';
import { type BundleAbout, MANIFEST, manifestText, SIGNATURE } from './manifest.ts';
import { type EvidenceSigner, signatureText } from './signing.ts';

/** `read` is called twice and must give the same bytes. */
export interface BundlePart {
  name: string;
  read: ContainerPart['read'];
}

export interface Bundle {
  bytes: number;
  /** Last link of the chain over its parts. */
  root: string;
  parts: readonly { name: string; bytes: number; sha256: string }[];
  write(): AsyncGenerator<Uint8Array>;
}

export interface MeasuredPart extends ContainerPart {
  sha256: string;
}

/** @throws TizhengError EVIDENCE_TOO_LARGE, and what reading a part throws */
export async function makeBundle(
  about: BundleAbout,
  parts: readonly BundlePart[],
  signer: EvidenceSigner | null,
): Promise<Bundle> {
  const measured: MeasuredPart[] = [];
  for (const part of parts) measured.push(await measure(part));
  const told = measured.map(({ name, size, sha256 }) => ({ name, bytes: size, sha256 }));
  const text = manifestText(about, told);
  const manifest = Buffer.from(text);
  const all = [
    ...measured,
    await measure(fixedPart(MANIFEST, manifest)),
    await measure(fixedPart(SIGNATURE, Buffer.from(signatureText(manifest, signer)))),
  ];
  refuseTooLarge(all);
  const { root } = JSON.parse(text) as { root: string };
  return { bytes: containerBytes(all), root, parts: told, write: () => writeContainer(all) };
}

export const fixedPart = (name: string, bytes: Uint8Array): BundlePart => ({
  name,
  read: async () => bytes,
});

/** A part of lines, each with its end. */
export const linesPart = (name: string, lines: readonly string[]): BundlePart =>
  fixedPart(name, Buffer.from(lines.map((line) => `${line}\n`).join('')));

export const jsonPart = (name: string, value: unknown): BundlePart =>
  fixedPart(name, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));

/** Reads the part once. */
export async function measure({ name, read }: BundlePart): Promise<MeasuredPart> {
  const hash = createHash('sha256');
  let size = 0;
  let crc = 0;
  const content = read();
  const chunks = Symbol.asyncIterator in content ? content : [await content];
  for await (const chunk of chunks) {
    size += chunk.length;
    crc = crc32(chunk, crc);
    hash.update(chunk);
  }
  return { name, read, size, crc, sha256: hash.digest('hex') };
}
