import { sql } from 'kysely';
import type { Db } from '../../../server/db/store/open.ts';

export async function countFixes(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from fixes`.execute(
    db,
  );
  return rows[0]!.count;
}
