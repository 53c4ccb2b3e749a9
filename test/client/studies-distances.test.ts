import { describe, expect, test } from 'vitest';
import { distancesOf, isTooMany } from '../../client/studies/vary/distances.ts';
import type { Study, StudyResult } from '../../server/contract/studies/study.ts';
import { withDistance } from '../../server/contract/studies/varied.ts';

const study = (
  method: string,
  parameters: Study['parameters'] = {},
  selection: Study['selection'] = {},
) => ({ method, parameters, selection });
const result = (summary: object = {}, columns = {}): StudyResult => ({
  ...{ summary: summary as StudyResult['summary'], table: { columns }, notes: [], noteCodes: [] },
});

describe('the distance of a study is varied from a quarter to four times', () => {
  test.each([
    ['as it was asked', study('dbscan', { epsM: 120 }), result(), 'epsM', 120],
    ['as the method chose it', study('kde'), result({ bandwidthM: 88.25 }), 'bandwidthM', 88.25],
    [
      'as the largest circle that was found',
      study('scan'),
      result({}, { radiusM: [0, 450, 300] }),
      ...(['maxRadiusM', 450] as const),
    ],
    [
      'of cells laid out in squares',
      study('gi-star', { cells: 'square', sideM: 300 }),
      result(),
      'sideM',
      300,
    ],
    [
      'within which cells adjoin',
      study('gi-star', { bandM: 700 }, { counts: 'grids' }),
      result(),
      'bandM',
      700,
    ],
  ])('%s', (_, asked, found, name, base) => {
    const distances = distancesOf(asked, found)!;
    expect([distances.name, distances.asked]).toEqual([name, base]);
    expect(distances.steps[0]! / base).toBeCloseTo(0.25, 2);
    expect(distances.steps.at(-1)! / base).toBeCloseTo(4, 2);
    expect(distances.steps).toContain(base);
    expect(distances.steps.map((step) => +(step / base).toFixed(2))).toContain(0.5);
  });

  test('hexagons by their resolution, the finest first, as far as there are any', () => {
    expect(distancesOf(study('emerging'), result())!.steps).toEqual([11, 10, 9, 8, 7]);
    expect(distancesOf(study('gi-star', { resolution: 15 }), result())!.steps).toEqual([
      15, 14, 13,
    ]);
  });

  test.each([
    ['of methods without one', study('hdbscan')],
    ['of grids that adjoin by their borders', study('gi-star', {}, { counts: 'grids' })],
    ['of a scan of times alone', study('scan', { dimension: 'time' })],
    ['of a scan that found nothing', study('scan')],
  ])('not %s', (_, asked) => {
    expect(distancesOf(asked, result())).toBeNull();
  });
});

test('a rule for the bandwidth gives way to a bandwidth', () => {
  const kde = study('kde', { rule: 'lcv', kernel: 'quartic' });
  expect(withDistance(kde, 50)).toEqual({ kernel: 'quartic', bandwidthM: 50 });
});

test.each([
  [{ incidents: 4_000 }, false],
  [{ incidents: 4_001 }, true],
  [{ cases: 5_000 }, true],
  [{ numerator: 3_000, denominator: 2_000 }, true],
  [{}, false],
])('of %j it is told whether it is too much to wait for', (summary, isIt) => {
  expect(isTooMany(result(summary))).toBe(isIt);
});
