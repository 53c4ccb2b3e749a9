import { sql } from 'kysely';
import { rollupJobs } from '../queue/rollup-jobs.ts';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import type { Db } from '../store/open.ts';
import { isSameGround } from './import-load.ts';

/** Grids, with all below areas that are cut or placed otherwise or end, by what `area_drafts` and `area_closing` hold; another name touches nothing. */
const grids = (from: Date) => sql`
  select distinct s.id, m.closing
  from (
    select a.id, false as closing from area_drafts d join areas a on a.code = d.code
      join areas_at(${from.toISOString()}::timestamptz) v on v.area_id = a.id left join areas p on p.id = v.parent_id
    where d.state = 'changed' and not (${isSameGround})
    union all select area_id, true from area_closing
  ) m cross join lateral area_subtree(m.id, ${from.toISOString()}::timestamptz, 'infinity') s (id)`;

const begunSince = (from: Date) => sql`from patrols p where p.start_time >= ${from.toISOString()}`;
const patrolsSince = (from: Date) => sql`${begunSince(from)} and p.end_time is not null`;
const daysSince = (from: Date) => sql`
  from day_rollups r where r.superseded is null
    and r.day >= (${from.toISOString()}::timestamptz at time zone area_time_zone(r.grid_id, ${from.toISOString()}))::date`;

/** What was judged since `from` by areas that are others then: how many ended patrols and days on record; and codes of grids that end though patrols began there since, be they walked still. */
export async function touchedByImport(
  trx: Db,
  from: Date,
): Promise<{ patrols: number; days: number; endedUnderPatrols: string[] }> {
  const { rows } = await sql<{ patrols: number; days: number; ended: string[] }>`
    with g as (${grids(from)})
    select (select count(*) ${patrolsSince(from)} and p.grid_id in (select id from g))::int as patrols,
      (select count(*) ${daysSince(from)} and r.grid_id in (select id from g))::int as days,
      array(select distinct a.code from g join areas a on a.id = g.id where g.closing and exists (
        select ${begunSince(from)} and p.grid_id = g.id) order by 1) as ended`.execute(trx);
  const { patrols, days, ended } = rows[0]!;
  return { patrols, days, endedUnderPatrols: ended };
}

/** Names all that for judgement and for new roll-ups, due at `dueAt` (Unix ms). Before the drafts are gone. */
export async function nameTouchedByImport(trx: Db, from: Date, dueAt: number): Promise<void> {
  const touched = sql`(select id from (${grids(from)}) g)`;
  const patrols = sql`select p.officer_id, p.id ${patrolsSince(from)} and p.grid_id in ${touched}`;
  const days = sql`select r.grid_id, r.day ${daysSince(from)} and r.grid_id in ${touched}`;
  await verdictJobs.name(patrols, dueAt).execute(trx);
  await rollupJobs.name(days, dueAt).execute(trx);
}
