import type { WarningLevel } from '../../contract/warnings/warning.ts';

/** That a run found something somewhere: what is needed to tell which warning it belongs to. */
export interface Sighting {
  /** The run, Unix ms. */
  at: number;
  /** Its place among the findings of the run, strongest first. */
  n: number;
  category: string | null;
  level: WarningLevel;
  /** Name of the set of cells. */
  place: string;
  /** Hash of what it says that a warning has versions of. */
  fingerprint: string;
  /** The warning it was counted to so far. */
  owner: number | null;
}

/** Sightings that make up one warning, in order of time, the strongest of a run first. */
export type Episode = readonly Sighting[];

export const inOrder = (a: Sighting, b: Sighting): number => a.at - b.at || a.n - b.n;
