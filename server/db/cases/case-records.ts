import { sql } from 'kysely';
import type { CaseRecord } from '../../domain/cases/case-record.ts';
import { asJson } from '../people/provision.ts';
import { nextEdition, openEdition } from '../rollups/editions.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Cases whose latest version is not on record for the figures, at most `limit`. */
export async function casesToRecord(
  db: Db,
  limit: number,
): Promise<{ id: number; version: number }[]> {
  const { rows } = await sql<{ id: number; version: number }>`
    select id, version from cases where version <> recorded_version order by id limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Columns of a record that come from its facts, with their types. */
const FIGURES = {
  closed: 'boolean',
  solved_in_grid: 'boolean',
  accept_kept: 'boolean',
  accept_due: 'timestamptz',
  close_kept: 'boolean',
  close_due: 'timestamptz',
  due_at: 'timestamptz',
  yellow_card_at: 'timestamptz',
  red_card_at: 'timestamptz',
  passed_up: 'int',
  sent_back: 'int',
  sent_at: 'timestamptz',
  arrive_s: 'int8',
  rating: 'int',
  accept_s: 'int8',
  dispatch_s: 'int8',
  handle_s: 'int8',
  check_s: 'int8',
  close_s: 'int8',
} as const;
/** Those that come from the case itself. */
const PLACE = [
  'day',
  ...['grid_id', 'village_id', 'town_id', 'district_id', 'city_id'],
  ...['officer_id', 'department_id', 'points'],
];

/** What says which rows of figures a case counts in. */
const places = (alias: string) =>
  sql.raw(
    PLACE.filter((name) => name !== 'points')
      .map((name) => `${alias}.${name}`)
      .join(', '),
  );

/** An arrival that was seen once stays, whether its fixes are still kept or not. */
const SEEN_BEFORE =
  'coalesce(f.arrive_s, case when b.sent_at = f.sent_at then b.arrive_s end) as arrive_s';

const COLUMNS = [...PLACE, ...Object.keys(FIGURES)];
const listed = (alias?: string) =>
  sql.raw(COLUMNS.map((name) => (alias ? `${alias}.${name}` : name)).join(', '));

const at = (ms: number | null) => (ms === null ? null : iso(ms));

const toRow = (
  id: number,
  record: CaseRecord,
): { id: number } & Record<keyof typeof FIGURES, unknown> => ({
  id,
  closed: record.closed,
  solved_in_grid: record.solvedInGrid,
  accept_kept: record.accept.kept,
  accept_due: at(record.accept.due),
  close_kept: record.close.kept,
  close_due: at(record.close.due),
  due_at: at(record.dueAt),
  yellow_card_at: at(record.yellowCardAt),
  red_card_at: at(record.redCardAt),
  passed_up: record.passedUp,
  sent_back: record.sentBack,
  sent_at: at(record.sentAt),
  arrive_s: record.arriveS,
  rating: record.rating,
  accept_s: record.seconds.accept,
  dispatch_s: record.seconds.dispatch,
  handle_s: record.seconds.handle,
  check_s: record.seconds.check,
  close_s: record.seconds.close,
});

const levelOf = (level: string) =>
  sql.raw(`g.area_ids[array_position(g.levels, '${level}')] as ${level}_id`);

/** Puts cases on record for the figures as one edition; those that say what they said stay as they are. `versions`: those the records are of. */
export async function recordCases(
  trx: Db,
  records: readonly { id: number; version: number; record: CaseRecord }[],
  nowMs: number,
): Promise<void> {
  // The clock first, then cases: whoever reports incidents takes them in this order too.
  const edition = await nextEdition(trx);
  const types = sql.raw(
    Object.entries(FIGURES)
      .map(([name, type]) => `${name} ${type}`)
      .join(', '),
  );
  const { rows } = await sql`
    with offered as (
      select c.id as case_id, (c.opened_at at time zone area_time_zone(g.area_ids[1], c.opened_at))::date as day,
        ${sql.join(['grid', 'village', 'town', 'district', 'city'].map(levelOf))}, c.officer_id, c.department_id, c.points,
        ${sql.raw(
          Object.keys(FIGURES)
            .map((name) => (name === 'arrive_s' ? SEEN_BEFORE : `f.${name}`))
            .join(', '),
        )}
      from json_to_recordset(${asJson(records.map(({ id, record }) => toRow(id, record)))}) as f (id int8, ${types})
      join cases c on c.id = f.id
      -- It counts where it was opened, also where areas were redrawn under it since.
      cross join lateral (select area_ids, levels from (
        select until_at, area_ids, levels from case_grounds where case_id = c.id union all select 'infinity', c.area_ids, c.levels) l
        order by until_at limit 1) g
      left join case_records b on b.case_id = c.id and b.superseded is null
    ), changed as (
      select o.* from offered o left join case_records r on r.case_id = o.case_id and r.superseded is null
      where r.case_id is null or (${listed('r')}) is distinct from (${listed('o')})
    ), ended as (
      update case_records r set superseded = ${edition}, lost = (${places('r')}) is distinct from (${places('c')}) from changed c where r.case_id = c.case_id and r.superseded is null
    )
    insert into case_records (case_id, edition, ${listed()}) select case_id, ${edition}, ${listed()} from changed
    returning case_id`.execute(trx);
  await sql`
    update cases c set recorded_version = r.version
    from unnest(${records.map(({ id }) => id)}::bigint[], ${records.map(({ version }) => version)}::int[]) as r (id, version)
    where c.id = r.id`.execute(trx);
  if (rows.length > 0) await openEdition(trx, edition, iso(nowMs));
}
