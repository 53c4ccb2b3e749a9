import { sql } from 'kysely';
import type { ForeignCategory } from '../../contract/cases/open311.ts';
import { problemOf } from '../../contract/file-problem.ts';
import { asJson, knownCodes, lastOfEach, type Put } from '../people/provision.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';

/** Codes of other platforms as categories of ours, by code. */
export async function listForeignCategories(db: Db): Promise<Required<ForeignCategory>[]> {
  const { rows } = await sql<Required<ForeignCategory>>`
    select code, category, severity from foreign_categories order by code`.execute(db);
  return rows;
}

/** Puts codes of other platforms as categories of ours. */
export async function putForeignCategories(
  db: Db,
  categories: readonly ForeignCategory[],
): Promise<Put> {
  const offered = lastOfEach(categories, ({ code }) => code);
  return inTransaction(db, async (trx) => {
    const named = offered.map(({ category }) => category);
    const known = await knownCodes(trx, sql`incident_categories`, named);
    const refused = offered.flatMap(({ category, code }) =>
      known.has(category) ? [] : [problemOf(code, 'no-category', { category })],
    );
    if (refused.length > 0) return { refused };
    const { rows } = await sql`
      insert into foreign_categories (code, category, severity)
      select code, category, severity from json_to_recordset(${asJson(offered)}) as f (code text, category text, severity text)
      on conflict (code) do update set category = excluded.category, severity = excluded.severity
        where (foreign_categories.category, foreign_categories.severity) is distinct from (excluded.category, excluded.severity)
      returning code`.execute(trx);
    return { changed: rows.length };
  });
}

/** Takes a code of another platform off; whether it was on. */
export async function dropForeignCategory(db: Db, code: string): Promise<boolean> {
  const { rows } = await sql`
    delete from foreign_categories where code = ${code} returning code`.execute(db);
  return rows.length > 0;
}

/** The category, and severity where one is told, that a code of another platform means; the code itself where nothing is said of it. */
export async function categoryOf(
  db: Db,
  code: string,
): Promise<Pick<Required<ForeignCategory>, 'category' | 'severity'>> {
  const { rows } = await sql<Pick<Required<ForeignCategory>, 'category' | 'severity'>>`
    select category, severity from foreign_categories where code = ${code}`.execute(db);
  return rows[0] ?? { category: code, severity: null };
}
