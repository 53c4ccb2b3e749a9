import { type RawBuilder, sql } from 'kysely';
import type { CaseUnit } from '../../../server/contract/cases/figures.ts';
import type { Db } from '../../../server/db/store/open.ts';
import type { Figures } from '../period.ts';

/** The course of a case as the seven steps have it: each step, the states it follows from, and the one it leads to; null: the same. */
const COURSE: readonly (readonly [step: string, before: string, after: string | null])[] = [
  ['accept', 'reported', 'accepted'],
  ['dispatch', 'reported accepted dispatched in-hand', 'dispatched'],
  ['take', 'reported accepted dispatched', 'in-hand'],
  ['set-out', 'dispatched in-hand', 'in-hand'],
  ['arrive', 'dispatched in-hand', 'in-hand'],
  ['handle', 'accepted dispatched in-hand', 'handled'],
  ['check', 'handled', 'checked'],
  ['send-back', 'handled checked', 'in-hand'],
  ['close', 'checked', 'closed'],
  ['rate', 'closed', null],
  ['return', 'dispatched in-hand', 'accepted'],
  ['pass-up', 'reported accepted dispatched in-hand handled', 'reported'],
  ['suspend', 'reported accepted dispatched in-hand handled checked', null],
  ['withdraw', 'reported accepted dispatched in-hand handled checked', 'withdrawn'],
  // To where it stood before.
  ['reopen', 'withdrawn', null],
];
const FOLLOWS = sql.join(
  COURSE.map(
    ([step, before, after]) =>
      sql`(${sql.lit(step)}::text, ${sql.lit(before)}::text, ${sql.lit(after)}::text)`,
  ),
);

interface Reading {
  nowMs: number;
  timeZone: string;
  from: string;
  to: string;
}

/** Days after the beginning of a phase whose working hours are looked at. */
const WORKED_DAYS = 60;

/**
 * Phases and the clock in plain SQL, from the raw facts alone: nothing of what the service keeps of a case is looked at. Each is a table of those
 * before it, with the columns it is looked up by: one statement of them all is planned without knowing how many rows there are.
 */
