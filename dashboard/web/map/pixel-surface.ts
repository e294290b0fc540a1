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

  /** Centre in device pixels, whole numbers; parts outside are cut. Later sprites cover earlier ones. */
  blit(sprite: Sprite, centreX: number, centreY: number): void {
    const { colours, reach } = sprite;
    const { width, height, pixels } = this;
    const top = centreY - reach;
    const bottom = centreY + reach + 1;
    if (bottom <= 0 || top >= height || centreX + reach < 0 || centreX - reach >= width) return;
    if (top < this.top) this.top = Math.max(top, 0);
    if (bottom > this.bottom) this.bottom = Math.min(bottom, height);
    const count = colours.length;
    if (top >= 0 && bottom <= height && centreX >= reach && centreX + reach < width) {
      if (sprite.stride !== width) lay(sprite, width);
      const { steps } = sprite;
      const base = centreY * width + centreX;
      for (let i = 0; i < count; i++) pixels[base + steps[i]!] = colours[i]!;
      return;
    }
    const { offsets } = sprite;
    for (let i = 0; i < count; i++) {
      const x = centreX + offsets[2 * i]!;
      const y = centreY + offsets[2 * i + 1]!;
      if (x >= 0 && x < width && y >= 0 && y < height) pixels[y * width + x] = colours[i]!;
    }
  }
}

/** Offsets as steps through the pixels of a surface of this width. */
function lay(sprite: Sprite, width: number): void {
  for (let i = 0; i < sprite.steps.length; i++) {
    sprite.steps[i] = sprite.offsets[2 * i + 1]! * width + sprite.offsets[2 * i]!;
  }
  sprite.stride = width;
}
