import type { ForecastScores } from '../../contract/risk/forecast.ts';
import { FORECAST_METHODS, SERVED } from './methods.ts';
import { AREA_SHARES } from './score-day.ts';
import { compareToBaselines, type ScoredDay, STANDING_RULE, windowOf } from './standing.ts';
import { weekInterval, weekOf } from './week-interval.ts';

const LEVEL = 0.05;

/** How every method did in the last weeks with scores: sums over their days, 95 % intervals over weeks. */
export function summariseScores(
  all: readonly ScoredDay[],
): Pick<ForecastScores, 'days' | 'incidents' | 'methods'> & { window: ScoredDay[] } {
  const last = all.at(-1);
  const window = last ? windowOf(all, weekOf(last.day)) : [];
  const comparisons = compareToBaselines(window);
  const methods = Object.keys(FORECAST_METHODS).map((method) => {
    const scores = window.flatMap(({ day, scores }) =>
      scores[method] ? [{ day, ...scores[method] }] : [],
    );
    const sum = (value: (score: (typeof scores)[number]) => number) =>
      scores.reduce((total, score) => total + value(score), 0);
    const incidents = sum((score) => score.incidents);
    const against = comparisons.find(({ baseline }) => baseline === method);
    return {
      method,
      logScore: incidents > 0 ? sum((score) => score.logScore) / incidents : null,
      shares: AREA_SHARES.map((areaShare, k) => {
        const hits = sum((score) => score.hits[k]!);
        const hitRate = incidents > 0 ? hits / incidents : null;
        // Shares are of the cells of each day; an area redrawn in between has others.
        const picked = sum((score) => score.picked[k]!) / sum((score) => score.cells);
        const parts = scores.map((score) => ({
          day: score.day,
          above: score.hits[k]!,
          below: score.incidents,
        }));
        const interval = weekInterval(parts, LEVEL);
        return {
          areaShare,
          hits,
          hitRate,
          low: interval && Math.max(0, interval.low),
          high: interval && Math.min(1, interval.high),
          pai: hitRate === null ? null : hitRate / picked,
        };
      }),
      against: against ? { difference: against.value, low: against.low, high: against.high } : null,
    };
  });
  return {
    window,
    days: window.length,
    incidents: window.reduce((sum, { scores }) => sum + (scores[SERVED]?.incidents ?? 0), 0),
    methods,
  };
}

/** Below which nothing is decided, as told to readers. */
export const DECIDES_AFTER = { weeks: 4, incidents: STANDING_RULE.incidentsMin };