const tables = ({
  from,
  nowMs,
  timeZone,
  to,
}: Reading): [name: string, key: string, rows: RawBuilder<unknown>][] => [
  ['moment', 'now', sql`select to_timestamp(${sql.lit(nowMs)}::float8 / 1000) as now`],
  [
    'told',
    'case_id, n',
    sql`
    select f.*, r.at as opened_at, (r.at at time zone ${sql.lit(timeZone)})::date as day,
      row_number() over (partition by f.case_id order by f.at, f.id) as n
    from case_facts f join case_facts r on r.case_id = f.case_id and r.step = 'report'`,
  ],
  // A step that does not follow from what went before is on record without effect: so is a close whose handling has not come yet.
  [
    'walked',
    'case_id, id',
    sql`
    with recursive follows (step, before, after) as (values ${FOLLOWS}),
    walked as (
      select case_id, id, n, 'reported' as state, null as left_at, true as counts from told where n = 1
      union all
      select t.case_id, t.id, t.n, case when f.step = 'reopen' then w.left_at else coalesce(f.after, w.state) end,
        case when f.step = 'withdraw' then w.state else w.left_at end, f.step is not null
      from walked w join told t on t.case_id = w.case_id and t.n = w.n + 1
      left join follows f on f.step = t.step and w.state = any(string_to_array(f.before, ' '))
    )
    select * from walked`,
  ],
  [
    'counted',
    'case_id, step',
    sql`select t.* from told t join walked w using (case_id, id) where w.counts`,
  ],
  // A withdrawal that was taken back: the case goes on as if there had been none, but its clock stood meanwhile.
  [
    'taken_back',
    'case_id, id',
    sql`
    select w.case_id, w.id, w.at as since, r.at as until, r.id as reopen_id from counted w
    cross join lateral (select id, at from counted r where r.case_id = w.case_id and r.step = 'reopen' and r.n > w.n order by r.n limit 1) r
    where w.step = 'withdraw'`,
  ],
  [
    'facts',
    'case_id, step',
    sql`
    select c.* from counted c
    where not exists (select from taken_back b where b.case_id = c.case_id and c.id in (b.id, b.reopen_id))`,
  ],
  // When the clock of a case stood: until it was to, or the case ended before; and while it was withdrawn.
  [
    'stops',
    'case_id',
    sql`
    select case_id, range_agg(stood) as stops from (
      select s.case_id, tstzrange(s.at, least(s.until, min(x.at))) as stood
      from counted s left join counted x on x.case_id = s.case_id and x.step in ('close', 'withdraw') and x.at > s.at
      where s.step = 'suspend' group by s.case_id, s.id, s.at, s.until
      union all select case_id, tstzrange(since, until) from taken_back
    ) s group by case_id`,
  ],
  ['rules', 'rules', sql`select rules from case_deadlines limit 1`],
  // The state after each step that changes it, with the level it is at.
  [
    'moves',
    'case_id, at',
    sql`
    select f.case_id, f.step, f.at,
      case f.step when 'report' then 'accept' when 'pass-up' then 'accept' when 'accept' then 'dispatch' when 'return' then 'dispatch'
        when 'dispatch' then 'handle' when 'take' then 'handle' when 'set-out' then 'handle' when 'arrive' then 'handle'
        when 'send-back' then 'handle' when 'handle' then 'check' end as phase,
      count(*) filter (where f.step = 'pass-up') over (partition by f.case_id order by f.at, f.id) as height
    from facts f where f.step not in ('suspend', 'resume', 'rate')`,
  ],
  [
    'phases',
    'case_id',
    sql`
    with turns as (
      select m.*, lag(phase) over w is distinct from phase or lag(height) over w is distinct from height as begins
      from moves m window w as (partition by case_id order by at)
    )
    select case_id, phase, at as since, lead(at) over w as until, lead(step) over w as ended_by
    from turns where begins window w as (partition by case_id order by at)
    union all
    select f.case_id, 'close', f.opened_at, e.at, e.step from facts f
    left join facts e on e.case_id = f.case_id and e.step in ('close', 'withdraw') where f.step = 'report'`,
  ],
  [
    'ruled',
    'case_id, phase, since',
    sql`
    select p.*, p.ended_by in ('accept', 'dispatch', 'take', 'handle', 'check', 'close') as kept,
      (rules #>> array['hours', p.phase])::float8 as hours, rules #>> '{time}' as time, rules #>> '{cards,yellow}' as yellow,
      rules #>> '{cards,red}' as red, coalesce(s.stops, '{}') as stops
    from phases p cross join rules left join stops s using (case_id)
    where p.phase is not null`,
  ],
  // Working hours of the days after one.
  [
    'worked',
    'day',
    sql`
    with days as (
      select d::date as day, tstzrange(
        (d::date + (rules #>> '{workingHours,from}')::time) at time zone ${sql.lit(timeZone)},
        (d::date + (rules #>> '{workingHours,to}')::time) at time zone ${sql.lit(timeZone)}) as hours
      from rules, generate_series((select min(day) from told), (select (max(at) at time zone ${sql.lit(timeZone)})::date from told)
        + ${sql.lit(WORKED_DAYS)}, interval '1 day') d
      left join holidays h on h.day = d::date
      where case when h.kind is null then extract(isodow from d) <= 5 else h.kind = 'working-day' end
    )
    select s.day, (select range_agg(hours) from days d where d.day between s.day and s.day + ${sql.lit(WORKED_DAYS)}) as hours
    from (select distinct (since at time zone ${sql.lit(timeZone)})::date as day from ruled) s`,
  ],
  // Stretches in which the clock of each phase runs: all time or working hours, less what it stood.
  [
    'clocked',
    'case_id, phase, since',
    sql`
    select r.case_id, r.phase, r.since, r.hours, r.yellow, r.red, lower(s) as begins, upper(s) as ends,
      coalesce(sum(upper(s) - lower(s)) over (partition by r.case_id, r.phase, r.since order by lower(s)
        rows between unbounded preceding and 1 preceding), interval '0') as before
    from ruled r
    join worked w on w.day = (r.since at time zone ${sql.lit(timeZone)})::date
    cross join lateral unnest(
      (case r.time when 'working' then w.hours else tstzmultirange(tstzrange(r.since, null)) end
        * tstzmultirange(tstzrange(r.since, null))) - r.stops) s
    where r.hours is not null`,
  ],
  // When so many hours have run: in the first stretch that reaches them, and in no later one is it earlier.
  [
    'dues',
    'case_id, phase, since',
    sql`
    select case_id, phase, since, ${reached(sql`hours`)} as due_at, ${reached(sql`hours + yellow::float8`)} as yellow_at,
      ${reached(sql`hours + red::float8`)} as red_at
    from clocked group by case_id, phase, since`,
  ],
  [
    'spans',
    'case_id, phase',
    sql`
    select m.*, case when kept and until <= due_at then true when until > due_at or (until is null and due_at < now) then false end as good,
      coalesce(yellow_at < least(coalesce(until, 'infinity'), now), false) as yellow_card,
      coalesce(red_at < least(coalesce(until, 'infinity'), now), false) as red_card,
      until is null and due_at < now as over
    from (select r.*, d.due_at, d.yellow_at, d.red_at from ruled r left join dues d using (case_id, phase, since)
      where r.hours is not null) m cross join moment`,
  ],
  [
    'handlers',
    'case_id',
    sql`
    select distinct on (case_id) case_id, coalesce(to_officer_id, officer_id) as officer_id, to_department_id as department_id, step
    from facts where step in ('dispatch', 'take', 'return', 'pass-up') order by case_id, at desc`,
  ],
  // The call to whoever handles it: the last one by which it came into other hands; who takes what is theirs already was called before.
  [
    'calls',
    'officer_id',
    sql`
    with handed as (
      select case_id, at, step, case when step in ('dispatch', 'take') then coalesce(to_officer_id, officer_id) end as officer_id, id
      from facts where step in ('dispatch', 'take', 'return', 'pass-up')
    ), changed as (
      select *, lag(officer_id) over (partition by case_id order by at, id) as before from handed
    ), last as (
      select distinct on (case_id) * from changed where step <> 'take' or before is distinct from officer_id
      order by case_id, at desc, id desc
    )
    select l.case_id, l.officer_id, l.at as sent_at, least(
      case when d.at > l.at then d.at else now end, coalesce(e.at, now), now, l.at + interval '7 days') as until
    from last l cross join moment
    left join (select case_id, max(at) as at from facts where step = 'handle' group by case_id) d using (case_id)
    left join facts e on e.case_id = l.case_id and e.step in ('close', 'withdraw')
    where l.officer_id is not null`,
  ],
  [
    'arrivals',
    'case_id',
    sql`
    select l.case_id, l.sent_at, extract(epoch from min(f.device_time) - l.sent_at) as arrive_s
    from calls l join cases c on c.id = l.case_id left join handheld_assignments a on a.officer_id = l.officer_id
    left join fixes f on f.handheld_id = a.handheld_id and f.device_time >= l.sent_at and f.device_time < l.until
      and ST_Distance(f.position::geography, c.position::geography) <= 50
    group by l.case_id, l.sent_at`,
  ],
  [
    'done',
    'case_id',
    sql`
    select case_id, bool_or(step = 'close') as closed, bool_or(step = 'pass-up') as up, bool_or(step = 'send-back') as back,
      min(rating) filter (where step = 'rate') as rating
    from facts group by case_id`,
  ],
  // The first level that let its time go by, or accepted: one that passed it up within its time is not asked.
  [
    'kept',
    'case_id',
    sql`
    select case_id, bool_or(good) filter (where phase = 'accept') as accepted, bool_or(good) filter (where phase = 'close') as ended
    from (select distinct on (case_id, phase) * from spans where phase in ('accept', 'close') and good is not null order by case_id, phase, since) f
    group by case_id`,
  ],
  [
    'carded',
    'case_id',
    sql`select case_id, bool_or(yellow_card) as yellow, bool_or(red_card) as red, bool_or(over) as over from spans group by case_id`,
  ],
  [
    'lengths',
    'case_id',
    sql`
    select case_id, extract(epoch from sum(until - since) filter (where phase = 'handle')) as handle_s,
      extract(epoch from sum(until - since) filter (where phase = 'close')) as close_s
    from ruled where kept group by case_id`,
  ],
  [
    'matters',
    'officer_id',
    sql`
    select c.area_ids, c.levels, c.points, case when h.step in ('dispatch', 'take') then h.officer_id end as officer_id,
      case when h.step = 'dispatch' then h.department_id end as department_id,
      closed, up, back, done.rating, accepted, ended, yellow, red, over, handle_s, close_s, sent_at, arrive_s
    from facts f join cases c on c.id = f.case_id join done using (case_id) left join handlers h using (case_id)
    left join kept using (case_id) left join carded using (case_id) left join lengths using (case_id)
    left join arrivals using (case_id)
    where f.step = 'report' and f.day >= ${sql.lit(from)}::date and f.day < ${sql.lit(to)}::date`,
  ],
];

