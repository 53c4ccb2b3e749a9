import { sql } from 'kysely';
import type { Db } from '../../server/db/store/open.ts';

/** Categories of officers of whom patrols are required while not one of them walks: a norm that asks those who do not patrol. */
export async function idleCategories(db: Db): Promise<string[]> {
  const { rows } = await sql<{ category: string }>`
    select o.category from day_rollups r join officers o on o.id = r.officer_id
    where r.superseded is null
    group by o.category
    having sum(r.patrols_required) > 0 and sum(r.completed + r.incomplete + r.suspicious + r.unverifiable) = 0
    order by o.category`.execute(db);
  return rows.map(({ category }) => category);
}
