import type { Polygon } from 'geojson';
import { type Static, Type } from 'typebox';
import type { Note } from '../../../contract/studies/note.ts';
import { DAY_MS } from '../../../contract/units.ts';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { AnalysisError } from '../error.ts';
import type { AnalysisInput, Incidents } from '../input/input.ts';
import { toGlobe } from '../input/projection.ts';
import { findSnapping, snappingNotes } from '../input/snapped.ts';
import { defineMethod, type ResultTable } from '../method.ts';
import { note } from '../notes.ts';
import { count, days, metres, optional, seed } from '../parameters.ts';
import { runBacktest } from './backtest.ts';
import type { ForecastCells } from './cells.ts';
import { createForecaster } from './forecaster.ts';
import { periodOf, readForecastInput } from './study.ts';

const SHARED = {
  target: optional(
    Type.String({
      description: methods.forecast.parameters.target,
    }),
  ),
  cellM: metres(methods.forecast.parameters.cellM, { default: 250 }),
  horizonD: days(methods.forecast.parameters.horizonD, { default: 7 }),
  learnPeriods: count(methods.forecast.parameters.learnPeriods, {
    minimum: 0,
    maximum: 200,
    default: 8,
  }),
};

const SOURCE =
  'Hall and Mitchell 2007 (pooling); Chainey et al. 2008 (PAI); Hunt 2016, NIJ 2017 (PEI*); Bowers et al. 2004 (decay)';

/** What the pooled forecast and the baselines expect next. */
export const forecastMethod = defineMethod({
  id: 'forecast',
  version: '1',
  summary: methods.forecast.summary,
  source: SOURCE,
  inputs: ['incidents'],
  needs: ['time'],
  parameters: Type.Object(SHARED),
  columns: methods.forecast.columns,
  run(input, options: ForecastOptions, tick) {
    const { endD } = periodOf(input);
    const settings = readForecastInput(input, {
      ...options,
      category: options.target ?? null,
      knownUntil: null,
    });
    const { expected, weight } = createForecaster(settings)(endD);
    tick(1);
    return {
      summary: {
        incidents: settings.target.t.length,
        cells: settings.cells.cell.length,
        from: new Date(endD * DAY_MS).toISOString(),
        horizonD: options.horizonD,
        expected: expected.pooled!.reduce((sum, value) => sum + value, 0),
      },
      table: cellTable(input, settings.cells, {
        pooled: expected.pooled!,
        allTime: expected['all-time counts']!,
        recent: expected['90-day counts']!,
        kde: expected.kde!,
      }),
      tables: { weights: weightTable(weight) },
      notes: notesOf(input),
    };
  },
});
type ForecastOptions = Static<Type.TObject<typeof SHARED>>;

const backtestParameters = Type.Object({
  ...SHARED,
  testFrom: optional(
    Type.String({
      description: methods.backtest.parameters.testFrom,
    }),
  ),
  testTo: optional(Type.String({ description: methods.backtest.parameters.testTo })),
  areaShares: Type.String({
    default: '0.01,0.02,0.05,0.1',
    description: methods.backtest.parameters.areaShares,
  }),
  bootstraps: count(methods.backtest.parameters.bootstraps, {
    minimum: 0,
    maximum: 99_999,
    default: 999,
  }),
  seed: seed(methods.backtest.parameters.seed),
});

