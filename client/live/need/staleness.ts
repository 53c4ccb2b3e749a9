import type { Area } from '../../../server/contract/areas/area.ts';
import type { Staleness } from '../../../server/contract/areas/staleness.ts';
import { areaTree } from '../../geo/area-tree.ts';

export interface StaleCell {
  cell: string;
  gridId: number;
  /** null: not seen within the days looked back. */
  hours: number | null;
}

/** Steps of the scale end at these hours; the last has no end. */
export const STALE_LIMITS_H = [24, 72, 168, 336] as const;

/** Days the server looks back unless told. */
export const STALE_DAYS = 31;

/** Step of the scale, 0 to 4. */
export const staleStep = (hours: number): number =>
  STALE_LIMITS_H.filter((limit) => hours >= limit).length;

/** The server answers for at most so many grids at once. */
const GRIDS_MAX = 100;

/** The largest areas that each hold few enough grids, without overlap: what staleness is asked by. */
export const blocksOf = (areas: readonly Area[], most = GRIDS_MAX): Area[] => {
  const { children, tops } = areaTree(areas);
  const grids = (area: Area): number =>
    area.level === 'grid' ? 1 : children(area.id).reduce((sum, child) => sum + grids(child), 0);
  const split = (area: Area): Area[] => {
    const count = grids(area);
    if (count === 0) return [];
    return count <= most ? [area] : children(area.id).flatMap(split);
  };
  return tops.flatMap(split);
};

export const staleCells = (answers: readonly Staleness[]): StaleCell[] =>
  answers.flatMap(({ grids }) =>
    grids.flatMap(({ gridId, cells, hours }) =>
      cells.map((cell, i) => ({ cell, gridId, hours: hours[i] ?? null })),
    ),
  );
