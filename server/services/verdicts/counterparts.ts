import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { COMPARING_SIGNALS, type Counterparts } from '../../contract/patrols/counterpart.ts';
import { readStandings } from '../../db/access/standings.ts';
import { fixesOf } from '../../db/fixes/stored-fix.ts';
import { findPatrol } from '../../db/patrols/list-patrols.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { readVerdicts } from '../../db/verdicts/verdicts.ts';
import { trackBetween } from '../../domain/verification/integrity/compared-track.ts';
import { counterpartOf } from '../../domain/verification/integrity/counterpart.ts';
import { unpackTrack } from '../../domain/verification/integrity/packed-track.ts';
import { contextOf } from '../../domain/verification/judge-patrol.ts';
import { measurePatrol } from '../../domain/verification/measure-patrol.ts';
import type { PatrolKey } from './comparison-tracks.ts';
import { gatherPatrolFacts, inputOf } from './patrol-facts.ts';

/**
 * The patrols on whose tracks signals of a patrol's latest verdict rest, as the comparison finds them in what is on record now. One that
 * was never the reader's area's is only told to be elsewhere.
 */
export async function findCounterparts(
  db: Db,
  { officerId, patrolId }: PatrolKey,
  reader: { areaId: number; nowMs: number },
): Promise<Counterparts> {
  const found: Counterparts = { counterparts: [], elsewhere: [], gone: [] };
  const [latest] = await readVerdicts(db, officerId, patrolId);
  const signals = new Set(latest?.verdict.signals.map(({ code }) => code));
  const codes = COMPARING_SIGNALS.filter((code) => signals.has(code));
  if (codes.length === 0) return found;
  const facts = await gatherPatrolFacts(db, officerId, patrolId);
  if (!facts) return { ...found, gone: codes };
  const input = inputOf(facts, facts.norm ?? defaultNorm(), fixesOf(facts.fixes));
  const context = contextOf(input, measurePatrol(input));
  for (const code of codes) {
    const match = counterpartOf(code, context);
    const key = match && facts.owners[match.role][match.index]!;
    const patrol = key && (await findPatrol(db, key));
    if (!patrol) found.gone.push(code);
    else if (!(await isSeen(db, patrol, reader))) found.elsewhere.push(code);
    else {
      const { id, officerName, gridName, startTime, endTime } = patrol;
      const endMs = endTime === null ? reader.nowMs : Date.parse(endTime);
      const track = unpackTrack(facts[match!.role][match!.index]!);
      const { t, lng, lat } = trackBetween(track, Date.parse(startTime), endMs);
      found.counterparts.push({
        code,
        patrol: { id, officerId: patrol.officerId, officerName, gridName, startTime, endTime },
        laterMs: match!.laterMs,
        fixes: { t: [...t], lng: [...lng], lat: [...lat] },
      });
    }
  }
  return found;
}

async function isSeen(
  db: Db,
  { id, startTime }: { id: number; startTime: string },
  reader: { areaId: number; nowMs: number },
): Promise<boolean> {
  const since = iso(Date.parse(startTime));
  const [standing] = await readStandings(db, 'patrol', [{ key: id, since, until: since }], reader);
  return standing?.seen ?? false;
}
