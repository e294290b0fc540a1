/** Zones and sections by place, in all versions there are. Derived from them: it can be built anew at any time. */
import { roundM } from '#core/geo/distance.ts';
import { e7 } from '#core/geo/e7.ts';
import { BoxIndex } from './box-index.ts';
import type { Version } from './filed.ts';
import type { SectionFacts, ZoneFacts } from './records.ts';
import type { SectionNear } from './world.ts';

/** Distances are told, and compared, in steps of 0.1 m. */
const ROUNDING_M = 0.1;
/** A course that differs by more is that of another road (domain.md 3.2). */
const ANGLE_MAX_DEG = 60;

export class PlaceIndex {
  private readonly zoneBoxes = new BoxIndex();
  private readonly zones: Version[] = [];
  private readonly pieceBoxes = new BoxIndex();
  /** By piece: whose it is, and which one of its line. */
  private readonly sections: Version[] = [];
  private readonly pieces: number[] = [];

  // The question at hand, and the answers to the one before: several rules ask the same of one observation.
  private x = 0;
  private y = 0;
  private timeMs = 0;
  private courseDeg: number | null = null;
  private readonly asked = { zones: [Number.NaN, 0, 0], sections: [Number.NaN, 0, 0, 0] };
  private readonly zonesFound: ZoneFacts[] = [];
  private readonly sectionsFound: SectionNear[] = [];

  add(version: Version): void {
    const { prepared } = version;
    if (prepared.kind === 'zone') {
      const { west, south, east, north } = prepared.facts.area;
      this.zoneBoxes.add(west, south, east, north);
      this.zones.push(version);
    } else if (prepared.kind === 'section' && prepared.facts.line !== null) {
      const { line, halfWidthM } = prepared.facts;
      for (let piece = 0; piece < line.pieces; piece++) {
        const { west, south, east, north } = line.boxOf(piece, halfWidthM + ROUNDING_M);
        this.pieceBoxes.add(west, south, east, north);
        this.sections.push(version);
        this.pieces.push(piece);
      }
    }
  }

  clear(): void {
    this.zoneBoxes.clear();
    this.pieceBoxes.clear();
    this.zones.length = 0;
    this.sections.length = 0;
    this.pieces.length = 0;
    this.forget();
  }

  /** Something changed: answers are to be found anew. */
  forget(): void {
    this.asked.zones[0] = Number.NaN;
    this.asked.sections[0] = Number.NaN;
  }

  zonesAt(latitudeDeg: number, longitudeDeg: number, timeMs: number): readonly ZoneFacts[] {
    const { asked, zonesFound } = this;
    const { zones } = asked;
    if (zones[0] === latitudeDeg && zones[1] === longitudeDeg && zones[2] === timeMs)
      return zonesFound;
    asked.zones[0] = latitudeDeg;
    asked.zones[1] = longitudeDeg;
    asked.zones[2] = timeMs;
    zonesFound.length = 0;
    this.x = e7(longitudeDeg);
    this.y = e7(latitudeDeg);
    this.timeMs = timeMs;
    this.zoneBoxes.each(this.x, this.y, this.noteZone);
    if (zonesFound.length > 1) zonesFound.sort(byId);
    return zonesFound;
  }

  sectionsNear(
    latitudeDeg: number,
    longitudeDeg: number,
    courseDeg: number | null,
    timeMs: number,
  ): readonly SectionNear[] {
    const { asked, sectionsFound } = this;
    const { sections } = asked;
    if (
      sections[0] === latitudeDeg &&
      sections[1] === longitudeDeg &&
      sections[2] === timeMs &&
      sections[3] === (courseDeg ?? -1)
    )
      return sectionsFound;
    asked.sections[0] = latitudeDeg;
    asked.sections[1] = longitudeDeg;
    asked.sections[2] = timeMs;
    asked.sections[3] = courseDeg ?? -1;
    sectionsFound.length = 0;
    this.x = e7(longitudeDeg);
    this.y = e7(latitudeDeg);
    this.timeMs = timeMs;
    this.courseDeg = courseDeg;
    this.pieceBoxes.each(this.x, this.y, this.notePiece);
    let kept = 0;
    for (const near of sectionsFound) {
      near.distanceM = roundM(Math.sqrt(near.distanceM));
      if (near.distanceM <= near.section.halfWidthM) sectionsFound[kept++] = near;
    }
    sectionsFound.length = kept;
    if (sectionsFound.length > 1) sectionsFound.sort(byDistance);
    return sectionsFound;
  }

  private readonly noteZone = (item: number): void => {
    const { prepared, fromMs, toMs } = this.zones[item]!;
    if (this.timeMs < fromMs || this.timeMs >= toMs) return;
    const facts = prepared.facts as ZoneFacts;
    if (facts.area.containsE7(this.x, this.y)) this.zonesFound.push(facts);
  };

  /** Squared distances, until all pieces have been seen. */
  private readonly notePiece = (item: number): void => {
    const { prepared, fromMs, toMs } = this.sections[item]!;
    if (this.timeMs < fromMs || this.timeMs >= toMs) return;
    const section = prepared.facts as SectionFacts;
    const { x, y, courseDeg, sectionsFound } = this;
    const piece = this.pieces[item]!;
    const distance2 = section.line!.distance2(piece, x, y, courseDeg, ANGLE_MAX_DEG);
    const reachM = section.halfWidthM + ROUNDING_M;
    if (distance2 > reachM * reachM) return;
    for (const near of sectionsFound) {
      if (near.section !== section) continue;
      if (distance2 < near.distanceM) near.distanceM = distance2;
      return;
    }
    sectionsFound.push({ section, distanceM: distance2 });
  };
}

function byId(a: ZoneFacts, b: ZoneFacts): number {
  return a.id < b.id ? -1 : 1;
}

function byDistance(a: SectionNear, b: SectionNear): number {
  return a.distanceM - b.distanceM || (a.section.id < b.section.id ? -1 : 1);
}
