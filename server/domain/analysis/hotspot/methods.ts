import { type Static, Type } from 'typebox';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { requireCount } from '../checks.ts';
import { AnalysisError } from '../error.ts';
import type { Incidents, Lattice } from '../input/input.ts';
import { apartNotes, type Links, standardiseRows, withSelf } from '../input/links.ts';
import { findSnapping, snappingNotes } from '../input/snapped.ts';
import { defineMethod, type MethodResult, type ResultTable, type Tick } from '../method.ts';
import { twoSidedP } from '../numerics/normal.ts';
import { choice, permutations, seed, share } from '../parameters.ts';
import { ADJUSTMENTS, adjustP, confidenceBin } from './adjust.ts';
import { giStar } from './gi-star.ts';
import { LATTICE_PARAMETERS, type LatticeOptions, latticeOf, studyAreaOf } from './lattice.ts';
import { localMoran } from './local-moran.ts';
import { conditionalPermutationP } from './permutation.ts';
import { RATES, type RateKind, ratesOf } from './rates.ts';

const TESTED = {
  ...LATTICE_PARAMETERS,
  rate: choice(methods['gi-star'].parameters.rate, RATES),
  correction: choice(methods['gi-star'].parameters.correction, ADJUSTMENTS),
  alpha: share(methods['gi-star'].parameters.alpha, { default: 0.05 }),
  permutations: permutations(methods['gi-star'].parameters.permutations, 0),
  seed: seed(methods['gi-star'].parameters.seed),
};

const GI_PARAMETERS = Type.Object(TESTED);
type TestOptions = Static<typeof GI_PARAMETERS>;

export const giStarMethod = defineMethod({
  id: 'gi-star',
  version: '2',
  summary: methods['gi-star'].summary,
  source: 'Ord and Getis 1995; Benjamini and Hochberg 1995',
  inputs: ['incidents', 'lattice'],
  needs: [],
  parameters: GI_PARAMETERS,
  columns: methods['gi-star'].columns,
  run: (input: Incidents | Lattice, p: TestOptions, tick) => {
    const { lattice, values } = analysed(input, p);
    const weighed = p.style === 'row' ? standardiseRows(withSelf(lattice.links)) : lattice.links;
    const links = withSelf(weighed);
    const z = giStar(values, links);
    const tested = testColumns(values, links, z, z.map(twoSidedP), p, tick);
    const spot = Array.from(tested.decisive, (q, i) =>
      q <= p.alpha ? (z[i]! > 0 ? 'hot' : 'cold') : 'none',
    );
    return {
      summary: {
        ...studied(input, lattice, p),
        hot: spot.filter((s) => s === 'hot').length,
        cold: spot.filter((s) => s === 'cold').length,
      },
      table: {
        columns: {
          ...cellColumns(lattice, values),
          ...tested.columns,
          bin: Int8Array.from(z, (zi, i) => confidenceBin(zi, tested.decisive[i]!)),
          spot,
        },
        ...geometryOf(lattice),
      },
      notes: notesOn(input, lattice),
    } satisfies MethodResult;
  },
});

export const localMoranMethod = defineMethod({
  id: 'local-moran',
  version: '2',
  summary: methods['local-moran'].summary,
  source: 'Anselin 1995; variance of Sokal, Oden and Thomson 1998',
  inputs: ['incidents', 'lattice'],
  needs: [],
  parameters: Type.Object({
    ...TESTED,
    style: choice(methods['local-moran'].parameters.style, ['row', 'binary']),
  }),
  columns: methods['local-moran'].columns,
  run: (input: Incidents | Lattice, p: TestOptions, tick) => {
    const { lattice, values } = analysed(input, p);
    const links = p.style === 'row' ? standardiseRows(lattice.links) : lattice.links;
    const moran = localMoran(values, links);
    const tested = testColumns(values, links, moran.z, moran.p, p, tick);
    const isCluster = Array.from(tested.decisive, (q) => q <= p.alpha);
    const ofQuadrant = (name: string) =>
      moran.quadrant.filter((quadrant, i) => isCluster[i] && quadrant === name).length;
    return {
      summary: {
        ...studied(input, lattice, p),
        HH: ofQuadrant('HH'),
        LL: ofQuadrant('LL'),
        HL: ofQuadrant('HL'),
        LH: ofQuadrant('LH'),
      },
      table: {
        columns: {
          ...cellColumns(lattice, values),
          i: moran.i,
          ...tested.columns,
          quadrant: moran.quadrant,
          isCluster,
        },
        ...geometryOf(lattice),
      },
      notes: notesOn(input, lattice),
    } satisfies MethodResult;
  },
});

