import { PERMUTATIONS, SEED } from './shared.ts';

/** Near repeats. */
export const nearRepeat = {
  knox: {
    summary:
      'Tests by bands whether incidents close in space are close in time more often than by chance (near repeats)',
    parameters: {
      spaceEdgesM: 'Edges of the distance bands, comma between',
      timeEdgesD: 'Edges of the bands of the time gap, comma between',
      spaceClosed:
        'Edge a distance band holds: upper (a, b], the first also its lower; lower [a, b)',
      timeClosed: 'Edge a time band holds: upper (a, b], the first also its lower; lower [a, b)',
      samePlace: 'A band of its own for pairs at exactly the same position',
      times: 'How gaps are counted: date, between UTC days, whole numbers; moment, between moments',
      ...PERMUTATIONS,
      ...SEED,
    },
    columns: {
      spaceFromM: 'Lower edge of the distance band, metres',
      spaceToM: 'Upper edge of the distance band, metres',
      timeFromD: 'Lower edge of the time band, days',
      timeToD: 'Upper edge of the time band, days',
      observed: 'Pairs in both bands',
      expected: 'Mean pairs when dates are permuted',
      ratio: 'Knox ratio: observed over expected',
      z: 'Observed less expected, in standard deviations of the permutations',
      p: 'p of the permutations: (1 + permutations as great) / (1 + permutations)',
      pHolm: "p with Holm's adjustment over the table",
      product:
        'Expected by the margins: pairs in the distance band times pairs in the time band over all pairs',
      pPoisson: 'Poisson p: P(X >= observed) of mean `product`',
      pPoissonAbove: 'Poisson p of more: P(X > observed) of the same (as surveillance::knox in R)',
    },
  },
};
