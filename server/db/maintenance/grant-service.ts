import { sql } from 'kysely';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';

/** Tables that the service only adds to and has no right to change; what is past its retention goes by functions of their owner. */
export const APPEND_ONLY = [
  'access_log',
  'act_changes',
  'incident_versions',
  'patrol_presses',
  'track_views',
  'warning_steps',
  'warning_versions',
  'withdrawn_patrols',
] as const;

/** Columns of the log's head that go with an entry; where the chain begins is its owner's alone. */
const HEAD = sql`update (id, hash)`;

/**
 * Gives a role what the service needs and no more: no right over the schema, and none to change or delete what is append-only. To be called
 * as the owner of the tables. Doing it again puts right what was granted by hand.
 */
export async function grantService(db: Db, role: string): Promise<void> {
  const to = sql.id(role);
  const tables = sql.join(APPEND_ONLY.map((table) => sql.table(table)));
  await inTransaction(db, async (trx) => {
    for (const statement of [
      sql`grant usage on schema public to ${to}`,
      sql`grant select, insert, update, delete on all tables in schema public to ${to}`,
      sql`grant usage, select on all sequences in schema public to ${to}`,
      sql`grant execute on all functions in schema public to ${to}`,
      sql`alter default privileges in schema public grant select, insert, update, delete on tables to ${to}`,
      sql`alter default privileges in schema public grant usage, select on sequences to ${to}`,
      sql`revoke update, delete, truncate on ${tables} from ${to}`,
      sql`revoke all on access_log_head, kysely_migration, applied_functions from ${to}`,
      sql`grant select on access_log_head, kysely_migration, applied_functions to ${to}`,
      sql`grant ${HEAD} on access_log_head to ${to}`,
    ])
      await statement.execute(trx);
  });
}
