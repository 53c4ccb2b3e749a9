import { type RawBuilder, sql } from 'kysely';
import { byHandheld } from '../../contract/handhelds/by-handheld.ts';
import type { IncidentRecord } from '../../domain/scoring/incident-records.ts';
import { nextEdition, openEdition } from '../rollups/editions.ts';
import { type GroupQuestion, inForce, periodStart, runWide } from '../rollups/metric-groups.ts';
import { UNIT_COLUMNS } from '../rollups/unit-columns.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';
import { FIRST_REPORTED_BY } from './first-reporter.ts';

/** The kinds of a category, its own code and then those above it, as `path`: to begin a recursive WITH clause with. */
export const KIND_PATHS = sql`path as (
    select code, array[code] as kinds, parent_code from incident_categories
    union all
    select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
  )`;

/**
 * Incidents as they are now, as matters: grid, local day, who found them, their kinds. Those in no grid are none. The finder is who carried
 * the handheld that reported it first, then; corrections change nothing of that.
 */
const recordsNow = (ids: readonly string[]) => sql`
  with recursive ${KIND_PATHS}, matters_now as (
    select i.id, i.grid_id, (i.occurred_from at time zone area_time_zone(i.grid_id, i.occurred_from))::date as day,
      i.found_by, p.kinds, c.points, f.officer_id as finder_id, 1 as count, null::text as source
    from incidents i
    join incident_categories c on c.code = i.category
    join path p on p.code = i.category and p.parent_code is null
    cross join lateral (select ${FIRST_REPORTED_BY} as first) by
    left join lateral (
      select a.officer_id from handhelds h join handheld_assignments a on a.handheld_id = h.id
        and a.valid_from <= i.occurred_to and (a.valid_to is null or i.occurred_to < a.valid_to)
      where h.code = substr(by.first, 10) and by.first like 'handheld:%'
    ) f on true
    where i.id = any(${ids}::text[]) and i.grid_id is not null
  )`;

/**
 * Puts what some incidents are now on record as one edition, in the transaction that changed them. What they were stays, as of
 * earlier editions; a matter keeps the points its category had when it came on record in this kind and place.
 */
export const recordIncidents = (trx: Db, ids: readonly string[]): Promise<number> =>
  replaceMatters(trx, ids, recordsNow(ids));

const NAMES = ['grid_id', 'day', 'found_by', 'kinds', 'finder_id', 'count', 'source'] as const;
const told = (alias: string) => sql.raw(NAMES.map((name) => `${alias}.${name}`).join(', '));

/**
 * Replaces the matters of some ids by what `now` says they are, a WITH clause that ends in matters_now, as one edition. Those that say the same stay as
 * they are. Returns how many were ended or begun.
 */
export async function replaceMatters(
  trx: Db,
  ids: readonly string[],
  now: RawBuilder<unknown>,
): Promise<number> {
  if (ids.length === 0) return 0;
  const edition = await nextEdition(trx);
  const ended = await sql`
    ${now}
    update matters m set superseded = ${edition}
    where m.incident_id = any(${ids}::text[]) and m.superseded is null
      and not exists (select from matters_now n where n.id = m.incident_id
        and (${told('n')}) is not distinct from (${told('m')}))
    returning 1`.execute(trx);
  const begun = await sql`
    ${now}
    insert into matters (incident_id, edition, ${sql.raw(NAMES.join(', '))}, points)
    select n.id, ${edition}::bigint, ${told('n')}, n.points
    from matters_now n
    left join matters m on m.incident_id = n.id and m.superseded is null
    where m.incident_id is null
    returning 1`.execute(trx);
  const changed = ended.rows.length + begun.rows.length;
  if (changed > 0) await openEdition(trx, edition);
  return changed;
}

/** Names the incidents that handhelds (codes) reported for another look at who found them: they are carried by others now, or were. */
export async function recordFinders(db: Db, handhelds: readonly string[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select id from incidents where reported_by like 'handheld:%' and reported_by = any(${handhelds.map(byHandheld)}::text[])
      union
      select incident_id from incident_versions where version = 1 and reported_by like 'handheld:%'
        and reported_by = any(${handhelds.map(byHandheld)}::text[])`.execute(trx);
    await recordIncidents(
      trx,
      rows.map(({ id }) => id),
    );
  });
}

export interface IncidentRecordGroup extends IncidentRecord {
  from: string;
  unitId: number | null;
}

/**
 * Matters by period and unit, those that are alike together. Of areas: those that lie there on grid days on record. Of officers: those of
 * whom each is the finder, wherever they lie; and those of the grids each answers for, of the grid days on duty (where nobody was, of the
 * grids held), with as many sharers as that is.
 */
export async function readIncidentRecords(
  db: Db,
  question: GroupQuestion,
): Promise<IncidentRecordGroup[]> {
  const { edition, level } = question;
  const parts = level === 'officer' ? officerParts(question) : areaParts(question);
  return runWide(
    db,
    sql<IncidentRecordGroup>`
    with m as (
      select m.* from matters m where m.day >= ${question.from}::date and m.day < ${question.to}::date
        and m.edition <= ${edition} and (m.superseded is null or m.superseded > ${edition})
    )
    select "from", "unitId", credit, found_by as "foundBy", kinds, points, sharers::int, sum(count)::int as count
    from (${parts}) r
    group by 1, 2, 3, 4, 5, 6, 7`,
  );
}

const areaParts = (question: GroupQuestion) => sql`
  select ${periodStart(question)} as "from", ${sql.raw(`r.${UNIT_COLUMNS[question.level]}`)} as "unitId",
    'area' as credit, m.found_by, m.kinds, m.points, 1 as sharers, m.count
  from m join ground_days r on r.grid_id = m.grid_id and r.day = m.day
  where ${inForce(question)}`;

const officerParts = (question: GroupQuestion) => sql`
  select ${periodStart(question)} as "from", r.finder_id as "unitId", 'finder' as credit, r.found_by, r.kinds, r.points,
    1 as sharers, r.count
  from m r where r.finder_id is not null
  union all
  select ${periodStart(question)}, r.officer_id, case when m.finder_id is null then 'shared' else 'answered' end,
    m.found_by, m.kinds, m.points, r.sharers, m.count
  from m join (
    select o.*, count(*) over (partition by o.grid_id, o.day) as sharers
    from (
      select r.*, max(r.duty_days) over (partition by r.grid_id, r.day) as any_duty
      from day_rollups r
      where ${inForce(question)} and (r.duty_days = 1 or r.held = 1)
        and (r.grid_id, r.day) in (select m.grid_id, m.day from m)
    ) o
    where o.duty_days = o.any_duty
  ) r on r.grid_id = m.grid_id and r.day = m.day`;
