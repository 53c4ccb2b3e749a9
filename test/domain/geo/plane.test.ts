import { distance } from '@turf/turf';
import { expect, test } from 'vitest';
import { createFrame, lngDelta, toX, toY } from '../../../server/domain/geo/local-frame.ts';
import { areaOf, edgesOf, signedDistance } from '../../../server/domain/geo/polygon-edges.ts';

test('metres of the local frame agree with great circle distances to half a percent over 5 km', () => {
  const origin = { lng: 116.3, lat: 39.9 };
  const frame = createFrame(origin);
  for (const [dLng, dLat] of [
    [0.05, 0],
    [0, 0.045],
    [-0.03, 0.03],
  ] as const) {
    const plane = Math.hypot(toX(frame, origin.lng + dLng), toY(frame, origin.lat + dLat));
    const sphere =
      1000 * distance([origin.lng, origin.lat], [origin.lng + dLng, origin.lat + dLat]);
    expect(Math.abs(plane / sphere - 1)).toBeLessThan(0.005);
  }
});

test('longitudes are taken the short way round across 180 degrees', () => {
  expect(lngDelta(-179.9, 179.9)).toBeCloseTo(0.2, 9);
  expect(lngDelta(179.9, -179.9)).toBeCloseTo(-0.2, 9);
});

const ring = (...corners: number[]) => Float64Array.from(corners);
const square = ring(0, 0, 100, 0, 100, 100, 0, 100);
const hole = ring(40, 40, 40, 60, 60, 60, 60, 40);

test.each([
  [10, 50, 10],
  [50, 45, -5],
  [50, 30, 10],
  [-3, -4, -5],
  [200, 50, -100],
])('the distance of (%d, %d) from the border of a square with a hole is %d', (x, y, expected) => {
  expect(signedDistance(edgesOf([square, hole]), x, y)).toBeCloseTo(expected, 9);
});

test('an edge that two parts share is no border', () => {
  const right = ring(100, 0, 200, 0, 200, 100, 100, 100);
  expect(signedDistance(edgesOf([square, right]), 100, 50)).toBeCloseTo(50, 9);
});

test('holes are taken off an area whichever way their corners run', () => {
  expect(areaOf([[square, hole]])).toBeCloseTo(9600, 6);
  expect(areaOf([[square, ring(40, 40, 60, 40, 60, 60, 40, 60)]])).toBeCloseTo(9600, 6);
});
