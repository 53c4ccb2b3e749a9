import { type RawBuilder, sql } from 'kysely';
import type { MetricLevel } from '../../server/contract/metrics/metrics.ts';
import { type ScoringRules, UNRANKED } from '../../server/contract/metrics/scoring.ts';
import type { Db } from '../../server/db/store/open.ts';
import type { Figures, Month } from './period.ts';

/** Rounded half up; in decimals, where a half is one. */
const points = (value: RawBuilder<unknown>, places = 2) => sql`round(${value}, ${sql.lit(places)})`;

/** Fills month_matters: the month's incidents by grid and local day, with the codes of their categories up to the top and who found them. */
export async function prepareRecords(db: Db, { from, to, timeZone }: Month): Promise<void> {
  await sql`drop table if exists month_matters`.execute(db);
  await sql`
    create unlogged table month_matters as
    with recursive kinds as (
      select code, points, array[code] as kinds from incident_categories where parent_code is null
      union all
      select c.code, c.points, k.kinds || c.code from incident_categories c join kinds k on k.code = c.parent_code
    )
    select i.id, i.grid_id, (i.occurred_from at time zone ${timeZone})::date as day, i.found_by, k.kinds, k.points, a.officer_id as finder
    from incidents i join kinds k on k.code = i.category
    left join handhelds h on i.reported_by = 'handheld:' || h.code
    left join handheld_assignments a on a.handheld_id = h.id
    where i.grid_id is not null and i.occurred_from >= ${from}::timestamp at time zone ${timeZone}
      and i.occurred_from < ${to}::timestamp at time zone ${timeZone}`.execute(db);
  await sql`analyze month_matters`.execute(db);
}

/**
 * Scores the units of a level in plain SQL from the figures recomputed last, those of this level, and from incidents: every term's value
 * and points, the total, rank, stars and honour, by code of the unit. Reckons in decimals, as on paper. Knows no leave.
 */
