import type { FOUND_BY, ScoringRules, ScoringTerm } from '../../contract/scoring/rules.ts';
import { roundPoints } from './round-points.ts';

/**
 * Why a record stands with a subject. `area`: it lies there. `finder`: that officer found it. `answered`, `shared`: it lies in a grid the
 * officer answers for, and its finder is known, or is not.
 */
export type Credit = 'area' | 'finder' | 'answered' | 'shared';

/** Incident records (事项) of a subject that are alike: found by the same, of one category, worth the same, shared by as many. */
export interface IncidentRecord {
  credit: Credit;
  foundBy: (typeof FOUND_BY)[number];
  /** Code of the category, then of those above it. */
  kinds: readonly string[];
  /** Points of one. */
  points: number;
  /** Officers who answer for each together; 1 for areas and finders. */
  sharers: number;
  count: number;
}

type Source = Extract<ScoringTerm['source'], { matters: string }>;

/** Whether a term counts what stands with a subject for such a reason: the points are the finder's, others share where the term says so. */
const COUNTS: Record<Credit, (source: Source) => boolean> = {
  area: () => true,
  finder: () => true,
  answered: () => false,
  shared: ({ withoutFinder }) => withoutFinder === 'shared',
};

const isOf = (record: IncidentRecord, kinds: readonly string[]) =>
  record.kinds.some((kind) => kinds.includes(kind));

/** How many records there were, or what they are worth; one that several officers share counts for each of them in part. */
export function sumRecords(records: readonly IncidentRecord[], source: Source): number {
  const total = records
    .filter(({ credit }) => COUNTS[credit](source))
    .filter(({ foundBy }) => source.foundBy === undefined || foundBy === source.foundBy)
    .filter((record) => source.kinds === undefined || isOf(record, source.kinds))
    .map(
      ({ points, sharers, count }) =>
        (count / sharers) * (source.matters === 'points' ? points : 1),
    )
    // Added in one order, so that the same records give the same bytes.
    .sort((a, b) => a - b)
    .reduce((sum, part) => sum + part, 0);
  return roundPoints(total);
}

/** How many records of some kinds lie in the area or the grids answered for, each whole; found by some where named. */
export const countAgainst = (
  records: readonly IncidentRecord[],
  { kinds, foundBy }: NonNullable<ScoringRules['honour']>,
): number =>
  records
    .filter(({ credit }) => credit !== 'finder')
    .filter((record) => foundBy === undefined || foundBy.includes(record.foundBy))
    .filter((record) => isOf(record, kinds))
    .reduce((sum, { count }) => sum + count, 0);
