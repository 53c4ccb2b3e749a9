/** Accuracy taken where a handheld tells none: a common receiver under open sky, metres (68 %). */
export const DEFAULT_ACCURACY_M = 10;

interface Accurate {
  accuracyM: number | null;
}

/** What two positions may be nearer together or farther apart by than told, metres. */
export const bothAccuraciesM = (a: Accurate, b: Accurate) =>
  (a.accuracyM ?? DEFAULT_ACCURACY_M) + (b.accuracyM ?? DEFAULT_ACCURACY_M);

/**
 * Standard deviation across a line per metre of reported accuracy. Handhelds report the radius that holds 68 % of positions;
 * for a circular normal error that radius is 1.515 standard deviations of one axis (Rayleigh distribution).
 */
export const SIGMA_PER_ACCURACY = 1 / 1.515;

/** Usual walking speed, m/s (Bohannon 1997, comfortable gait of adults: 1.2 to 1.4). */
export const WALKING_SPEED_MPS = 1.3;

/**
 * How far off the straight line a walker may have been between two fixes, metres: half the greatest deviation that a walk of
 * usual speed allows in the time (half the minor axis of the ellipse with both fixes as foci is the greatest).
 */
export function unseenDeviationM(seconds: number, chordM: number): number {
  const walkM = WALKING_SPEED_MPS * seconds;
  return walkM > chordM ? Math.sqrt(walkM * walkM - chordM * chordM) / 4 : 0;
}
