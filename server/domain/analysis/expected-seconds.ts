/**
 * Seconds of one core that 1,000 incidents on 2 km² took with the values of `startingValues`, and the power of their number by which the
 * work grows: places and days of a scan grow with it, pairs with its square.
 */
const MEASURED: Readonly<Record<string, { seconds: number; power: number }>> = {
  dbscan: { seconds: 0.1, power: 1 },
  'st-dbscan': { seconds: 0.1, power: 1 },
  hdbscan: { seconds: 0.1, power: 1 },
  kde: { seconds: 0.2, power: 1 },
  'kde-ratio': { seconds: 0.2, power: 1 },
  'gi-star': { seconds: 0.2, power: 1 },
  'local-moran': { seconds: 0.2, power: 1 },
  emerging: { seconds: 0.1, power: 1 },
  scan: { seconds: 2.5, power: 2 },
  knox: { seconds: 6.5, power: 2 },
  hawkes: { seconds: 6.5, power: 2 },
  forecast: { seconds: 0.1, power: 1 },
};

/**
 * About how long a study takes: by how long the last one of its method took on this very server, else by what was measured; null where neither
 * is known.
 */
export function expectedSeconds(
  method: string,
  incidents: number,
  last: { seconds: number; incidents: number } | null,
): number | null {
  const { power = 1, seconds } = MEASURED[method] ?? {};
  if (last) return last.seconds * (incidents / last.incidents) ** power;
  return seconds === undefined ? null : seconds * (incidents / 1000) ** power;
}
