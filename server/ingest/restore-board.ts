import { readLastPositions } from '../db/fixes/last-positions.ts';
import { allOpenPatrols } from '../db/patrols/patrols.ts';
import type { Db } from '../db/store/open.ts';
import type { DutyRoster } from './duty-roster.ts';
import { type LiveBoard, STALE_MS } from './live-board.ts';

/**
 * Brings a board to what the store holds: which patrols are open, and where everyone was last seen. Fixes that come meanwhile are newer
 * and change nothing of that, whichever comes first. Stops between two handhelds.
 */
export async function restoreBoard(
  { db, board, roster, now }: { db: Db; board: LiveBoard; roster: DutyRoster; now: () => number },
  stop: AbortSignal,
): Promise<void> {
  await board.readOpenPatrols(allOpenPatrols(db));
  for await (const chunk of readLastPositions(db, now() - STALE_MS))
    for (const { handheldId, positions } of chunk) {
      if (stop.aborted) return;
      const dutyAt = await roster.during(
        handheldId,
        positions.map(({ t }) => t),
      );
      for (const position of positions) {
        const duty = dutyAt(position.t);
        if (duty) board.observe(handheldId, duty, [{ ...position, marks: [] }]);
      }
    }
}
