/** Pseudonyms of names as their bytes stand in a recording: a name seen before is found without making a text of it. */
import type { SubjectKey } from '#core/identity.ts';

interface Known {
  bytes: Uint8Array;
  key: SubjectKey;
}

export class Names {
  private readonly keyOfName: (name: string) => SubjectKey;
  /** By hash; names of one hash stand in one list. */
  private readonly known = new Map<number, Known[]>();

  constructor(keyOfName: (name: string) => SubjectKey) {
    this.keyOfName = keyOfName;
  }

  keyOf(bytes: Buffer, at: number, end: number): SubjectKey {
    let hash = 0;
    for (let i = at; i < end; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
    let list = this.known.get(hash);
    if (list === undefined) {
      list = [];
      this.known.set(hash, list);
    }
    for (let i = 0; i < list.length; i++)
      if (isSame(list[i]!.bytes, bytes, at, end)) return list[i]!.key;
    const key = this.keyOfName(bytes.toString('utf8', at, end));
    list.push({ bytes: Uint8Array.prototype.slice.call(bytes, at, end), key });
    return key;
  }
}

function isSame(name: Uint8Array, bytes: Buffer, at: number, end: number): boolean {
  if (name.length !== end - at) return false;
  for (let i = 0; i < name.length; i++) if (name[i] !== bytes[at + i]) return false;
  return true;
}
