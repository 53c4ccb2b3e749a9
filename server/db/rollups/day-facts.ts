import { sql } from 'kysely';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { DayPatrol, Presence } from '../../domain/days/day-patrol.ts';
import type { Calendar } from '../../domain/time/working-day.ts';
import { readCalendar } from '../people/holidays.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export interface GridDayKey {
  gridId: number;
  day: string;
}

/** An officer of a grid day as the records of that day's noon have it. */
export interface OfficerDuty {
  officerId: number;
  holds: boolean;
  onLeave: boolean;
  standsIn: boolean;
  norm: { id: number; version: number; rules: NormRules };
}

/** What a roll-up of a grid day is made from. */
export interface GridDayFacts extends GridDayKey {
  gridVersion: number;
  timeZone: string;
  calendar: Calendar;
  officers: OfficerDuty[];
  patrols: DayPatrol[];
  presences: Presence[];
}

/** Days as half-open stretches of time in their grid's time zone; what holds at local noon holds for the day. */
const gridDays = (keys: readonly GridDayKey[]) => sql`
  select k.grid_id, k.day, z.zone, k.day::timestamp at time zone z.zone as day_start,
    (k.day + 1)::timestamp at time zone z.zone as day_end, (k.day + interval '12 hours') at time zone z.zone as noon
  from unnest(${keys.map((k) => k.gridId)}::bigint[], ${keys.map((k) => k.day)}::date[]) as k (grid_id, day)
  cross join lateral (select area_time_zone(k.grid_id, (k.day + interval '12 hours') at time zone 'UTC') as zone) z`;

/** Gathers the facts of grid days, in the order of `keys`. */
export async function gatherGridDays(db: Db, keys: readonly GridDayKey[]): Promise<GridDayFacts[]> {
  if (keys.length === 0) return [];
  const patrols = await patrolsOf(db, keys);
  const calendar = await readCalendar(db);
  const [heads, officersBy, presences] = [
    await headsOf(db, keys),
    await gatherDuties(db, keys),
    await presencesOf(db, patrols),
  ];
  const headBy = new Map(heads.map((head) => [nameOfDay(head), head]));
  const patrolsBy = groupBy(patrols, nameOfDay);
  const presencesBy = groupBy(presences, ({ officerId }) => officerId);
  return keys.flatMap((key) => {
    const head = headBy.get(nameOfDay(key));
    if (!head) return [];
    const own = officersBy.get(nameOfDay(key)) ?? [];
    return [
      {
        ...{ ...head, calendar },
        officers: own,
        patrols: patrolsBy.get(nameOfDay(key)) ?? [],
        presences: own.flatMap(({ officerId }) => presencesBy.get(officerId) ?? []),
      },
    ];
  });
}

export const nameOfDay = ({ gridId, day }: GridDayKey): string => `${gridId} ${day}`;

/** Whose days they are and by which norm, by `nameOfDay`. */
export async function gatherDuties(
  db: Db,
  keys: readonly GridDayKey[],
): Promise<Map<string, OfficerDuty[]>> {
  const duties = new Map<string, OfficerDuty[]>();
  for (const [name, rows] of groupBy(await officersOf(db, keys), nameOfDay))
    duties.set(
      name,
      rows.map(({ officerId, holds, onLeave, standsIn, normId, normVersion, rules }) => ({
        officerId,
        holds,
        onLeave,
        standsIn,
        norm: rules ? { id: normId, version: normVersion, rules } : { id: 0, ...defaultNorm() },
      })),
    );
  return duties;
}

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** How many patrols began on each of these days, in their order. */
export async function countPatrols(db: Db, keys: readonly GridDayKey[]): Promise<number[]> {
  const { rows } = await sql<GridDayKey & { count: number }>`
    with d as (${gridDays(keys)})
    select d.grid_id as "gridId", d.day::text, count(*)::int as count
    from d join patrols p on p.grid_id = d.grid_id and p.start_time >= d.day_start and p.start_time < d.day_end
    group by d.grid_id, d.day`.execute(db);
  const counts = new Map(rows.map((row) => [nameOfDay(row), row.count]));
  return keys.map((key) => counts.get(nameOfDay(key)) ?? 0);
}

/** The grid's version at noon; where it was not there then, its latest. */
async function headsOf(db: Db, keys: readonly GridDayKey[]) {
  const { rows } = await sql<GridDayKey & { gridVersion: number; timeZone: string }>`
    with d as (${gridDays(keys)})
    select d.grid_id as "gridId", d.day::text, d.zone as "timeZone", v.version as "gridVersion"
    from d
    cross join lateral (
      select version from area_versions v where v.area_id = d.grid_id
      order by (v.valid_from <= d.noon and (v.valid_to is null or d.noon < v.valid_to)) desc, version desc limit 1
    ) v`.execute(db);
  return rows;
}

