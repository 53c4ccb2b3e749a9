import type { Study, StudyResult } from '../../../server/contract/studies/study.ts';
import { distanceOf, VARIED_MAX } from '../../../server/contract/studies/varied.ts';
import type { ResultTable } from '../result/tables.ts';

/** What the distance of a study can be varied by. */
export interface Distances {
  /** Its parameter. */
  name: string;
  /** As the study has it. */
  asked: number;
  /** Nearest to furthest, `asked` among them: metres, or resolutions of H3 cells. */
  steps: number[];
}

/** Shares of the distance as asked. */
const SHARES = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1, 4 / 3, 3 / 2, 2, 3, 4];
/** Each resolution has cells of two and a half times the side of the next. */
const RESOLUTIONS = [2, 1, 0, -1, -2];
const RESOLUTION_AT_FIRST = 9;
const RESOLUTION_MAX = 15;

const sizeOf = (value: unknown): number | null => {
  const size = typeof value === 'string' ? Number(value) : value;
  return typeof size === 'number' && size > 0 ? size : null;
};

/** The largest circle a scan found: what its radius came to where none was given. */
const largest = ({ table }: StudyResult): number | null => {
  const radii = ((table as ResultTable).columns.radiusM ?? []) as number[];
  return sizeOf(radii.reduce((most, radius) => Math.max(most, radius), 0));
};

/** Null of a method without a distance, and where it is not known what it came to. */
export const distancesOf = (
  { method, parameters, selection }: Pick<Study, 'method' | 'parameters' | 'selection'>,
  result: StudyResult,
): Distances | null => {
  const name = distanceOf({ method, parameters, selection });
  if (name === null) return null;
  if (name === 'resolution') {
    const asked = Number(parameters.resolution ?? RESOLUTION_AT_FIRST);
    const steps = RESOLUTIONS.map((by) => asked + by);
    return { name, asked, steps: steps.filter((step) => step >= 0 && step <= RESOLUTION_MAX) };
  }
  const found = sizeOf(parameters[name]) ?? sizeOf(result.summary[name]);
  const asked = found ?? (name === 'maxRadiusM' ? largest(result) : null);
  if (asked === null) return null;
  const steps = SHARES.map((share) => (share === 1 ? asked : +(asked * share).toPrecision(3)));
  return { name, asked, steps };
};

/** Incidents a study was about, by its figures; null where they do not say. */
const incidentsOf = ({ summary }: StudyResult): number | null => {
  const { cases, denominator, incidents, numerator } = summary as Record<string, number>;
  return incidents ?? cases ?? (numerator === undefined ? null : numerator + (denominator ?? 0));
};

/** Whether it is too much to be worked out while somebody waits. */
export const isTooMany = (result: StudyResult): boolean =>
  (incidentsOf(result) ?? 0) > VARIED_MAX.incidents;
