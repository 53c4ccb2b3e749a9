import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';

/** Id of the area of a code. Throws `invalid` where there is none. */
export async function areaOf(db: Db, code: string): Promise<number> {
  const area = await db
    .selectFrom('areas')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirst();
  if (!area) throw Refusal.of('invalid', 'no-area', { area: code });
  return area.id;
}
