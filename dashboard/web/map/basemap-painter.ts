/** Land, graticule and roads under the vehicles; city and road names above them. */
import type { Basemap, City, MapEngine } from './engine.ts';
import {
  type BoundsDeg,
  boundsOf,
  type Camera,
  latToY,
  lonToX,
  projectX,
  projectY,
  scaleOf,
} from './mercator.ts';
import { COAST, GRATICULE, LABEL, LABEL_HALO, LAND, ROAD, SEA } from './palette.ts';

/** A line in unit Mercator with its box, so that what is out of view costs one comparison. */
interface UnitLine {
  points: Float64Array;
  west: number;
  east: number;
  north: number;
  south: number;
}
interface UnitRoad extends UnitLine {
  nameZh: string;
  nameEn: string;
}

/** Names by zoom: rank 1 always, rank 2 and 3 closer. */
const RANK_ZOOM_MIN = [0, 0, 6.6, 8.4];
const ROAD_NAME_ZOOM_MIN = 9;
const FONT =
  '"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Noto Sans SC", system-ui, sans-serif';

export function addBasemapLayers(
  engine: MapEngine,
  basemap: Basemap,
  language: () => 'zh' | 'en',
): void {
  const rings = basemap.land.coordinates.flat().map(unitLine);
  const roads = basemap.roads.map(
    (road): UnitRoad => ({
      ...unitLine(road.coordinates),
      nameZh: road.nameZh,
      nameEn: road.nameEn,
    }),
  );
  const always = () => true;
  engine.addLayer('base', {
    visible: always,
    paint(context, camera) {
      context.fillStyle = SEA;
      context.fillRect(0, 0, camera.width, camera.height);
      paintLand(context, camera, rings, basemap.box);
      paintGraticule(context, camera);
      paintRoads(context, camera, roads);
    },
  });
  engine.addLayer('labels', {
    visible: always,
    paint(context, camera) {
      paintNames(context, camera, basemap.cities, roads, language());
    },
  });
}

function unitLine(coordinates: readonly (readonly [number, number])[]): UnitLine {
  const points = new Float64Array(coordinates.length * 2);
  const line = { points, west: 1, east: 0, north: 1, south: 0 };
  coordinates.forEach(([lon, lat], i) => {
    const x = lonToX(lon);
    const y = latToY(lat);
    points[2 * i] = x;
    points[2 * i + 1] = y;
    line.west = Math.min(line.west, x);
    line.east = Math.max(line.east, x);
    line.north = Math.min(line.north, y);
    line.south = Math.max(line.south, y);
  });
  return line;
}

function inView(line: UnitLine, camera: Camera): boolean {
  return (
    projectX(camera, line.east) >= 0 &&
    projectX(camera, line.west) <= camera.width &&
    projectY(camera, line.south) >= 0 &&
    projectY(camera, line.north) <= camera.height
  );
}

function paintLand(
  context: CanvasRenderingContext2D,
  camera: Camera,
  rings: UnitLine[],
  box: BoundsDeg | undefined,
): void {
  const scale = scaleOf(camera.zoom);
  const dx = projectX(camera, 0);
  const dy = projectY(camera, 0);
  const edges = box
    ? { xs: [lonToX(box.west), lonToX(box.east)], ys: [latToY(box.north), latToY(box.south)] }
    : { xs: [], ys: [] };
  const visible = rings.filter((ring) => inView(ring, camera));
  context.beginPath();
  for (const { points } of visible) {
    for (let i = 0; i < points.length; i += 2) {
      const px = points[i]! * scale + dx;
      const py = points[i + 1]! * scale + dy;
      if (i === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
    context.closePath();
  }
  context.fillStyle = LAND;
  context.fill('evenodd');
  // Cuts along the box are not coast and get no line.
  context.beginPath();
  for (const { points } of visible) {
    let pen = false;
    for (let i = 0; i < points.length; i += 2) {
      const x = points[i]!;
      const y = points[i + 1]!;
      const alongX = i > 0 && points[i - 2] === x && edges.xs.includes(x);
      const alongY = i > 0 && points[i - 1] === y && edges.ys.includes(y);
      if (pen && !alongX && !alongY) context.lineTo(x * scale + dx, y * scale + dy);
      else context.moveTo(x * scale + dx, y * scale + dy);
      pen = true;
    }
  }
  context.strokeStyle = COAST;
  context.lineWidth = 1;
  context.stroke();
}

function paintGraticule(context: CanvasRenderingContext2D, camera: Camera): void {
  const step = camera.zoom < 6.5 ? 2 : camera.zoom < 9 ? 1 : camera.zoom < 11 ? 0.25 : 0.05;
  const { west, east, north, south } = boundsOf(camera);
  context.beginPath();
  for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
    const px = Math.round(projectX(camera, lonToX(lon))) + 0.5;
    context.moveTo(px, 0);
    context.lineTo(px, camera.height);
  }
  for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
    const py = Math.round(projectY(camera, latToY(lat))) + 0.5;
    context.moveTo(0, py);
    context.lineTo(camera.width, py);
  }
  context.strokeStyle = GRATICULE;
  context.lineWidth = 1;
  context.stroke();
}

