import { sql } from 'kysely';
import type { Pair, PairKey } from '../../contract/people/pair.ts';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';

/** Pairs that hold on days from `from` to before `to`, one of the two in an area at some time. */
export async function listPairs(
  db: Db,
  { areaId, from, to }: { areaId: number; from: string; to: string },
): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    with held as (
      select officer_id from officer_assignments where area_id in (
        select area_subtree(${areaId}::bigint, '-infinity', ${to}::timestamptz))
    )
    select p.officer_id as "officerId", p.partner_id as "partnerId", p.first_day::text as "firstDay",
      p.last_day::text as "lastDay", p.put_by as "putBy"
    from officer_pairs p
    where p.first_day < ${to}::date and (p.last_day is null or p.last_day >= ${from}::date)
      and (p.officer_id in (select officer_id from held) or p.partner_id in (select officer_id from held))
    order by p.first_day, p.officer_id, p.partner_id`.execute(db);
  return rows;
}

/**
 * Puts a pair on record, in place of one of the same officers and first day. In the same commit their patrols of those days are named
 * for judgement. Returns false where an officer is not known.
 */
export function putPair(db: Db, pair: Pair, now: number): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const [first, second] = inOrder(pair);
    const known = await sql`select from officers where id in (${first}, ${second})`.execute(trx);
    if (known.rows.length < 2) return false;
    const before = await dropPair(trx, pair, now);
    await sql`
      insert into officer_pairs (officer_id, partner_id, first_day, last_day, put_by)
      values (${first}, ${second}, ${pair.firstDay}, ${pair.lastDay}, ${pair.putBy})`.execute(trx);
    if (!before) await namePatrols(trx, pair, now);
    return true;
  });
}

/** Takes a pair off the record and names its patrols for judgement; returns whether there was one. */
export function dropPair(db: Db, pair: PairKey, now: number): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const [first, second] = inOrder(pair);
    const { rows } = await sql`
      delete from officer_pairs
      where officer_id = ${first} and partner_id = ${second} and first_day = ${pair.firstDay}
      returning 1`.execute(trx);
    if (rows.length > 0) await namePatrols(trx, pair, now);
    return rows.length > 0;
  });
}

const inOrder = ({ officerId, partnerId }: PairKey) =>
  officerId < partnerId ? [officerId, partnerId] : [partnerId, officerId];

/** Names the ended patrols of the two that overlap, from the pair's first day on; a day more than needed where time zones differ. */
async function namePatrols(trx: Db, pair: PairKey, now: number): Promise<void> {
  const patrols = sql`
    select p.officer_id, p.id
    from patrols p
    where p.officer_id in (${pair.officerId}, ${pair.partnerId}) and p.end_time is not null
      and p.start_time >= ${pair.firstDay}::date - interval '1 day'
      and exists (
        select from patrols o
        where o.officer_id in (${pair.officerId}, ${pair.partnerId}) and o.officer_id <> p.officer_id
          and o.start_time < p.end_time and (o.end_time is null or o.end_time > p.start_time))`;
  await verdictJobs.name(patrols, now).execute(trx);
}
