/**
 * A frame of pixels that sprites are blitted into: one Uint32Array over the bytes of one ImageData. Only the rows
 * that were touched are cleared and handed to the canvas.
 */
import type { Sprite } from './sprites.ts';

export class PixelSurface {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
  /** Rows touched since the last clear, half-open; top ≥ bottom = none. */
  top: number;
  bottom = 0;

  constructor(
    width: number,
    height: number,
    buffer: ArrayBufferLike = new ArrayBuffer(width * height * 4),
  ) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint32Array(buffer);
    this.top = height;
  }

  clear(): void {
    if (this.top < this.bottom) {
      this.pixels.fill(0, this.top * this.width, this.bottom * this.width);
    }
    this.top = this.height;
    this.bottom = 0;
  }

  /** Centre in device pixels, whole numbers; parts outside are cut. */
  blit(sprite: Sprite, centreX: number, centreY: number): void {
    const { offsets, colours, opaque, reach } = sprite;
    const { width, height, pixels } = this;
    const top = centreY - reach;
    const bottom = centreY + reach + 1;
    if (bottom <= 0 || top >= height || centreX + reach < 0 || centreX - reach >= width) return;
    if (top < this.top) this.top = top < 0 ? 0 : top;
    if (bottom > this.bottom) this.bottom = bottom > height ? height : bottom;
    const inside = top >= 0 && bottom <= height && centreX >= reach && centreX + reach < width;
    const base = centreY * width + centreX;
    const count = colours.length;
    if (inside) {
      for (let i = 0; i < opaque; i++) {
        pixels[base + offsets[2 * i + 1]! * width + offsets[2 * i]!] = colours[i]!;
      }
      for (let i = opaque; i < count; i++) {
        const at = base + offsets[2 * i + 1]! * width + offsets[2 * i]!;
        const under = pixels[at]!;
        pixels[at] = under === 0 ? colours[i]! : over(colours[i]!, under);
      }
      return;
    }
    for (let i = 0; i < count; i++) {
      const x = centreX + offsets[2 * i]!;
      const y = centreY + offsets[2 * i + 1]!;
      if (x < 0 || x >= width || y < 0 || y >= height) continue;
      const at = y * width + x;
      const under = pixels[at]!;
      pixels[at] = i < opaque || under === 0 ? colours[i]! : over(colours[i]!, under);
    }
  }
}

/** Straight-alpha "over" of 0xAABBGGRR values; integers, so the result is the same on every machine. */
export function over(source: number, under: number): number {
  const sa = source >>> 24;
  const ua = under >>> 24;
  const rest = ((255 - sa) * ua + 127) / 255;
  const a = sa + rest;
  const mix = (shift: number): number =>
    (((source >>> shift) & 255) * sa + ((under >>> shift) & 255) * rest) / a;
  return (
    ((Math.round(a) << 24) |
      (Math.round(mix(16)) << 16) |
      (Math.round(mix(8)) << 8) |
      Math.round(mix(0))) >>>
    0
  );
}
