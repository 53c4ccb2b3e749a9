import type { ScoringTerm } from '../../contract/metrics/scoring.ts';
import { roundPoints } from './round-points.ts';

/** Incident records (事项) of a subject that are alike: found by the same, of one category, worth the same, shared by as many. */
export interface IncidentRecord {
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

const isOf = (record: IncidentRecord, kinds: readonly string[]) =>
  record.kinds.some((kind) => kinds.includes(kind));

/** How many records there were, or what they are worth; one that several officers share counts for each of them in part. */
export function sumRecords(records: readonly IncidentRecord[], source: Source): number {
  const total = records
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

/** How many records of some kinds there were, each whole whoever shares it. */
export const countOfKinds = (
  records: readonly IncidentRecord[],
  kinds: readonly string[],
): number =>
  records.filter((record) => isOf(record, kinds)).reduce((sum, { count }) => sum + count, 0);
