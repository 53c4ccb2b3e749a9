import { type Static, Type } from 'typebox';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { requireCount } from '../checks.ts';
import { AnalysisError } from '../error.ts';
import { aoristicShares, countOf, type TimeBins } from '../input/aoristic.ts';
import type { Incidents, Lattice } from '../input/input.ts';
import { defineMethod, type MethodResult } from '../method.ts';
import { TIE } from '../numerics/ties.ts';
import { mannKendall } from './mann-kendall.ts';
import { atMeanLength, evenNotes, STEP_PARAMETERS, stepsOf } from './steps.ts';

const PARAMETERS = Type.Object(STEP_PARAMETERS);

/** Series at equal steps: `values[cell * steps + step]`. */
type Series = Pick<Lattice, 'id' | 'steps' | 'stepMs' | 'values'>;

/** The plain trend test of one series a cell; incidents are one series of counts. */
export const mannKendallMethod = defineMethod({
  id: 'mann-kendall',
  version: '1',
  summary: methods['mann-kendall'].summary,
  source: 'Mann 1945; Kendall 1975; Sen 1968',
  inputs: ['incidents', 'lattice'],
  needs: ['time'],
  parameters: PARAMETERS,
  columns: methods['mann-kendall'].columns,
  run: (input: Incidents | Lattice, p: Static<typeof PARAMETERS>) => {
    requireCount(input.kind === 'lattice' ? input.id.length : input.x.length, 1);
    const laid = input.kind === 'lattice' ? null : stepsOf(input, p);
    const series = input.kind === 'lattice' ? input : countSteps(input, laid!.bins);
    const { id, stepMs, steps, values } = series;
    if (steps < 2) throw new AnalysisError('too-few', `${steps} time step, at least 2 are needed`);
    // Counts that were read are compared exactly; shares of incidents were summed.
    const tolerance = input.kind === 'lattice' ? 0 : TIE;
    const compared = atMeanLength(values, laid?.days ?? null);
    const trends = id.map((_, cell) =>
      mannKendall(compared.subarray(cell * steps, (cell + 1) * steps), tolerance),
    );
    return {
      summary: {
        cells: id.length,
        steps,
        firstStep: stepMs === null ? null : new Date(stepMs[0]!).toISOString(),
      },
      table: {
        columns: {
          id,
          trendS: trends.map(({ s }) => s),
          variance: trends.map(({ variance }) => variance),
          trendZ: trends.map(({ z }) => z),
          trendP: trends.map(({ p }) => p),
          tau: trends.map(({ tau }) => tau),
          slope: trends.map(({ slope }) => slope),
        },
        ...(input.kind === 'lattice' && input.geometry !== null
          ? { geometry: input.geometry }
          : {}),
      },
      tables: {
        steps: {
          columns: {
            id: Array.from(values, (_, i) => id[Math.floor(i / steps)]!),
            step: Uint32Array.from(values, (_, i) => i % steps),
            value: values,
            ...(laid?.days ? { analysed: compared } : {}),
          },
        },
      },
      notes: laid?.notes ?? evenNotes(series),
    } satisfies MethodResult;
  },
});

/** All incidents as one series of counts; unknown times count by shares. */
function countSteps(input: Incidents, bins: TimeBins): Series {
  const steps = countOf(bins);
  const values = new Float64Array(steps);
  input.x.forEach((_, i) => {
    aoristicShares(input.startMs![i]!, input.endMs![i]!, bins, (step, share) => {
      values[step]! += share * (input.weight?.[i] ?? 1);
    });
  });
  return { id: ['all'], steps, stepMs: bins.edgesMs.slice(0, steps), values };
}
