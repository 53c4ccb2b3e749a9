import { describe, expect, it } from 'vitest';
import { abramsonBandwidths } from '../../../../server/domain/analysis/density/adaptive.ts';
import { BANDWIDTH_RULES } from '../../../../server/domain/analysis/density/bandwidth.ts';
import {
  centres,
  massInside,
  sampleRaster,
} from '../../../../server/domain/analysis/density/edge.ts';
import { kdeExact, kdeFast } from '../../../../server/domain/analysis/density/kde.ts';
import { KERNELS } from '../../../../server/domain/analysis/density/kernel.ts';
import { studyArea } from '../../../../server/domain/analysis/input/study-area.ts';
import { normalCdf } from '../../../../server/domain/analysis/numerics/normal.ts';
import { runStudy } from '../../../../server/domain/analysis/study.ts';
import { clusteredPoints, incidentsAt } from '../support.ts';

const columns = (points: readonly { x: number; y: number }[]) => ({
  x: Float64Array.from(points, (p) => p.x),
  y: Float64Array.from(points, (p) => p.y),
  weight: null,
});
const raster = { x0: -2000, y0: -2000, cellM: 100, cols: 100, rows: 100 };
const points = columns(clusteredPoints(300, 12));
const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

describe.each(['gaussian', 'quartic'] as const)('the %s kernel', (kernel) => {
  it('has integral 1', () => {
    const { at, reach } = KERNELS[kernel];
    let integral = 0;
    const step = 0.001;
    for (let d = step / 2; d < reach * 3; d += step)
      integral += at(d * d, 3) * 2 * Math.PI * d * step;
    expect(integral).toBeCloseTo(1, 5);
  });

  it('is summed exactly: every point at every centre', () => {
    const found = kdeExact(points, raster, kernel, 400);
    const { x, y } = centres(raster);
    for (const cell of [0, 777, 4321, 5050, 9999]) {
      let expected = 0;
      for (let i = 0; i < 300; i++) {
        const d2 = (points.x[i]! - x[cell]!) ** 2 + (points.y[i]! - y[cell]!) ** 2;
        expected +=
          kernel === 'gaussian'
            ? Math.exp(-d2 / (2 * 400 ** 2)) / (2 * Math.PI * 400 ** 2)
            : d2 < 400 ** 2
              ? (3 / (Math.PI * 400 ** 2)) * (1 - d2 / 400 ** 2) ** 2
              : 0;
      }
      expect(found[cell]).toBeCloseTo(expected, 15);
    }
  });

  it('is exact to the last digit in the tail, where a sum in haste leaves off', () => {
    const lone = { x: [0], y: [0], weight: null };
    const far = { x0: 1000, y0: -5, cellM: 10, cols: 1, rows: 1 };
    const [value] = kdeExact(lone, far, 'gaussian', 50);
    expect(value! / (Math.exp(-(1005 ** 2) / (2 * 50 ** 2)) / (2 * Math.PI * 50 ** 2))).toBeCloseTo(
      1,
      12,
    );
    expect(kdeFast(lone, far, 'gaussian', 50)[0]).toBe(0);
  });

  it('holds every incident when the raster is wide', () => {
    expect(sum(kdeExact(points, raster, kernel, 300)) * 100 ** 2).toBeCloseTo(300, 0);
  });

  it('by FFT is within 1 % of the exact sum, points outside the raster included', () => {
    const many = columns(clusteredPoints(20_000, 13));
    const small = { x0: 500, y0: 700, cellM: 50, cols: 90, rows: 70 };
    for (const h of [700, 1500]) {
      const exact = kdeExact(many, small, kernel, h);
      const fast = kdeFast(many, small, kernel, h);
      const peak = Math.max(...exact);
      fast.forEach((value, i) => {
        expect(Math.abs(value - exact[i]!)).toBeLessThan(0.001 * peak);
      });
    }
  });
});

