import { sql } from 'kysely';
import type { Datum, MultiPolygon } from '../../contract/areas/geo.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { DayKind } from '../../contract/people/holiday.ts';
import type { Days } from '../../domain/entrance/on-duty.ts';
import type { Calendar } from '../../domain/time/working-day.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { standsInFrom, standsInUntil } from './is-held.ts';

export interface HandheldRecord {
  id: number;
  code: string;
  secretHash: string;
  datum: Datum;
}

/** The handheld of a code, or undefined. */
export const findHandheld = async (db: Db, code: string): Promise<HandheldRecord | undefined> =>
  (await findHandhelds(db, [code]))[0];

/** The handheld of each code, or undefined, in the order of the codes. */
export async function findHandhelds(
  db: Db,
  codes: readonly string[],
): Promise<(HandheldRecord | undefined)[]> {
  const { rows } = await sql<HandheldRecord>`
    select id, code, secret_hash as "secretHash", datum from handhelds where code = any(${codes}::text[])`.execute(
    db,
  );
  const found = new Map(rows.map((handheld) => [handheld.code, handheld]));
  return codes.map((code) => found.get(code));
}

/** The hashes of the secrets of some handhelds, by id. */
export async function secretsInForce(
  db: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; secretHash: string }>`
    select id, secret_hash as "secretHash" from handhelds where id = any(${ids}::bigint[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, secretHash }) => [id, secretHash]));
}

/** Another where the secret of any handheld is. */
export async function secretsDigest(db: Db): Promise<string> {
  const { rows } = await sql<{ digest: string }>`
    select coalesce(sum(hashtextextended(secret_hash, id)), 0)::text as digest from handhelds`.execute(
    db,
  );
  return rows[0]!.digest;
}

/** Who carries a handheld, where that officer is on duty, and by which norm. */
export interface Duty {
  officerId: number;
  officerName: string;
  grid: { id: number; name: string; timeZone: string; geometry: MultiPolygon } | null;
  rules: NormRules | null;
  /** Of holidays, where the rules observe them. */
  calendar?: Calendar;
  leave: Days[];
  /** Where the grid is that of another officer: the days it is walked for them. */
  standsIn: Days[] | null;
}

/** A stretch of time, [fromMs, toMs), in which nothing that a duty rests on changes; `duty` is null where nobody carries the handheld. */
export interface DutySpell {
  fromMs: number;
  toMs: number;
  duty: Duty | null;
}

interface DutyRow {
  officer_id: number;
  officer_name: string;
  grid_id: number | null;
  grid_name: string;
  time_zone: string;
  geometry: MultiPolygon;
  rules: NormRules | null;
  calendar: Record<string, DayKind> | null;
  leave: Days[];
  stands_in: Days[] | null;
}

/** The days of leave `l`, as JSON. */
const DAYS = sql`json_build_object('firstDay', l.first_day::text, 'lastDay', l.last_day::text)`;

/** The spell of a handheld's duty that a moment (`at`, Unix ms) lies in. Its ends may lie nearer than they must, never too far. */
export const findDutySpell = async (db: Db, handheldId: number, at: number): Promise<DutySpell> =>
  (await findDutySpells(db, [{ handheldId, at }]))[0]!;

/** The same of several, in their order, for one question to the store. */
export async function findDutySpells(
  db: Db,
  asked: readonly { handheldId: number; at: number }[],
): Promise<DutySpell[]> {
  const { rows } = await sql<
    Omit<DutyRow, 'officer_id'> & {
      officer_id: number | null;
      from_ms: number | null;
      to_ms: number | null;
    }
  >`
    select spell.* from unnest(${asked.map(({ handheldId }) => handheldId)}::int[], ${asked.map(({ at }) => iso(at))}::timestamptz[])
      with ordinality as asked (handheld_id, at, n), lateral (
      with recursive carried as (
        select * from handheld_assignments where handheld_id = asked.handheld_id
      ), stood_in as (
        select l.substitute_id, a.area_id, l.first_day, l.last_day, a.valid_from as held_from, a.valid_to as held_to,
          ${standsInFrom(sql`z.zone`)} as valid_from, ${standsInUntil(sql`z.zone`)} as valid_to
        from officer_leave l join officer_assignments a on a.officer_id = l.officer_id,
          lateral (select area_time_zone(a.area_id, asked.at) as zone) z
        where l.substitute_id in (select officer_id from carried)
      ), held as (
        select area_id, valid_from, valid_to from officer_assignments where officer_id in (select officer_id from carried)
        union all select area_id, held_from, held_to from stood_in
        union all select area_id, valid_from, valid_to from stood_in
      ), placed as (
        select area_id as id from held
        union
        select v.parent_id from placed p join area_versions v on v.area_id = p.id and v.parent_id is not null
      ), validities as (
        select valid_from, valid_to from carried
        union all select valid_from, valid_to from held
        union all select valid_from, valid_to from area_versions where area_id in (select id from placed)
        union all select v.valid_from, v.valid_to from norms n join norm_versions v on v.norm_id = n.id
          where n.area_id in (select id from placed)
      ), turns as (
        select valid_from as turn from validities union select valid_to from validities where valid_to is not null
      ), now_on as (
        select o.id as officer_id, o.name as officer_name, g.area_id as grid_id, g.name as grid_name, g.time_zone,
          ST_AsGeoJSON(g.geom, 7)::json as geometry, n.rules,
          case when (n.rules ->> 'observesHolidays')::boolean then
            (select json_object_agg(h.day, h.kind) from holidays h) end as calendar,
          (select coalesce(json_agg(${DAYS}), '[]') from officer_leave l where l.officer_id = o.id) as leave,
          case when oa.area_id is null then
            (select json_agg(${DAYS}) from stood_in l where l.substitute_id = o.id and l.area_id = g.area_id) end as stands_in
        from carried ha
        join officers o on o.id = ha.officer_id
        left join officer_assignments oa on oa.officer_id = o.id
          and oa.valid_from <= asked.at and (oa.valid_to is null or asked.at < oa.valid_to)
        left join lateral (
          select s.area_id from stood_in s
          where s.substitute_id = o.id and s.valid_from <= asked.at and asked.at < s.valid_to
            and s.held_from <= asked.at and (s.held_to is null or asked.at < s.held_to)
          order by s.valid_from desc, s.area_id limit 1
        ) other on oa.area_id is null
        left join areas_at(asked.at) g on g.area_id = coalesce(oa.area_id, other.area_id)
        left join lateral norm_for(g.area_id, o.category, asked.at) n on true
        where ha.valid_from <= asked.at and (ha.valid_to is null or asked.at < ha.valid_to)
        order by ha.valid_from desc, oa.valid_from desc
        limit 1
      )
      select round(date_part('epoch', s.since) * 1000) as from_ms, round(date_part('epoch', s.until) * 1000) as to_ms, d.*
      from (select max(turn) filter (where turn <= asked.at) as since, min(turn) filter (where turn > asked.at) as until
        from turns) s
      left join now_on d on true) spell
    order by asked.n`.execute(db);
  return rows.map((row) => ({
    fromMs: row.from_ms ?? Number.NEGATIVE_INFINITY,
    toMs: row.to_ms ?? Number.POSITIVE_INFINITY,
    duty: row.officer_id === null ? null : toDuty({ ...row, officer_id: row.officer_id }),
  }));
}

const toDuty = (row: DutyRow): Duty => ({
  officerId: row.officer_id,
  officerName: row.officer_name,
  grid:
    row.grid_id === null
      ? null
      : { id: row.grid_id, name: row.grid_name, timeZone: row.time_zone, geometry: row.geometry },
  rules: row.rules,
  calendar: new Map(Object.entries(row.calendar ?? {})),
  leave: row.leave,
  standsIn: row.stands_in,
});
