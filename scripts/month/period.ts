import type { ScenarioName } from '../simulator/world/scenarios.ts';

/** The period a month's figures are checked over. */
export interface Month {
  scenario: ScenarioName;
  timeZone: string;
  /** Local days from `from` to before `to`. */
  from: string;
  to: string;
  /** Ids of the places that must be visited, by code of the grid, and how many patrols are to visit each within any 7 days. */
  checkpoints: Readonly<Record<string, readonly string[]>>;
  visitsPerWeek: number;
}

/** A row of figures by the ids of /metrics/definitions; those read here. */
export type Figures = Record<string, number | null>;
