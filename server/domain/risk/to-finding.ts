import type { WarningThresholds } from '../../contract/warnings/thresholds.ts';
import type { Finding } from '../../contract/warnings/warning.ts';
import { poissonAtLeast } from '../analysis/numerics/poisson.ts';
import { centreOf } from '../geo/h3.ts';
import { levelOf, severeLevel } from './levels.ts';
import { BASELINE_D, LONGEST_D, WINDOWS_D } from './tallies.ts';

export const SCAN_METHOD = 'space-time-scan/1';
export const SEVERE_METHOD = 'severe-incident/2';

/** What an excess or a severe place is about, in the words of the store. */
export interface Place {
  areaId: number;
  cells: string[];
  centre: string;
  category: string | null;
  fromMs: number;
  toMs: number;
  incidentIds: string[];
  dataHash: string;
  observed: number;
  expected: number;
}

const common = (place: Place) => ({
  areaId: place.areaId,
  cells: place.cells,
  centre: centreOf(place.centre),
  category: place.category,
  from: new Date(place.fromMs).toISOString(),
  to: new Date(place.toMs).toISOString(),
  seed: null,
  dataHash: place.dataHash,
  observed: place.observed,
  expected: place.expected,
  incidentIds: place.incidentIds,
});

/** A finding of the scan; null where no level's rule is met. */
export function scanFinding(
  place: Place,
  sure: {
    p: number;
    recurrenceD: number;
    windowD: number;
    calibrated: boolean;
    grave: number;
    share: number;
  },
  thresholds: WarningThresholds,
): Finding | null {
  const { calibrated, grave, p, recurrenceD, share, windowD } = sure;
  const { expected, observed } = place;
  const level = levelOf(thresholds, { recurrenceD, observed, expected, grave });
  return (
    level && {
      ...common(place),
      level,
      method: SCAN_METHOD,
      parameters: {
        windowD,
        windowsD: [...WINDOWS_D],
        baselineD: BASELINE_D,
        gapD: LONGEST_D,
        calibrated,
        budgetShare: share,
        levels: thresholds.levels,
      },
      p,
      recurrenceDays: recurrenceD,
      agreeing: [{ method: 'poisson-count/1', p: poissonAtLeast(observed, expected) }],
    }
  );
}

/**
 * A finding of severe incidents in one place; null where no level's rule is met. They are facts: p says how often a day has as many
 * somewhere, counted in `historyD` days.
 */
export function severeFinding(
  place: Place,
  { historyD, recurrenceD }: { historyD: number; recurrenceD: number },
  thresholds: WarningThresholds,
): Finding | null {
  const { expected, observed } = place;
  const level = severeLevel(thresholds, { count: observed, recurrenceD });
  return (
    level && {
      ...common(place),
      level,
      method: SEVERE_METHOD,
      parameters: { severe: thresholds.severe, historyD },
      p: Math.min(1, 1 / recurrenceD),
      recurrenceDays: recurrenceD,
      agreeing: [{ method: 'poisson-count/1', p: poissonAtLeast(observed, expected) }],
    }
  );
}
