/** How sightings of one place become one warning, and how its level moves. */
export interface WarningPolicy {
  /** Two places are one where they share this much of the smaller, 0 to 1. */
  overlapMin: number;
  /** A level falls after nothing of it was found for so long, hours; it rises at once. */
  fallAfterH: number;
  /** A warning expires, and what is found then is another one, after nothing was found for so long, hours. */
  expireAfterH: number;
  /** After a person closed a warning, what is found there at no higher level stays quiet for so long, hours. */
  quietH: number;
}

/** Levels stand for three daily runs, so that one run that just misses does not change them. */
export const WARNING_POLICY: WarningPolicy = {
  overlapMin: 0.25,
  fallAfterH: 72,
  expireAfterH: 120,
  quietH: 72,
};