const reached = (hours: RawBuilder<unknown>) => {
  const length = sql`(${hours}) * interval '1 hour'`;
  return sql`min(begins + (${length} - before)) filter (where ends is null or before + (ends - begins) >= ${length})`;
};

/** The figures of a month by each of some units, by code, read from the raw facts. */
export const readCases = (
  db: Db,
  units: readonly CaseUnit[],
  reading: Reading,
): Promise<Map<CaseUnit, Map<string, Figures>>> =>
  db.transaction().execute(async (trx) => {
    for (const [name, key, rows] of tables(reading)) {
      await sql`create temporary table ${sql.table(name)} on commit drop as ${rows}`.execute(trx);
      await sql`create index on ${sql.table(name)} (${sql.raw(key)})`.execute(trx);
      await sql`analyze ${sql.table(name)}`.execute(trx);
    }
    const read = new Map<CaseUnit, Map<string, Figures>>();
    for (const unit of units) read.set(unit, await figuresOf(trx, unit));
    return read;
  });

async function figuresOf(trx: Db, unit: CaseUnit): Promise<Map<string, Figures>> {
  const [table, id] =
    unit === 'officer'
      ? [sql`officers`, sql`o.officer_id`]
      : unit === 'department'
        ? [sql`departments`, sql`o.department_id`]
        : [sql`areas`, sql`o.area_ids[array_position(o.levels, ${unit}::text)]`];
  const n = (condition: RawBuilder<unknown>) => sql`(count(*) filter (where ${condition}))::float8`;
  const ratio = (good: RawBuilder<unknown>, all: RawBuilder<unknown>) =>
    sql`round((${good} / nullif(${all}, 0))::numeric, 4)::float8`;
  const { rows } = await sql<{ code: string } & Figures>`
    select u.code, count(*)::float8 as opened, ${n(sql`closed`)} as closed,
      ${ratio(n(sql`accepted`), n(sql`accepted is not null`))} as "acceptedInTime",
      ${ratio(n(sql`ended`), n(sql`ended is not null`))} as "closedInTime",
      ${ratio(n(sql`closed and not up and o.department_id is null`), n(sql`closed`))} as "solvedInGridRate",
      ${n(sql`up`)} as "passedUp", ${n(sql`back`)} as "sentBack", ${n(sql`yellow and not red`)} as "yellowCards",
      ${ratio(n(sql`closed and not back`), n(sql`closed`))} as "closedAtOnceRate",
      ${n(sql`red`)} as "redCards", ${n(sql`over`)} as overdue, round(avg(rating), 4)::float8 as rating,
      coalesce(sum(points) filter (where closed), 0)::float8 as points,
      ${ratio(sql`count(arrive_s)::float8`, n(sql`sent_at is not null`))} as "arrivalSeenRate",
      round((percentile_cont(0.5) within group (order by arrive_s) / 60)::numeric, 4)::float8 as "arrivalMedianMin",
      round((percentile_cont(0.5) within group (order by handle_s) / 3600)::numeric, 4)::float8 as "handleMedianH",
      round((percentile_cont(0.5) within group (order by close_s) / 3600)::numeric, 4)::float8 as "closeMedianH"
    from matters o join ${table} u on u.id = ${id}
    group by u.code`.execute(trx);
  return new Map(rows.map(({ code, ...figures }) => [code, figures]));
}
