import { sql } from 'kysely';
import type { Db } from '../../server/db/store/open.ts';
import { PRESETS } from '../../server/domain/norms/presets.ts';
import type { Month } from './period.ts';

export interface FixCheck {
  patrols: number;
  /** Patrols whose verdict counts other fixes than are stored. */
  otherCounts: number;
  /** Minutes in the grid: verdict beside PostGIS on the unmarked fixes, over the honest majority. */
  minutesApartMedian: number;
  minutesApartP90: number;
}

/** Sets every `of`-th patrol's verdict against its stored fixes: how many there are, and the minutes they spent in the polygon. */
export async function checkFixes(db: Db, month: Month, of: number): Promise<FixCheck> {
  const { maxGapS } = PRESETS[month.scenario]!.norms[0]!.rules;
  const { rows } = await sql<FixCheck>`
    with chosen as (
      select p.*, v.body, v.outcome from patrols p
      join lateral (
        select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
      ) v on true
      where p.id % ${of} = 0
        and p.start_time >= ${month.from}::timestamp at time zone ${month.timeZone}
        and p.start_time < ${month.to}::timestamp at time zone ${month.timeZone}
    ), points as (
      select c.officer_id, c.id, c.grid_id, f.marks, f.position as a, f.device_time as t,
        lead(f.position) over w as b, lead(f.device_time) over w as u
      from chosen c
      join handheld_assignments h on h.officer_id = c.officer_id
      join fixes f on f.handheld_id = h.handheld_id and f.device_time between c.start_time and c.end_time
        and f.session between c.start_time - interval '36 hours' and c.end_time + interval '36 hours'
      window w as (partition by c.officer_id, c.id, f.marks = 0 order by f.device_time)
    ), measured as (
      select s.officer_id, s.id, count(*) as fixes,
        sum(extract(epoch from u - t) * case
          when ST_Length(line) > 0 then ST_Length(ST_Intersection(line, g.geom)) / ST_Length(line)
          else ST_Intersects(line, g.geom)::int end) filter (where marks = 0 and u - t <= make_interval(secs => ${maxGapS})) / 60 as minutes
      from (select *, ST_MakeLine(a, b) as line from points) s
      join area_versions g on g.area_id = s.grid_id
      group by s.officer_id, s.id
    ), beside as (
      select coalesce(m.fixes, 0) <> (c.body #>> '{measures,fixes,total}')::int as other,
        abs(coalesce(m.minutes, 0) - (c.body #>> '{measures,timeInGridMin,best}')::float8) as apart
      from chosen c left join measured m on m.officer_id = c.officer_id and m.id = c.id
    )
    select count(*)::int as patrols, (count(*) filter (where other))::int as "otherCounts",
      percentile_cont(0.5) within group (order by apart) as "minutesApartMedian",
      percentile_cont(0.9) within group (order by apart) as "minutesApartP90"
    from beside`.execute(db);
  return rows[0]!;
}
