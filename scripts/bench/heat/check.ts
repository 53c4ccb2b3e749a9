import { HEAT_FLOOR, heatAt, heatReach } from '../../../server/contract/console/heat.ts';
import { areaOutline, readPresence } from '../../../server/db/fixes/heat-facts.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { centreOf } from '../../../server/domain/geo/h3.ts';
import { decayOf, windowStart } from '../../../server/domain/heat/decay.ts';
import { isIn } from '../../../server/domain/heat/heat-grid.ts';
import { preparePolygon } from '../../../server/domain/heat/outline.ts';
import type { PresentFix } from '../../../server/domain/heat/presence.ts';
import { presenceFrom } from '../../../server/domain/heat/reference.ts';
import type { Account } from './accounts.ts';
import type { Held } from './viewers.ts';

/** Every viewer's figures against those of the stored fixes now; how large JSON of all cells (resolution 10) would be. */
export async function check(db: Db, held: readonly (Held | null)[], accounts: readonly Account[]) {
  const at = Date.now();
  const decay = decayOf(held.find((one) => one)!.halfLifeMs);
  const tracks: PresentFix[][] = [];
  for await (const chunk of readPresence(db, windowStart(decay, at)))
    tracks.push(...chunk.map(({ fixes }) => fixes));
  const known = new Map<string, Promise<Map<string, number>>>();
  const expectedOf = (areaId: number, resolution: number) => {
    const key = `${areaId}/${resolution}`;
    const heat =
      known.get(key) ??
      areaOutline(db, areaId, at).then((outline) =>
        presenceFrom(tracks, {
          decay,
          at,
          resolution,
          isWithin: preparePolygon(outline!.geometry),
        }),
      );
    known.set(key, heat);
    return heat;
  };
  let [compared, off, errorMax] = [0, 0, 0];
  for (const [k, one] of held.entries()) {
    if (!one) throw new Error('a viewer got no heat');
    const expected = await expectedOf(accounts[k]!.areaId, one.resolution);
    const { box } = heatReach(one.view);
    const values = new Map(one.cells.map((cell, i) => [cell, one.values[i]!]));
    for (const [cell, amount] of expected) {
      const value = values.get(cell);
      values.delete(cell);
      if (!isIn(box, centreOf(cell))) off += value === undefined ? 0 : 1;
      // A cell at the floor may have sunk below it, on one side first.
      else if (value === undefined) off += amount > HEAT_FLOOR.presence * 1.001 ? 1 : 0;
      else {
        compared++;
        errorMax = Math.max(errorMax, Math.abs(heatAt(value, one, at) / amount - 1));
      }
    }
    off += values.size;
  }
  const district = accounts[0]!.areaId;
  const all = await expectedOf(district, 10);
  const jsonBytes = JSON.stringify([...all].map(([cell, s]) => [cell, Math.round(s)])).length;
  return { compared, off, errorMax, jsonBytes, cells: all.size };
}
