import { readLastPositions } from '../db/fixes/last-positions.ts';
import type { Db } from '../db/store/open.ts';
import type { DutyRoster } from './duty-roster.ts';
import { type LiveBoard, STALE_MS } from './live-board.ts';

/**
 * Brings a board to what the store holds: where everyone was last seen. Fixes that come meanwhile are newer and change nothing of
 * that, whichever comes first. `close` stops between two handhelds.
 */
export function startRestoring(options: {
  db: Db;
  board: LiveBoard;
  roster: DutyRoster;
  now: () => number;
  onError: (error: unknown) => void;
}): { close(): Promise<void> } {
  const { db, board, roster, now, onError } = options;
  let isClosed = false;

  async function restore(): Promise<void> {
    for await (const chunk of readLastPositions(db, now() - STALE_MS))
      for (const { handheldId, positions } of chunk) {
        if (isClosed) return;
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

  const restored = restore().catch(onError);
  return {
    close() {
      isClosed = true;
      return restored;
    },
  };
}
