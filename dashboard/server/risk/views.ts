/** Risk as one caller may see it: subjects of their scope, names masked. */
import type { SubjectKey } from '#core/identity.ts';
import type { Driver, Enterprise, Section, Vehicle } from '#core/registry.ts';
import type { RiskSubjectKind, SafetyCode } from '#core/risk/verdict.ts';
import type { Sight } from '../access/sight.ts';
import type { RegistryTable } from '../registry/table.ts';
import type { RiskBoard, RiskSummary } from './board.ts';

export interface RiskSources {
  risk: RiskBoard;
  registry: Pick<RegistryTable, 'get' | 'find'>;
}

export const CODE_FILTERS = ['red', 'yellow', 'green', 'none'] as const;
export type CodeFilter = (typeof CODE_FILTERS)[number];
const RANK: Record<CodeFilter, number> = { red: 3, yellow: 2, green: 1, none: 0 };

export const codeName = (code: SafetyCode | null): CodeFilter => code ?? 'none';

export function seesRisk(
  sight: Sight,
  { registry }: RiskSources,
  kind: RiskSubjectKind,
  id: string,
): boolean {
  if (sight.isWhole) return true;
  if (kind === 'vehicle') return sight.holdsSubject(id as SubjectKey);
  const entry = kind === 'driver' ? registry.get(`driver:${id}`) : registry.find(kind, id);
  return entry !== undefined && sight.holdsItem(kind, entry.item);
}

/** Who it is: a plate, a driver's or an enterprise's name; null = the registry does not know. */
export function subjectView(
  sight: Sight,
  { registry }: RiskSources,
  kind: RiskSubjectKind,
  id: string,
) {
  if (kind === 'vehicle') {
    const vehicle = registry.get(`vehicle:${id}`)?.item as Vehicle | undefined;
    const { handle, plate, plateColour } = sight.vehicle(id as SubjectKey);
    return {
      ...{ kind, id, handle, name: vehicle === undefined ? null : plate, plateColour },
      ...{ class: vehicle?.class ?? null, enterpriseId: vehicle?.enterpriseId ?? null },
      regionCode: vehicle?.regionCode ?? null,
    };
  }
  if (kind === 'driver') {
    const driver = registry.get(`driver:${id}`)?.item as Driver | undefined;
    const name = sight.driverName(id as SubjectKey);
    const enterpriseId = driver?.enterpriseId ?? null;
    return {
      ...{ kind, id, handle: null, name, plateColour: null, class: null },
      enterpriseId,
      regionCode: null,
    };
  }
  const enterprise = registry.find('enterprise', id)?.item as Enterprise | undefined;
  return {
    ...{ kind, id, handle: null, name: enterprise?.name ?? null, plateColour: null, class: null },
    ...{ enterpriseId: id, regionCode: enterprise?.regionCode ?? null },
  };
}

export function rowView(sight: Sight, sources: RiskSources, summary: RiskSummary) {
  const { kind, id, offset: _, ...rest } = summary;
  return { subject: subjectView(sight, sources, kind, id), ...rest };
}
export type RiskRow = ReturnType<typeof rowView>;

/** The worst first: red before yellow, uncorrected alerts before scores, then by key. */
export function worstFirst(a: RiskSummary, b: RiskSummary): number {
  return (
    RANK[codeName(b.code)] - RANK[codeName(a.code)] ||
    b.uncorrected - a.uncorrected ||
    (b.score ?? -1) - (a.score ?? -1) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Sections of the caller's regions; those of all vehicles anywhere only for the whole. */
export function sectionViews(sight: Sight, { risk, registry }: RiskSources) {
  return [...risk.sections.values()]
    .filter(({ cells }) => cells.length > 0)
    .flatMap(({ id, asOfMs, days, cells, byType }) => {
      if (id === '') {
        const section = { sectionId: '', name: null, roadCode: null, regionCode: null, line: null };
        return sight.isWhole ? [{ section, asOfMs, days, cells, byType }] : [];
      }
      const item = registry.find('section', id)?.item as Section | undefined;
      if (!sight.isWhole && (item === undefined || !sight.holdsItem('section', item))) return [];
      const section = {
        sectionId: id,
        name: item?.name ?? null,
        roadCode: item?.roadCode ?? null,
        regionCode: item?.regionCode ?? null,
        line: item?.corridor ?? null,
      };
      return [{ section, asOfMs, days, cells, byType }];
    })
    .sort(
      (a, b) =>
        Number(b.section.sectionId === '') - Number(a.section.sectionId === '') ||
        (b.cells[0]!.rate ?? -1) - (a.cells[0]!.rate ?? -1) ||
        b.cells[0]!.count - a.cells[0]!.count,
    );
}
