import { type Static, Type } from 'typebox';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { requireCount } from '../checks.ts';
import { AnalysisError } from '../error.ts';
import { ADJUSTMENTS, adjustP, confidenceBin } from '../hotspot/adjust.ts';
import { LATTICE_PARAMETERS, latticeOf, studyAreaOf } from '../hotspot/lattice.ts';
import type { Incidents, Lattice } from '../input/input.ts';
import { standardiseRows, withSelf } from '../input/links.ts';
import { findSnapping, snappingNotes } from '../input/snapped.ts';
import { defineMethod, type MethodResult } from '../method.ts';
import { twoSidedP } from '../numerics/normal.ts';
import { TIE } from '../numerics/ties.ts';
import { choice, count, share } from '../parameters.ts';
import { categoryOf } from './categories.ts';
import { mannKendall } from './mann-kendall.ts';
import { CUBE_WINDOWS, spaceTimeGi } from './space-time-gi.ts';
import { atMeanLength, evenNotes, STEP_PARAMETERS, stepsOf } from './steps.ts';

const PARAMETERS = Type.Object({
  ...LATTICE_PARAMETERS,
  ...STEP_PARAMETERS,
  lagSteps: count(methods.emerging.parameters.lagSteps, {
    minimum: 0,
    maximum: 1000,
    default: 1,
  }),
  window: choice(methods.emerging.parameters.window, CUBE_WINDOWS),
  correction: choice(methods.emerging.parameters.correction, ADJUSTMENTS),
  alpha: share(methods.emerging.parameters.alpha, { default: 0.1 }),
  trendAlpha: share(methods.emerging.parameters.trendAlpha, { default: 0.1 }),
});

type Options = Static<typeof PARAMETERS>;

export const emergingMethod = defineMethod({
  id: 'emerging',
  version: '2',
  summary: methods.emerging.summary,
  source: 'Esri Emerging Hot Spot Analysis; Ord and Getis 1995; Mann 1945; Kendall 1975; Sen 1968',
  inputs: ['incidents', 'lattice'],
  needs: ['time'],
  parameters: PARAMETERS,
  columns: methods.emerging.columns,
  run: (input: Incidents | Lattice, p: Options, tick) => {
    requireCount(input.kind === 'lattice' ? input.id.length : input.x.length, 1);
    const laid = input.kind === 'incidents' ? stepsOf(input, p) : null;
    const lattice = latticeOf(input, p, laid?.bins ?? null);
    const { steps, values: counts } = lattice;
    const values = atMeanLength(counts, laid?.days ?? null);
    if (steps < 2) throw new AnalysisError('too-few', `${steps} time step, at least 2 are needed`);
    const links = p.style === 'row' ? standardiseRows(withSelf(lattice.links)) : lattice.links;
    const options = { lagSteps: p.lagSteps, window: p.window };
    const z = spaceTimeGi(values, steps, links, options, (done) => tick(done * 0.7));
    const normalP = z.map(twoSidedP);
    const q = adjustP(normalP, p.correction);
    const spot = Int8Array.from(z, (zi, i) => (q[i]! <= p.alpha ? Math.sign(zi) : 0));
    const rows = lattice.id.map((_, cell) => {
      tick(0.7 + (0.3 * cell) / lattice.id.length);
      const [begin, end] = [cell * steps, (cell + 1) * steps];
      // A bin without a z, its window flat, stands out neither way.
      const trend = mannKendall(
        z.subarray(begin, end).map((zi) => zi || 0),
        TIE,
      );
      const spots = spot.subarray(begin, end);
      const direction = trend.p <= p.trendAlpha ? Math.sign(trend.s) : 0;
      return {
        trend,
        category: categoryOf(spots, direction),
        hot: spots.filter((s) => s > 0).length,
        cold: spots.filter((s) => s < 0).length,
        total: counts.subarray(begin, end).reduce((a, b) => a + b, 0),
      };
    });
    const last = (cell: number) => cell * steps + steps - 1;
    const cellOfBin = (i: number) => lattice.id[Math.floor(i / steps)]!;
    const stepMs = lattice.stepMs;
    return {
      summary: {
        cells: lattice.id.length,
        studyArea: studyAreaOf(input, p),
        steps,
        firstStep: stepMs === null ? null : new Date(stepMs[0]!).toISOString(),
        ...tally(rows.map((row) => row.category)),
      },
      table: {
        columns: {
          id: lattice.id,
          category: rows.map((row) => row.category),
          trendZ: rows.map((row) => row.trend.z),
          trendP: rows.map((row) => row.trend.p),
          trendS: rows.map((row) => row.trend.s),
          slope: rows.map((row) => row.trend.slope),
          hotSteps: rows.map((row) => row.hot),
          coldSteps: rows.map((row) => row.cold),
          lastZ: lattice.id.map((_, cell) => z[last(cell)]!),
          lastBin: lattice.id.map((_, cell) => confidenceBin(z[last(cell)]!, q[last(cell)]!)),
          total: rows.map((row) => row.total),
        },
        ...(lattice.geometry === null ? {} : { geometry: lattice.geometry }),
      },
      tables: {
        bins: {
          columns: {
            id: Array.from(z, (_, i) => cellOfBin(i)),
            step: Uint32Array.from(z, (_, i) => i % steps),
            value: counts,
            ...(laid?.days ? { analysed: values } : {}),
            z,
            p: normalP,
            q,
            bin: Int8Array.from(z, (zi, i) => confidenceBin(zi, q[i]!)),
          },
        },
      },
      notes: [
        ...(laid?.notes ?? evenNotes(lattice)),
        ...(input.kind === 'incidents' ? snappingNotes(findSnapping(input.x, input.y)) : []),
      ],
    } satisfies MethodResult;
  },
});

function tally(categories: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of categories) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
