import { type RawBuilder, sql } from 'kysely';
import type { Thing } from '../../contract/access/thing.ts';
import { lowestFirst } from '../areas/lowest-first.ts';
import { HOMES, homeAt } from '../people/homes.ts';
import { asJson } from '../people/provision.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A thing by its id (a number) or its code, and the time it is asked for; ISO or `infinity`. */
export interface Claim {
  key: number | string;
  since: string;
  until: string;
}

/** How an area stands to a thing; undefined where there is no such thing. */
export interface Standing {
  /** It was the area's at some time of those asked for, or touches it. */
  seen: boolean;
  /** It was nobody else's at any time of those asked for; of what nobody owns: it touches the area. */
  held: boolean;
  /** Names of the others' areas it was of at those times, with commas between; null: none. */
  others: string | null;
}

/**
 * Whose each claimed thing `t` is: rows of claim `n`, area (null: of no area, and so of the top one), the moment at which that area's place
 * in the tree counts, and whether it owns the thing or is only touched by it.
 */
const OWNERS: Record<Thing, (by: 'id' | 'code', now: RawBuilder<unknown>) => RawBuilder<unknown>> =
  {
    account: (_, now) => owned('users', now),
    area: (by, now) => sql`
    select c.n, t.id as area_id, case when c.until < ${now} then c.since else greatest(c.since, ${now}) end as moment, true as owns
    from claims c join areas t on t.${sql.raw(by)} = c.${sql.raw(by)}`,
    // Whose ground it was before areas were redrawn under it may read it still.
    case: () => sql`
    select c.n, t.area_ids[1] as area_id, coalesce((select max(g.until_at) from case_grounds g where g.case_id = t.id), t.opened_at) as moment,
      true as owns
    from claims c join cases t on t.id = c.id
    union all
    select c.n, g.area_ids[1], g.until_at - interval '1 microsecond', false from claims c join case_grounds g on g.case_id = c.id`,
    department: (by, now) => sql`
    select c.n, t.home_area_id as area_id, ${now} as moment, true as owns
    from claims c join departments t on t.${sql.raw(by)} = c.${sql.raw(by)}`,
    // A post lets its area read about the officer; only a grid makes the officer its own.
    officer: (by, now) => sql`
    select c.n, p.area_id, ${nearest(now, sql`greatest(p.first_day, c.since)`, sql`least(p.last_day + 1, c.until)`)} as moment, false as owns
    from claims c join officers t on t.${sql.raw(by)} = c.${sql.raw(by)}
    join posts p on p.officer_id = t.id and p.superseded is null and p.first_day <= c.until and (p.last_day is null or c.since < p.last_day + 1)
    union all
    select c.n, coalesce(oa.area_id, oh.area_id) as area_id,
      ${nearest(
        now,
        sql`greatest(oa.valid_from, oh.valid_from, c.since)`,
        sql`least(oa.valid_to, oh.valid_to, c.until)`,
      )} as moment, true as owns
    from claims c join officers t on t.${sql.raw(by)} = c.${sql.raw(by)}
    left join officer_assignments oa on oa.officer_id = t.id
      and oa.valid_from <= c.until and (oa.valid_to is null or c.since < oa.valid_to)
    left join ${HOMES} oh on oa.officer_id is null and oh.officer_id = t.id
      and oh.valid_from <= c.until and (oh.valid_to is null or c.since < oh.valid_to)`,
    handheld: (by, now) => sql`
    select c.n, coalesce(oa.area_id, oh.area_id, t.home_area_id) as area_id,
      ${nearest(
        now,
        sql`greatest(ha.valid_from, oa.valid_from, oh.valid_from, c.since)`,
        sql`least(ha.valid_to, oa.valid_to, oh.valid_to, c.until)`,
      )} as moment, true as owns
    from claims c join handhelds t on t.${sql.raw(by)} = c.${sql.raw(by)}
    left join handheld_assignments ha on ha.handheld_id = t.id
      and ha.valid_from <= c.until and (ha.valid_to is null or c.since < ha.valid_to)
    left join officer_assignments oa on oa.officer_id = ha.officer_id and oa.valid_from <= least(c.until, ha.valid_to)
      and (oa.valid_to is null or greatest(c.since, ha.valid_from) < oa.valid_to)
    left join ${HOMES} oh on oa.officer_id is null and oh.officer_id = ha.officer_id and oh.valid_from <= least(c.until, ha.valid_to)
      and (oh.valid_to is null or greatest(c.since, ha.valid_from) < oh.valid_to)`,
    patrol: () => sql`
    select c.n, t.grid_id as area_id, t.start_time as moment, true as owns
    from claims c join patrols t on t.id = c.id`,
    // A call for help may be read and acted on by every area it was told to.
    alert: () => sql`
    select c.n, told.area_id, t.at as moment, t.area_ids is null as owns
    from claims c join alerts t on t.id = c.id
    cross join lateral (
      select unnest(t.area_ids) as area_id
      union all
      select coalesce(t.grid_id, oa.area_id, ${homeAt(sql`o.id`, sql`t.at`)}) from officers o
      left join officer_assignments oa on t.grid_id is null and oa.officer_id = o.id
        and oa.valid_from <= t.at and (oa.valid_to is null or t.at < oa.valid_to)
      where t.area_ids is null and o.id = t.officer_id) told`,
    // Of no grid: the lowest area that covers the place.
    incident: () => sql`
    select c.n, coalesce(t.grid_id, spot.area_id) as area_id, t.occurred_from as moment, true as owns
    from claims c
    cross join lateral (
      select grid_id, position, occurred_from from incidents where id = c.code
      union all (
        select grid_id, position, occurred_from from incident_versions where incident_id = c.code order by version desc limit 1)
      limit 1) t
    left join lateral (
      select v.area_id from area_versions v where t.grid_id is null and ST_Covers(v.geom, t.position)
      order by ${lowestFirst('v.level')}, v.area_id limit 1) spot on true`,
    // The areas of its cells may read it; one of them acts on it.
    warning: () => sql`
    select c.n, touched.area_id, t.raised_at as moment, touched.owns
    from claims c join warnings t on t.id = c.id
    cross join lateral (
      select t.area_id, true as owns union all select unnest(t.grid_ids), false) touched`,
    key: (_, now) => owned('api_keys', now),
    nomination: (_, now) => owned('nominations', now),
    report: (_, now) => owned('report_schedules', now),
    study: (_, now) => owned('studies', now),
    webhook: (_, now) => owned('webhooks', now),
  };

