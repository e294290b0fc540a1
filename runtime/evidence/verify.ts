/** Whether a bundle holds, from the file alone: container, signature, manifest, chain, and every part. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { formatShanghai } from '#core/time.ts';
import { type ByteSource, ContainerFault, type FoundEntry, readContainer } from './container.ts';
import { faultOfKey, type KeyFault, type KnownKey } from './keys.ts';
import { MANIFEST, type Manifest, manifestText, SIGNATURE } from './manifest.ts';
import { judgeSignature, keyIdOf } from './signing.ts';

export interface EvidenceFault {
  /** A part's name, or `file`. */
  where: string;
  what: string;
}

export interface EvidenceVerdict {
  faults: EvidenceFault[];
  /** Null = it could not be read so far. */
  manifest: Manifest | null;
  /** Key the manifest is signed with; null = it is not signed, or the signature does not hold. */
  signedBy: { publicKey: string; keyId: string } | null;
}

/** Which keys are believed. */
export interface Believed {
  /** 64 hex digits; without `keys` the bundle must be signed with it, with them it may follow from it. */
  publicKey?: string | undefined;
  /** All keys of the installation, as it publishes them. */
  keys?: readonly KnownKey[] | undefined;
}

const OF_KEY: Record<KeyFault, string> = {
  unknown: 'it is of a key that is not among those you gave',
  unendorsed: 'it is of a key that does not follow from the one you gave',
  replaced: 'it is of a key that had been replaced when the bundle says it was made',
};

const CHUNK_BYTES = 1_048_576;
/** A manifest of the most parts a container takes stays below this; more would be read for nothing. */
const TEXT_BYTES_MAX = 64_000_000;

/** Without a key that is believed, whichever the bundle names is told. */
export async function verifyEvidence(
  source: ByteSource,
  { publicKey, keys }: Believed = {},
): Promise<EvidenceVerdict> {
  const verdict: EvidenceVerdict = { faults: [], manifest: null, signedBy: null };
  const fault = (where: string, what: string) => verdict.faults.push({ where, what });
  let entries: FoundEntry[];
  try {
    entries = await readContainer(source);
  } catch (error) {
    if (!(error instanceof ContainerFault)) throw error;
    fault(error.where, error.message);
    return verdict;
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const [manifestEntry, signatureEntry] = [byName.get(MANIFEST), byName.get(SIGNATURE)];
  if (!isText(manifestEntry) || !isText(signatureEntry)) {
    fault('file', `it lacks ${MANIFEST} or ${SIGNATURE}`);
    return verdict;
  }
  const manifestBytes = await source.read(manifestEntry.at, manifestEntry.size);
  const signature = Buffer.from(await source.read(signatureEntry.at, signatureEntry.size));
  const judged = judgeSignature(signature.toString(), manifestBytes);
  if (!judged.ok) {
    fault(judged.part === 'manifest' ? MANIFEST : SIGNATURE, 'it is altered');
    return verdict;
  }
  if (judged.publicKey !== null)
    verdict.signedBy = { publicKey: judged.publicKey, keyId: keyIdOf(judged.publicKey) };
  if ((publicKey ?? keys) !== undefined && judged.publicKey === null)
    fault(SIGNATURE, 'it is not signed');
  else if (publicKey !== undefined && keys === undefined && judged.publicKey !== publicKey)
    fault(SIGNATURE, 'it is of another key');
  const manifest = manifestOf(manifestBytes);
  if (manifest === null) {
    fault(MANIFEST, 'it is no manifest of this format');
    return verdict;
  }
  verdict.manifest = manifest;
  if (keys !== undefined && judged.publicKey !== null) {
    const why = faultOfKey(judged.publicKey, manifest.madeAtMs, { keys, trusted: publicKey });
    if (why !== null) fault(SIGNATURE, OF_KEY[why]);
  }
  const named = new Set([...manifest.parts.map(({ name }) => name), MANIFEST, SIGNATURE]);
  for (const { name } of entries)
    if (!named.has(name)) fault(name, 'the manifest does not name it');
  for (const { name, bytes, sha256: hash } of manifest.parts) {
    const entry = byName.get(name);
    if (entry === undefined) fault(name, 'it is missing');
    else if (entry.size !== bytes || (await contentHash(source, entry)) !== hash)
      fault(name, 'its content is not what the manifest says');
  }
  for (const entry of [manifestEntry, signatureEntry])
    if (crc32(await source.read(entry.at, entry.size)) !== entry.crc)
      fault(entry.name, 'its checksum is altered');
  return verdict;
}

const isText = (entry: FoundEntry | undefined): entry is FoundEntry =>
  entry !== undefined && entry.size <= TEXT_BYTES_MAX;

/** Null = not the one text its own fields give, the chain included. */
function manifestOf(bytes: Uint8Array): Manifest | null {
  const text = Buffer.from(bytes).toString();
  try {
    const manifest = JSON.parse(text) as Manifest;
    return manifestText(manifest, manifest.parts) === text ? manifest : null;
  } catch {
    return null;
  }
}

/** '' = not even its checksum fits. */
async function contentHash(source: ByteSource, { at, size, crc }: FoundEntry): Promise<string> {
  const hash = createHash('sha256');
  let sum = 0;
  for (let done = 0; done < size; done += CHUNK_BYTES) {
    const chunk = await source.read(at + done, Math.min(CHUNK_BYTES, size - done));
    sum = crc32(chunk, sum);
    hash.update(chunk);
  }
  return sum === crc ? hash.digest('hex') : '';
}

export const memorySource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (at, length) => bytes.subarray(at, at + length),
});

/**
 * One line for people.
 * @param isCompared it was compared with a key that somebody gave
 * @param known the key, as a list of keys that was given has it
 */
export function verdictLine(
  { faults, manifest, signedBy }: EvidenceVerdict,
  { isCompared, known }: { isCompared: boolean; known?: KnownKey | undefined },
): string {
  if (faults.length > 0) {
    const told = faults.slice(0, 5).map(({ where, what }) => `${where} (${what})`);
    const more = faults.length > told.length ? `, and ${faults.length - told.length} more` : '';
    return `Does not hold: ${told.join(', ')}${more}.`;
  }
  const { kind, id, parts, withheld } = manifest!;
  const left =
    withheld.length > 0 ? `, without ${withheld.map(({ part }) => part).join(', ')}` : '';
  const of = known === undefined ? comparedText(isCompared) : timeText(known, isCompared);
  const by = signedBy === null ? 'not signed' : `signed by key ${signedBy.keyId}${of}`;
  return `Holds: ${kind} ${id}, ${parts.length} parts${left}; ${by}.`;
}

const comparedText = (isCompared: boolean) =>
  isCompared ? ', the one you gave' : ', to be compared with the one the installation publishes';

function timeText({ fromMs, untilMs }: KnownKey, isCompared: boolean): string {
  const until = untilMs === null ? 'on' : `until ${formatShanghai(untilMs)}`;
  return `, in use from ${formatShanghai(fromMs)} ${until}${isCompared ? ', which follows from the one you gave' : ''}`;
}