/** How well forecasts would have done, always beside the baselines. */
export const backtestMethod = defineMethod({
  id: 'backtest',
  version: '2',
  summary: methods.backtest.summary,
  source: SOURCE,
  inputs: ['incidents'],
  needs: ['time'],
  parameters: backtestParameters,
  columns: methods.backtest.columns,
  run(input, options: Static<typeof backtestParameters>, tick) {
    const { endD, startD } = periodOf(input);
    // What is still to come was not forecast wrongly.
    const knownD = (input.readMs ?? Number.POSITIVE_INFINITY) / DAY_MS;
    const testTo = Math.min(readMoment('testTo', options.testTo) ?? endD, knownD);
    // The last quarter, and one horizon at least.
    const testFrom =
      readMoment('testFrom', options.testFrom) ??
      Math.floor(Math.min(startD + (endD - startD) * 0.75, testTo - options.horizonD));
    if (testFrom >= testTo) {
      throw new AnalysisError('times-reversed', 'the test period ends before it begins');
    }
    if (testFrom <= startD)
      throw new AnalysisError('too-few', 'nothing is known before the test period');
    const settings = readForecastInput(input, {
      ...options,
      category: options.target ?? null,
      knownUntil: testFrom,
    });
    const { bootstraps, seed: start } = options;
    const areaShares = readShares(options.areaShares);
    const outcome = runBacktest(
      { ...settings, testFrom, testTo, areaShares, bootstraps, seed: start },
      tick,
    );
    const { calibration, scores } = outcome;
    return {
      summary: {
        incidents: outcome.incidents,
        periods: outcome.periods,
        cells: settings.cells.cell.length,
        testFrom: new Date(testFrom * DAY_MS).toISOString(),
        testTo: new Date((testFrom + outcome.periods * options.horizonD) * DAY_MS).toISOString(),
        sharesAtLeastBest: countAtLeastBest(scores, areaShares),
        shares: areaShares.length,
      },
      table: { columns: columnsOf(scores) },
      tables: {
        calibration: { columns: columnsOf(calibration) },
        weights: weightTable(outcome.weight),
      },
      notes: [...notesOf(input), ...(outcome.weeks === 1 ? [note('oneWeek')] : [])],
    };
  },
});

/** At how many shares of the area the pooled forecast hits at least as often as the best baseline. */
function countAtLeastBest(
  scores: { forecaster: string; areaShare: number; hits: number }[],
  shares: number[],
) {
  const hits = (pooled: boolean, share: number) =>
    Math.max(
      ...scores
        .filter((score) => score.areaShare === share && (score.forecaster === 'pooled') === pooled)
        .map((score) => score.hits),
    );
  return shares.filter((share) => hits(true, share) >= hits(false, share)).length;
}

function readMoment(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const ms = Date.parse(/\d$/.test(text) && text.includes('T') ? `${text}Z` : text);
  if (Number.isNaN(ms))
    throw new AnalysisError('parameter-invalid', `${name}: no ISO time: ${text}`);
  return ms / DAY_MS;
}

function readShares(text: string): number[] {
  const shares = text.split(',').map(Number);
  if (shares.length === 0 || shares.some((share) => !(share > 0 && share <= 1))) {
    throw new AnalysisError('parameter-invalid', `areaShares: shares lie in (0, 1], found ${text}`);
  }
  return shares;
}

/** Rows of alike records as columns. */
function columnsOf<T extends object>(rows: T[]): ResultTable['columns'] {
  const names = Object.keys(rows[0] ?? {}) as (keyof T & string)[];
  return Object.fromEntries(
    names.map((name) => [name, rows.map((row) => row[name] as number | string)]),
  );
}

const weightTable = (weight: Record<string, number>): ResultTable => ({
  columns: { component: Object.keys(weight), weight: Object.values(weight) },
});

function notesOf(input: Incidents): Note[] {
  const notes = snappingNotes(findSnapping(input.x, input.y));
  if (input.area === null) notes.push(note('reportedCells'));
  if (input.startMs!.some((start, i) => start !== input.endMs![i])) {
    notes.push(note('middles'));
  }
  return notes;
}

function cellTable(
  { projection }: AnalysisInput & { kind: 'incidents' },
  { cell, grid }: ForecastCells,
  values: Record<string, Float64Array>,
): ResultTable {
  const x = Float64Array.from(cell, (at) => grid.minX + ((at % grid.cols) + 0.5) * grid.cellM);
  const y = Float64Array.from(
    cell,
    (at) => grid.minY + (Math.floor(at / grid.cols) + 0.5) * grid.cellM,
  );
  const half = grid.cellM / 2;
  const geometry = Array.from(cell, (_, i): Polygon => {
    const ring = [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ].map(([dx, dy]) => {
      const corner = { x: x[i]! + dx! * half, y: y[i]! + dy! * half };
      if (projection === null) return [corner.x, corner.y];
      const { lng, lat } = toGlobe(projection, corner);
      return [lng, lat];
    });
    return { type: 'Polygon', coordinates: [ring] };
  });
  return { columns: { x, y, ...values }, geometry };
}
