import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import { type CoveredGrid, gridsIn, seenCells } from '../../db/ogc/sources/coverage.ts';
import type { GivenRow } from '../../db/ogc/sources/given.ts';
import type { Ask, Where } from '../../db/ogc/sources/source.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { ringOf } from '../../domain/geo/h3.ts';
import { Refusal } from '../../errors.ts';
import { cellSetsOf } from '../areas/cell-sets.ts';

/** A town's worth: an answer names every cell. */
const GRIDS_MAX = 100;
/** Days looked back for when a cell was last seen. */
export const STALENESS_DAYS = 31;

type Box = Pick<Where, 'box'>;

/** Hours since each cell of grids was last seen, as of the end of the time asked for. */
export const stalenessRows = (db: Db, ask: Ask, where: Box): Promise<GivenRow[]> => {
  const atMs = Date.parse(ask.until);
  const since = iso(atMs - STALENESS_DAYS * DAY_MS);
  return cellRows(db, { ...ask, since }, where, (seen) => ({
    hours: seen ? Math.round(((atMs - Date.parse(seen.lastSeen)) / HOUR_MS) * 10) / 10 : null,
    last_seen: seen?.lastSeen ?? null,
    time: ask.until,
  }));
};

/** How many patrols saw each cell of grids within the time asked for. */
export const coverageRows = (db: Db, ask: Ask, where: Box): Promise<GivenRow[]> =>
  cellRows(db, ask, where, (seen) => ({
    patrols: seen?.patrols ?? 0,
    last_seen: seen?.lastSeen ?? null,
    start_time: ask.since,
    end_time: ask.until,
  }));

/** Every patrollable cell of the grids that touch a box, with what is told of when it was seen. Throws `invalid` for too many grids. */
async function cellRows(
  db: Db,
  ask: Ask,
  { box }: Box,
  told: (seen: { patrols: number; lastSeen: string } | undefined) => object,
): Promise<GivenRow[]> {
  const grids = await gridsIn(db, ask, { box, most: GRIDS_MAX });
  if (grids.length > GRIDS_MAX)
    throw Refusal.toProgram(
      'invalid',
      `more than ${GRIDS_MAX} grids at once; say a bbox that touches fewer`,
    );
  const swath = defaultNorm().rules.swathM;
  const sets = await cellSetsOf(
    db,
    grids.map(({ swathM, ...grid }) => ({ ...grid, swathM: swathM ?? swath })),
  );
  const gridIds = grids.map(({ gridId }) => gridId);
  const seen = new Map(
    (await seenCells(db, gridIds, ask)).map((cell) => [`${cell.gridId}-${cell.cell}`, cell]),
  );
  return grids.flatMap(({ gridCode, gridId }: CoveredGrid, i) =>
    sets[i]!.cells.map((cell) => {
      const fid = `${gridId}-${cell}`;
      const geometry = { type: 'Polygon', coordinates: [ringOf(cell)] };
      return { fid, geometry, cell, grid_id: gridId, grid_code: gridCode, ...told(seen.get(fid)) };
    }),
  );
}
