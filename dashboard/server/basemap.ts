/** The offline basemap: coast and towns of the product, roads of the operator's file. */
import { readFileSync } from 'node:fs';
import { TizhengError } from '#core/errors.ts';

interface RoadFile {
  features: {
    properties: { nameZh?: string; nameEn?: string; kind?: string };
    geometry: { type: string; coordinates: unknown };
  }[];
}

/** Joins the shipped base (`{land, cities, credit}`) with the operator's roads; throws FILE_UNREADABLE. */
export function basemapJson(baseJson: string, roadsFile: string): string {
  const base = JSON.parse(baseJson) as Record<string, unknown>;
  return JSON.stringify({ ...base, roads: roadsFile === '' ? [] : readRoads(roadsFile) });
}

function readRoads(file: string) {
  try {
    const collection = JSON.parse(readFileSync(file, 'utf8')) as RoadFile;
    return collection.features
      .filter(({ geometry }) => geometry.type === 'LineString')
      .map(({ properties, geometry }) => ({
        nameZh: properties.nameZh ?? '',
        nameEn: properties.nameEn ?? '',
        kind: properties.kind ?? 'road',
        coordinates: geometry.coordinates,
      }));
  } catch (cause) {
    throw new TizhengError(
      'FILE_UNREADABLE',
      'dashboard',
      `The roads file ${file} cannot be read as GeoJSON.`,
      cause,
    );
  }
}
