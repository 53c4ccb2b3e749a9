import { sql } from 'kysely';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import type { Db } from '../store/open.ts';
import { COLUMNS, type FixRow, type Handed, type WrittenColumn } from './columns.ts';
import { LIES_IN, MAY_BE_OFF, reachOf } from './lies-in.ts';

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

/** Ended patrols that newly stored fixes lie in, by any time that a judge reads them by. */
const TOUCHED = sql`
  select s.officer_id, s.id
  from reach r
  join lateral (
    select p.officer_id, p.id, greatest(p.start_time, a.valid_from) as first,
      least(coalesce(p.guessed_until, p.end_time), a.valid_to - interval '1 ms') as last
    from handheld_assignments a
    join patrols p on p.officer_id = a.officer_id
      and p.end_time is not null and p.start_time <= r.last and coalesce(p.guessed_until, p.end_time) >= r.first
    where a.handheld_id = r.handheld_id and a.valid_from <= r.last and (a.valid_to is null or r.first < a.valid_to)
  ) s on true
  where exists (
    select from stored f where f.handheld_id = r.handheld_id and ${LIES_IN.either}
      and (${LIES_IN.told} or ${MAY_BE_OFF}))`;

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
  const reach = reachOf(rows);
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
      returning handheld_id, session, seq, device_time, receive_time, sent_time
    ), reach as (
      select handheld_id, to_timestamp(from_ms / 1e3) as first, to_timestamp(to_ms / 1e3) as last
      from unnest(${reach.map(({ handheldId }) => handheldId)}::int[], ${reach.map(({ fromMs }) => fromMs)}::float8[],
        ${reach.map(({ toMs }) => toMs)}::float8[]) as r (handheld_id, from_ms, to_ms)
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
