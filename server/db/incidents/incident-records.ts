import { sql } from 'kysely';
import type { IncidentRecord } from '../../domain/scoring/incident-records.ts';
import { nextEdition, openEdition } from '../rollups/editions.ts';
import { type GroupQuestion, inForce, periodStart, runWide } from '../rollups/metric-groups.ts';
import { UNIT_COLUMNS } from '../rollups/unit-columns.ts';
import type { Db } from '../store/open.ts';

/** Incidents as they are now, as matters: grid, local day, who found them, their kinds. Those in no grid are none. */
const recordsNow = (ids: readonly string[]) => sql`
  with recursive path as (
    select code, array[code] as kinds, parent_code from incident_categories
    union all
    select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
  ), matters_now as (
    select i.id, i.grid_id, (i.occurred_from at time zone area_time_zone(i.grid_id, i.occurred_from))::date as day,
      i.found_by, p.kinds, c.points
    from incidents i
    join incident_categories c on c.code = i.category
    join path p on p.code = i.category and p.parent_code is null
    where i.id = any(${ids}::text[]) and i.grid_id is not null
  )`;

/**
 * Puts what some incidents are now on record as one edition, in the transaction that changed them. What they were stays, as of
 * earlier editions; a matter keeps the points its category had when it came on record in this kind and place.
 */
export async function recordIncidents(trx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const edition = await nextEdition(trx);
  const ended = await sql`
    ${recordsNow(ids)}
    update matters m set superseded = ${edition}
    where m.incident_id = any(${ids}::text[]) and m.superseded is null
      and not exists (select from matters_now n where n.id = m.incident_id
        and (n.grid_id, n.day, n.found_by, n.kinds) = (m.grid_id, m.day, m.found_by, m.kinds))
    returning 1`.execute(trx);
  const begun = await sql`
    ${recordsNow(ids)}
    insert into matters (incident_id, edition, grid_id, day, found_by, kinds, points)
    select n.id, ${edition}::bigint, n.grid_id, n.day, n.found_by, n.kinds, n.points
    from matters_now n
    left join matters m on m.incident_id = n.id and m.superseded is null
    where m.incident_id is null
    returning 1`.execute(trx);
  if (ended.rows.length + begun.rows.length > 0) await openEdition(trx, edition);
}

export interface IncidentRecordGroup extends IncidentRecord {
  from: string;
  unitId: number | null;
}

/**
 * Matters by period and unit, those that are alike together. For areas of the grid days on record; for officers those of the
 * grid days they were on duty, where nobody was those of the grids they hold, shared by as many as that is.
 */
export async function readIncidentRecords(
  db: Db,
  question: GroupQuestion,
): Promise<IncidentRecordGroup[]> {
  const { edition } = question;
  const matters = sql`
    select m.* from matters m where m.day >= ${question.from}::date and m.day < ${question.to}::date
      and m.edition <= ${edition} and (m.superseded is null or m.superseded > ${edition})`;
  const unit =
    question.level === 'officer' ? sql`r.officer_id` : sql.raw(`r.${UNIT_COLUMNS[question.level]}`);
  const days =
    question.level === 'officer'
      ? sql`(
        select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
        from (
          select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
          from day_rollups r
          where ${inForce(question)} and (r.duty_days = 1 or r.held = 1)
            and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
        ) o
        where o.duty_days = o.any_duty
      )`
      : sql`(select r.*, 1 as sharers from ground_days r where ${inForce(question)})`;
  const rows = await runWide(
    db,
    sql<IncidentRecordGroup>`
    with m as (${matters})
    select ${periodStart(question)} as "from", ${unit} as "unitId", m.found_by as "foundBy", m.kinds, m.points,
      r.sharers::int, count(*)::int as count
    from m join ${days} r on r.grid_id = m.grid_id and r.day = m.day
    group by 1, 2, 3, 4, 5, 6`,
  );
  return rows;
}
