import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/** Columns whose values are kept under the server's key. */
export const SEALED = [
  { table: 'webhooks', column: 'secret' },
  { table: 'webhooks', column: 'previous_secret' },
  { table: 'handheld_bindings', column: 'shared_key' },
  { table: 'users', column: 'totp_sealed' },
  { table: 'checkpoint_codes', column: 'secret' },
] as const;
export type SealedColumn = (typeof SEALED)[number];

/** Values of a sealed column, by the id of their rows. */
export async function listSealed(
  db: Db,
  { table, column }: SealedColumn,
): Promise<{ id: number; sealed: string }[]> {
  const { rows } = await sql<{ id: number; sealed: string }>`
    select id, ${sql.ref(column)} as sealed from ${sql.table(table)} where ${sql.ref(column)} is not null order by id`.execute(
    db,
  );
  return rows;
}

/** Puts a value in place of one; where it is another meanwhile, that stays. */
export async function replaceSealed(
  db: Db,
  { table, column }: SealedColumn,
  { id, sealed, by }: { id: number; sealed: string; by: string },
): Promise<void> {
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${by} where id = ${id} and ${sql.ref(column)} = ${sealed}`.execute(
    db,
  );
}