const RATE_PARAMETERS = Type.Object({
  contiguity: LATTICE_PARAMETERS.contiguity,
  bandM: LATTICE_PARAMETERS.bandM,
});

export const ratesMethod = defineMethod({
  id: 'rates',
  version: '1',
  summary: methods.rates.summary,
  source: 'Marshall 1991',
  inputs: ['lattice'],
  needs: ['population'],
  parameters: RATE_PARAMETERS,
  columns: methods.rates.columns,
  run: (input: Lattice, p: Static<typeof RATE_PARAMETERS>) => {
    requireCount(input.id.length, 1, 'cells');
    const { links } = latticeOf(input, p as LatticeOptions);
    const rate = (kind: Exclude<RateKind, 'none'>) =>
      ratesOf(input.values, input.population!, kind, links);
    const raw = rate('raw');
    const cases = input.values.reduce((a, b) => a + b, 0);
    const people = input.population!.reduce((a, b) => a + b, 0);
    return {
      summary: { cells: input.id.length, overall: cases / people },
      table: {
        columns: {
          id: input.id,
          value: input.values,
          [input.denominator ?? 'population']: input.population!,
          raw,
          eb: rate('eb'),
          ebLocal: rate('eb-local'),
        },
        ...geometryOf(input),
      },
      notes: [],
    };
  },
});

function analysed(input: Incidents | Lattice, p: TestOptions) {
  requireCount(input.kind === 'lattice' ? input.id.length : input.x.length, 1);
  const lattice = latticeOf(input, p);
  if (lattice.steps !== 1) {
    throw new AnalysisError(
      'input-invalid',
      'the lattice has periods; use emerging, or one period',
    );
  }
  if (p.rate === 'none') return { lattice, values: lattice.values };
  if (lattice.population === null) {
    throw new AnalysisError('input-invalid', `rate ${p.rate} needs a population column`);
  }
  return { lattice, values: ratesOf(lattice.values, lattice.population, p.rate, lattice.links) };
}

function testColumns(
  values: Float64Array,
  links: Parameters<typeof conditionalPermutationP>[1],
  z: Float64Array,
  p: Float64Array,
  options: TestOptions,
  tick: Tick,
): { columns: ResultTable['columns']; decisive: Float64Array } {
  const q = adjustP(p, options.correction);
  if (options.permutations === 0) return { columns: { z, p, q }, decisive: q };
  const permutationP = conditionalPermutationP(values, links, options, tick);
  const permutationQ = adjustP(permutationP, options.correction);
  return { columns: { z, p, q, permutationP, permutationQ }, decisive: permutationQ };
}

function cellColumns(
  lattice: ReturnType<typeof latticeOf>,
  values: Float64Array,
): ResultTable['columns'] {
  const { offset, target } = lattice.links;
  const neighbours = lattice.id.map((_, i) => {
    let others = 0;
    for (let k = offset[i]!; k < offset[i + 1]!; k++) if (target[k] !== i) others++;
    return others;
  });
  return {
    id: lattice.id,
    value: lattice.values,
    ...(lattice.population === null
      ? {}
      : { [lattice.denominator ?? 'population']: lattice.population }),
    analysed: values,
    neighbours,
  };
}

const geometryOf = (lattice: Lattice) =>
  lattice.geometry === null ? {} : { geometry: lattice.geometry };

const studied = (input: Incidents | Lattice, lattice: Lattice, p: LatticeOptions) => ({
  ...(input.kind === 'incidents' ? { incidents: input.x.length } : {}),
  cells: lattice.id.length,
  studyArea: studyAreaOf(input, p),
});

const notesOn = (input: Incidents | Lattice, lattice: { links: Links }) =>
  input.kind === 'incidents'
    ? snappingNotes(findSnapping(input.x, input.y))
    : input.links === null && input.geometry !== null
      ? apartNotes(lattice.links)
      : [];
