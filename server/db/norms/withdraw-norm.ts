import { sql } from 'kysely';
import type { NormWithdrawal } from '../../contract/people/provision.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';
import { reopenBefore } from '../store/reopen-before.ts';

/**
 * Takes back the last version of a norm, which does not hold yet at `moment` (ISO) and so judged nothing: the one before it holds on, a
 * norm without another is gone. False where there is no such version.
 */
export async function withdrawNorm(
  db: Db,
  { area, gridType, officerCategory, version }: NormWithdrawal,
  moment: string,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ id: number }>`
      delete from norm_versions v using norms n join areas a on a.id = n.area_id
      where v.norm_id = n.id and a.code = ${area}
        and n.grid_type is not distinct from ${gridType ?? null}::text
        and n.officer_category is not distinct from ${officerCategory ?? null}::text
        and v.version = ${version} and v.valid_to is null and v.valid_from > ${moment}
      returning n.id`.execute(trx);
    const id = rows[0]?.id;
    if (id === undefined) return false;
    const tables = { heads: 'norms', versions: 'norm_versions', of: 'norm_id' };
    await reopenBefore(trx, tables, { id, version });
    return true;
  });
}
