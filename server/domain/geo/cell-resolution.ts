/** H3 resolutions fit for coverage on foot: mean distance between neighbouring centres (m), mean area (m2). Source: h3geo.org, table of cell statistics. */
export const COVERAGE_RESOLUTIONS = [
  { resolution: 13, spacingM: 7.1, areaM2: 43.9 },
  { resolution: 12, spacingM: 18.8, areaM2: 307.1 },
  { resolution: 11, spacingM: 49.7, areaM2: 2149.6 },
  { resolution: 10, spacingM: 131.4, areaM2: 15047.5 },
  { resolution: 9, spacingM: 347.8, areaM2: 105332.5 },
] as const;

/** More cells than this make a grid slow to judge and its evidence unreadable; a coarser resolution is taken. */
export const CELLS_MAX = 60_000;

/**
 * H3 resolution of a grid's coverage: the coarsest whose cells are no farther apart than the swath, so that a cell is either seen
 * or not seen as a whole (swath 25 m: resolution 12, cells 19 m apart; resolution 11 with its 50 m would decide by luck where the
 * centre falls). Coarser still where the grid would have more than CELLS_MAX cells (beyond 18 km2 at resolution 12).
 */
export function coverageResolution(areaM2: number, swathM: number): number {
  const coarsest = COVERAGE_RESOLUTIONS.at(-1)!;
  const bySwath = COVERAGE_RESOLUTIONS.findLast(({ spacingM }) => spacingM <= swathM);
  const byArea = COVERAGE_RESOLUTIONS.find((row) => areaM2 / row.areaM2 <= CELLS_MAX) ?? coarsest;
  return Math.min((bySwath ?? COVERAGE_RESOLUTIONS[0]).resolution, byArea.resolution);
}
