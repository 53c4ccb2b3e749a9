import type { RawBuilder } from 'kysely';
import { BATCH, ownerOf, type Rows, type Source } from '../../db/ogc/sources/source.ts';
import {
  fixRows,
  overAllFixes,
  patrolsAsked,
  type TrackAsk,
  trackRows,
} from '../../db/ogc/sources/tracks.ts';
import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';

/** Patrols whose fixes are held at once. */
const HELD = 8;
/** Most patrols that are counted, or sorted by a column: a month of an officer. */
const COUNTED = 64;

const ROWS = { tracks: trackRows, fixes: fixRows } as const;

/** Tracks or single fixes of patrols: of few patrols at a time, so that a month of a city is never held. */
export function trackSource(db: Db, kind: keyof typeof ROWS, ask: TrackAsk): Source {
  const rowsOf = ROWS[kind] as (
    ask: TrackAsk & { patrolIds: readonly number[] },
    fixes: RawBuilder<unknown>,
  ) => Rows;
  return {
    async parts({ after, isSorted }) {
      const all = await patrolsAsked(db, ask);
      const isCounted = all.length <= COUNTED;
      if (isSorted && !isCounted)
        throw Refusal.toProgram(
          'invalid',
          `sortby: ${kind} of at most ${COUNTED} patrols can be sorted, and these are of ${all.length}; say a shorter datetime, an officer_id, a grid_id or a patrol_id, or leave it out`,
        );
      // Sorted by a column they are one part, and what comes before a cursor need not be looked at again unless it is counted.
      const first = isCounted || after === null ? 0 : Math.max(0, all.indexOf(ownerOf(after)));
      const size = isSorted ? Math.max(1, all.length) : HELD;
      const parts = Array.from({ length: Math.ceil((all.length - first) / size) }, (_, k) => ({
        patrolIds: all.slice(first + k * size, first + (k + 1) * size),
      }));
      return { parts, isCounted };
    },
    ask: ({ patrolIds = [] }, question) =>
      overAllFixes(db, { patrolIds }, (from, fixes) =>
        question(from, rowsOf({ ...ask, patrolIds }, fixes)),
      ),
    batches(fids) {
      const batches: { patrolIds: Set<number>; fids: string[] }[] = [];
      for (const fid of fids) {
        const owner = ownerOf(fid);
        const last = batches.at(-1);
        const fits =
          last &&
          last.fids.length < BATCH &&
          (last.patrolIds.has(owner) || last.patrolIds.size < HELD);
        const batch = fits ? last : { patrolIds: new Set<number>(), fids: [] };
        if (!fits) batches.push(batch);
        batch.patrolIds.add(owner);
        batch.fids.push(fid);
      }
      return batches.map(({ patrolIds, ...rest }) => ({
        part: { patrolIds: [...patrolIds] },
        ...rest,
      }));
    },
  };
}
