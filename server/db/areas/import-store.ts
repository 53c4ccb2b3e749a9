import { sql } from 'kysely';
import { nameTurn } from '../cases/grounds.ts';
import { SINCE_NEXT } from '../rollups/editions.ts';
import type { Db } from '../store/open.ts';

/**
 * Lays out in the temporary table `area_closing` what ends when the file is taken for complete: areas beside those of
 * the file (same parent, a level of the file) that it lacks, with everything below them that it lacks.
 */
export async function findMissing(trx: Db, from: Date, closeMissing: boolean): Promise<void> {
  await sql`create temporary table area_closing (area_id bigint primary key) on commit drop`.execute(
    trx,
  );
  if (!closeMissing) return;
  await sql`
    insert into area_closing
    select distinct below.id
    from areas_at(${from.toISOString()}) v
    join areas a on a.id = v.area_id
    left join areas p on p.id = v.parent_id
    cross join lateral area_subtree(v.area_id, ${from.toISOString()}::timestamptz, ${from.toISOString()}::timestamptz) below (id)
    join areas b on b.id = below.id
    where v.level in (select level from area_drafts where feature is not null)
      and coalesce(p.code, '') in (select coalesce(parent, '') from area_drafts where feature is not null)
      and a.code not in (select code from area_drafts)
      and b.code not in (select code from area_drafts)`.execute(trx);
}

/** Codes of what an import changes or ends and of what it hangs under, and of what it hangs under nothing; without codes that never began, which are nobody's. */
export async function readTouched(trx: Db): Promise<{ codes: string[]; tops: string[] }> {
  const { rows } = await sql<{ code: string; top: boolean }>`
    with changed as (select code, parent from area_drafts where state <> 'unchanged')
    select code, false as top from changed where code not in (
      select a.code from areas a where not exists (select from area_versions v where v.area_id = a.id))
    union
    select parent, false from changed where parent not in (select code from changed)
    union
    select code, true from changed where parent is null
    union
    select a.code, false from area_closing c join areas a on a.id = c.area_id
    order by code`.execute(trx);
  const codesOf = (top: boolean) => rows.filter((row) => row.top === top).map(({ code }) => code);
  return { codes: codesOf(false), tops: codesOf(true) };
}

/**
 * Stores what is new or different in `area_drafts` as versions from `from` on, the first version of an area from its `begins`
 * on where that is told, and ends what `area_closing` names.
 */
export async function storeDrafts(trx: Db, from: Date): Promise<{ closed: number }> {
  const moment = from.toISOString();
  await sql`
    insert into areas (code) select distinct code from area_drafts where state = 'created' order by code
    on conflict (code) do nothing`.execute(trx);
  await endVersions(
    trx,
    moment,
    sql`select a.id from area_drafts d join areas a on a.code = d.code where d.state = 'changed'`,
  );
  const closed = await endVersions(trx, moment, sql`select area_id from area_closing`);
  await sql`
    insert into area_versions (area_id, version, parent_id, level, name, grid_type, time_zone, geom, valid_from, since_edition)
    select a.id, greatest(coalesce(last.version, 0), coalesce(a.withdrawn_version, 0)) + 1, p.id, d.level, d.name, d.grid_type, d.time_zone, d.geom,
      case when last.version is null then coalesce(d.begins, ${moment}::timestamptz) else ${moment}::timestamptz end,
      -- No answer tells of an area that was not on record.
      case when last.version is null then 0 else ${SINCE_NEXT} end
    from area_drafts d
    join areas a on a.code = d.code
    left join areas p on p.code = d.parent
    left join (select area_id, max(version) as version from area_versions group by area_id) last
      on last.area_id = a.id
    where d.state <> 'unchanged'
    -- Only an area made from its children may begin and change at one moment.
    on conflict (area_id, valid_from) do update set geom = excluded.geom`.execute(trx);
  await nameTurn(trx, moment);
  // What begins before that moment, since it was never on record, has open cases on it too.
  const { rows } = await sql<{ begins: Date }>`
    select distinct begins from area_drafts where begins < ${moment}`.execute(trx);
  for (const { begins } of rows) await nameTurn(trx, begins.toISOString());
  return { closed };
}

async function endVersions(
  trx: Db,
  moment: string,
  areas: ReturnType<typeof sql>,
): Promise<number> {
  const { rows } = await sql`
    update area_versions set valid_to = ${moment}
    where area_id in (${areas}) and valid_from < ${moment} and (valid_to is null or valid_to > ${moment})
    returning area_id`.execute(trx);
  return rows.length;
}
