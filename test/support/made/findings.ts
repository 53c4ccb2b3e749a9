import { gridDisk, latLngToCell } from 'h3-js';
import { DAY_MS } from '../../../server/contract/units.ts';
import type { Finding, WarningLevel } from '../../../server/contract/warnings/warning.ts';
import { cornerOf, NOW, SIDE_DEG } from './world.ts';

/** Resolution risk cells have in tests: about 200 m across, two a grid. */
const RESOLUTION = 10;

/** The cell in the middle of a grid and so many rings about it. */
export function cellsIn(grid: string, rings = 0, shiftDeg = 0): string[] {
  const { lng, lat } = cornerOf(grid);
  return gridDisk(
    latLngToCell(lat + SIDE_DEG / 2, lng + SIDE_DEG / 2 + shiftDeg, RESOLUTION),
    rings,
  ).sort();
}

export interface FindingPart extends Partial<Omit<Finding, 'level'>> {
  areaId: number;
  level?: WarningLevel;
  /** The run, Unix ms. */
  at?: number;
}

/** What a run says of cells in grid G1, unless told otherwise. */
export function findingOf({ at = NOW, ...part }: FindingPart): Finding {
  return {
    cells: cellsIn('G1'),
    centre: cornerOf('G1'),
    category: null,
    from: new Date(at - 7 * DAY_MS).toISOString(),
    to: new Date(at).toISOString(),
    level: 'yellow',
    method: 'test/1',
    parameters: { windowD: 7 },
    seed: '1',
    dataHash: 'hash',
    observed: 12,
    expected: 4,
    p: 0.001,
    recurrenceDays: 400,
    incidentIds: ['i-1', 'i-2'],
    agreeing: [],
    ...part,
  };
}
