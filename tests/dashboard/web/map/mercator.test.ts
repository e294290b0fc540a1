import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boundsOf,
  type Camera,
  cameraFor,
  latToY,
  lonToX,
  metresPerPixel,
  projectX,
  projectY,
  unprojectX,
  unprojectY,
  xToLon,
  yToLat,
  zoomAround,
} from '../../../../dashboard/web/map/mercator.ts';

const camera: Camera = { x: lonToX(113.3), y: latToY(23.1), zoom: 9, width: 1280, height: 720 };

describe('Web Mercator', () => {
  test('known values: the equator on Greenwich is the middle, Guangzhou is tile 834/445 at zoom 10', () => {
    expect([lonToX(0), latToY(0)]).toEqual([0.5, 0.5]);
    expect(Math.floor(lonToX(113.264) * 1024)).toBe(834);
    expect(Math.floor(latToY(23.129) * 1024)).toBe(444);
  });

  test('degrees and pixels survive the way there and back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 104, max: 120, noNaN: true }),
        fc.double({ min: 17, max: 28, noNaN: true }),
        fc.double({ min: 5, max: 17, noNaN: true }),
        (lon, lat, zoom) => {
          const at = { ...camera, zoom };
          const px = projectX(at, lonToX(lon));
          const py = projectY(at, latToY(lat));
          expect(xToLon(unprojectX(at, px))).toBeCloseTo(lon, 7);
          expect(yToLat(unprojectY(at, py))).toBeCloseTo(lat, 7);
        },
      ),
    );
  });

  test('the centre of the camera is the centre of the view, north is up', () => {
    expect(projectX(camera, camera.x)).toBe(640);
    expect(projectY(camera, camera.y)).toBe(360);
    expect(projectY(camera, latToY(24))).toBeLessThan(360);
  });

  test('zooming about a pixel keeps what is under it', () => {
    const lonBefore = xToLon(unprojectX(camera, 100));
    const latBefore = yToLat(unprojectY(camera, 650));
    const closer = zoomAround(camera, 12.3, 100, 650);
    expect(xToLon(unprojectX(closer, 100))).toBeCloseTo(lonBefore, 9);
    expect(yToLat(unprojectY(closer, 650))).toBeCloseTo(latBefore, 9);
    expect(closer.zoom).toBe(12.3);
  });

  test('a fitted rectangle lies inside the padding', () => {
    const bounds = { west: 113, east: 114, south: 22.5, north: 23 };
    const fitted = cameraFor(bounds, { width: 900, height: 500 }, { paddingPx: 40, zoomMax: 17 });
    expect(projectX(fitted, lonToX(113))).toBeGreaterThanOrEqual(39.9);
    expect(projectX(fitted, lonToX(114))).toBeLessThanOrEqual(860.1);
    expect(projectY(fitted, latToY(23))).toBeGreaterThanOrEqual(39.9);
    expect(projectY(fitted, latToY(22.5))).toBeLessThanOrEqual(460.1);
  });

  test('a single place is fitted at the largest zoom allowed', () => {
    const bounds = { west: 113, east: 113, south: 23, north: 23 };
    const fitted = cameraFor(bounds, { width: 900, height: 500 }, { paddingPx: 40, zoomMax: 14 });
    expect(fitted.zoom).toBe(14);
  });

  test('bounds grow with the margin', () => {
    const plain = boundsOf(camera);
    const wide = boundsOf(camera, 200);
    expect(wide.west).toBeLessThan(plain.west);
    expect(wide.north).toBeGreaterThan(plain.north);
    expect(plain.east - plain.west).toBeCloseTo((1280 / (256 * 512)) * 360, 6);
  });

  test('at 60° a pixel is half as many metres as on the equator', () => {
    const equator = metresPerPixel({ ...camera, y: 0.5 });
    const north = metresPerPixel({ ...camera, y: latToY(60) });
    expect(equator).toBeCloseTo(40_075_016.686 / (256 * 512), 3);
    expect(north / equator).toBeCloseTo(0.5, 6);
  });
});