export async function recomputeScores(
  db: Db,
  level: MetricLevel,
  rules: ScoringRules,
): Promise<Map<string, Figures>> {
  const json = sql`${JSON.stringify(rules)}::text::jsonb`;
  const [noSection, tooLittle, nothing] = (
    ['no-section', 'too-little-data', 'nothing-to-rank'] as const
  ).map((why) => UNRANKED.indexOf(why));
  // For areas everybody's; for officers those they found, and those of the grid days they were on duty, where nobody was those of the grids they hold.
  const matters =
    level === 'officer'
      ? sql`
        select o.code as unit, m.*, 1::numeric as part, 'found' as why
        from month_matters m join officers o on o.id = m.finder
        union all
        select o.code as unit, m.*, 1 / count(*) over (partition by m.id)::numeric as part,
          case when m.finder is null then 'shared' else 'answered' end as why
        from month_matters m
        join (
          select *, bool_or(required > 0) over (partition by grid_id, day) as any_duty from month_days
        ) d on d.grid_id = m.grid_id and d.day = m.day and (d.required > 0 or not d.any_duty)
        join officers o on o.id = d.officer_id`
      : sql`
        select p.${sql.ref(`${level}_code`)} as unit, m.*, 1::numeric as part, 'lies there' as why
        from month_matters m join month_placed p on p.grid_id = m.grid_id`;
  const { rows } = await sql<Figures & { unit: string; terms: Figures }>`
    with sections as (
      select s.at, s.body ->> 'officerCategory' as category, (s.body ->> 'base')::numeric as base,
        coalesce((s.body ->> 'ceiling')::numeric, 'infinity') as ceiling, s.body -> 'terms' as terms, coalesce(s.body -> 'ranking', ${json} -> 'ranking') as ranking
      from jsonb_array_elements(${json} -> 'sections') with ordinality as s (body, at) where s.body ->> 'level' = ${level}
    ), subjects as (
      select u.unit, to_jsonb(u) as figures, s.*
      from month_units u
      left join officers o on ${level} = 'officer' and o.code = u.unit
      left join lateral (
        select * from sections where sections.category is null or sections.category = o.category
        order by sections.category nulls last limit 1
      ) s on true
    ), matters as (${matters}),
    terms as (
      select s.unit, t.at, t.body ->> 'id' as id, t.body ->> 'role' as role, (t.body ->> 'max')::numeric as max,
        t.body -> 'source' as source, t.body -> 'scale' as scale, s.figures,
        coalesce(t.body ->> 'missing', case t.body ->> 'role' when 'scored' then 'leave-out' else 'zero' end) as missing
      from subjects s cross join lateral jsonb_array_elements(s.terms) with ordinality as t (body, at)
    ), reported as (
      select t.unit, t.at, sum(m.part * case t.source ->> 'matters' when 'points' then m.points::numeric else 1 end) as value
      from terms t
      join matters m on m.unit = t.unit
        and m.found_by = coalesce(t.source ->> 'foundBy', m.found_by)
        and (not t.source ? 'kinds' or m.kinds && array(select jsonb_array_elements_text(t.source -> 'kinds')))
      where t.source ? 'matters'
        and (m.why in ('found', 'lies there') or m.why = 'shared' and t.source ->> 'withoutFinder' = 'shared')
      group by t.unit, t.at
    ), valued as (
      select t.*, case when t.source ? 'matters' then ${points(sql`coalesce(r.value, 0)`)}
        else (t.figures ->> (t.source ->> 'metric'))::numeric end as value
      from terms t left join reported r on r.unit = t.unit and r.at = t.at
    ), pointed as (
      select v.*, case role when 'deduction' then -1 else 1 end * case
        when value is null then case missing when 'full' then max when 'zero' then 0 end
        when scale ->> 'kind' = 'linear' then ${points(
          sql`least(max, greatest(0, (value - (scale ->> 'zeroAt')::numeric) * max
            / ((scale ->> 'fullAt')::numeric - (scale ->> 'zeroAt')::numeric)))`,
        )}
        when scale ->> 'kind' = 'each' then least(max, ${points(sql`value * (scale ->> 'points')::numeric`)})
        else ${points(
          sql`max * coalesce((
            select (step ->> 'share')::numeric from jsonb_array_elements(scale -> 'steps') as step
            where (step ->> 'from')::numeric <= v.value order by (step ->> 'from')::numeric desc limit 1), 0)`,
        )} end as points
      from valued v
    ), sums as (
      select unit, jsonb_object_agg(id || ' value', value) || jsonb_object_agg(id || ' points', points) as terms,
        coalesce(sum(max) filter (where role = 'scored'), 0) as asked,
        coalesce(sum(max) filter (where role = 'scored' and points is not null), 0) as present,
        coalesce(sum(points) filter (where role = 'scored'), 0) as scored,
        coalesce(sum(points) filter (where role <> 'scored'), 0) as others
      from pointed group by unit
    ), totals as (
      select s.unit, s.at, s.figures, s.ranking, t.terms, f.factor,
        case when t.asked > 0 and t.present = 0 and not i.idle then null
          else ${points(sql`least(s.ceiling, greatest(0, case when i.idle then 0 else s.base + t.scored * f.factor end + t.others))`)} end as total
      from subjects s
      left join sums t on t.unit = s.unit
      cross join lateral (
        select ${level} = 'officer' and (s.figures ->> 'patrolsRequired')::float8 > 0
          and (s.figures ->> 'effectiveMin')::float8 = 0 as idle
      ) i
      cross join lateral (
        select case when i.idle then 0 when t.present > 0 then ${points(sql`t.asked / t.present`, 4)} else 1 end as factor
      ) f
    ), ranked as (
      select t.*, case
          when t.at is null then ${noSection}
          when (t.figures ->> 'dutyDays')::float8 = 0 and (t.figures ->> 'completed')::float8 + (t.figures ->> 'incomplete')::float8
              + (t.figures ->> 'suspicious')::float8 + (t.figures ->> 'unverifiable')::float8 = 0
            and not exists (select from matters m where m.unit = t.unit and m.why = 'found') then ${nothing}
          when t.total is null or (t.figures ->> 'dutyDays')::float8 < (t.ranking ->> 'minDutyDays')::float8
            or (t.figures ->> 'completeness')::float8 < (t.ranking ->> 'minCompleteness')::float8 then ${tooLittle}
        end as unranked
      from totals t
    ), stood as (
      select r.*, case when unranked is null then rank() over w end as rank,
        row_number() over (peers order by total) <= floor(count(*) over peers * (${json} ->> 'lastShare')::float8 + 1e-9) as within
      from ranked r
      window peers as (partition by at, unranked), w as (peers order by total desc)
    ), borders as (
      select at, max(total) filter (where within) as border, max(total) as best from stood where unranked is null group by at
    ), listed as (
      select s.*, s.unranked is null and s.total <= b.border and b.border < b.best as last,
        case when b.border < b.best then (
          select count(*) from stood o where o.at = s.at and o.unranked is null and o.total <= b.border) else 0 end as listed
      from stood s left join borders b on b.at = s.at
    ), shamed as (
      select unit, count(distinct id) as matters from matters
      where kinds && array(select jsonb_array_elements_text(${json} #> '{honour,kinds}')) and why <> 'found'
        and coalesce(${json} #> '{honour,foundBy}', to_jsonb(array[found_by])) ? found_by
      group by unit
    )
    select l.unit, l.terms, l.factor::float8, l.total::float8, l.unranked::float8, l.rank::float8, coalesce(l.last, false)::int::float8 as last,
      l.listed::float8,
      case when l.unranked is null and jsonb_array_length(${json} -> 'stars') > 0 then (
        select coalesce(max((star ->> 'stars')::float8), 0) from jsonb_array_elements(${json} -> 'stars') as star
        where l.total >= (star ->> 'from')::float8) end as stars,
      case when ${json} -> 'honour' <> 'null' and l.at is not null then coalesce(h.matters, 0)::float8 end as "honourMatters",
      case when ${json} -> 'honour' <> 'null' and l.at is not null then (l.unranked is null and coalesce(h.matters, 0) = 0
        and (l.figures ->> 'patrolsDone')::float8 > 0 and l.total >= coalesce((${json} #>> '{honour,minTotal}')::float8, 0))::int::float8 end as honour
    from listed l left join shamed h on h.unit = l.unit`.execute(db);
  return new Map(rows.map(({ unit, terms, ...figures }) => [unit, { ...figures, ...terms }]));
}
