import { type RawBuilder, sql } from 'kysely';
import { MARKS } from '../../../contract/fixes/fix.ts';
import { DAY_MS, HOUR_MS } from '../../../contract/units.ts';
import { inTransaction } from '../../store/in-transaction.ts';
import { iso } from '../../store/moments.ts';
import type { Db } from '../../store/open.ts';
import { COLUMNS } from '../columns.ts';
import { type FixFigures, NAMES } from '../figures.ts';
import { offered, STORED, VALUES } from '../offered.ts';
import { dateOf } from '../partitions.ts';
import { packFixes, unpackFixes } from './pack-fixes.ts';

/** A day (UTC, counted from 1970) of a handheld's sessions. */
export interface HandheldDay {
  handheldId: number;
  day: number;
}

/** Fixes that became rows again stay rows for so long: whoever stores others of their day meets them there. */
const OPEN_MS = HOUR_MS;
const NULL_ISLAND = 1 << MARKS.indexOf('null-island');

const TAKEN = sql.join(
  Object.entries(COLUMNS).map(([name, column]) => sql`${sql.raw(column.sql)} as ${sql.ref(name)}`),
);

/**
 * Packs the rows of a handheld's day, with what of it is packed already, in one commit: until then they are rows, after it they are not.
 * Null where others of the day came lately (`openDays`), so that it has to wait. `at`: Unix ms.
 */
export function packDay(
  db: Db,
  { handheldId, day }: HandheldDay,
  at: number,
): Promise<{ fixes: number; bytes: number } | null> {
  return inTransaction(db, async (trx) => {
    const {
      rows: [chunk],
    } = await sql<{ body: Uint8Array | null }>`
      insert into fix_chunks as c (handheld_id, day) values (${handheldId}, ${dateOf(day)}::date)
      on conflict (handheld_id, day) do update set opened_at = null
      where c.opened_at is null or c.opened_at < ${iso(at - OPEN_MS)}
      returning c.body`.execute(trx);
    if (!chunk) return null;
    if (chunk.body) await putBack(trx, chunk.body);
    const fixes = await takeRows(trx, { handheldId, day });
    return fixes ? writeChunk(trx, { handheldId, day }, fixes) : { fixes: 0, bytes: 0 };
  });
}

/** Stores fixes of handhelds' days, each in order of their names, packed, by one statement; of days of which nothing is stored. */
export async function putChunks(
  trx: Db,
  days: readonly (HandheldDay & { fixes: FixFigures })[],
): Promise<void> {
  const last = days.map(({ fixes }) => lastPosition(fixes));
  await sql`
    insert into fix_chunks (handheld_id, day, fixes, body, last_position)
    select handheld_id, day, fixes, body, ST_Point(lng, lat, 4326)
    from unnest(${days.map(({ handheldId }) => handheldId)}::int[], ${days.map(({ day }) => dateOf(day))}::date[],
      ${days.map(({ fixes }) => fixes.seq.length)}::int[], ${days.map(({ fixes }) => Buffer.from(packFixes(fixes)))}::bytea[],
      ${last.map((at) => at?.lng ?? null)}::float8[], ${last.map((at) => at?.lat ?? null)}::float8[])
      as o (handheld_id, day, fixes, body, lng, lat)`.execute(trx);
}

async function writeChunk(trx: Db, { handheldId, day }: HandheldDay, fixes: FixFigures) {
  const body = packFixes(fixes);
  // Whoever packs rows takes them out: there is nothing to pack them from again.
  if (!isSame(unpackFixes(body), fixes))
    throw new Error(`fixes of handheld ${handheldId} on ${dateOf(day)} do not unpack as they were`);
  const last = lastPosition(fixes);
  await sql`
    update fix_chunks set fixes = ${fixes.seq.length}, body = ${Buffer.from(body)}, last_position = ST_Point(${last?.lng ?? null}::float8, ${last?.lat ?? null}::float8, 4326)
    where handheld_id = ${handheldId} and day = ${dateOf(day)}::date`.execute(trx);
  return { fixes: fixes.seq.length, bytes: body.length };
}