describe('edge correction', () => {
  const extent = { minX: 0, minY: 0, maxX: 1000, maxY: 600 };
  const window = { x0: 0, y0: 0, cellM: 20, cols: 50, rows: 30 };

  it('of a Gaussian in a rectangle is the closed form', () => {
    const mass = massInside({ extent, area: null }, window, 'gaussian', 150);
    const side = (at: number, high: number) => normalCdf((high - at) / 150) - normalCdf(-at / 150);
    expect(mass[0]).toBeCloseTo(side(10, 1000) * side(10, 600), 12);
    expect(mass[15 * 50 + 25]).toBeCloseTo(side(510, 1000) * side(310, 600), 12);
  });

  it('of a polygon comes near the closed form of the same rectangle', () => {
    const area = studyArea(
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1000, 0],
            [1000, 600],
            [0, 600],
            [0, 0],
          ],
        ],
      },
      null,
    );
    const closed = massInside({ extent, area: null }, window, 'gaussian', 150);
    const cells = massInside({ extent, area }, window, 'gaussian', 150);
    cells.forEach((value, i) => {
      expect(value).toBeCloseTo(closed[i]!, 2);
    });
  });

  it('makes the uniform density uniform up to the edge', () => {
    const grid = centres(window);
    const surface = kdeExact({ ...grid, weight: null }, window, 'gaussian', 100);
    const mass = massInside({ extent, area: null }, window, 'gaussian', 100);
    surface.forEach((value, i) => {
      expect(value / mass[i]!).toBeCloseTo(1 / 400, 4);
    });
  });

  it('samples between centres in straight lines', () => {
    const { x: xs, y: ys } = centres(window);
    const plane = xs.map((x, i) => 2 * x + 3 * ys[i]!);
    expect(sampleRaster(window, plane, 333, 222)).toBeCloseTo(2 * 333 + 3 * 222, 9);
  });
});

describe('adaptive bandwidths', () => {
  it('follow the square root of the pilot and keep its geometric mean', () => {
    const h = abramsonBandwidths(points, 'gaussian', 300);
    const mean = Math.exp(h.reduce((s, v) => s + Math.log(v), 0) / h.length);
    expect(mean).toBeCloseTo(300, 6);
    const pilot = (i: number) => {
      let total = 0;
      for (let j = 0; j < 300; j++) {
        const d2 = (points.x[i]! - points.x[j]!) ** 2 + (points.y[i]! - points.y[j]!) ** 2;
        total += KERNELS.gaussian.at(d2, 300);
      }
      return total;
    };
    expect(h[0]! / h[1]!).toBeCloseTo(Math.sqrt(pilot(1) / pilot(0)), 9);
  });
});

describe('bandwidth rules', () => {
  const square = columns([0, 1, 2, 3, 4].flatMap((x) => [0, 1, 2, 3, 4].map((y) => ({ x, y }))));

  it('scott is s·n^(-1/6), nrd 1.06·min(s, IQR/1.34)·n^(-1/5)', () => {
    const s = Math.sqrt(50 / 24);
    expect(BANDWIDTH_RULES.scott(square).both).toBeCloseTo(s * 25 ** (-1 / 6), 12);
    expect(BANDWIDTH_RULES.nrd(square).both).toBeCloseTo(1.06 * s * 25 ** (-1 / 5), 12);
  });

  it('lcv beats its neighbours in the likelihood it maximises', () => {
    const { both } = BANDWIDTH_RULES.lcv(points);
    const score = (sigma: number) => {
      let total = 0;
      for (let i = 0; i < 300; i++) {
        let density = 0;
        for (let j = 0; j < 300; j++) {
          if (i === j) continue;
          const d2 = (points.x[i]! - points.x[j]!) ** 2 + (points.y[i]! - points.y[j]!) ** 2;
          density += KERNELS.gaussian.at(d2, sigma);
        }
        total += Math.log(density);
      }
      return total;
    };
    expect(score(both)).toBeGreaterThan(score(both * 1.02));
    expect(score(both)).toBeGreaterThan(score(both * 0.98));
  });

  it.each(['scott', 'nrd', 'lcv'] as const)('%s scales with the map', (rule) => {
    const twice = columns(clusteredPoints(300, 12).map((p) => ({ x: 2 * p.x, y: 2 * p.y })));
    expect(BANDWIDTH_RULES[rule](twice).both / BANDWIDTH_RULES[rule](points).both).toBeCloseTo(
      2,
      4,
    );
  });

  it.each([
    [
      'one place',
      [
        { x: 1, y: 1 },
        { x: 1, y: 1 },
      ],
      'one-place',
    ],
    ['one incident', [{ x: 1, y: 1 }], 'too-few'],
  ])('refuse %s', (_, places, code) => {
    for (const rule of Object.values(BANDWIDTH_RULES)) {
      expect(() => rule(columns(places))).toThrowError(expect.objectContaining({ code }));
    }
  });
});

it('says how much of the density lies beyond the raster where edges are not corrected', () => {
  const line = incidentsAt([0, 100, 200].map((x) => ({ x, y: 0 })));
  const ask = (parameters: object) =>
    runStudy(line, { method: 'kde', parameters: { bandwidthM: 10, cellM: 5, ...parameters } });
  const { notes, summary } = ask({});
  const percent = Math.round(100 * (1 - Number(summary.total) / 3));
  expect(notes).toEqual([{ code: 'edgeLost', values: { percent } }]);
  expect(percent).toBeGreaterThan(30);
  for (const parameters of [{ edge: 'diggle' }, { edge: 'uniform' }, { extent: '-99,-99,299,99' }])
    expect(ask(parameters).notes).toEqual([]);
});
