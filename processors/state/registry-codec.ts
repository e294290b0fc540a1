/** What the registry said of a subject, as its snapshot entry: records as logged, each once, and what held when. */
import type { VehicleClass } from '#core/report.ts';
import { corridorOf } from '../control.ts';
import { filedPaper, paperLists } from '../paper-file.ts';
import type { Paper, PaperKind } from '../papers.ts';
import type { FiledCorridor, Subject } from '../subject.ts';
import {
  type SubjectInfo,
  subjectInfo,
  type VehicleFacts,
  vehicleFactsOf,
} from '../subject-info.ts';

interface InfoState {
  fromMs: number;
  class: VehicleClass;
  enterpriseId: string | null;
  regionCode: string | null;
  corridors: number[];
  /** Absent, as the next two, before papers were read. */
  vehicle?: VehicleFacts;
  papers?: [PaperKind, number][];
  kept?: readonly string[];
}

export interface RegistryState {
  vehicle: { registryOffset: number; json: string };
  /** Routes and papers as logged; the lists below count in this one. */
  records: string[];
  /** `record` null = withdrawn. */
  routes: { routeId: string; registryOffset: number; record: number | null; byPlaces?: boolean }[];
  /** Absent, as the next, before papers were read. `kind` null = withdrawn. */
  papers?: { name: string; registryOffset: number; kind: PaperKind | null; record: number }[];
  kept?: readonly string[];
  infos: InfoState[];
  next: InfoState | null;
}

export function registryState(subject: Subject): RegistryState {
  const records: string[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (json: string): number => {
    let index = indexes.get(json);
    if (index === undefined) {
      index = records.push(json) - 1;
      indexes.set(json, index);
    }
    return index;
  };
  const listed = (kind: PaperKind, papers: readonly Paper[]): [PaperKind, number][] =>
    papers.map((paper) => [kind, indexOf((paper as Paper & { json: string }).json)]);
  const infoState = (fromMs: number, info: SubjectInfo): InfoState => ({
    fromMs,
    class: info.class,
    enterpriseId: info.enterpriseId,
    regionCode: info.regionCode,
    corridors: info.corridors.map((corridor) => indexOf((corridor as FiledCorridor).json)),
    vehicle: info.vehicle,
    papers: [
      ...listed('permit', info.permits),
      ...listed('waybill', info.waybills),
      ...listed('ticket', info.tickets),
      ...listed('place-route', info.placeRoutes),
      ...listed('line', info.line === null ? [] : [info.line]),
    ],
    kept: info.kept,
  });
  return {
    vehicle: subject.vehicle,
    records,
    routes: [...subject.routes].map(([routeId, { registryOffset, corridor, places }]) => {
      const json = corridor?.json ?? places?.paper.json;
      return {
        routeId,
        registryOffset,
        record: json === undefined ? null : indexOf(json),
        byPlaces: places !== null,
      };
    }),
    papers: [...subject.papers.papers].map(([name, { registryOffset, filed }]) => ({
      name,
      registryOffset,
      kind: filed === null ? null : filed.kind,
      record: filed === null ? 0 : indexOf(filed.paper.json),
    })),
    kept: subject.papers.kept,
    infos: subject.infos.map(({ fromMs, info }) => infoState(fromMs, info)),
    next: subject.nextInfo === null ? null : infoState(0, subject.nextInfo),
  };
}

export function loadRegistry(subject: Subject, state: RegistryState): void {
  const { records } = state;
  // What several versions name is prepared once.
  const corridors = new Map<number, FiledCorridor>();
  const papers = new Map<number, NonNullable<ReturnType<typeof filedPaper>>>();
  const corridorAt = (index: number): FiledCorridor =>
    once(corridors, index, () => corridorOf(JSON.parse(records[index]!), records[index]!)!);
  const paperAt = (kind: PaperKind, index: number) =>
    once(papers, index, () => filedPaper(kind, JSON.parse(records[index]!), records[index]!)!);
  subject.vehicle = state.vehicle;
  for (const { routeId, registryOffset, record, byPlaces = false } of state.routes) {
    subject.routes.set(routeId, {
      registryOffset,
      corridor: record === null || byPlaces ? null : corridorAt(record),
      places: record === null || !byPlaces ? null : paperAt('place-route', record),
    });
  }
  for (const { name, registryOffset, kind, record } of state.papers ?? [])
    subject.papers.load(name, {
      registryOffset,
      filed: kind === null ? null : paperAt(kind, record),
    });
  subject.papers.kept = state.kept ?? [];
  const { json } = state.vehicle;
  const presentFacts = vehicleFactsOf(json === '' ? null : JSON.parse(json));
  const revive = (info: InfoState): SubjectInfo => {
    const vehicle = info.vehicle ?? presentFacts;
    const filed = (info.papers ?? []).map(([kind, index]) => paperAt(kind, index));
    return subjectInfo({
      subjectKey: subject.key,
      class: info.class,
      enterpriseId: info.enterpriseId,
      regionCode: info.regionCode,
      vehicle,
      corridors: info.corridors.map(corridorAt),
      ...paperLists(filed, vehicle.lineId, info.kept ?? []),
    });
  };
  subject.infos.length = 0;
  for (const info of state.infos) subject.infos.push({ fromMs: info.fromMs, info: revive(info) });
  subject.nextInfo = state.next === null ? null : revive(state.next);
}

function once<T>(made: Map<number, T>, index: number, make: () => T): T {
  let value = made.get(index);
  if (value === undefined) {
    value = make();
    made.set(index, value);
  }
  return value;
}
