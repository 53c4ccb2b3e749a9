import { sql } from 'kysely';
import type { Deadline, DeadlineInput, DeadlineWithdrawal } from '../../contract/cases/deadline.ts';
import { problem } from '../../contract/file-problem.ts';
import type { DeadlineVersion } from '../../domain/cases/deadlines.ts';
import { knownCodes, type Put } from '../people/provision.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Every deadline that ever held. */
export async function readDeadlines(db: Db): Promise<DeadlineVersion[]> {
  const { rows } = await sql<DeadlineVersion>`
    select area_id as "areaId", category, severity, rules, (extract(epoch from valid_from) * 1000)::float8 as "from",
      (extract(epoch from valid_to) * 1000)::float8 as "to"
    from case_deadlines`.execute(db);
  return rows;
}

/** Deadlines that hold at some time for an area: its own, those of areas below and of areas above it. */
export async function listDeadlines(db: Db, within: number): Promise<Deadline[]> {
  const { rows } = await sql<Deadline>`
    select d.area_id as "areaId", a.code as area, d.category, d.severity, d.rules, ${utc('d.valid_from')} as "from",
      ${utc('d.valid_to')} as "to", d.published_by as "publishedBy", ${utc('d.published_at')} as "publishedAt"
    from case_deadlines d join areas a on a.id = d.area_id
    where d.area_id in (select area_subtree(${within}::bigint, '-infinity', 'infinity'))
      or area_within(${within}::bigint, d.area_id, 'infinity')
    order by a.code, d.category nulls first, d.severity nulls first, d.valid_from`.execute(db);
  return rows;
}

/**
 * Puts deadlines on record, each in force from a moment on until the next of its area, category and severity. Putting the same again
 * changes nothing. `by` is noted as who did it.
 */
export async function putDeadlines(
  db: Db,
  deadlines: readonly DeadlineInput[],
  by: string | null = null,
): Promise<Put> {
  return inTransaction(db, async (trx) => {
    const areas = await knownCodes(
      trx,
      sql`areas`,
      deadlines.map(({ area }) => area),
    );
    const kinds = await knownCodes(
      trx,
      sql`incident_categories`,
      deadlines.flatMap(({ category }) => category ?? []),
    );
    const refused = deadlines.flatMap(({ area, category }) => [
      ...(areas.has(area) ? [] : [problem('no-area', { area })]),
      ...(category === null || kinds.has(category) ? [] : [problem('no-category', { category })]),
    ]);
    if (refused.length > 0) return { refused };
    let changed = 0;
    for (const { area, category, from, rules, severity } of deadlines) {
      const { rows } = await sql`
        insert into case_deadlines (area_id, category, severity, rules, valid_from, published_by, published_at)
        select id, ${category}::text, ${severity}::text, ${JSON.stringify(rules)}::jsonb, ${from}, ${by}::text, now()
        from areas where code = ${area}
        on conflict (area_id, category, severity, valid_from) do update set rules = excluded.rules,
            published_by = excluded.published_by, published_at = excluded.published_at
          where case_deadlines.rules <> excluded.rules
        returning area_id`.execute(trx);
      changed += rows.length;
    }
    await joinVersions(trx);
    return { changed };
  });
}

/** Takes back deadlines that do not hold yet at `nowMs`; those before them hold on. False where there are none such. */
export async function withdrawDeadline(
  db: Db,
  { area, category, from, severity }: DeadlineWithdrawal,
  nowMs: number,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql`
      delete from case_deadlines d using areas a
      where d.area_id = a.id and a.code = ${area} and d.category is not distinct from ${category}::text
        and d.severity is not distinct from ${severity}::text and d.valid_from = ${from} and d.valid_from > ${iso(nowMs)}
      returning d.area_id`.execute(trx);
    await joinVersions(trx);
    return rows.length > 0;
  });
}

/** Each version holds until the next of its area, category and severity. */
const joinVersions = (trx: Db) =>
  sql`
    update case_deadlines d set valid_to = n.next
    from (select area_id, category, severity, valid_from,
        lead(valid_from) over (partition by area_id, category, severity order by valid_from) as next
      from case_deadlines) n
    where n.area_id = d.area_id and n.category is not distinct from d.category and n.severity is not distinct from d.severity
      and n.valid_from = d.valid_from and d.valid_to is distinct from n.next`.execute(trx);
