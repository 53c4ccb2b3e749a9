import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../server/contract/units.ts';
import { contiguity } from '../../../../server/domain/analysis/hotspot/contiguity.ts';
import { distanceLinks } from '../../../../server/domain/analysis/hotspot/distance-links.ts';
import {
  type LatticeOptions,
  latticeOf,
} from '../../../../server/domain/analysis/hotspot/lattice.ts';
import { ratesOf } from '../../../../server/domain/analysis/hotspot/rates.ts';
import { equalBins } from '../../../../server/domain/analysis/input/aoristic.ts';
import { buildLinks } from '../../../../server/domain/analysis/input/links.ts';
import { clusteredPoints, incidentsAt } from '../support.ts';

const OPTIONS: LatticeOptions = {
  cells: 'square',
  resolution: 8,
  sideM: 500,
  cover: 'hull',
  rings: 1,
  contiguity: 'queen',
  style: 'binary',
};

const square = (x: number, y: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [x, y],
      [x + 1, y],
      [x + 1, y + 1],
      [x, y + 1],
      [x, y],
    ],
  ],
});

const neighboursOf = (links: { offset: Uint32Array; target: Uint32Array }, i: number) =>
  Array.from(links.target.subarray(links.offset[i], links.offset[i + 1]));

describe('cells of incidents', () => {
  const projection = { origin: { lng: 119.5, lat: 28.6 } };
  const places = clusteredPoints(800, 4);
  const planar = incidentsAt(places);
  const onGlobe = incidentsAt(places, { projection });

  it.each([
    ['squares', planar, OPTIONS],
    ['H3 cells', onGlobe, { ...OPTIONS, cells: 'h3' as const }],
  ])('%s keep every incident and link both ways', (_, incidents, options) => {
    const lattice = latticeOf(incidents, options);
    expect(lattice.values.reduce((a, b) => a + b, 0)).toBe(800);
    const { offset, target } = lattice.links;
    expect(new Set(lattice.id).size).toBe(lattice.id.length);
    for (let i = 0; i < lattice.id.length; i++) {
      for (let k = offset[i]!; k < offset[i + 1]!; k++) {
        expect(neighboursOf(lattice.links, target[k]!)).toContain(i);
      }
    }
  });

  it.each([
    'square',
    'h3',
  ] as const)('%s: the study area decides how many empty cells count', (cells) => {
    const count = (cover: LatticeOptions['cover']) =>
      latticeOf(onGlobe, { ...OPTIONS, cells, cover }).id.length;
    expect(count('hull')).toBeGreaterThan(count('occupied'));
    expect(count('extent')).toBeGreaterThanOrEqual(count('hull'));
    expect(
      latticeOf(onGlobe, { ...OPTIONS, cells, cover: 'occupied' }).values.every((v) => v > 0),
    ).toBe(true);
  });

  it('an interval is shared among the steps it touches', () => {
    const one = incidentsAt(
      [
        { x: 10, y: 10 },
        { x: 900, y: 10 },
      ],
      {
        startMs: Float64Array.of(0.5 * DAY_MS, 2 * DAY_MS),
        endMs: Float64Array.of(2 * DAY_MS, 2 * DAY_MS),
      },
    );
    const bins = equalBins(0, DAY_MS, 3);
    const lattice = latticeOf(one, { ...OPTIONS, cover: 'occupied' }, bins);
    expect(Array.from(lattice.values.subarray(0, 3))).toEqual([1 / 3, 2 / 3, 0]);
    expect(Array.from(lattice.values.subarray(3, 6))).toEqual([0, 0, 1]);
  });

  it('planar incidents have no H3 cells', () => {
    expect(() => latticeOf(planar, { ...OPTIONS, cells: 'h3' })).toThrowError(
      expect.objectContaining({ code: 'parameter-invalid' }),
    );
  });
});

describe('neighbours', () => {
  const block = [square(0, 0), square(1, 0), square(0, 1), square(1, 1), square(5, 5)];

  it('queen shares corners, rook edges, and an island has none', () => {
    expect(neighboursOf(contiguity(block, 'queen'), 0)).toEqual([1, 2, 3]);
    expect(neighboursOf(contiguity(block, 'rook'), 0)).toEqual([1, 2]);
    expect(neighboursOf(contiguity(block, 'queen'), 4)).toEqual([]);
  });

  it('distance takes the limit and leaves the cell itself out', () => {
    const links = distanceLinks(Float64Array.of(0, 3, 3, 9), Float64Array.of(0, 4, 4, 0), 5);
    expect([0, 1, 2, 3].map((i) => neighboursOf(links, i))).toEqual([[1, 2], [0, 2], [0, 1], []]);
  });

  const named = (id: string[]) => ({
    kind: 'lattice' as const,
    id,
    values: new Float64Array(id.length),
    steps: 1,
    x: null,
    y: null,
    geometry: null,
    links: null,
    population: null,
    stepMs: null,
  });
  const cells = ['8a283082a607fff', '8a283082a617fff', '8a283082a707fff'];

  it('of cells of H3 are found in whatever case they are written', () => {
    const upper = cells.map((cell) => cell.toUpperCase());
    const { target } = latticeOf(named(cells), OPTIONS).links;
    expect(target.length).toBeGreaterThan(0);
    expect(latticeOf(named(upper), OPTIONS).links.target).toEqual(target);
  });

  it.each([
    ['8a283082a677ff0', '8a283082a677ff0 is no cell of H3'],
    ['89283082a67ffff', 'two resolutions (10, 9)'],
  ])('are refused where %s is among cells of H3, which is named', (other, says) => {
    expect(() => latticeOf(named([...cells, other]), OPTIONS)).toThrow(says);
  });

  it('refuse cells that do not exist', () => {
    expect(() => buildLinks(2, { from: [0], to: [2] })).toThrowError(
      expect.objectContaining({ code: 'links-unknown' }),
    );
  });
});

describe('rates', () => {
  const links = buildLinks(3, { from: [0, 1, 1, 2], to: [1, 0, 2, 1] });
  const counts = Float64Array.of(0, 20, 5);
  const population = Float64Array.of(10, 100, 1000);

  it('empirical Bayes is Marshall by hand', () => {
    const b = 25 / 1110;
    const spread = (10 * b ** 2 + 100 * (0.2 - b) ** 2 + 1000 * (0.005 - b) ** 2) / 1110;
    const a = spread - b / 370;
    const shrunk = ratesOf(counts, population, 'eb', links);
    expect(shrunk[0]).toBeCloseTo(b + (a * (0 - b)) / (a + b / 10), 12);
    expect(shrunk[1]).toBeCloseTo(b + (a * (0.2 - b)) / (a + b / 100), 12);
  });

  it('all become the mean when they differ no more than chance', () => {
    const same = ratesOf(Float64Array.of(1, 10), Float64Array.of(10, 100), 'eb', links);
    expect(Array.from(same)).toEqual([11 / 110, 11 / 110]);
  });

  it('local shrinking stays between the rate and that of the neighbourhood', () => {
    const local = ratesOf(counts, population, 'eb-local', links);
    expect(local[1]).toBeLessThanOrEqual(0.2);
    expect(local[1]).toBeGreaterThanOrEqual(25 / 1110);
  });

  it('need people to be divided by', () => {
    expect(() => ratesOf(counts, Float64Array.of(1, 0, 1), 'raw', links)).toThrowError(
      expect.objectContaining({ code: 'input-invalid' }),
    );
  });
});
