import { type Static, Type } from 'typebox';
import { DAY_MS } from '../../../contract/units.ts';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { AnalysisError } from '../error.ts';
import { findSnapping, snappingNotes } from '../input/snapped.ts';
import { wholeRows } from '../input/whole-rows.ts';
import { defineMethod, type MethodResult } from '../method.ts';
import { note } from '../notes.ts';
import { choice, flag, permutations, seed } from '../parameters.ts';
import { edgesOf, readBands } from './bands.ts';
import { knoxTest } from './knox.ts';

const CLOSED = ['upper', 'lower'] as const;

/** Level at which a band is called significant. */
const SIGNIFICANT = 0.05;

const parameters = Type.Object({
  spaceEdgesM: Type.String({
    unit: 'm',
    default: '0,100,200,300,400,500',
    description: methods.knox.parameters.spaceEdgesM,
  }),
  timeEdgesD: Type.String({
    unit: 'days',
    default: '0,7,14,21,28',
    description: methods.knox.parameters.timeEdgesD,
  }),
  spaceClosed: choice(methods.knox.parameters.spaceClosed, CLOSED),
  timeClosed: choice(methods.knox.parameters.timeClosed, CLOSED),
  samePlace: flag(methods.knox.parameters.samePlace),
  times: choice(methods.knox.parameters.times, ['date', 'moment']),
  permutations: permutations(methods.knox.parameters.permutations, 999),
  seed: seed(methods.knox.parameters.seed),
});

/** Knox's test of space-time interaction, the near-repeat calculator's table. */
export const knoxMethod = defineMethod({
  id: 'knox',
  version: '2',
  summary: methods.knox.summary,
  source: 'Knox 1964; Mantel 1967 (permutation); Johnson et al. 2007 (near repeats); Holm 1979',
  inputs: ['incidents'],
  needs: ['time'],
  parameters,
  columns: methods.knox.columns,
  run(input, options: Static<typeof parameters>, tick): MethodResult {
    const space = readBands(
      'spaceEdgesM',
      options.spaceEdgesM,
      options.spaceClosed,
      options.samePlace,
    );
    const time = readBands('timeEdgesD', options.timeEdgesD, options.timeClosed);
    const { notes, row } = wholeRows(input.weight, input.x.length);
    const n = row.length;
    if (n === 0) throw new AnalysisError('no-incidents', 'the selection holds no incidents');
    if (n < 2) throw new AnalysisError('too-few', 'a pair needs two incidents');
    const { endMs, startMs } = input;
    if (startMs === null || endMs === null) throw new AnalysisError('no-time', 'Knox needs times');
    const pick = (values: Float64Array) => Float64Array.from(row, (i) => values[i]!);
    const [x, y] = [pick(input.x), pick(input.y)];
    if (x.every((east, i) => east === x[0] && y[i] === y[0])) {
      throw new AnalysisError('one-place', 'every incident lies at the same place');
    }
    const unknown = startMs.some((start, i) => start !== endMs[i]);
    const days = (ms: number) =>
      options.times === 'date' && !unknown ? Math.floor(ms / DAY_MS) : ms / DAY_MS;
    const incidents = { x, y, startD: pick(startMs).map(days), endD: pick(endMs).map(days) };
    if (incidents.startD.every((t, i) => t === incidents.startD[0] && incidents.endD[i] === t)) {
      throw new AnalysisError('one-time', 'every incident has the same time');
    }
    const { permutations: replicates, seed: start } = options;
    const table = knoxTest(incidents, { space, time, permutations: replicates, seed: start }, tick);
    const cells = Array.from(table.observed, (_, cell) => ({
      space: edgesOf(space, Math.floor(cell / table.timeBands)),
      time: edgesOf(time, cell % table.timeBands),
    }));
    const blank = (values: Float64Array | null) =>
      values ?? new Array<null>(cells.length).fill(null);
    notes.push(...snappingNotes(findSnapping(x, y)));
    if (unknown) {
      notes.push(note('gaps'));
    }
    const least = cells.length / (1 + replicates);
    if (replicates > 0 && least > SIGNIFICANT)
      notes.push(
        note('tooFewPermutations', {
          bands: cells.length,
          least: Math.min(1, least),
          needed: Math.ceil(cells.length / SIGNIFICANT) - 1,
        }),
      );
    const most = table.expected?.map((mean, cell) => table.observed[cell]! / mean) ?? null;
    return {
      summary: {
        incidents: n,
        pairs: table.pairs,
        nearPairs: table.spacePairs.reduce((sum, value) => sum + value, 0),
        permutations: replicates,
        significant: table.pHolm?.filter((p) => p <= SIGNIFICANT).length ?? null,
      },
      table: {
        columns: {
          spaceFromM: cells.map(({ space: { from } }) => from),
          spaceToM: cells.map(({ space: { to } }) => to),
          timeFromD: cells.map(({ time: { from } }) => from),
          timeToD: cells.map(({ time: { to } }) => to),
          observed: table.observed,
          expected: blank(table.expected),
          ratio: blank(most),
          z: blank(
            table.deviation?.map(
              (sd, cell) => (table.observed[cell]! - table.expected![cell]!) / sd,
            ) ?? null,
          ),
          p: blank(table.p),
          pHolm: blank(table.pHolm),
          product: blank(table.product),
          pPoisson: blank(table.pPoisson),
          pPoissonAbove: blank(table.pPoissonAbove),
        },
      },
      notes,
    };
  },
});
