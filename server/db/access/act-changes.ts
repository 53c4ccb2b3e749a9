import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/** Keeps with an entry what the act changed, JSON; `undoes`: the act it took back. */
export async function keepChanges(
  db: Db,
  { changed, entryId, undoes = null }: { entryId: number; changed: string; undoes?: number | null },
): Promise<void> {
  await sql`insert into act_changes (entry_id, changed, undoes) values (${entryId}, ${changed}, ${undoes})`.execute(
    db,
  );
}

/**
 * What an act by somebody of an area changed, JSON, locked against being taken back twice; whether it was taken back already. Undefined: nothing
 * is kept of it, or the act was none of that area's.
 */
export async function findChanges(
  trx: Db,
  entryId: number,
  within: number,
): Promise<{ changed: string; isTakenBack: boolean } | undefined> {
  await sql`select pg_advisory_xact_lock(${entryId}::bigint)`.execute(trx);
  const { rows } = await sql<{ changed: string; isTakenBack: boolean }>`
    select c.changed, exists (select from act_changes u where u.undoes = c.entry_id) as "isTakenBack"
    from act_changes c join access_log l on l.id = c.entry_id
    where c.entry_id = ${entryId} and l.area_id in (select area_subtree(${within}::bigint, '-infinity', 'infinity'))`.execute(
    trx,
  );
  return rows[0];
}
