import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/** What `findDutySpells` reads. */
const TABLES = [
  'handheld_assignments',
  'officers',
  'officer_assignments',
  'officer_leave',
  'area_versions',
  'norms',
  'norm_versions',
  'holidays',
];

/**
 * Names the state of all that duties rest on: another one wherever a row of it was added, changed or taken away, by whatever program. Rows
 * of one transaction are seen from one moment on, so what stands in the place of others bears numbers (`xmin`) that none of those bore.
 * They are summed as hashes, since numbers of transactions that overlapped may add up to the same. A store that was started anew may have
 * lost transactions, as one that follows another may, and gives their numbers to others: it names another state.
 */
export async function dutyEdition(db: Db): Promise<string> {
  const states = TABLES.map(
    (table) => sql`(select sum(hashtextextended(xmin::text, 0)) from ${sql.table(table)})`,
  );
  const { rows } = await sql<{ edition: string }>`
    select concat_ws(',', pg_postmaster_start_time(), ${sql.join(
      states.map((state) => sql`coalesce(${state}, 0)`),
    )}) as edition`.execute(db);
  return rows[0]!.edition;
}
