import { gridDisk, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';
import {
  FORECAST_METHODS,
  methodRates,
  SERVED,
} from '../../../server/domain/forecast-service/methods.ts';
import { scoreDay } from '../../../server/domain/forecast-service/score-day.ts';
import { foldStanding, type ScoredDay } from '../../../server/domain/forecast-service/standing.ts';

const MONDAY = Date.UTC(2026, 5, 1) / 86_400_000;
const cells = gridDisk(latLngToCell(28.58, 121.37, 11), 11).map((cell) => ({ cell, weight: 1 }));
const index = new Map(cells.map(({ cell }, k) => [cell, k]));

/** Every method's forecast of each day from what came before it, scored; nothing is drawn but the incidents. */
function scoreDays(incidentsOn: (day: number) => number[], from: number, to: number): ScoredDay[] {
  const known: { day: number; cell: string }[] = [];
  const scored: ScoredDay[] = [];
  for (let day = 0; day < to; day++) {
    const actual = new Float64Array(cells.length);
    const today = incidentsOn(day);
    for (const at of today) actual[at]!++;
    if (day >= from) {
      const scores = Object.entries(FORECAST_METHODS).map(([name, { halfLifeD, historyD }]) => {
        const weights = new Map<string, number>();
        for (const { cell, day: then } of known) {
          const age = day - then;
          if (age > (historyD ?? Number.POSITIVE_INFINITY)) continue;
          weights.set(cell, (weights.get(cell) ?? 0) + (halfLifeD ? 2 ** (-age / halfLifeD) : 1));
        }
        const incidents = [...weights].map(([cell, weight]) => ({ cell, weight }));
        return [name, scoreDay(methodRates(name, cells, incidents, day), actual)] as const;
      });
      scored.push({ day: MONDAY + day - from, scores: Object.fromEntries(scores) });
    }
    for (const at of today) known.push({ day, cell: cells[at]!.cell });
  }
  return scored;
}

test('where the same few corners have it all counts serve; once it moves and spreads, the kernel that forgets serves again', () => {
  const random = createRandom('planted forecasts');
  const corners = Array.from({ length: 6 }, () => random.integer(0, cells.length - 1));
  // Later every place within a few cells of other corners is as likely as another.
  const around = Array.from({ length: 4 }, () => random.integer(0, cells.length - 1)).flatMap(
    (at) => gridDisk(cells[at]!.cell, 3).flatMap((cell) => index.get(cell) ?? []),
  );
  const turn = 28 + 42;
  const days = scoreDays(
    (day) => Array.from({ length: 4 }, () => random.pick(day < turn ? corners : around)),
    28,
    turn + 84,
  );
  const at = (day: number) => foldStanding(days.slice(0, day));
  expect(at(42)).toMatchObject({ serving: 'all-time-counts/1', standsDown: true });
  expect(at(42).since).toBe(MONDAY + 28);
  const end = at(days.length);
  expect(end).toMatchObject({ serving: SERVED, standsDown: false });
  expect(end.since! - MONDAY).toBeGreaterThan(42);
});
