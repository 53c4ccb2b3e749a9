/** Metres a second in a knot and in a kilometre an hour. */
export const KNOT_MPS = 1852 / 3600;
export const KMH_MPS = 1 / 3.6;

/** Units of time in milliseconds. A local day may last 23 or 25 hours: see the local-time module for those. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;

/** Metres in a degree of latitude, on a sphere of the mean radius of the Earth, 6,371,009 m (IUGG). */
export const METRES_PER_DEGREE = 111_195;
