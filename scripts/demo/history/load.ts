import { readFile } from 'node:fs/promises';
import type { Origin } from '../../../server/contract/handhelds/binding.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { unpackFixes } from '../../../server/db/fixes/cold/pack-fixes.ts';
import { fixesOfFigures } from '../../../server/db/fixes/stored-fix.ts';
import { inTransaction } from '../../../server/db/store/in-transaction.ts';
import type { Db } from '../../../server/db/store/open.ts';
import type { Fix } from '../../../server/domain/entrance/fix.ts';
import { checkSignatures } from '../../../server/domain/verification/check-signatures.ts';
import { packTrack } from '../../../server/domain/verification/integrity/packed-track.ts';
import { placesOf } from '../../../server/domain/verification/integrity/places.ts';
import { idsByCode } from '../../simulator/walk/ids-by-code.ts';
import { HISTORY_FILE } from './file.ts';
import { moveFixes, moveVerdict, nameBasis, placed } from './moved.ts';
import { putByDay, putPatrols, putVerdicts } from './put.ts';
import { unpackRecorded } from './recorded.ts';

/** Fixes of a wire that tells no time of sending come within this. */
const COMES_WITHIN_MS = 15 * MINUTE_MS;
/** Until a patrol is judged whose last fix came. */
const SETTLES_MS = 10_000;

/**
 * Puts the recorded history into a store that knows its people and ground, its first day from the local midnight `fromMs` on (Unix ms).
 * The verdicts are the judge's own: a patrol of it judged anew there gives the same bytes. Returns how many patrols there are.
 */
export async function loadHistory(db: Db, fromMs: number): Promise<number> {
  const recorded = unpackRecorded(await readFile(HISTORY_FILE));
  const byMs = fromMs - recorded.fromMs;
  await inTransaction(db, async (trx) => {
    const { areas, handhelds, officers } = await idsByCode(trx);
    const { id: normId } = await trx
      .selectFrom('norms')
      .select('id')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    const handheldOf = new Map<number, number>();
    const fixesOf = new Map<string, Fix[]>();
    const columns = [];
    for (const { handheld, fixes } of recorded.tracks) {
      const figures = unpackFixes(fixes);
      handheldOf.set(figures.handheldId[0]!, handhelds.get(handheld)!);
      const moved = moveFixes(figures, byMs, handhelds.get(handheld)!);
      columns.push(moved);
      fixesOf.set(handheld, fixesOfFigures(moved));
    }
    await putByDay(trx, columns);
    const patrols = recorded.patrols.map((patrol) => {
      const [startMs, endMs] = [patrol.startMs + byMs, patrol.endMs + byMs];
      const sent = fixesOf.get(patrol.handheld)!.filter(liesIn(startMs, endMs));
      return { ...patrol, startMs, endMs, sent, ...placed(sent) };
    });
    const places = patrols.map(({ grid, officer, startMs, endMs }) => ({
      ...{ officerId: officers.get(officer)!, gridId: areas.get(grid)!, startMs, endMs },
    }));
    const patrolIds = await putPatrols(trx, places);
    const tracks = (which: readonly number[]) => which.map((k) => patrols[k]!.track);
    const entries = patrols.map((patrol, k) => {
      const { compared, fixes, sent, track } = patrol;
      const cameMs = Math.max(patrol.endMs, ...sent.map(({ receivedMs }) => receivedMs));
      return {
        ...{ officerId: places[k]!.officerId, patrolId: patrolIds[k]!, normId },
        decidedAt: cameMs + SETTLES_MS,
        verdict: nameBasis(moveVerdict(patrol.verdict, { byMs, handheldOf }), patrol, {
          ...{ fixes, history: tracks(compared.history), others: tracks(compared.others) },
        }),
        origins: [{ handheld: patrol.handheld, protocol: 'xunji', trust: 'secret' }] as Origin[],
        signatures: checkSignatures(sent, []),
        own: { track: packTrack(track), places: placesOf(track) },
      };
    });
    await putVerdicts(trx, entries);
  });
  return recorded.patrols.length;
}

/** Which fixes a patrol is judged by: `LIES_IN.either`. */
function liesIn(fromMs: number, toMs: number): (fix: Fix) => boolean {
  // Made once: it is asked of every fix of a handheld for each of its patrols.
  const within = (ms: number, late = 0) => ms >= fromMs && ms <= toMs + late;
  return ({ receivedMs, sentMs, t }) =>
    within(t) ||
    (sentMs === null ? within(receivedMs, COMES_WITHIN_MS) : within(t + receivedMs - sentMs));
}
