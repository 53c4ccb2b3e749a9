import { sql } from 'kysely';
import type { Db } from './open.ts';

/** Rules in versions: tables of what has them and of the versions, and the column that names the former in the latter. */
interface Versioned {
  heads: string;
  versions: string;
  of: string;
}

/** After the last version of rules was taken back: the one before it holds on, and what has no other is gone. */
export async function reopenBefore(
  trx: Db,
  tables: Versioned,
  { id, version }: { id: number; version: number },
): Promise<void> {
  const heads = sql.raw(tables.heads);
  const versions = sql.raw(tables.versions);
  const of = sql.raw(tables.of);
  await sql`
    update ${versions} set valid_to = null where ${of} = ${id} and version = ${version - 1}`.execute(
    trx,
  );
  await sql`
    delete from ${heads} where id = ${id} and id not in (select ${of} from ${versions})`.execute(
    trx,
  );
}
