import { AnalysisError } from '../error.ts';

/** People, or cases, of one stratum at a place. */
export interface Stratum {
  place: number;
  covariate: string;
  count: number;
}

/**
 * Cases expected at every place were each stratum alike everywhere: Σ people(place, stratum)·cases(stratum)/people(stratum)
 * (indirect standardisation; Kulldorff 1997). Throws `input-invalid` for cases of a stratum without people.
 */
export function standardise(
  places: number,
  people: readonly Stratum[],
  cases: readonly Stratum[],
): Float64Array {
  const totals = (of: readonly Stratum[]) => {
    const total = new Map<string, number>();
    for (const { covariate, count } of of)
      total.set(covariate, (total.get(covariate) ?? 0) + count);
    return total;
  };
  const [casesOf, peopleOf] = [totals(cases), totals(people)];
  for (const [covariate, count] of casesOf) {
    if (count === 0 || (peopleOf.get(covariate) ?? 0) > 0) continue;
    throw new AnalysisError('input-invalid', `cases of ${covariate}, but no people of it`);
  }
  const expected = new Float64Array(places);
  for (const { covariate, count, place } of people) {
    if (count > 0)
      expected[place]! += (count * (casesOf.get(covariate) ?? 0)) / peopleOf.get(covariate)!;
  }
  return expected;
}
