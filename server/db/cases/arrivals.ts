import { sql } from 'kysely';
import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import { askAllFixes } from '../fixes/cold/all-fixes.ts';
import { TAKEN_AT } from '../fixes/taken-at.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** When an officer was first seen within so many metres of a case's place since a moment, by the fixes of whatever they carried; null: not. */
export async function seenAtPlace(
  db: Db,
  of: { caseId: number; officerId: number; sinceMs: number; untilMs: number; withinM: number },
): Promise<string | null> {
  const { caseId, officerId, sinceMs, untilMs, withinM } = of;
  const handhelds = sql`select handheld_id from handheld_assignments where officer_id = ${officerId}`;
  const span = { handhelds, fromMs: sinceMs, toMs: untilMs };
  const { rows } = await askAllFixes(db, span, (from, fixes) =>
    sql<{ at: string }>`
    select ${utc('f.at')} as at
    from cases c
    join handheld_assignments a on a.officer_id = ${officerId} and a.valid_from < ${iso(untilMs)}
      and (a.valid_to is null or a.valid_to > ${iso(sinceMs)})
    join (select f.handheld_id, f.session, f.marks, f.position, ${TAKEN_AT} as at from ${fixes} f) f on f.handheld_id = a.handheld_id
      and f.session between ${iso(sinceMs - SESSION_MAX_MS)} and ${iso(untilMs + SESSION_MAX_MS)}
      and f.at >= greatest(a.valid_from, ${iso(sinceMs)})
      and f.at < least(coalesce(a.valid_to, 'infinity'), ${iso(untilMs)}) and f.marks = 0
      and f.position && ST_Expand(c.position, ${withinM / 50_000}::float8)
      and ST_DWithin(f.position::geography, c.position::geography, ${withinM})
    where c.id = ${caseId}
    order by f.at limit 1`.execute(from),
  );
  return rows[0]?.at ?? null;
}
