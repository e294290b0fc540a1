/** One attachment connection: what it may send, where its data goes, and what it still has to say. */
import type { Link } from '../link.ts';
import {
  AttachmentStream,
  DATA_NAME_BYTES,
  type DataHandler,
  type DataHead,
} from '../protocols/jt808/attachment-stream.ts';
import { Reassembly } from '../protocols/jt808/reassembly.ts';
import type { AwaitedFile, FileRequest } from './requests.ts';

/** Lists of files are short; no upload needs more in memory. */
const REASSEMBLY = {
  setBytesMaxRefuse: 65_536,
  setsMaxEvictSilent: 1,
  silentMsMaxForget: 60_000,
  askAfterMs: 60_000,
  asksMax: 0,
};

export class Upload {
  readonly link: Link;
  readonly stream: AttachmentStream;
  readonly openedMs: number;
  readonly requests = new Set<FileRequest>();
  /** Named by the last 0x1210. */
  request: FileRequest | null = null;
  /** Named by the last 0x1211. */
  latest: AwaitedFile | null = null;
  /** Bytes since the link was last judged for its pace. */
  bytesSinceJudged = 0;
  judgedMs: number;
  /** Bytes handed to the disk and not yet written. */
  writingBytes = 0;
  /** Bytes that belong to nothing. */
  wastedBytes = 0;
  /** Wrong alarm numbers. */
  refused = 0;
  /** Where the data being read goes; null = nowhere. */
  target: { file: AwaitedFile; at: number } | null = null;
  /** The data being read belongs to a file that needs none: it is stored, or was refused. */
  isNeedless = false;
  #packets: Reassembly | null = null;

  constructor(link: Link, handler: DataHandler, nowMs: number) {
    this.link = link;
    this.stream = new AttachmentStream(handler);
    this.openedMs = nowMs;
    this.judgedMs = nowMs;
  }

  get packets(): Reassembly {
    this.#packets ??= new Reassembly(REASSEMBLY);
    return this.#packets;
  }

  /** The file a data frame or a message names; undefined = none that is awaited here. */
  fileOf(name: string): AwaitedFile | undefined {
    const exact = this.request?.files.get(name);
    if (exact !== undefined) return exact;
    for (const request of this.requests) {
      const file = request.files.get(name);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  /** The file whose data comes: by its name, by a name cut at 50 bytes, or else the one announced last. */
  fileOfData(head: DataHead): AwaitedFile | undefined {
    const exact = this.fileOf(head.name);
    if (exact !== undefined) return exact;
    for (const request of this.requests) {
      for (const file of request.files.values()) {
        if (isCutOf(head.nameBytes, file.nameBytes)) return file;
      }
    }
    // A path before the name, another case, a name in another alphabet: with one file under way there is no doubt.
    const { latest } = this;
    if (latest === null || latest.state !== 'open') return undefined;
    const underWay = [...latest.request.files.values()].filter(
      ({ state, incoming }) => state === 'open' && incoming !== null,
    );
    return underWay.length <= 1 ? latest : undefined;
  }
}

/** Names that do not fit the data head are cut, sometimes one short for a 0x00. */
function isCutOf(cut: Uint8Array, whole: Uint8Array): boolean {
  if (cut.length < DATA_NAME_BYTES - 1 || whole.length <= cut.length) return false;
  return Buffer.compare(cut, whole.subarray(0, cut.length)) === 0;
}
