import { area, booleanPointInPolygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { buildAreas, type SimArea } from '../../../scripts/simulator/world/areas.ts';
import { placeOf } from '../../../scripts/simulator/world/place.ts';
import { lngLatOf } from '../../../scripts/simulator/world/plane.ts';
import { SCENARIO_NAMES, SCENARIOS } from '../../../scripts/simulator/world/scenarios.ts';

const count = (areas: SimArea[], level: string) => areas.filter((a) => a.level === level).length;
const ringOf = ({ geometry }: SimArea) => geometry.coordinates[0]![0]!;

/** Directed border pieces of areas; pieces walked both ways cancel. */
function outerPieces(areas: SimArea[]): string[] {
  const pieces = new Set<string>();
  for (const each of areas) {
    const ring = ringOf(each);
    for (let k = 1; k < ring.length; k++) {
      const [from, to] = [String(ring[k - 1]), String(ring[k])];
      if (!pieces.delete(`${to}|${from}`)) {
        expect(pieces.has(`${from}|${to}`)).toBe(false);
        pieces.add(`${from}|${to}`);
      }
    }
  }
  return [...pieces].sort();
}

describe('area trees', () => {
  it.each([
    ['luqiao', { district: 1, town: 10, grid: 624 }],
    ['shawan', { district: 1, town: 14, village: 148, grid: 204 }],
    ['rencheng', { district: 1, town: 15, village: 374, grid: 1541 }],
    ['xindu', { district: 1, town: 11, village: 183, grid: 706 }],
    ['kaifeng', { city: 1, district: 10, town: 118, grid: 5811 }],
  ] as const)('of %s have the published size at full scale', (name, sizes) => {
    const { areas } = buildAreas(SCENARIOS[name], 1, 1);
    for (const [level, size] of Object.entries(sizes)) expect(count(areas, level)).toBe(size);
    expect(new Set(areas.map(({ code }) => code)).size).toBe(areas.length);
  });

  it('never get smaller than a town, two villages and six grids', () => {
    const { areas } = buildAreas(SCENARIOS.luqiao, 0.001, 1);
    expect([count(areas, 'town'), count(areas, 'village'), count(areas, 'grid')]).toEqual([
      1, 2, 6,
    ]);
  });

  it('are equal for equal seeds and differ for others', () => {
    const of = (seed: number) => buildAreas(SCENARIOS.xindu, 0.02, seed).areas;
    expect(of(3)).toEqual(of(3));
    expect(of(3)).not.toEqual(of(4));
  });

  it.each(SCENARIO_NAMES)('of %s tile every parent exactly, piece of border by piece', (name) => {
    const { areas } = buildAreas(SCENARIOS[name], 0.05, 'tiles');
    for (const parent of areas) {
      const children = areas.filter(({ parentCode }) => parentCode === parent.code);
      if (children.length === 0) expect(parent.level).toBe('grid');
      else expect(outerPieces(children)).toEqual(outerPieces([parent]));
    }
  });

  it('have closed counter-clockwise rings and grids of 0.02 to 0.6 square kilometres', () => {
    const { areas } = buildAreas(SCENARIOS.luqiao, 0.2, 1);
    for (const each of areas) {
      const ring = ringOf(each);
      expect(ring[0]).toEqual(ring.at(-1));
      const doubled = ring
        .slice(1)
        .reduce((sum, [x, y], k) => sum + ring[k]![0] * y - x * ring[k]![1], 0);
      expect(doubled).toBeGreaterThan(0);
      if (each.level !== 'grid') continue;
      const km2 = area(each.geometry) / 1e6;
      expect(km2).toBeGreaterThan(0.02);
      expect(km2).toBeLessThan(0.6);
    }
  });

  it('lie where the real place lies', () => {
    for (const name of SCENARIO_NAMES) {
      const scenario = SCENARIOS[name];
      const { areas } = buildAreas(scenario, 0.02, 1);
      const { lng, lat } = scenario.centre;
      expect(booleanPointInPolygon([lng, lat], areas[0]!.geometry)).toBe(true);
    }
  });

  it('have streets that stay inside their grid', () => {
    const { areas, ground } = buildAreas(SCENARIOS.xindu, 0.1, 1);
    for (const grid of areas.filter(({ level }) => level === 'grid')) {
      const { streets } = placeOf(ground, grid);
      for (const { a, b } of streets.edges)
        for (const share of [0, 0.25, 0.5, 0.75]) {
          const [from, to] = [streets.nodes[a]!, streets.nodes[b]!];
          const x = from.x + (to.x - from.x) * share;
          const y = from.y + (to.y - from.y) * share;
          const { lng, lat } = lngLatOf(streets.plane, x, y);
          expect(booleanPointInPolygon([lng, lat], grid.geometry)).toBe(true);
        }
    }
  });
});
