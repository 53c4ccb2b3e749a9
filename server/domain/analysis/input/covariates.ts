import { AnalysisError } from '../error.ts';

/**
 * Cases expected at every place and day were each stratum alike everywhere and always: Σ people(stratum, place, day) · cases(stratum) /
 * people(stratum), which over all places and days is the number of cases (indirect standardisation; Kulldorff 1997). `people`: by stratum,
 * `place * days + day`. Throws `input-invalid` for cases of a stratum without people.
 */
export function standardise(
  people: ReadonlyMap<string, Float64Array>,
  cases: readonly { covariate: string; count: number }[],
  { days, places }: { days: number; places: number },
): Float64Array {
  const casesOf = new Map<string, number>();
  for (const { covariate, count } of cases)
    casesOf.set(covariate, (casesOf.get(covariate) ?? 0) + count);
  const expected = new Float64Array(places * days);
  for (const [covariate, count] of casesOf) {
    const of = people.get(covariate);
    const total = of?.reduce((sum, value) => sum + value, 0) ?? 0;
    if (count === 0) continue;
    if (total === 0)
      throw new AnalysisError('input-invalid', `cases of ${covariate}, but no people of it`);
    for (let i = 0; i < expected.length; i++) expected[i]! += (of![i]! * count) / total;
  }
  return expected;
}
