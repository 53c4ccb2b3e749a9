import { sql } from 'kysely';
import { areasSignature } from '../areas/areas.ts';
import { findEdition } from '../rollups/metric-groups.ts';
import type { Db } from '../store/open.ts';

/** Another text whenever something of what tiles show has changed: areas as of a moment (Unix ms), incidents and roll-ups, warnings. */
export async function editionOf(
  db: Db,
  { areaId, atMs }: { areaId: number; atMs: number },
): Promise<string> {
  const [areas, rollups, { rows }] = await Promise.all([
    areasSignature(db, { at: atMs, within: areaId }),
    findEdition(db),
    sql<{ at: string | null }>`select max(changed_at)::text as at from warnings`.execute(db),
  ]);
  return [areas, rollups?.edition ?? 0, rows[0]!.at].join('/');
}