async function officersOf(db: Db, keys: readonly GridDayKey[]) {
  const { rows } = await sql<
    GridDayKey &
      Omit<OfficerDuty, 'norm'> & { normId: number; normVersion: number; rules: NormRules | null }
  >`
    with d as (${gridDays(keys)}),
    holders as (
      select d.grid_id, d.day, a.officer_id, l.substitute_id, l.officer_id is not null as on_leave
      from d
      join officer_assignments a on a.area_id = d.grid_id
        and a.valid_from <= d.noon and (a.valid_to is null or d.noon < a.valid_to)
      left join officer_leave l on l.officer_id = a.officer_id and d.day between l.first_day and l.last_day
    ),
    parts as (
      select grid_id, day, officer_id, true as holds, on_leave, false as stands_in from holders
      union all
      select h.grid_id, h.day, h.substitute_id, false, false, true from holders h where h.substitute_id is not null
      union all
      select d.grid_id, d.day, p.officer_id, false, false, false
      from d join patrols p on p.grid_id = d.grid_id and p.start_time >= d.day_start and p.start_time < d.day_end
    ),
    officers_of as (
      select grid_id, day, officer_id, bool_or(holds) as holds, bool_or(on_leave) as on_leave,
        bool_or(stands_in) as stands_in
      from parts group by grid_id, day, officer_id
    )
    select o.grid_id as "gridId", o.day::text, o.officer_id as "officerId", o.holds, o.stands_in as "standsIn",
      o.on_leave or exists (select from officer_leave l
        where l.officer_id = o.officer_id and o.day between l.first_day and l.last_day) as "onLeave",
      n.norm_id as "normId", n.version as "normVersion", n.rules
    from officers_of o
    join d on d.grid_id = o.grid_id and d.day = o.day
    join officers p on p.id = o.officer_id
    left join lateral norm_for(o.grid_id, p.category, d.noon) n on true
    order by o.officer_id`.execute(db);
  return rows;
}

/** Judged patrols that started on the days, by their latest verdict; a supervisor's outcome stands in its place. */
async function patrolsOf(db: Db, keys: readonly GridDayKey[]): Promise<(DayPatrol & GridDayKey)[]> {
  const { rows } = await sql<DayPatrol & GridDayKey>`
    with d as (${gridDays(keys)})
    select d.grid_id as "gridId", d.day::text, p.officer_id as "officerId", p.id as "patrolId",
      round(date_part('epoch', p.start_time) * 1000) as "startMs", round(date_part('epoch', p.end_time) * 1000) as "endMs",
      p.origin, v.version as "verdictVersion", coalesce(c.outcome, v.outcome) as outcome,
      v.effective_min as "effectiveMin", v.coverage, m.distance_m as "distanceM", m.gap_min as "gapMin",
      m.checkpoints_visited as "checkpointsVisited", m.checkpoints_required as "checkpointsRequired",
      m.weak_signals as "weakSignals", m.strong_signals as "strongSignals", m.signals, m.visited, m.seen,
      exists (select from contests o where o.officer_id = p.officer_id and o.patrol_id = p.id) as contested,
      c.outcome is not null as overridden, case when c.outcome is not null then c.verdict_version end as "decidedVersion"
    from d
    join patrols p on p.grid_id = d.grid_id and p.start_time >= d.day_start and p.start_time < d.day_end
      and p.end_time is not null
    join lateral (
      select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
    ) v on true
    cross join lateral (
      select (v.body #>> '{measures,distanceM,best}')::float8 as distance_m,
        (v.body #>> '{measures,gapMin}')::float8 as gap_min, v.body #> '{cells,seen}' as seen,
        jsonb_array_length(v.body -> 'checkpoints') as checkpoints_required,
        jsonb_array_length(jsonb_path_query_array(v.body, '$.checkpoints[*] ? (@.visited == true)')) as checkpoints_visited,
        jsonb_path_query_array(v.body, '$.checkpoints[*] ? (@.visited == true).id') as visited,
        jsonb_path_query_array(v.body, '$.signals[*].code') as signals,
        jsonb_array_length(jsonb_path_query_array(v.body, '$.signals[*] ? (@.strength == "weak")')) as weak_signals,
        jsonb_array_length(jsonb_path_query_array(v.body, '$.signals[*] ? (@.strength == "strong")')) as strong_signals
    ) m
    left join lateral standing_decision(p.officer_id, p.id) c on true
    order by p.start_time, p.officer_id, p.id`.execute(db);
  return rows;
}

/** Every judged patrol of the officers of these patrols at the same time as one of them, in any grid. */
async function presencesOf(db: Db, patrols: readonly DayPatrol[]): Promise<Presence[]> {
  const { rows } = await sql<Presence>`
    select distinct p.officer_id as "officerId", p.id as "patrolId",
      round(date_part('epoch', p.start_time) * 1000) as "startMs", round(date_part('epoch', p.end_time) * 1000) as "endMs"
    from unnest(${patrols.map((p) => p.officerId)}::bigint[],
      ${patrols.map((p) => iso(p.startMs))}::timestamptz[],
      ${patrols.map((p) => iso(p.endMs))}::timestamptz[]) as o (officer_id, start_time, end_time)
    join patrols p on p.officer_id = o.officer_id
      and p.start_time <= o.end_time and p.end_time >= o.start_time
    where exists (select from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id)`.execute(
    db,
  );
  return rows;
}
