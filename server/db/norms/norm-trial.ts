import { sql } from 'kysely';
import type { BackTestInput } from '../../contract/norms/norm-test.ts';
import { type GridDayKey, gatherDuties, type OfficerDuty } from '../rollups/day-facts.ts';
import type { Db } from '../store/open.ts';

/** Version that a norm on trial carries in what `dutiesUnderNorm` returns. */
export const TRIAL_VERSION = -1;

class Undo extends Error {}

/**
 * The duties of grid days (`gatherDuties`) as if the norm of its area, grid type and category had always been this one. The norm is put in
 * force, asked for by the very same choice as ever, and taken back before anyone can see it.
 */
export async function dutiesUnderNorm(
  db: Db,
  keys: readonly GridDayKey[],
  norm: BackTestInput['norm'],
): Promise<Map<string, OfficerDuty[]>> {
  let duties = new Map<string, OfficerDuty[]>();
  try {
    await db.transaction().execute(async (trx) => {
      await putOnTrial(trx, norm);
      duties = await gatherDuties(trx, keys);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return duties;
}

async function putOnTrial(trx: Db, norm: BackTestInput['norm']): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select n.id from norms n join areas a on a.id = n.area_id
    where a.code = ${norm.area} and n.grid_type is not distinct from ${norm.gridType ?? null}::text
      and n.officer_category is not distinct from ${norm.officerCategory ?? null}::text`.execute(
    trx,
  );
  const id = rows[0]?.id ?? (await insertNorm(trx, norm));
  await sql`delete from norm_versions where norm_id = ${id}`.execute(trx);
  await sql`
    insert into norm_versions (norm_id, version, rules, valid_from)
    values (${id}, ${TRIAL_VERSION}, ${JSON.stringify(norm.rules)}::jsonb, '-infinity')`.execute(
    trx,
  );
}

async function insertNorm(trx: Db, norm: BackTestInput['norm']): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into norms (area_id, grid_type, officer_category, name)
    select id, ${norm.gridType ?? null}, ${norm.officerCategory ?? null}, ${norm.name} from areas where code = ${norm.area}
    returning id`.execute(trx);
  return rows[0]!.id;
}

/** Days from `from` to before `to` of the grids below an area, whether somebody patrolled or not. */
export async function gridDaysBelow(
  db: Db,
  { areaId, from, to }: { areaId: number; from: string; to: string },
): Promise<GridDayKey[]> {
  const { rows } = await sql<GridDayKey>`
    with grids as (
      select distinct v.area_id as id from area_versions v
      where v.level = 'grid' and v.area_id in (
        select area_subtree(${areaId}::bigint, ${from}::timestamptz - interval '1 day', ${to}::timestamptz + interval '1 day'))
    )
    select g.id as "gridId", d.day::date::text as day
    from grids g cross join generate_series(${from}::timestamp, ${to}::timestamp - interval '1 day', interval '1 day') as d (day)
    order by g.id, d.day`.execute(db);
  return rows;
}
