import { sql } from 'kysely';
import type { Datum } from '../../contract/areas/geo.ts';
import { type Handheld, RECENT_DAYS } from '../../contract/people/people.ts';
import { top } from '../access/standings.ts';
import { homeAt } from '../people/homes.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** From an area (its id), at a moment (ISO). */
export interface Seen {
  scope: number;
  moment: string;
}

export const at = (moment: string) => sql`${moment}::timestamptz`;
/** So many days before a moment. */
export const daysBefore = (moment: string, days: number) =>
  sql`${at(moment)} - interval '${sql.raw(String(days))} days'`;

/**
 * Handhelds as `held` of a WITH clause: who carries each at a moment (of several on record the last one), a grid they hold then, and whether it is the
 * area's: of a grid below it, else of whose home lies below it, else brought in by one itself, else of nobody and the area is the top.
 */
export const held = ({ scope, moment }: Seen) => sql`
  below as (
    select area_subtree(${scope}::bigint, ${at(moment)}, ${at(moment)}) as id
  ), held as (
    select h.*, (array_agg(o.id order by ha.valid_from desc))[1] as officer_id,
      (array_agg(oa.area_id order by ha.valid_from desc, oa.valid_from desc) filter (where oa.area_id is not null))[1] as grid_id,
      bool_or(coalesce(coalesce(oa.area_id, ${homeAt(sql`o.id`, at(moment))}, h.home_area_id) in (select id from below), ${top(scope, at(moment))})) as seen
    from handhelds h
    left join handheld_assignments ha on ha.handheld_id = h.id
      and ha.valid_from <= ${moment} and (ha.valid_to is null or ${moment} < ha.valid_to)
    left join officers o on o.id = ha.officer_id
    left join officer_assignments oa on oa.officer_id = o.id
      and oa.valid_from <= ${moment} and (oa.valid_to is null or ${moment} < oa.valid_to)
    group by h.id
  )`;

/** What of handheld `h` was refused in the last days before a moment. */
export const refusedBefore = (moment: string) => sql`
  refused_fixes r where r.handheld_id = h.id and r.reason not in ('cleaned', 'renamed')
    and r.day > (${at(moment)} at time zone 'UTC')::date - ${sql.raw(String(RECENT_DAYS))} and r.day <= (${at(moment)} at time zone 'UTC')::date`;

export interface HeldHandheld {
  datum: Datum;
  /** Who carries it; null: nobody. */
  officerId: number | null;
  /** Of its grid, else of the area that asks: IANA. */
  timeZone: string;
}

/** How a handheld stands at a moment; `scope`: the area that asks, and may. */
export async function readHeld(db: Db, handheldId: number, seen: Seen): Promise<HeldHandheld> {
  const { rows } = await sql<HeldHandheld>`
    with ${held(seen)}
    select h.datum, h.officer_id as "officerId",
      area_time_zone(coalesce(h.grid_id, ${seen.scope}::bigint), ${at(seen.moment)}) as "timeZone"
    from held h where h.id = ${handheldId}`.execute(db);
  return rows[0]!;
}

/** Handhelds an area sees, by code, with what each lacks. */
export async function listHandhelds(db: Db, seen: Seen): Promise<Handheld[]> {
  const since = daysBefore(seen.moment, RECENT_DAYS);
  const { rows } = await sql<Handheld>`
    with ${held(seen)}, listed as (
      select h.id, h.code, h.datum, h.officer_id, h.grid_id,
        greatest(
          (select max(heard_at) from handheld_messages m where m.handheld_id = h.id and heard_at > ${since}),
          (select max(receive_time) from orphan_fixes o where o.handheld_id = h.id and receive_time > ${since}),
          (select receive_time from last_fix(h.id::int, ${since}, 'infinity'))) as heard,
        coalesce((select sum(r.count) from ${refusedBefore(seen.moment)}), 0)::float8 as refused
      from held h where h.seen
    )
    select id, code, datum, officer_id as "officerId", refused, ${utc('heard')} as "heardAt",
      to_json(array_remove(array[case when officer_id is null then 'officer' end,
        case when officer_id is not null and grid_id is null then 'grid' end, case when heard is null then 'heard' end], null)) as lacks
    from listed order by code`.execute(db);
  return rows;
}