const owned = (table: string, now: RawBuilder<unknown>) => sql`
  select c.n, t.area_id, ${now} as moment, true as owns from claims c join ${sql.table(table)} t on t.id = c.id`;

/** The moment of [from, to) that is nearest to now. */
const nearest = (
  now: RawBuilder<unknown>,
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql`case when ${now} between ${from} and ${to} then ${now} else ${from} end`;

/** Whether nothing lies above an area at a moment. What belongs to no area, or to all of them, belongs to it. */
export const top = (areaId: number, now: RawBuilder<unknown>) => sql`exists (
  select from areas_at(${now}) where area_id = ${areaId} and parent_id is null)`;

export async function isTopArea(db: Db, areaId: number, nowMs: number): Promise<boolean> {
  const { rows } = await sql<{ top: boolean }>`
    select ${top(areaId, sql`${iso(nowMs)}::timestamptz`)} as top`.execute(db);
  return rows[0]!.top;
}

/** How an area stands to each claim, in the order given; keys are all ids or all codes. `nowMs`: Unix ms. */
export async function readStandings(
  db: Db,
  thing: Thing,
  claims: readonly Claim[],
  { areaId, nowMs }: { areaId: number; nowMs: number },
): Promise<(Standing | undefined)[]> {
  if (claims.length === 0) return [];
  const now = sql`${iso(nowMs)}::timestamptz`;
  const by = typeof claims[0]!.key === 'number' ? 'id' : 'code';
  const offered = claims.map(({ key, since, until }, n) => ({ n, [by]: key, since, until }));
  const { rows } = await sql<Standing & { n: number }>`
    with claims as materialized (
      select * from json_to_recordset(${asJson(offered)})
        as c (n int, id int8, code text, since timestamptz, until timestamptz)
    ), owners as (${OWNERS[thing](by, now)}
    ), placed as (
      select area_id, moment, area_within(area_id, ${areaId}::bigint, moment) as inside
      from (select distinct area_id, moment from owners where area_id is not null) p
    ), judged as (
      select o.n, o.area_id, o.owns, coalesce(p.inside, ${top(areaId, now)}) as inside
      from owners o left join placed p on p.area_id = o.area_id and p.moment = o.moment
    )
    select n, bool_or(inside) as seen, coalesce(bool_and(inside) filter (where owns), bool_or(inside)) as held,
      string_agg(distinct (select name from area_versions v where v.area_id = j.area_id order by version desc limit 1), ', ')
        filter (where owns and not inside) as others
    from judged j group by n`.execute(db);
  const found = new Map(rows.map(({ n, ...standing }) => [n, standing]));
  return claims.map((_, n) => found.get(n));
}
