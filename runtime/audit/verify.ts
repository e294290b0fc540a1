/**
 * Checks the audit trail: takes its links in the order of the log and tells what is altered, lost or out of
 * place. Found: any altered link, any link lost or put in within a chain, a chain cut off or taken away that
 * a later one names, a hole in the log. Not to be found from the trail alone: that the newest links were cut
 * off, all chains' ends together; for that the ends of an earlier check are compared (`known`).
 */
import type { AuditHead } from '#core/audit.ts';
import { decodeAuditLink, decodeAuditRecord } from '#proto/codec/audit.ts';
import type { LogRecord } from '../log/event-log.ts';
import { FIRST, hashOf, hex } from './chain.ts';

export const AUDIT_FAULTS = [
  'unreadable',
  'altered',
  'broken',
  'headless',
  'missing',
  'hole',
  'forked',
] as const;
export type AuditFaultCode = (typeof AUDIT_FAULTS)[number];

export interface AuditFault {
  code: AuditFaultCode;
  /** Place in the log; −1 = of no record. */
  offset: number;
  chain: string;
  number: number;
}

export interface AuditReport {
  links: number;
  /** Said twice in a row: an append that was repeated. */
  repeated: number;
  chains: number;
  /** Chains whose beginning retention has removed. */
  cutByRetention: number;
  faults: AuditFault[];
  faultsTotal: number;
  /** End of every chain, to be kept elsewhere and given to the next check. */
  heads: AuditHead[];
}

interface Seen {
  number: number;
  hash: string;
  /** Number → hash, of links that an opening or an earlier check may name. */
  hashes: Map<number, string>;
  firstNumber: number;
}

const FAULTS_TOLD = 100;

export class AuditVerifier {
  readonly #chains = new Map<string, Seen>();
  readonly #named: { head: AuditHead; offset: number }[] = [];
  readonly #report: AuditReport = {
    ...{
      links: 0,
      repeated: 0,
      chains: 0,
      cutByRetention: 0,
      faults: [],
      faultsTotal: 0,
      heads: [],
    },
  };
  readonly #low: number;
  #next: number;

  /** @param low first offset the log keeps: what was before it has been removed by retention */
  constructor(low: number) {
    this.#low = low;
    this.#next = low;
  }

  take({ offset, value }: Pick<LogRecord, 'offset' | 'value'>): void {
    this.#report.links++;
    if (offset !== this.#next) this.#fault('hole', { offset: this.#next, chain: '', number: 0 });
    this.#next = offset + 1;
    let link: ReturnType<typeof decodeAuditLink>;
    let record: ReturnType<typeof decodeAuditRecord>;
    try {
      link = decodeAuditLink(value);
      record = decodeAuditRecord(link);
    } catch {
      this.#fault('unreadable', { offset, chain: '', number: 0 });
      return;
    }
    const { chain, number } = record;
    const place = { offset, chain, number };
    const hash = hex(link.hash);
    const isAltered = hex(hashOf(link.previous, link.record)) !== hash;
    if (isAltered) this.#fault('altered', place);
    const seen = this.#chains.get(chain);
    if (seen === undefined) this.#begin(place, hex(link.previous), hash);
    else if (seen.number === number) {
      if (seen.hash === hash) this.#report.repeated++;
      else this.#fault('forked', place);
    } else {
      if (number !== seen.number + 1 || hex(link.previous) !== seen.hash)
        this.#fault('broken', place);
      Object.assign(seen, { number, hash });
      seen.hashes.set(number, hash);
    }
    // What an altered link says of others is nobody's word.
    if (!isAltered) for (const head of record.heads) this.#named.push({ head, offset });
  }

  /** @param known ends of chains as an earlier check told them */
  finish(known: readonly AuditHead[] = []): AuditReport {
    const named = [...this.#named, ...known.map((head) => ({ head, offset: -1 }))];
    for (const { head, offset } of named) {
      const seen = this.#chains.get(head.chain);
      // Gone by retention, and only that: nothing of the chain is left, or its beginning is not.
      const mayBeGone = this.#low > 0 && (seen === undefined || head.number < seen.firstNumber);
      if (seen?.hashes.get(head.number) === head.hash || mayBeGone) continue;
      this.#fault('missing', { offset, chain: head.chain, number: head.number });
    }
    const report = this.#report;
    report.chains = this.#chains.size;
    report.heads = [...this.#chains].map(([chain, { number, hash }]) => ({ chain, number, hash }));
    return report;
  }

  #begin(
    { offset, chain, number }: { offset: number; chain: string; number: number },
    previous: string,
    hash: string,
  ): void {
    const isFirst = number === 1 && previous === hex(FIRST);
    if (!isFirst && this.#low === 0) this.#fault('headless', { offset, chain, number });
    else if (!isFirst) this.#report.cutByRetention++;
    this.#chains.set(chain, {
      number,
      hash,
      hashes: new Map([[number, hash]]),
      firstNumber: number,
    });
  }

  #fault(code: AuditFaultCode, place: Omit<AuditFault, 'code'>): void {
    this.#report.faultsTotal++;
    if (this.#report.faults.length < FAULTS_TOLD) this.#report.faults.push({ code, ...place });
  }
}
