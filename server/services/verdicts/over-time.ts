import {
  type OverTime,
  WEIGHED_DAYS,
  type WorthALookAnswer,
} from '../../contract/patrols/over-time.ts';
import { DAY_MS } from '../../contract/units.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { readWeakPatrols, type WeakPatrolOf } from '../../db/verdicts/weak-signals.ts';
import { weighPatrols } from '../../domain/over-time/weigh-patrols.ts';
import { partition } from '../../domain/partition.ts';

const weeksBefore = (toMs: number) => ({ fromMs: toMs - WEIGHED_DAYS * DAY_MS, toMs });
const patrolOf = ({ officerId: _, officerName: __, ...patrol }: WeakPatrolOf) => patrol;

/** Whose weak signals of the weeks before a moment (Unix ms), in patrols of an area's grids, are worth a look. */
export async function listWorthALook(
  db: Db,
  { areaId, toMs }: { areaId: number; toMs: number },
): Promise<WorthALookAnswer> {
  const weeks = weeksBefore(toMs);
  const weak = await readWeakPatrols(db, { areaId, ...weeks });
  const byOfficer = partition(weak, ({ officerId }) => officerId);
  const officers = [...byOfficer].map(([officerId, patrols]) => ({
    officerId,
    officerName: patrols[0]!.officerName,
    ...weighPatrols(patrols.map(patrolOf)),
  }));
  return {
    from: iso(weeks.fromMs),
    to: iso(toMs),
    officers: officers
      .filter(({ worthALook }) => worthALook)
      .sort((a, b) => b.oneIn - a.oneIn || a.officerId - b.officerId),
  };
}

/** What the weak signals of one officer come to in the weeks before a moment (Unix ms). */
export const weighOfficer = async (
  db: Db,
  { officerId, toMs }: { officerId: number; toMs: number },
): Promise<OverTime> =>
  weighPatrols((await readWeakPatrols(db, { officerId, ...weeksBefore(toMs) })).map(patrolOf));
