import type { Db } from '../../../server/db/store/open.ts';
import type { World } from './world.ts';

/** The top of a deployment's tree with its id in the store; throws where it is not stored. */
export async function topArea(
  db: Db,
  world: World,
): Promise<World['areas'][number] & { id: number }> {
  const top = world.areas.find(({ parentCode }) => parentCode === null)!;
  const { id } = await db
    .selectFrom('areas')
    .select('id')
    .where('code', '=', top.code)
    .executeTakeFirstOrThrow();
  return { ...top, id };
}
