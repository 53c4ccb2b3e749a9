import { DAY_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { recordVerdict } from '../../../server/db/verdicts/verdicts.ts';
import { endPatrol, startPatrol } from '../../../server/services/patrols/declare-patrol.ts';
import { type VerdictFigures, verdictOf } from './verdicts.ts';
import { type Ids, NOW } from './world.ts';

/** When what has no fixes is due: the server's own judge must not come to it. */
export const NEVER = NOW + 3650 * DAY_MS;

/** A patrol of two hours, so many days after NOW, that has a verdict with these figures and no fixes. */
export async function putJudgedPatrol(
  db: Db,
  ids: Ids,
  { officer, grid, day }: { officer: string; grid: string; day: number },
  figures: VerdictFigures,
): Promise<void> {
  const officerId = ids.officers[officer]!;
  const startMs = NOW + day * DAY_MS;
  const patrolId = await startPatrol(db, {
    officerId,
    gridId: ids.areas[grid]!,
    startMs,
    dueAt: NEVER,
  });
  await endPatrol(db, { officerId, endMs: startMs + 120 * MINUTE_MS, dueAt: NEVER });
  await recordVerdict(db, {
    officerId,
    patrolId,
    normId: 1,
    decidedAt: NOW,
    verdict: verdictOf(figures),
  });
}
