import { sql } from 'kysely';
import { areasSignature } from '../areas/areas.ts';
import { findEdition } from '../rollups/metric-groups.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Another text whenever something of what tiles show has changed: areas as of a moment, roll-ups and incidents, verdicts, decisions or warnings. */
export async function editionOf(
  db: Db,
  { areaId, atMs }: { areaId: number; atMs: number },
): Promise<string> {
  const [areas, rollups, { rows }] = await Promise.all([
    areasSignature(db, { at: atMs, within: areaId }),
    findEdition(db),
    sql<{ verdicts: string | null; warnings: string | null }>`
      select (select max(changed_at)::text from warnings) as warnings,
        (select max(p.start_time)::text from patrols p where p.start_time <= ${iso(atMs)}::timestamptz) as verdicts`.execute(
      db,
    ),
  ]);
  return [areas, rollups?.edition ?? 0, rows[0]!.verdicts, rows[0]!.warnings].join('/');
}
