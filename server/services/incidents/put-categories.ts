import { problemOf } from '../../contract/file-problem.ts';
import type { IncidentCategoryInput } from '../../contract/people/provision.ts';
import { takeTurn } from '../../db/imports/turn.ts';
import { parentsOf } from '../../db/incidents/categories.ts';
import { type Making, type Put, putIncidentCategories } from '../../db/people/provision.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { belowItself } from '../../domain/below-itself.ts';

/** Stores categories by code, each with what it lies below; refused where one would lie below itself, whatever lies between. */
export async function putCategories(
  db: Db,
  categories: readonly IncidentCategoryInput[],
  making: Making = {},
): Promise<Put> {
  const told = categories.map(({ code, parent = null }): [string, string | null] => [code, parent]);
  return inTransaction(db, async (trx) => {
    await takeTurn(trx, 'categories');
    const rings = told.some(([, parent]) => parent !== null)
      ? belowItself(new Map([...(await parentsOf(trx)), ...told]))
      : new Set<string>();
    if (rings.size === 0) return putIncidentCategories(trx, categories, making);
    return { refused: [...rings].map((code) => problemOf(code, 'below-itself')) };
  });
}
