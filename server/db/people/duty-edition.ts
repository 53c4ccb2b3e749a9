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
 * Names the state of all that duties rest on: another one wherever a row of it was added, changed or taken away, by whatever program. What
 * stands in the place of another row is of a later transaction (`xmin`), so that either the number of rows changes or the sum.
 */
export async function dutyEdition(db: Db): Promise<string> {
  const states = TABLES.map(
    (table) =>
      sql`(select count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) from ${sql.table(table)})`,
  );
  const { rows } = await sql<{ edition: string }>`
    select concat_ws(',', ${sql.join(states)}) as edition`.execute(db);
  return rows[0]!.edition;
}
