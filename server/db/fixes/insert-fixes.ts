import { sql } from 'kysely';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import type { Db } from '../store/open.ts';
import { COLUMNS, type FixRow, type Handed, type WrittenColumn } from './columns.ts';

const WRITTEN = Object.values<WrittenColumn>(COLUMNS);
const HANDED = sql.raw(WRITTEN.map(({ handed }) => handed.name).join(', '));
/** The columns' values, made of what is handed over. */
const OFFERED = sql.raw(
  WRITTEN.map(({ name, made }) => (made ? `${made} as ${name}` : name)).join(', '),
);
/** Longitude and latitude are stored as one point. */
const point = (lng: string) =>
  sql.raw(
    WRITTEN.filter(({ name }) => name !== 'lat')
      .map(({ name }) => (name === 'lng' ? lng : name))
      .join(', '),
  );
const [STORED, VALUES] = [point('position'), point('ST_Point(lng, lat, 4326)')];

/** Ended patrols that newly stored fixes lie in. */
const TOUCHED = sql`
  select p.officer_id, p.id
  from reach r
  join handheld_assignments a on a.handheld_id = r.handheld_id
    and a.valid_from <= r.last and (a.valid_to is null or r.first < a.valid_to)
  join patrols p on p.officer_id = a.officer_id
    and p.end_time is not null and p.start_time <= r.last and coalesce(p.guessed_until, p.end_time) >= r.first
  where exists (
    select from stored s where s.handheld_id = r.handheld_id
      and s.device_time between p.start_time and coalesce(p.guessed_until, p.end_time)
      and a.valid_from <= s.device_time and (a.valid_to is null or s.device_time < a.valid_to))`;

/**
 * Stores fixes in one statement and one commit; those already there are left as they are. In the same commit it
 * re-opens exactly the ended patrols that a newly stored fix lies in. Says of each row whether it is new; of rows with
 * one identity the first is. Partitions of the sessions' days must exist. Throws the store's error, with nothing stored.
 */
export async function insertFixes(
  db: Db,
  rows: readonly FixRow[],
  dueAt: number,
): Promise<boolean[]> {
  // In one order everywhere: commits side by side that hold the same fixes wait for each other, never in a circle.
  const ordered = [...rows].sort(byIdentity);
  const {
    rows: [stored],
  } = await sql<{ count: number; keys: string[] | null }>`
    with offered as (
      select ${OFFERED} from unnest(${sql.join(
        WRITTEN.map(
          ({ handed, write }) => sql`${arrayOf(ordered, write)}::${sql.raw(handed.type)}[]`,
        ),
      )}) as o (${HANDED})
    ), stored as (
      insert into fixes (${STORED})
      select ${VALUES} from offered
      on conflict do nothing
      returning handheld_id, session, seq, device_time
    ), reach as (
      select handheld_id, min(device_time) as first, max(device_time) as last from stored group by handheld_id
    ), reopened as (${verdictJobs.name(TOUCHED, dueAt)})
    select count(*)::int as count, case when count(*) < ${rows.length} then (
      select array_agg(handheld_id || '/' || (extract(epoch from session) * 1000)::int8 || '/' || seq) from stored
    ) end as keys
    from stored`.execute(db);
  if (stored!.count === rows.length) return rows.map(() => true);
  const keys = new Set(stored!.keys);
  return rows.map((row) => keys.delete(fixKey(row)));
}

const fixKey = ({ handheldId, session, seq }: FixRow) => `${handheldId}/${session}/${seq}`;

const byIdentity = (a: FixRow, b: FixRow) =>
  a.handheldId - b.handheldId || a.session - b.session || a.seq - b.seq;

/** A column as PostgreSQL's array literal; written here because drivers escape element by element. */
function arrayOf(rows: readonly FixRow[], pick: (row: FixRow) => Handed): string {
  let text = '{';
  for (const row of rows) text += `${text === '{' ? '' : ','}${pick(row) ?? 'null'}`;
  return `${text}}`;
}