function paintRoads(context: CanvasRenderingContext2D, camera: Camera, roads: UnitRoad[]): void {
  const scale = scaleOf(camera.zoom);
  const dx = projectX(camera, 0);
  const dy = projectY(camera, 0);
  context.beginPath();
  for (const road of roads) {
    if (!inView(road, camera)) continue;
    const { points } = road;
    context.moveTo(points[0]! * scale + dx, points[1]! * scale + dy);
    for (let i = 2; i < points.length; i += 2) {
      context.lineTo(points[i]! * scale + dx, points[i + 1]! * scale + dy);
    }
  }
  context.lineJoin = 'round';
  context.strokeStyle = ROAD;
  context.lineWidth = camera.zoom < 8 ? 1 : camera.zoom < 11 ? 1.8 : 3;
  context.stroke();
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Names in order of rank; one that would touch an earlier one is left out. */
function paintNames(
  context: CanvasRenderingContext2D,
  camera: Camera,
  cities: City[],
  roads: UnitRoad[],
  language: 'zh' | 'en',
): void {
  const taken: Box[] = [];
  const fits = (box: Box): boolean => {
    const free = taken.every(
      (t) => box.right < t.left || box.left > t.right || box.bottom < t.top || box.top > t.bottom,
    );
    if (free) taken.push(box);
    return free;
  };
  context.lineJoin = 'round';
  context.textBaseline = 'middle';
  for (const rank of [1, 2, 3]) {
    if (camera.zoom < RANK_ZOOM_MIN[rank]!) continue;
    const size = rank === 1 ? 15 : 13;
    context.font = `${rank === 1 ? 600 : 500} ${size}px ${FONT}`;
    for (const city of cities) {
      if (city.rank !== rank) continue;
      const px = projectX(camera, lonToX(city.lon));
      const py = projectY(camera, latToY(city.lat));
      if (px < 0 || py < 0 || px > camera.width || py > camera.height) continue;
      const name = language === 'zh' ? city.nameZh : city.nameEn;
      const width = context.measureText(name).width;
      const box = { left: px - 5, right: px + 9 + width, top: py - size, bottom: py + size };
      if (!fits(box)) continue;
      context.fillStyle = LABEL;
      context.strokeStyle = LABEL_HALO;
      context.lineWidth = 3;
      context.beginPath();
      context.arc(px, py, rank === 1 ? 2.6 : 2, 0, 2 * Math.PI);
      context.stroke();
      context.fill();
      text(context, name, px + 6, py, LABEL);
    }
  }
  if (camera.zoom < ROAD_NAME_ZOOM_MIN) return;
  context.font = `500 12px ${FONT}`;
  const named = new Set<string>();
  for (const road of roads) {
    const name = language === 'zh' ? road.nameZh : road.nameEn;
    if (!name || named.has(name) || !inView(road, camera)) continue;
    const middle = 2 * Math.floor(road.points.length / 4);
    const px = projectX(camera, road.points[middle]!);
    const py = projectY(camera, road.points[middle + 1]!);
    if (px < 0 || py < 0 || px > camera.width || py > camera.height) continue;
    const half = context.measureText(name).width / 2;
    if (!fits({ left: px - half, right: px + half, top: py - 10, bottom: py + 10 })) continue;
    named.add(name);
    text(context, name, px - half, py, '#a9bccd');
  }
}

function text(
  context: CanvasRenderingContext2D,
  value: string,
  x: number,
  y: number,
  colour: string,
): void {
  context.strokeStyle = LABEL_HALO;
  context.lineWidth = 3.5;
  context.strokeText(value, x, y);
  context.fillStyle = colour;
  context.fillText(value, x, y);
}
