import type { ScoringTerm } from '../../contract/metrics/scoring.ts';
import { roundPoints } from './round-points.ts';

/** Matters of a subject that are alike: found by the same, of one category, worth the same, shared by as many. */
export interface Matter {
  foundBy: string;
  /** Code of the category, then of those above it. */
  kinds: readonly string[];
  /** Points of one. */
  points: number;
  /** Officers who share each; 1 for areas. */
  sharers: number;
  count: number;
}

type Source = Extract<ScoringTerm['source'], { matters: string }>;

const isOf = (matter: Matter, kinds: readonly string[]) =>
  matter.kinds.some((kind) => kinds.includes(kind));

/** How many matters there were, or what they are worth; one that several officers share counts for each of them in part. */
export function sumMatters(matters: readonly Matter[], source: Source): number {
  const total = matters
    .filter(({ foundBy }) => source.foundBy === undefined || foundBy === source.foundBy)
    .filter((matter) => source.kinds === undefined || isOf(matter, source.kinds))
    .map(
      ({ points, sharers, count }) =>
        (count / sharers) * (source.matters === 'points' ? points : 1),
    )
    // Added in one order, so that the same matters give the same bytes.
    .sort((a, b) => a - b)
    .reduce((sum, part) => sum + part, 0);
  return roundPoints(total);
}

/** How many matters of some kinds there were, each whole whoever shares it. */
export const countOfKinds = (matters: readonly Matter[], kinds: readonly string[]): number =>
  matters.filter((matter) => isOf(matter, kinds)).reduce((sum, { count }) => sum + count, 0);
