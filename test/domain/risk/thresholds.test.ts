import { expect, it } from 'vitest';
import { DAY_MS } from '../../../server/contract/units.ts';
import {
  DEFAULT_THRESHOLDS,
  type WarningThresholds,
} from '../../../server/contract/warnings/thresholds.ts';
import { thresholdDefects } from '../../../server/domain/risk/check-thresholds.ts';
import { compareRaised } from '../../../server/domain/warnings/compare-raised.ts';
import { cellsIn, findingOf } from '../../support/made/findings.ts';

const [BLUE, YELLOW, ORANGE, RED] = DEFAULT_THRESHOLDS.levels as [never, never, never, never];

it('Thresholds are a rule a level, mildest first, and no figure falls with the level: every defect is told', () => {
  expect(thresholdDefects(DEFAULT_THRESHOLDS)).toEqual([]);
  const turned: WarningThresholds = { ...DEFAULT_THRESHOLDS, levels: [YELLOW, BLUE, ORANGE, RED] };
  expect(thresholdDefects(turned)).toEqual([
    { code: 'levels-in-order', values: { levels: 'blue, yellow, orange, red' } },
  ]);
  const falling = structuredClone(DEFAULT_THRESHOLDS);
  falling.levels[0]!.excess = 6;
  falling.severe[2]!.recurrenceD = 5;
  expect(thresholdDefects(falling)).toEqual([
    {
      code: 'milder-above',
      values: { level: 'yellow', milder: 'blue', figure: 'excess', value: 5, least: 6 },
    },
    {
      code: 'milder-above',
      values: { level: 'orange', milder: 'yellow', figure: 'recurrenceD', value: 5, least: 7 },
    },
  ]);
});

it('A trial tells which warnings would be more, fewer or of another highest level, looks of one place as one', () => {
  const at = (day: number, ...findings: ReturnType<typeof findingOf>[]) => ({
    at: day * DAY_MS,
    findings,
  });
  const place = findingOf({ areaId: 1, cells: cellsIn('G1', 3), level: 'blue' });
  const louder = { ...place, level: 'yellow' as const };
  const other = findingOf({ areaId: 3, cells: cellsIn('G3', 3), level: 'orange' });
  const { changes, inForce, proposed } = compareRaised(
    [at(1, place), at(2, louder), at(3)],
    [at(1), at(2, louder), at(3, other)],
  );
  expect(inForce).toEqual({ raised: 1, byPeak: { blue: 0, yellow: 1, orange: 0, red: 0 } });
  expect(proposed).toEqual({ raised: 2, byPeak: { blue: 0, yellow: 1, orange: 1, red: 0 } });
  expect(changes).toMatchObject([
    { areaId: other.areaId, before: null, after: 'orange', foundFrom: 3 * DAY_MS },
  ]);
  const fewer = compareRaised([at(1, place), at(2, louder)], [at(1, place), at(2)]);
  expect(fewer.changes).toMatchObject([{ before: 'yellow', after: 'blue' }]);
});
