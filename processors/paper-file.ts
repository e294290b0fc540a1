/**
 * The papers on file of one vehicle. New ones come with every trip, so what ended long ago is let
 * go; that a kind was ever held stays known.
 */
import type { SubjectKey } from '#core/identity.ts';
import { HOUR_MS } from '#core/time.ts';
import {
  type Line,
  PAPERS,
  type Paper,
  type PaperKind,
  type Permit,
  type PlaceRoute,
  type Ticket,
  type Waybill,
} from './papers.ts';
import type { SubjectInfo } from './subject-info.ts';

/** Papers that ended longer ago than this are let go at the next change: no rule asks that far back. */
const ENDED_KEPT_MS = 48 * HOUR_MS;
/** Papers of a vehicle on file, withdrawn ones included; the oldest by change give way. */
const PAPERS_KEPT_MAX = 256;

/** A prepared paper with the record it came from, so that state can be written down. */
export interface FiledPaper {
  kind: PaperKind;
  paper: Paper & { json: string };
}

export interface PaperOnFile {
  registryOffset: number;
  /** null = withdrawn; its offset is kept so that an older record of it changes nothing. */
  filed: FiledPaper | null;
}

export class PaperFile {
  /** By `kind/id`. */
  readonly papers = new Map<string, PaperOnFile>();
  /** See SubjectInfo. */
  kept: readonly string[] = [];

  /** False = a record as new is on file. `nowMs`: the newest tick, 0 = none yet. */
  put(name: string, on: PaperOnFile, nowMs: number): boolean {
    const known = this.papers.get(name);
    if (known !== undefined && on.registryOffset <= known.registryOffset) return false;
    this.papers.set(name, on);
    this.keep(on);
    this.prune(nowMs);
    return true;
  }

  /** As a snapshot has it. */
  load(name: string, on: PaperOnFile): void {
    this.papers.set(name, on);
  }

  /** In the order of names, so that the order of changes does not matter. */
  filed(): FiledPaper[] {
    return [...this.papers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, { filed }]) => filed ?? []);
  }

  private keep({ filed }: PaperOnFile): void {
    if (filed === null || filed.kind === 'line' || filed.kind === 'place-route') return;
    const name = filed.kind === 'permit' ? (filed.paper as Permit).kind : filed.kind;
    if (!this.kept.includes(name)) this.kept = [...this.kept, name].sort();
  }

  private prune(nowMs: number): void {
    for (const [name, { filed }] of this.papers)
      if (filed !== null && filed.paper.validToMs + ENDED_KEPT_MS < nowMs) this.papers.delete(name);
    if (this.papers.size <= PAPERS_KEPT_MAX) return;
    const oldest = [...this.papers].sort(([, a], [, b]) => a.registryOffset - b.registryOffset);
    for (const [name] of oldest.slice(0, oldest.length - PAPERS_KEPT_MAX)) this.papers.delete(name);
  }
}

/** null = not the record of such a paper. */
export function filedPaper(
  kind: PaperKind,
  item: Record<string, unknown>,
  json: string,
): FiledPaper | null {
  const paper = PAPERS[kind](item);
  return paper === null ? null : { kind, paper: Object.assign(paper, { json }) };
}

type PaperLists = Pick<
  SubjectInfo,
  'permits' | 'waybills' | 'tickets' | 'placeRoutes' | 'line' | 'kept'
>;

/** What rules see of papers; of lines only the vehicle's own. */
export function paperLists(
  filed: readonly FiledPaper[],
  lineId: string | null,
  kept: readonly string[],
): PaperLists {
  const of = (kind: PaperKind): Paper[] =>
    filed.flatMap((each) => (each.kind === kind ? [each.paper] : []));
  const lines = of('line') as Line[];
  return {
    permits: of('permit') as Permit[],
    waybills: of('waybill') as Waybill[],
    tickets: of('ticket') as Ticket[],
    placeRoutes: of('place-route') as PlaceRoute[],
    line: lines.find((line) => line.lineId === lineId) ?? null,
    kept,
  };
}

/** Owner and id of a control record; what is withdrawn no longer says whose it was and is named `<subjectKey>/<id>`. */
export function ownerOf(
  id: string,
  item: { subjectKey?: unknown } | null,
): { owner: SubjectKey; name: string } | null {
  const owner = item === null ? id.slice(0, 16) : item.subjectKey;
  if (typeof owner !== 'string' || !/^[0-9a-f]{16}$/.test(owner)) return null;
  return { owner: owner as SubjectKey, name: item === null ? id.slice(17) : id };
}
