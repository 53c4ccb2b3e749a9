import type { Polygon } from 'geojson';
import { type Static, Type } from 'typebox';
import { DAY_MS } from '../../../contract/units.ts';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { AnalysisError } from '../error.ts';
import { hasDatesOnly } from '../input/dates-only.ts';
import type { Incidents } from '../input/input.ts';
import { type LocalProjection, toGlobe } from '../input/projection.ts';
import { findSnapping, snappingNotes } from '../input/snapped.ts';
import { wholeRows } from '../input/whole-rows.ts';
import { defineMethod } from '../method.ts';
import { note } from '../notes.ts';
import { seededRandom } from '../numerics/random.ts';
import { choice, count, days, metres, only, optional, seed } from '../parameters.ts';
import { fitHawkes, type HawkesFit, type HawkesParameters } from './fit.ts';
import { type CellGrid, expectIncidents } from './forecast.ts';
import type { Events } from './model.ts';
import { residualTest } from './residual.ts';

const positive = (description: string) =>
  Type.Number({ exclusiveMinimum: 0, maximum: 1e9, description });

const parameters = Type.Object({
  background: choice(methods.hawkes.parameters.background, ['kernel', 'uniform']),
  bandwidthM: optional(only('kernel', metres(methods.hawkes.parameters.bandwidthM))),
  reachM: metres(methods.hawkes.parameters.reachM, { default: 1000 }),
  reachD: days(methods.hawkes.parameters.reachD, { default: 60 }),
  minSpreadM: only('fitted', metres(methods.hawkes.parameters.minSpreadM, { default: 10 })),
  shiftH: Type.Number({
    unit: 'hours',
    exclusiveMinimum: 0,
    maximum: 48,
    default: 8,
    description: methods.hawkes.parameters.shiftH,
  }),
  cellM: metres(methods.hawkes.parameters.cellM, { default: 500 }),
  iterations: only(
    'fitted',
    count(methods.hawkes.parameters.iterations, { minimum: 1, maximum: 10_000, default: 200 }),
  ),
  backgroundPerDay: optional(positive(methods.hawkes.parameters.backgroundPerDay)),
  branchingRatio: optional(positive(methods.hawkes.parameters.branchingRatio)),
  meanDelayD: optional(days(methods.hawkes.parameters.meanDelayD)),
  spreadM: optional(metres(methods.hawkes.parameters.spreadM)),
  seed: only('dated', seed(methods.hawkes.parameters.seed)),
});
type Options = Static<typeof parameters>;

const MAX_CELLS = 4_000_000;

/** A self-exciting point process with its expectation for the next shift, day and week. */
export const hawkesMethod = defineMethod({
  id: 'hawkes',
  version: '2',
  summary: methods.hawkes.summary,
  source:
    'Mohler et al. 2011; Zhuang, Ogata and Vere-Jones 2002; Veen and Schoenberg 2008 (EM); Ogata 1988 (residuals)',
  inputs: ['incidents'],
  needs: ['time'],
  parameters,
  columns: methods.hawkes.columns,
  run(input, options: Options, tick) {
    const isDated = hasDatesOnly(input);
    const { daysD, events } = eventsOf(isDated ? jittered(input, options.seed) : input);
    const grid = gridAround(events, options.cellM);
    const areaM2 = input.area?.areaM2 ?? grid.cols * grid.rows * grid.cellM ** 2;
    const chosen = options.bandwidthM === undefined ? [250, 500, 1000, 2000] : [options.bandwidthM];
    const fit = fitHawkes(
      events,
      {
        ...options,
        bandwidthsM: options.background === 'kernel' ? chosen : [],
        areaM2,
        daysD,
        fixed: fixedOf(options),
      },
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
    if (isDated) notes.push(note('jittered', { seed: options.seed }));
    else if (input.startMs!.some((start, i) => start !== input.endMs![i])) {
      notes.push(note('middles'));
    }
    const beyond = beyondReach(fit, options);
    if (beyond.share > BINDING) {
      notes.push(note('reachBinds', { percent: Math.round(beyond.share * 100), ...beyond.needs }));
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
        beyondReach: beyond.share,
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

/** Parameters to judge instead of fitting: all four, or none. Throws `parameter-invalid`. */
function fixedOf(options: Options): HawkesParameters | null {
  const { backgroundPerDay, branchingRatio, meanDelayD, spreadM } = options;
  const given = [backgroundPerDay, branchingRatio, meanDelayD, spreadM];
  if (given.every((value) => value === undefined)) return null;
  if (given.some((value) => value === undefined)) {
    throw new AnalysisError(
      'parameter-invalid',
      'backgroundPerDay, branchingRatio, meanDelayD and spreadM are given together, or none of them',
    );
  }
  return {
    backgroundPerDay: backgroundPerDay!,
    branching: branchingRatio!,
    decayPerDay: 1 / meanDelayD!,
    spreadM: spreadM!,
  };
}

/** Share of a burst that may lie beyond the reach before it is told. */
const BINDING = 0.01;

/** Share of a fitted burst that lies beyond the reach it was looked for in, and the reach that leaves out a hundredth. */
function beyondReach({ decayPerDay, spreadM }: HawkesFit, { reachD, reachM }: Options) {
  const inside =
    -Math.expm1(-decayPerDay * reachD) * -Math.expm1(-(reachM ** 2) / (2 * spreadM ** 2));
  return {
    share: 1 - inside,
    needs: {
      reachD: Math.ceil(-Math.log(BINDING / 2) / decayPerDay),
      reachM: Math.ceil(spreadM * Math.sqrt(-2 * Math.log(BINDING / 2))),
    },
  };
}

/** Every incident at a moment of its day: a day of incidents at one moment is no process in time. */
function jittered(input: Incidents, seed: number): Incidents {
  const random = seededRandom(seed);
  const at = input.startMs!.map((start) => start + random() * DAY_MS);
  return { ...input, startMs: at, endMs: at };
}

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
