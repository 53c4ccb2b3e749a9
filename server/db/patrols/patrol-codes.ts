import { sql } from 'kysely';
import type { Patrol } from '../../contract/patrols/patrol.ts';
import type { Db } from '../store/open.ts';

/** By what codes the officer and the grid of a patrol are known. */
export async function codesOfPatrol(
  db: Db,
  { gridId, officerId }: Pick<Patrol, 'gridId' | 'officerId'>,
): Promise<{ officerCode: string; gridCode: string }> {
  const { rows } = await sql<{ officerCode: string; gridCode: string }>`
    select o.code as "officerCode", a.code as "gridCode"
    from officers o, areas a where o.id = ${officerId} and a.id = ${gridId}`.execute(db);
  return rows[0]!;
}
