import { booleanPointInPolygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';
import { combRoute } from '../../../scripts/simulator/walk/route.ts';
import { blockWalk, walkGrid } from '../../../scripts/simulator/walk/walk.ts';
import { buildAreas } from '../../../scripts/simulator/world/areas.ts';
import { placeOf } from '../../../scripts/simulator/world/place.ts';
import { lngLatOf } from '../../../scripts/simulator/world/plane.ts';
import { SCENARIOS } from '../../../scripts/simulator/world/scenarios.ts';

const { areas, ground } = buildAreas(SCENARIOS.luqiao, 0.03, 'walk');
const places = areas.filter(({ level }) => level === 'grid').map((area) => placeOf(ground, area));

describe('walks', () => {
  it('stay in their grid for every second', () => {
    for (const { code, geometry, streets } of places) {
      const path = walkGrid(streets, createRandom(code), 1800);
      for (let s = 0; s < 1800; s += 7) {
        const { lng, lat } = lngLatOf(streets.plane, path.x[s]!, path.y[s]!);
        expect(booleanPointInPolygon([lng, lat], geometry)).toBe(true);
      }
    }
  });

  it('go at walking pace with some rest', () => {
    const { x, y } = walkGrid(places[0]!.streets, createRandom('pace'), 7200);
    let stood = 0;
    let walkedM = 0;
    for (let s = 1; s < 7200; s++) {
      const step = Math.hypot(x[s]! - x[s - 1]!, y[s]! - y[s - 1]!);
      expect(step).toBeLessThan(2.5);
      walkedM += step;
      if (step < 0.01) stood++;
    }
    expect(walkedM / 7200).toBeGreaterThan(0.85);
    expect(walkedM / 7200).toBeLessThan(1.4);
    expect(stood).toBeGreaterThan(60);
    expect(stood).toBeLessThan(1100);
  });

  it('comb the grid: no street twice or more before nearly all are walked once', () => {
    for (const { streets } of places) {
      const total = streets.edges.reduce((sum, { lengthM }) => sum + lengthM, 0);
      const route = combRoute(streets, createRandom('comb'), total * 1.6);
      const walked = new Set(
        route.slice(1).map((node, k) => [node, route[k]!].sort((a, b) => a - b).join()),
      );
      expect(walked.size).toBeGreaterThan(streets.edges.length * 0.9);
    }
  });

  it('round a block keep to it and stay inside its grid', () => {
    const { path, plane, grid } = blockWalk({ lng: 121.37, lat: 28.58 }, createRandom('block'));
    expect(path.x.length).toBe(7200);
    for (let s = 0; s < 7200; s += 11) {
      expect(Math.max(Math.abs(path.x[s]!), Math.abs(path.y[s]!))).toBeGreaterThan(122);
      const { lng, lat } = lngLatOf(plane, path.x[s]!, path.y[s]!);
      expect(booleanPointInPolygon([lng, lat], grid)).toBe(true);
    }
  });
});
