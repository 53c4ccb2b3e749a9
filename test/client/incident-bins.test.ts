import { expect, test } from 'vitest';
import { binsOf, codesBelow } from '../../client/live/incidents/incident-bins.ts';
import type { Incident } from '../../server/contract/incidents/incident.ts';
import { HOUR_MS } from '../../server/contract/units.ts';

const START = Date.UTC(2026, 5, 1);
const incidentAt = (ms: number) => ({ from: new Date(ms).toISOString() }) as Incident;

test('each incident counts in the bar it began in; the last bar ends now', () => {
  const bins = binsOf(
    [0, 1, HOUR_MS, 2.4 * HOUR_MS, -1, 3 * HOUR_MS].map((ms) => incidentAt(START + ms)),
    { fromMs: START, toMs: START + 2.5 * HOUR_MS, barMs: HOUR_MS },
  );
  expect(bins.map(({ count }) => count)).toEqual([2, 1, 1]);
  expect(bins.at(-1)!.toMs).toBe(START + 2.5 * HOUR_MS);
});

test('a category brings those below it; none chosen is every one', () => {
  const category = (code: string, parentCode: string | null) => ({
    code,
    parentCode,
    nameZh: code,
    nameEn: code,
    points: 1,
    retiredAt: null,
    mergedInto: null,
    opensCase: null,
  });
  const tree = [
    category('a11', 'a1'),
    category('a1', 'a'),
    category('a', null),
    category('b', null),
  ];
  expect([...codesBelow(['a'], tree)!].sort()).toEqual(['a', 'a1', 'a11']);
  expect(codesBelow([], tree)).toBeUndefined();
});
