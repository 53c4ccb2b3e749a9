import { sql } from 'kysely';
import { appendEntry } from '../access/access-log.ts';
import { topAreaAt } from '../areas/top-area.ts';
import { openSharedDays } from '../fixes/cold/chunks.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';

/**
 * Takes out who an officer was and where they were; puts on record that it was done. Returns how much of what went.
 * @throws Error where there is no such officer, or one who still serves.
 */
export async function eraseOfficer(
  db: Db,
  code: string,
  atMs: number,
): Promise<Record<string, number>> {
  return inTransaction(db, async (trx) => {
    const known = await sql<{ id: number }>`select id from officers where code = ${code}`.execute(
      trx,
    );
    const id = known.rows[0]?.id;
    if (id === undefined) throw new Error(`There is no officer of the code ${code}.`);
    await openSharedDays(trx, id, atMs);
    const { rows } = await sql<{ gone: Record<string, number> | null }>`
      select erase_officer(${id}::bigint) as gone`.execute(trx);
    const gone = rows[0]!.gone;
    if (!gone)
      throw new Error(
        `Officer ${code} has a grid or a handheld, now or later: end what is assigned first.`,
      );
    await appendEntry(trx, {
      ...{ atMs, kind: 'act', by: 'admin', areaId: await topAreaAt(trx, atMs), address: null },
      ...{ act: 'eraseOfficer', officerIds: [id], detail: { gone } },
    });
    return gone;
  });
}
