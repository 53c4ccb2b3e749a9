import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/**
 * Whether a handheld is an area's at a moment (ISO): its carrier holds a grid there, or nobody with a grid carries it and the area is the top.
 */
export async function handheldInScope(
  db: Db,
  handheldId: number,
  { scope, moment }: { scope: number; moment: string },
): Promise<boolean> {
  const { rows } = await sql<{ inScope: boolean }>`
    with held as (
      select oa.area_id from handheld_assignments ha
      join officer_assignments oa on oa.officer_id = ha.officer_id
        and oa.valid_from <= ${moment} and (oa.valid_to is null or ${moment} < oa.valid_to)
      where ha.handheld_id = ${handheldId}
        and ha.valid_from <= ${moment} and (ha.valid_to is null or ${moment} < ha.valid_to)
    )
    select case when exists (select from held)
      then exists (select from held where area_id in (
        select area_subtree(${scope}::bigint, ${moment}::timestamptz, ${moment}::timestamptz)))
      else exists (select from area_versions where area_id = ${scope} and parent_id is null)
    end as "inScope"
    from handhelds where id = ${handheldId}`.execute(db);
  return rows[0]?.inScope ?? false;
}
