import { sql } from 'kysely';
import type { Datum } from '../../contract/areas/geo.ts';
import type { Handheld } from '../../contract/people/people.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** From an area (its id), at a moment (ISO). */
export interface Seen {
  scope: number;
  moment: string;
}

/** Who carries which handheld at a moment, and the grids they hold then; handhelds `h` an area sees are of a grid below it, or of no grid and brought in by an area below it, or by none and the area is the top. */
const carried = (moment: string) => sql`
  carried as (
    select ha.handheld_id, ha.officer_id, oa.area_id, ha.valid_from
    from handheld_assignments ha
    left join officer_assignments oa on oa.officer_id = ha.officer_id
      and oa.valid_from <= ${moment} and (oa.valid_to is null or ${moment} < oa.valid_to)
    where ha.valid_from <= ${moment} and (ha.valid_to is null or ${moment} < ha.valid_to)
  )`;
const isSeen = ({ scope, moment }: Seen) => sql`
  case when exists (select from carried c where c.handheld_id = h.id and c.area_id is not null)
    then exists (select from carried c where c.handheld_id = h.id and c.area_id in (
      select area_subtree(${scope}::bigint, ${moment}::timestamptz, ${moment}::timestamptz)))
    when h.home_area_id is not null then h.home_area_id in (select area_subtree(${scope}::bigint, ${moment}::timestamptz, ${moment}::timestamptz))
    else exists (select from area_versions where area_id = ${scope} and parent_id is null) end`;
/** Of several who are on record for a handheld, the last one. */
const CARRIER = sql`(select c.officer_id from carried c where c.handheld_id = h.id order by c.valid_from desc limit 1)`;

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
    with ${carried(seen.moment)}
    select h.datum, ${CARRIER} as "officerId", area_time_zone(coalesce(
      (select c.area_id from carried c where c.handheld_id = h.id and c.area_id is not null limit 1), ${seen.scope}::bigint),
      ${seen.moment}::timestamptz) as "timeZone"
    from handhelds h where h.id = ${handheldId}`.execute(db);
  return rows[0]!;
}

/** So many days back it is asked whether a handheld was heard. */
export const HEARD_DAYS = 7;

/** Handhelds an area sees, by code, with what each lacks. */
export async function listHandhelds(db: Db, seen: Seen): Promise<Handheld[]> {
  const moment = sql`${seen.moment}::timestamptz`;
  const since = sql`${moment} - interval '${sql.raw(String(HEARD_DAYS))} days'`;
  const { rows } = await sql<Handheld>`
    with ${carried(seen.moment)}, listed as (
      select h.id, h.code, h.datum, ${CARRIER} as officer_id,
        exists (select from carried c where c.handheld_id = h.id and c.area_id is not null) as placed,
        greatest(
          (select max(heard_at) from handheld_messages m where m.handheld_id = h.id and heard_at > ${since}),
          (select max(receive_time) from orphan_fixes o where o.handheld_id = h.id and receive_time > ${since}),
          (select receive_time from fixes f where f.handheld_id = h.id and f.session > ${since}
            order by session desc, seq desc limit 1)) as heard,
        coalesce((select sum(count) from refused_fixes r where r.handheld_id = h.id and r.reason not in ('cleaned', 'renamed')
          and r.day > (${moment} at time zone 'UTC')::date - 7 and r.day <= (${moment} at time zone 'UTC')::date), 0)::float8 as refused
      from handhelds h where ${isSeen(seen)}
    )
    select id, code, datum, officer_id as "officerId", refused, ${utc('heard')} as "heardAt",
      to_json(array_remove(array[case when officer_id is null then 'officer' end,
        case when officer_id is not null and not placed then 'grid' end, case when heard is null then 'heard' end], null)) as lacks
    from listed order by code`.execute(db);
  return rows;
}
