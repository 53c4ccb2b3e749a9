import { bbox } from '@turf/bbox';
import type { Geometry } from 'geojson';
import type { Links } from './links.ts';
import type { LocalProjection } from './projection.ts';
import type { StudyArea } from './study-area.ts';

/** Milliseconds in a day; times are Unix ms, spans of parameters are days. */

/**
 * Incidents as columns of equal length, in a plane. Typed arrays, so that a table goes to a worker
 * thread without copying its meaning.
 */
export interface Incidents {
  kind: 'incidents';
  /** Metres east and north of the projection's origin, or the planar metres of the input. */
  x: Float64Array;
  y: Float64Array;
  /** How x, y came from WGS-84; null when the input was planar. */
  projection: LocalProjection | null;
  /** Earliest and latest moment the incident can have happened, Unix ms; equal when it is known. */
  startMs: Float64Array | null;
  endMs: Float64Array | null;
  /** How many incidents a row stands for (a share, after a period was selected); null is 1 each. */
  weight: Float64Array | null;
  category: string[] | null;
  /** Identifier of each row; the row number from 0 where the input has none. */
  id: string[] | null;
  /** The area that could have been reported from; null when nobody said. */
  area: StudyArea | null;
  /** First and last moment that the record reaches to, incidents of other categories included, or the period that was chosen; Unix ms. */
  record?: { firstMs: number; lastMs: number };
  /** When it was read from where more is still being reported, Unix ms: a day that is not over by then is not known whole. */
  readMs?: number;
}

/**
 * Cells with values, and who neighbours whom. `values[cell * steps + step]`; a plain lattice has one
 * step.
 */
export interface Lattice {
  kind: 'lattice';
  id: string[];
  steps: number;
  values: Float64Array;
  /** Denominator (people, patrol hours), laid out as `values`; null when there is none. */
  population: Float64Array | null;
  /** What the denominator is called in results, where it is not a population. */
  denominator?: 'patrolHours';
  links: Links | null;
  /** Start of each step, Unix ms; null when the input did not say. */
  stepMs: Float64Array | null;
  /** Planar centres, metres; null when the input has no geometry. */
  x: Float64Array | null;
  y: Float64Array | null;
  geometry: Geometry[] | null;
}

/**
 * Cases (and population) by location and day, for the space-time scan.
 * `cases[location * days + day]`, day 0 being `firstDay` (days since 1970-01-01).
 */
export interface CaseTable {
  kind: 'cases';
  location: string[];
  x: Float64Array;
  y: Float64Array;
  projection: LocalProjection | null;
  firstDay: number;
  days: number;
  cases: Float64Array;
  /** People at risk (Poisson) or controls (Bernoulli), laid out as `cases`; null when there are none. */
  population: Float64Array | null;
  /** Whether cases name strata, so that the population is what is expected of them. */
  isByCovariate?: boolean;
  /** False where the input had no days: everything is one day without a date, for scans of space. */
  isDated?: boolean;
  /** What cases are dated by, days unless told: of a month or year they stand on its first day. */
  step?: 'day' | 'month' | 'year';
}

export type AnalysisInput = Incidents | Lattice | CaseTable;
export type InputKind = AnalysisInput['kind'];
export type InputOf<K extends InputKind> = Extract<AnalysisInput, { kind: K }>;

/** Whether the coordinates of an input are metres of a plane; shapes that leave the globe are. */
export function isPlanar(input: AnalysisInput): boolean {
  if (input.kind !== 'lattice') return input.projection === null;
  return (input.geometry ?? []).some((shape) => {
    const [west, south, east, north] = bbox(shape, { recompute: true });
    return west < -180 || east > 180 || south < -90 || north > 90;
  });
}
