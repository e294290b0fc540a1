/**
 * The seam between the page and whatever draws the map. Vehicles are never features of the map: they are drawn by an
 * overlay on its own canvas, so an engine that is slow or fails does not take the vehicles with it.
 */
import type { BoundsDeg, Camera } from './mercator.ts';

export interface City {
  nameZh: string;
  nameEn: string;
  lon: number;
  lat: number;
  /** 1 shows first, 3 last. */
  rank: number;
}

export interface Road {
  nameZh: string;
  nameEn: string;
  kind: string;
  coordinates: [number, number][];
}

/** What `/basemap.json` answers. Land carries no borders. */
export interface Basemap {
  box?: BoundsDeg;
  land: { type: 'MultiPolygon'; coordinates: [number, number][][][] };
  cities: City[];
  roads: Road[];
  credit: string;
}

/** Stacking order: basemap, evidence, sensors, vehicles, labels, alert vehicles. */
export const LAYER_ORDER = {
  base: 0,
  evidence: 1,
  sensors: 2,
  vehicles: 3,
  labels: 4,
  alerts: 5,
} as const;
export type LayerName = keyof typeof LAYER_ORDER;

/**
 * Painted to a canvas larger than the view and moved with it by a CSS transform; painted anew when the camera rests
 * or leaves the canvas. `camera` is that of the large canvas, in CSS pixels; the context is scaled already.
 */
export interface PaintedLayer {
  /** False = nothing to show: the canvas is taken out of the page, which saves the compositor a whole sheet. */
  visible(): boolean;
  paint(context: CanvasRenderingContext2D, camera: Camera): void;
}

/** Drawn anew on every frame in which the camera moved or a frame was asked for. */
export interface FrameOverlay {
  /** Canvases, bottom to top; the engine puts them on the page and sizes them to the view. */
  canvases: { layer: LayerName; canvas: HTMLCanvasElement }[];
  resize(width: number, height: number, pixelRatio: number): void;
  draw(camera: Camera): void;
}

export interface MapPointer {
  px: number;
  py: number;
}

export interface MapEngine {
  readonly camera: Camera;
  setView(view: { lon: number; lat: number; zoom?: number }): void;
  fit(bounds: BoundsDeg, options: { paddingPx: number; zoomMax: number }): void;
  zoomBy(levels: number): void;
  /** Degrees → CSS pixels from the top left of the map. */
  project(lon: number, lat: number): [px: number, py: number];
  unproject(px: number, py: number): [lon: number, lat: number];
  addBasemap(basemap: Basemap, language: () => 'zh' | 'en'): void;
  addLayer(name: LayerName, layer: PaintedLayer): void;
  addOverlay(overlay: FrameOverlay): void;
  /** Painted layers again, because what they show has changed. */
  repaint(): void;
  /** Overlays again on the next frame. */
  requestFrame(): void;
  /** Called after each change of the camera; `resting` once it has come to rest. Returns the way to stop listening. */
  onMove(listener: (camera: Camera, resting: boolean) => void): () => void;
  onClick(listener: (at: MapPointer) => void): () => void;
  onHover(listener: (at: MapPointer | null) => void): () => void;
  /** Called when drawing failed, and with null once it works again. The map keeps trying. */
  onFault(listener: (error: unknown) => void): () => void;
  destroy(): void;
}
