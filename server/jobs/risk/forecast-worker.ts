import type { MultiPolygon } from '../../contract/areas/geo.ts';
import type { ForecastDay, StoredForecast } from '../../db/risk/forecasts.ts';
import { methodParameters, methodRates } from '../../domain/forecast-service/methods.ts';
import {
  packCells,
  packReals,
  unpackCells,
  unpackReals,
} from '../../domain/forecast-service/pack.ts';
import { type DayScore, scoreDay } from '../../domain/forecast-service/score-day.ts';
import {
  foldStanding,
  type ScoredDay,
  type Standing,
} from '../../domain/forecast-service/standing.ts';
import { patrollableCells } from '../../domain/geo/patrollable-cells.ts';
import type { Weighed } from '../../domain/risk/cell-risk.ts';
import { shareOfWeek, weekProfile } from '../../domain/risk/week-profile.ts';
import { hourOfWeekIn } from '../../domain/time/local-time.ts';
import type { RiskFacts } from '../../services/risk/area-risk.ts';

export type ForecastWork =
  | { do: 'cells'; polygon: string; resolution: number }
  | {
      do: 'expect';
      cells: Weighed[];
      facts: Record<string, RiskFacts>;
      fromMs: number;
      toMs: number;
      timeZone: string;
    }
  | { do: 'score'; forecast: ForecastDay }
  | { do: 'stand'; days: ScoredDay[] };

export interface ForecastAnswers {
  cells: Weighed[];
  expect: Pick<StoredForecast, 'cells' | 'methods'>;
  score: Record<string, DayScore>;
  stand: Standing;
}

/** The heavy parts of forecasts, for a thread of its own: values in, values out. */
export default function work(task: ForecastWork): ForecastAnswers[keyof ForecastAnswers] {
  if (task.do === 'cells')
    return patrollableCells(JSON.parse(task.polygon) as MultiPolygon, task.resolution).map(
      ({ cell, weight }) => ({ cell, weight }),
    );
  if (task.do === 'expect') return expectAll(task);
  if (task.do === 'score') return score(task.forecast);
  return foldStanding(task.days);
}

function expectAll(task: Extract<ForecastWork, { do: 'expect' }>): ForecastAnswers['expect'] {
  const { cells, facts, fromMs, timeZone, toMs } = task;
  return {
    cells: packCells(cells.map(({ cell }) => cell)),
    methods: Object.entries(facts).map(([method, { hours, incidents, spanD }]) => {
      const share = shareOfWeek(weekProfile(hours), fromMs, toMs, hourOfWeekIn(timeZone));
      const rates = methodRates(method, cells, incidents, spanD);
      return {
        method,
        parameters: methodParameters(method, cells[0]?.cell),
        expected: packReals(rates.map((perDay) => perDay * 7 * share)),
      };
    }),
  };
}

function score({ cells, happened, methods }: ForecastDay): ForecastAnswers['score'] {
  const index = new Map(unpackCells(cells).map((cell, k) => [cell, k]));
  const actual = new Float64Array(index.size);
  happened.cells.forEach((cell, k) => {
    const at = index.get(cell);
    if (at !== undefined) actual[at]! += happened.counts[k]!;
  });
  return Object.fromEntries(
    methods.map(({ expected, method }) => [method, scoreDay(unpackReals(expected), actual)]),
  );
}
