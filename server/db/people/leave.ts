import { sql } from 'kysely';
import type { Leave, LeaveInput } from '../../contract/metrics/day.ts';
import { rollupJobs } from '../queue/rollup-jobs.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export const LEAVE_COLUMNS = sql`l.officer_id as "officerId", l.first_day::text as "firstDay", l.last_day::text as "lastDay", l.kind,
  l.substitute_id as "substituteId"`;

/** Leave by codes, as it is on record. */
export interface LeaveOnRecord {
  officer: string;
  firstDay: string;
  lastDay: string;
  kind: Leave['kind'];
  substitute: string | null;
}

/** All leave on record of officers, by their codes. */
export async function leaveOf(db: Db, officers: readonly string[]): Promise<LeaveOnRecord[]> {
  if (officers.length === 0) return [];
  const { rows } = await sql<LeaveOnRecord>`
    select o.code as officer, l.first_day::text as "firstDay", l.last_day::text as "lastDay", l.kind, s.code as substitute
    from officer_leave l join officers o on o.id = l.officer_id left join officers s on s.id = l.substitute_id
    where o.code = any(${[...new Set(officers)]}::text[]) order by 1, 2`.execute(db);
  return rows;
}

/** Codes of officers by their ids; until the end of the transaction nobody else puts leave of them. */
export async function lockOfficers(trx: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; code: string }>`
    select id, code from officers where id = any(${[...new Set(ids)]}::bigint[]) order by id for no key update`.execute(
    trx,
  );
  return new Map(rows.map(({ code, id }) => [id, code]));
}

/** Leave that touches days from `from` to before `to`, of officers who held a grid within an area. */
export async function listLeave(
  db: Db,
  { areaId, from, to }: { areaId: number; from: string; to: string },
): Promise<Leave[]> {
  const { rows } = await sql<Leave>`
    select ${LEAVE_COLUMNS} from officer_leave l
    where l.first_day < ${to}::date and l.last_day >= ${from}::date and l.officer_id in (
      select officer_id from officer_assignments where area_id in (
        select area_subtree(${areaId}::bigint, '-infinity', ${to}::timestamptz)))
    order by l.first_day, l.officer_id`.execute(db);
  return rows;
}

/**
 * Puts leave on record: an officer's leave of a first day is one, put again it is changed, with `lastDay` null it is taken back. In
 * the same commit it names the days it touches for a new roll-up. Returns who stands in, or did, and until which day.
 */
export async function insertLeave(
  db: Db,
  leave: LeaveInput,
  now: number,
): Promise<{ substitutes: number[]; lastDay: string }> {
  return inTransaction(db, async (trx) => {
    const before = await sql<{ last: string; substituteId: number | null }>`
      delete from officer_leave where officer_id = ${leave.officerId} and first_day = ${leave.firstDay}
      returning last_day::text as last, substitute_id as "substituteId"`.execute(trx);
    if (leave.lastDay !== null)
      await sql`
        insert into officer_leave (officer_id, first_day, last_day, kind, substitute_id)
        values (${leave.officerId}, ${leave.firstDay}, ${leave.lastDay}, ${leave.kind}, ${leave.substituteId})`.execute(
        trx,
      );
    const lastDays = [before.rows[0]?.last, leave.lastDay].filter((day) => day != null).sort();
    const lastDay = lastDays.at(-1) ?? leave.firstDay;
    await nameDays(trx, leave.officerId, leave.firstDay, lastDay, now);
    const substitutes = [before.rows[0]?.substituteId, leave.substituteId];
    return { substitutes: substitutes.filter((id) => id != null), lastDay };
  });
}

/** Until which local day an officer is on leave on a day, and who stands in; null: on duty. */
export async function leaveOn(
  db: Db,
  officerId: number,
  day: string,
): Promise<Pick<Leave, 'lastDay' | 'substituteId'> | null> {
  const { rows } = await sql<Pick<Leave, 'lastDay' | 'substituteId'>>`
    select l.last_day::text as "lastDay", l.substitute_id as "substituteId" from officer_leave l
    where l.officer_id = ${officerId} and ${day}::date between l.first_day and l.last_day
    order by l.last_day desc limit 1`.execute(db);
  return rows[0] ?? null;
}

async function nameDays(trx: Db, officerId: number, first: string, last: string, now: number) {
  const days = sql`
    select a.area_id, d.day::date
    from generate_series(${first}::timestamp, ${last}::timestamp, interval '1 day') as d (day)
    join officer_assignments a on a.officer_id = ${officerId}
      and a.valid_from < (d.day + interval '36 hours') at time zone 'UTC'
      and (a.valid_to is null or a.valid_to > (d.day - interval '12 hours') at time zone 'UTC')
    where d.day < ${iso(now)}::timestamptz at time zone 'UTC'`;
  await rollupJobs.name(days, now).execute(trx);
}
