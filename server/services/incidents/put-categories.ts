import { problemOf } from '../../contract/file-problem.ts';
import type { IncidentCategoryInput } from '../../contract/people/provision.ts';
import { parentsOf } from '../../db/incidents/categories.ts';
import { type Put, putIncidentCategories } from '../../db/people/provision.ts';
import type { Db } from '../../db/store/open.ts';
import { belowItself } from '../../domain/below-itself.ts';

/** Stores categories by code, each with what it lies below; refused where one would lie below itself, whatever lies between. */
export async function putCategories(
  db: Db,
  categories: readonly IncidentCategoryInput[],
): Promise<Put> {
  const told = categories.map(({ code, parent = null }): [string, string | null] => [code, parent]);
  if (told.every(([, parent]) => parent === null)) return putIncidentCategories(db, categories);
  const rings = belowItself(new Map([...(await parentsOf(db)), ...told]));
  if (rings.size === 0) return putIncidentCategories(db, categories);
  return { refused: [...rings].map((code) => problemOf(code, 'below-itself')) };
}
