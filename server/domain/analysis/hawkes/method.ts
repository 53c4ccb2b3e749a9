import type { Polygon } from 'geojson';
import { type Static, Type } from 'typebox';
import { DAY_MS } from '../../../contract/units.ts';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { AnalysisError } from '../error.ts';
import type { Incidents } from '../input/input.ts';
import { type LocalProjection, toGlobe } from '../input/projection.ts';
import { findSnapping, snappingNotes } from '../input/snapped.ts';
import { wholeRows } from '../input/whole-rows.ts';
import { defineMethod } from '../method.ts';
import { note } from '../notes.ts';
import { choice, count, days, metres, optional } from '../parameters.ts';
import { fitHawkes } from './fit.ts';
import { type CellGrid, expectIncidents } from './forecast.ts';
import type { Events } from './model.ts';
import { residualTest } from './residual.ts';

const parameters = Type.Object({
  background: choice(methods.hawkes.parameters.background, ['kernel', 'uniform']),
  bandwidthM: optional(metres(methods.hawkes.parameters.bandwidthM)),
  reachM: metres(methods.hawkes.parameters.reachM, { default: 1000 }),
  reachD: days(methods.hawkes.parameters.reachD, { default: 60 }),
  minSpreadM: metres(methods.hawkes.parameters.minSpreadM, {
    default: 10,
  }),
  shiftH: Type.Number({
    unit: 'hours',
    exclusiveMinimum: 0,
    maximum: 48,
    default: 8,
    description: methods.hawkes.parameters.shiftH,
  }),
  cellM: metres(methods.hawkes.parameters.cellM, { default: 500 }),
  iterations: count(methods.hawkes.parameters.iterations, {
    minimum: 1,
    maximum: 10_000,
    default: 200,
  }),
});

const MAX_CELLS = 4_000_000;

/** A self-exciting point process with its expectation for the next shift, day and week. */
export const hawkesMethod = defineMethod({
  id: 'hawkes',
  version: '1',
  summary: methods.hawkes.summary,
  source:
    'Mohler et al. 2011; Zhuang, Ogata and Vere-Jones 2002; Veen and Schoenberg 2008 (EM); Ogata 1988 (residuals)',
  inputs: ['incidents'],
  needs: ['time'],
  parameters,
  columns: methods.hawkes.columns,
  run(input, options: Static<typeof parameters>, tick) {
    const { daysD, events } = eventsOf(input);
    const grid = gridAround(events, options.cellM);
    const areaM2 = input.area?.areaM2 ?? grid.cols * grid.rows * grid.cellM ** 2;
    const chosen = options.bandwidthM === undefined ? [250, 500, 1000, 2000] : [options.bandwidthM];
    const fit = fitHawkes(
      events,
      { ...options, bandwidthsM: options.background === 'kernel' ? chosen : [], areaM2, daysD },
      tick,
    );
    const [shift, day, week] = [options.shiftH / 24, 1, 7].map((horizonD) =>
      expectIncidents(fit, events, grid, horizonD),
    );
    const residual = residualTest(fit, events.t);
    const notes = snappingNotes(findSnapping(events.x, events.y));
    if (!fit.converged) notes.push(note('notConverged', { iterations: fit.iterations }));
    if (fit.spreadM <= options.minSpreadM) {
      notes.push(note('leastSpread'));
    }
    if (options.background === 'uniform') {
      notes.push(note('uniformBackground'));
    }
    if (input.startMs!.some((start, i) => start !== input.endMs![i])) {
      notes.push(note('middles'));
    }
    const at = Array.from(week!, (_, cell) => ({
      x: grid.minX + ((cell % grid.cols) + 0.5) * grid.cellM,
      y: grid.minY + (Math.floor(cell / grid.cols) + 0.5) * grid.cellM,
    }));
    return {
      summary: {
        incidents: events.t.length,
        days: daysD,
        branchingRatio: fit.branching,
        backgroundPerDay: fit.backgroundPerDay,
        meanDelayD: 1 / fit.decayPerDay,
        spreadM: fit.spreadM,
        bandwidthM: fit.bandwidthM,
        logLikelihood: fit.logLikelihood,
        iterations: fit.iterations,
        residualKs: residual.distance,
        residualP: residual.p,
      },
      table: {
        columns: {
          x: at.map(({ x }) => x),
          y: at.map(({ y }) => y),
          shift: shift!,
          day: day!,
          week: week!,
        },
        geometry: at.map(({ x, y }) => square(x, y, grid.cellM / 2, input.projection)),
      },
      notes,
    };
  },
});

/** Incidents in time order, at the middle of their intervals. Throws where nothing can be fitted. */
function eventsOf({ endMs, startMs, weight, x, y }: Incidents): { events: Events; daysD: number } {
  const { row } = wholeRows(weight, x.length);
  if (row.length === 0) throw new AnalysisError('no-incidents', 'the selection holds no incidents');
  if (startMs === null || endMs === null)
    throw new AnalysisError('no-time', 'a process needs times');
  const middle = startMs.map((start, i) => (start + endMs[i]!) / 2 / DAY_MS);
  const order = row.sort((a, b) => middle[a]! - middle[b]! || a - b);
  const first = middle[order[0]!]!;
  const last = middle[order.at(-1)!]!;
  if (first === last) throw new AnalysisError('one-time', 'every incident has the same time');
  if (x.every((east, i) => east === x[0] && y[i] === y[0])) {
    throw new AnalysisError('one-place', 'every incident lies at the same place');
  }
  // The study runs over whole UTC days.
  const origin = Math.floor(first);
  const pick = (values: Float64Array) => Float64Array.from(order, (i) => values[i]!);
  return {
    events: { t: pick(middle).map((t) => t - origin), x: pick(x), y: pick(y) },
    daysD: Math.floor(last) + 1 - origin,
  };
}

/** Cells over the bounding box of the incidents. */
function gridAround({ x, y }: Events, cellM: number): CellGrid {
  const [minX, maxX] = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
  const [minY, maxY] = [y.reduce((a, b) => Math.min(a, b)), y.reduce((a, b) => Math.max(a, b))];
  const cols = Math.floor((maxX - minX) / cellM) + 1;
  const rows = Math.floor((maxY - minY) / cellM) + 1;
  if (cols * rows > MAX_CELLS) {
    throw new AnalysisError(
      'too-large',
      `${cols} x ${rows} cells exceed ${MAX_CELLS}; take larger cells`,
    );
  }
  return { minX, minY, cellM, cols, rows };
}

function square(x: number, y: number, half: number, projection: LocalProjection | null): Polygon {
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ].map(([dx, dy]) => {
    const corner = { x: x + dx! * half, y: y + dy! * half };
    if (projection === null) return [corner.x, corner.y];
    const { lng, lat } = toGlobe(projection, corner);
    return [lng, lat];
  });
  return { type: 'Polygon', coordinates: [corners] };
}
