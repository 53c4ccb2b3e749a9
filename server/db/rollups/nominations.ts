import { type RawBuilder, sql } from 'kysely';
import type { Nomination, NominationDecision } from '../../contract/scoring/nominations.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

type Fresh = Pick<
  Nomination,
  'scheme' | 'level' | 'unitId' | 'period' | 'from' | 'to' | 'edition' | 'total' | 'rank' | 'note'
> & { areaId: number; by: string };

/** Nominations of a table expression of theirs. */
const told = (from: RawBuilder<unknown>) => sql<Nomination>`
  select n.id, n.scheme, n.level, n.unit_id as "unitId", coalesce(o.code, a.code) as code, n.period, n.first_day::text as "from",
    n.end_day::text as "to", extract(year from n.end_day - 1)::int as year, n.edition, n.total, n.rank, n.note,
    n.nominated_by as "nominatedBy", ${utc('n.nominated_at')} as "nominatedAt", n.decision, n.decision_note as "decisionNote",
    n.decided_by as "decidedBy", ${utc('n.decided_at')} as "decidedAt"
  from ${from}
  left join officers o on n.level = 'officer' and o.id = n.unit_id
  join areas a on a.id = n.area_id`;

/** Whether the days before `to` (local, YYYY-MM-DD) of an area are over at a moment (ISO). */
export async function hasEnded(
  db: Db,
  to: string,
  { areaId, moment }: { areaId: number; moment: string },
): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`
    select ${to}::timestamp at time zone area_time_zone(${areaId}::bigint, ${moment}::timestamptz) <= ${moment}::timestamptz as ended`.execute(
    db,
  );
  return rows[0]!.ended;
}

/** Puts a nomination on record; undefined where the unit is nominated for the period already. */
export async function insertNomination(db: Db, fresh: Fresh): Promise<Nomination | undefined> {
  const { rows } = await sql<Nomination>`
    with made as (
      insert into nominations (scheme, level, unit_id, area_id, period, first_day, end_day, edition, total, rank, note, nominated_by)
      values (${fresh.scheme}, ${fresh.level}, ${fresh.unitId}, ${fresh.areaId}, ${fresh.period}, ${fresh.from}::date, ${fresh.to}::date,
        ${fresh.edition}, ${fresh.total}, ${fresh.rank}, ${fresh.note}, ${fresh.by})
      on conflict do nothing
      returning *
    ) ${told(sql`made n`)}`.execute(db);
  return rows[0];
}

/** Nominations that a year decides on, within an area, in the order they were made. `moment`: Unix ms. */
export async function listNominations(
  db: Db,
  { within, moment, year }: { within: number; moment: number; year: number },
): Promise<Nomination[]> {
  const { rows } = await sql<Nomination>`
    ${told(sql`nominations n`)}
    where extract(year from n.end_day - 1) = ${year}
      and n.area_id in (select area_subtree(${within}::bigint, '-infinity', ${iso(moment)}::timestamptz))
    order by n.id`.execute(db);
  return rows;
}

/** Nominations of an officer, in the order they were made. */
export async function nominationsOf(db: Db, officerId: number): Promise<Nomination[]> {
  const { rows } = await sql<Nomination>`
    ${told(sql`nominations n`)} where n.level = 'officer' and n.unit_id = ${officerId} order by n.id`.execute(
    db,
  );
  return rows;
}

/** Decides a nomination, once. Undefined where none of this id is undecided; `own` where its nominator asks to. */
export async function decideNomination(
  db: Db,
  { id, by }: { id: number; by: string },
  { decision, note }: NominationDecision,
): Promise<Nomination | 'own' | undefined> {
  const { rows: known } = await sql<{ by: string }>`
    select nominated_by as by from nominations where id = ${id} and decision is null`.execute(db);
  if (!known[0]) return undefined;
  if (known[0].by === by) return 'own';
  const { rows } = await sql<Nomination>`
    with made as (
      update nominations set decision = ${decision}, decision_note = ${note}, decided_by = ${by}, decided_at = now()
      where id = ${id} and decision is null
      returning *
    ) ${told(sql`made n`)}`.execute(db);
  return rows[0];
}
