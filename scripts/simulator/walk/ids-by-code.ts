import type { Db } from '../../../server/db/store/open.ts';

/** Ids of areas, officers and handhelds in the store, by code. */
export async function idsByCode(db: Db) {
  const byCode = async (table: 'areas' | 'handhelds' | 'officers') => {
    const rows = await db.selectFrom(table).select(['id', 'code']).execute();
    return new Map(rows.map(({ code, id }) => [code, id]));
  };
  const [areas, handhelds, officers] = await Promise.all([
    byCode('areas'),
    byCode('handhelds'),
    byCode('officers'),
  ]);
  return { areas, handhelds, officers };
}
