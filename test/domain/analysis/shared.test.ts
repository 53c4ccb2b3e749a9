import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellNotes } from '../../../server/contract/studies/tell-notes.ts';
import {
  aoristicShares,
  equalBins,
  shareWithin,
} from '../../../server/domain/analysis/input/aoristic.ts';
import {
  projectionAround,
  toGlobe,
  toPlane,
} from '../../../server/domain/analysis/input/projection.ts';
import { findSnapping, snappingNotes } from '../../../server/domain/analysis/input/snapped.ts';
import {
  contains,
  ringAreaM2,
  studyArea,
} from '../../../server/domain/analysis/input/study-area.ts';
import { inUnit } from '../../../server/domain/analysis/measures.ts';
import { readParameters } from '../../../server/domain/analysis/method.ts';
import { methodNamed } from '../../../server/domain/analysis/methods.ts';
import { convexHull } from '../../../server/domain/analysis/numerics/convex-hull.ts';
import { erfc, normalCdf, twoSidedP } from '../../../server/domain/analysis/numerics/normal.ts';
import {
  gaussian,
  seededRandom,
  shuffle,
} from '../../../server/domain/analysis/numerics/random.ts';
import { hourOfWeekIn } from '../../../server/domain/time/local-time.ts';

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [1.959963984540054, 0.975],
    [-3, 0.0013498980316300933],
    [-6, 9.865876450376946e-10],
    [-10, 7.61985302416053e-24],
  ])('is below %d with chance %d', (z, chance) => {
    expect(normalCdf(z) / chance).toBeCloseTo(1, 10);
  });

  it('has no step where the series meets the fraction', () => {
    expect(erfc(2.5 - 1e-12) / erfc(2.5)).toBeCloseTo(1, 9);
    expect(twoSidedP(-1.2)).toBe(twoSidedP(1.2));
  });
});

describe('aoristic shares', () => {
  const bins = equalBins(0, 10, 5);
  const sharesOf = (start: number, end: number) => {
    const shares = [0, 0, 0, 0, 0];
    aoristicShares(start, end, bins, (bin, share) => {
      shares[bin]! += share;
    });
    return shares;
  };

  it('give a moment to its bin and an interval by overlap', () => {
    expect(sharesOf(10, 10)).toEqual([0, 1, 0, 0, 0]);
    expect(sharesOf(5, 25)).toEqual([0.25, 0.5, 0.25, 0, 0]);
    expect(sharesOf(-10, 10)).toEqual([0.5, 0, 0, 0, 0]);
    expect(sharesOf(50, 50)).toEqual([0, 0, 0, 0, 0]);
  });

  it('add up to the share of the interval inside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -30, max: 80 }),
        fc.integer({ min: 0, max: 90 }),
        (start, length) => {
          const total = sharesOf(start, start + length).reduce((a, b) => a + b, 0);
          expect(total).toBeCloseTo(shareWithin(start, start + length, 0, 50), 12);
        },
      ),
    );
  });
});

describe('the local plane', () => {
  it('agrees with UTM but for its scale of 0.9996', () => {
    // Zone 31 (3° E): 48.0° N 4.5° E is 111891.935 m east of the meridian and 5317388.799 m north.
    const at = toPlane({ origin: { lng: 3, lat: 0 } }, { lng: 4.5, lat: 48 });
    expect(at.x * 0.9996).toBeCloseTo(111891.93495, 4);
    expect(at.y * 0.9996).toBeCloseTo(5317388.79888, 4);
  });

  it('goes there and back', () => {
    const projection = projectionAround([119.2, 119.6], [28.4, 28.7]);
    fc.assert(
      fc.property(
        fc.double({ min: 118, max: 121, noNaN: true }),
        fc.double({ min: 27, max: 30, noNaN: true }),
        (lng, lat) => {
          const back = toGlobe(projection, toPlane(projection, { lng, lat }));
          expect(back.lng).toBeCloseTo(lng, 10);
          expect(back.lat).toBeCloseTo(lat, 10);
        },
      ),
    );
  });

  it('crosses the date line', () => {
    const projection = { origin: { lng: 179.9, lat: 10 } };
    const at = toPlane(projection, { lng: -179.9, lat: 10 });
    expect(at.x).toBeGreaterThan(20_000);
    expect(toGlobe(projection, at).lng).toBeCloseTo(-179.9, 9);
  });
});

