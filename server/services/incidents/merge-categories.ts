import { sql } from 'kysely';
import { type FileProblem, firstCodes, problem } from '../../contract/file-problem.ts';
import { categoriesBelow, findCategories, retireMerged } from '../../db/incidents/categories.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import {
  asVersion,
  type ChangedIncident,
  lockWriters,
  putOnRecord,
  VERSION_COLUMNS,
} from './store-incidents.ts';

export interface Merge {
  code: string;
  into: string;
  /** Account that merges. */
  by: string;
}

/**
 * Merges a category into another: its incidents are corrected to the other one, each keeping what it was as a version, and
 * it takes none any more. Figures as of editions before stay what they were reckoned from; later ones count the incidents
 * in the other category, with its points. Returns why not, where it cannot be.
 */
export function mergeCategory(
  db: Db,
  { by, code, into }: Merge,
): Promise<{ changed: ChangedIncident[] } | { refused: FileProblem[] }> {
  return inTransaction(db, async (trx) => {
    await lockWriters(trx);
    const known = await findCategories(trx, [code, into]);
    const below = await categoriesBelow(trx, code);
    const refused = [
      ...[code, into].flatMap((one) =>
        known.has(one) ? [] : [problem('no-category', { category: one })],
      ),
      ...(code === into ? [problem('merged-into-itself', { category: code })] : []),
      ...(known.get(into)?.retiredAt ? [problem('category-retired', { category: into })] : []),
      ...(below.length > 0
        ? [problem('categories-below', { below: firstCodes(below), category: code })]
        : []),
    ];
    if (refused.length > 0) return { refused: refused.slice(0, 1) };
    const { rows } = await sql<{ id: string; gridId: number | null; day: string }>`
      with kept as (
        insert into incident_versions (${VERSION_COLUMNS})
        select ${asVersion} from incidents e where e.category = ${code}
      )
      update incidents set category = ${into}, version = version + 1, received_at = now(), reported_by = ${by}
      where category = ${code}
      returning id, grid_id as "gridId", (occurred_to at time zone 'UTC')::date::text as day`.execute(
      trx,
    );
    await putOnRecord(
      trx,
      rows.map(({ id, day }) => ({ id, days: [day], outcome: 'updated' as const })),
    );
    await retireMerged(trx, code, into);
    return { changed: rows.map(({ id, gridId }) => ({ id, gridId, formerGridId: gridId })) };
  });
}
