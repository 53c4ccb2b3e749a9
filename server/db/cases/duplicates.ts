import { sql } from 'kysely';
import type { NearCase } from '../../domain/cases/duplicates.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Open cases near one in place and time, its own kind or not; `withinM` metres, `withinMs` of its opening. */
export async function casesNear(
  db: Db,
  caseId: number,
  { withinM, withinMs }: { withinM: number; withinMs: number },
): Promise<NearCase[]> {
  const { rows: found } = await sql<{ openedMs: number }>`
    select (extract(epoch from opened_at) * 1000)::float8 as "openedMs" from cases where id = ${caseId}`.execute(
    db,
  );
  if (!found[0]) return [];
  const [from, to] = [-withinMs, withinMs].map((ms) => iso(found[0]!.openedMs + ms));
  const { rows } = await sql<NearCase>`
    select o.id, o.category = c.category as "sameCategory", ST_Distance(o.position::geography, c.position::geography) as "awayM",
      abs(extract(epoch from o.opened_at - c.opened_at) * 1000)::float8 as "apartMs"
    from cases c join cases o on o.id <> c.id and o.ended_at is null and o.opened_at between ${from} and ${to}
      and o.position && ST_Expand(c.position, ${withinM / 50_000}::float8)
      and ST_DWithin(o.position::geography, c.position::geography, ${withinM})
    where c.id = ${caseId}`.execute(db);
  return rows;
}
