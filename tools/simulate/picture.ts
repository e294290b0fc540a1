/** A drawing of what a driver camera sees, as PNG: a face with closed eyes, time and frame numbers below. */
import { crc32, deflateSync } from 'node:zlib';
import { formatDeviceTime } from '#ingest/protocols/jt808/bcd.ts';
import { chanceAt } from './random.ts';

const WIDTH = 480;
const HEIGHT = 270;
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const GREY_8_BIT = [8, 0, 0, 0, 0];

/** Digits, colon and dash of 3 × 5 dots, one number a row. */
const GLYPHS: Record<string, readonly number[]> = {
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 7, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 1, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  ':': [0, 2, 0, 2, 0],
  '-': [0, 0, 7, 0, 0],
};
const DOT = 4;

/** The same seed and instant give the same bytes. */
export function drawDriver(seed: number, atMs: number): Uint8Array {
  const faceX = WIDTH * (0.45 + 0.1 * chanceAt(seed, atMs, 1));
  const faceY = HEIGHT * 0.45;
  const shade = (x: number, y: number): number => {
    const face = ((x - faceX) / 70) ** 2 + ((y - faceY) / 92) ** 2;
    const eye = Math.min(Math.abs(x - faceX + 28), Math.abs(x - faceX - 28));
    // Closed eyes are lines; open ones would be round.
    if (face < 1 && eye < 14 && Math.abs(y - faceY + 18 - (eye / 7) ** 2) < 2.5) return 20;
    if (face < 1 && Math.abs(x - faceX) < 20 && Math.abs(y - faceY - 44) < 2.5) return 60;
    if (face < 1) return 205 - 60 * face;
    const shoulders = ((x - faceX) / 190) ** 2 + ((y - HEIGHT - 20) / 105) ** 2;
    if (shoulders < 1) return 70 + 25 * shoulders;
    // The window beside the driver is brighter than the cabin.
    return x > WIDTH * 0.72 && y < HEIGHT * 0.55 ? 225 : 35 + (x + y) / 25;
  };
  const rows = Buffer.alloc(HEIGHT * (WIDTH + 1));
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const noise = 14 * (chanceAt(seed ^ y, atMs, x) - 0.5);
      rows[y * (WIDTH + 1) + 1 + x] = Math.max(0, Math.min(255, shade(x, y) + noise));
    }
  }
  write(rows, 12, HEIGHT - 32, (formatDeviceTime(atMs) ?? '').slice(0, 19).replace('T', ' '));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  return Buffer.concat([
    SIGNATURE,
    part('IHDR', Buffer.concat([head, Buffer.from(GREY_8_BIT)])),
    part('IDAT', deflateSync(rows)),
    part('IEND', Buffer.alloc(0)),
  ]);
}

function write(rows: Buffer, left: number, top: number, text: string): void {
  for (const [k, character] of [...text].entries()) {
    for (const [row, bits] of (GLYPHS[character] ?? []).entries()) {
      for (let column = 0; column < 3; column++) {
        if (((bits >> (2 - column)) & 1) === 0) continue;
        for (let dy = 0; dy < DOT; dy++) {
          const at = (top + row * DOT + dy) * (WIDTH + 1) + 1 + left + (k * 4 + column) * DOT;
          rows.fill(255, at, at + DOT);
        }
      }
    }
  }
}

function part(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