/** Takes the rows of a handheld's day out, in order of their names. */
const takeRows = (db: Db, { handheldId, day }: HandheldDay): Promise<FixFigures | null> =>
  figuresOf(
    db,
    sql`delete from fixes where handheld_id = ${handheldId} and session >= ${iso(day * DAY_MS)}
      and session < ${iso((day + 1) * DAY_MS)} returning *`,
  );

/** All fixes of a handheld that are rows, in order of their names. */
export const hotFixes = (db: Db, handheldId: number): Promise<FixFigures | null> =>
  figuresOf(db, sql`select * from fixes where handheld_id = ${handheldId}`);

async function figuresOf(db: Db, taking: RawBuilder<unknown>): Promise<FixFigures | null> {
  const { rows } = await sql<Record<string, Uint8Array | null>>`
    with taken as (${taking})
    select ${TAKEN} from (select * from taken order by session, seq) ordered`.execute(db);
  const [taken] = rows;
  if (!taken?.seq) return null;
  return Object.fromEntries(
    Object.entries(COLUMNS).map(([name, { read }]) => [name, read(taken[name]!)]),
  ) as unknown as FixFigures;
}

/**
 * Makes rows again of what is packed of handhelds' days, and keeps them rows for a while: whoever has others of these days to store, or to take
 * out, does so among rows. `at`: Unix ms.
 */
export async function openDays(db: Db, days: readonly HandheldDay[], at: number): Promise<void> {
  if (days.length === 0) return;
  await inTransaction(db, async (trx) => {
    const { rows } = await sql<{ body: Uint8Array | null; handheldId: number; day: string }>`
      insert into fix_chunks as c (handheld_id, day, opened_at)
      select o.handheld_id, o.day, ${iso(at)}::timestamptz
      from unnest(${days.map(({ handheldId }) => handheldId)}::int[], ${days.map(({ day }) => dateOf(day))}::date[]) as o (handheld_id, day)
      order by 1, 2
      on conflict (handheld_id, day) do update set opened_at = excluded.opened_at
      returning c.body, c.handheld_id as "handheldId", c.day`.execute(trx);
    for (const { body, handheldId, day } of rows) {
      if (!body) continue;
      await sql`select make_fix_partition(${day}::date)`.execute(trx);
      await putBack(trx, body);
      await sql`
        update fix_chunks set body = null, fixes = 0, last_position = null
        where handheld_id = ${handheldId} and day = ${day}::date`.execute(trx);
    }
  });
}

/** Makes rows again of packed days at whose begin or end an officer was given, or gave back, the handheld: not all of them is theirs. */
export async function openSharedDays(db: Db, officerId: number, at: number): Promise<void> {
  const { rows } = await sql<HandheldDay>`
    select distinct c.handheld_id as "handheldId", c.day - '1970-01-01'::date as day
    from handheld_assignments a join fix_chunks c on c.handheld_id = a.handheld_id
    where a.officer_id = ${officerId} and c.body is not null and exists (
      select from (values (a.valid_from), (a.valid_to)) e (at)
      where e.at between (c.day::timestamp at time zone 'UTC') - interval '36 hours'
        and ((c.day + 1)::timestamp at time zone 'UTC') + interval '36 hours')`.execute(db);
  await openDays(db, rows, at);
}

async function putBack(db: Db, body: Uint8Array): Promise<void> {
  await sql`
    insert into fixes (${STORED}) select ${VALUES} from (${offered([unpackFixes(body)])}) o
    on conflict do nothing`.execute(db);
}

/** Where the last of them was that does not lie at 0, 0. */
function lastPosition({ lat, lng, marks }: FixFigures): { lng: number; lat: number } | null {
  let last = marks.length - 1;
  while (last >= 0 && marks[last]! & NULL_ISLAND) last--;
  return last < 0 ? null : { lng: lng[last]!, lat: lat[last]! };
}

function isSame(one: FixFigures, other: FixFigures): boolean {
  return NAMES.every((name) => {
    const [a, b] = [one[name], other[name]];
    return a.length === b.length && Array.prototype.every.call(a, (v, i) => Object.is(v, b[i]));
  });
}