describe('shapes', () => {
  it('a hull is the outer points, however they are ordered', () => {
    const places = shuffle(
      Array.from({ length: 25 }, (_, i) => i),
      seededRandom(3),
    );
    const hull = convexHull(
      places.map((i) => i % 5),
      places.map((i) => Math.floor(i / 5)),
    );
    expect(Array.from(hull.x)).toEqual([0, 4, 4, 0]);
    expect(Array.from(hull.y)).toEqual([0, 0, 4, 4]);
    expect(ringAreaM2(hull)).toBe(16);
  });

  it('a hull of one place is that place', () => {
    expect(Array.from(convexHull([3, 3], [4, 4]).x)).toEqual([3]);
  });

  it('an area leaves its holes out', () => {
    const ring = (a: number, b: number) => [
      [a, a],
      [b, a],
      [b, b],
      [a, b],
      [a, a],
    ];
    const area = studyArea({ type: 'Polygon', coordinates: [ring(0, 10), ring(4, 6)] }, null);
    expect(area.areaM2).toBe(96);
    expect([contains(area, 1, 1), contains(area, 5, 5), contains(area, 11, 5)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('snapped positions', () => {
  it('are counted and told', () => {
    const found = findSnapping([1, 1, 1, 2, 3, 3], [1, 1, 1, 2, 3, 3]);
    expect(found).toMatchObject({ positions: 3, sharedShare: 5 / 6, most: 3 });
    expect(tellNotes(snappingNotes(found)).notes[0]).toContain('83 %');
    expect(snappingNotes(findSnapping([1, 2], [1, 2]))).toEqual([]);
  });
});

describe('random numbers', () => {
  it('are the same for a seed and differ by stream', () => {
    const draw = (seed: number, stream: number) => {
      const random = seededRandom(seed, stream);
      return [random(), random(), random()];
    };
    expect(draw(5, 0)).toEqual(draw(5, 0));
    expect(draw(5, 0)).not.toEqual(draw(5, 1));
    expect(draw(5, 0)).not.toEqual(draw(6, 0));
  });

  it('have the mean and deviation they should', () => {
    const random = seededRandom(1);
    const draws = Array.from({ length: 20_000 }, () => gaussian(random));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(draws.reduce((s, v) => s + v * v, 0) / draws.length).toBeCloseTo(1, 1);
  });
});

describe('hours of the week', () => {
  it('are those of the time zone, Monday first', () => {
    const hour = Date.UTC(2026, 10, 22, 17) / 3_600_000; // a Sunday, 17:00 UTC
    expect(hourOfWeekIn('UTC')(hour)).toBe(6 * 24 + 17);
    expect(hourOfWeekIn('Asia/Shanghai')(hour)).toBe(1);
  });
});

describe('a measure with its unit', () => {
  it.each([
    ['500ft', 'm', 152.4],
    ['1.5 km', 'm', 1500],
    ['2 MI', 'm', 3218.688],
    ['36h', 'days', 1.5],
    ['2wk', 'days', 14],
    ['90 min', 'hours', 1.5],
    ['0.1km', 'm', 100],
    ['250', 'm', '250'],
    ['3 acres', 'm', '3 acres'],
    ['3 km', 'days', '3 km'],
    ['3 km', undefined, '3 km'],
    [250, 'm', 250],
  ])('%s for %s', (given, unit, value) => {
    expect(inUnit(given, unit)).toBe(value);
  });

  it('is taken by a method, and refused where it is none of its own', () => {
    const read = (given: object) => readParameters(methodNamed('dbscan'), { minPts: 3, ...given });
    expect(read({ epsM: '0.5km' })).toMatchObject({ epsM: 500 });
    expect(() => read({ epsM: '3h' })).toThrow(/epsM/);
  });
});
