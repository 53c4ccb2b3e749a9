import { sql } from 'kysely';
import type {
  IncidentCategory,
  IncidentCategoryChange,
} from '../../contract/incidents/incident.ts';
import { asJson } from '../people/provision.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

const COLUMNS = sql`code, parent_code as "parentCode", name_zh as "nameZh", name_en as "nameEn", points,
  ${utc('retired_at')} as "retiredAt", merged_into as "mergedInto", opens_case as "opensCase"`;

/** The tree of incident categories, by code, those retired too. */
export async function listCategories(db: Db): Promise<IncidentCategory[]> {
  const { rows } = await sql<IncidentCategory>`
    select ${COLUMNS} from incident_categories order by code`.execute(db);
  return rows;
}

/** What each category lies below, by code. */
export const parentsOf = async (db: Db): Promise<Map<string, string | null>> =>
  new Map((await listCategories(db)).map(({ code, parentCode }) => [code, parentCode]));

/** Those of the codes there are, by code. */
export async function findCategories(
  db: Db,
  codes: readonly string[],
): Promise<Map<string, IncidentCategory>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<IncidentCategory>`
    select ${COLUMNS} from incident_categories where code = any(${[...new Set(codes)]}::text[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.code, row]));
}

/** Gives a category other names, points or use; null where there is none. One brought back into use is merged into none. */
export async function changeCategory(
  db: Db,
  code: string,
  { nameEn, nameZh, opensCase, points, retired }: IncidentCategoryChange,
): Promise<IncidentCategory | null> {
  const { rows } = await sql<IncidentCategory>`
    update incident_categories set name_zh = coalesce(${nameZh ?? null}, name_zh),
      name_en = coalesce(${nameEn ?? null}, name_en), points = coalesce(${points ?? null}::float8, points),
      opens_case = coalesce(${opensCase ?? null}::boolean, opens_case),
      retired_at = case ${retired ?? null}::boolean when true then coalesce(retired_at, now()) when false then null
        else retired_at end,
      merged_into = case ${retired ?? null}::boolean when false then null else merged_into end
    where code = ${code} returning ${COLUMNS}`.execute(db);
  return rows[0] ?? null;
}

/** Makes categories again what they were, with what they lay below and whether they were in use. */
export async function restoreCategories(
  db: Db,
  categories: readonly IncidentCategory[],
): Promise<{ changed: number }> {
  const { rows } = await sql`
    update incident_categories c set parent_code = o."parentCode", name_zh = o."nameZh", name_en = o."nameEn", points = o.points,
      retired_at = o."retiredAt", merged_into = o."mergedInto", opens_case = o."opensCase"
    from json_to_recordset(${asJson(categories)})
      as o (code text, "parentCode" text, "nameZh" text, "nameEn" text, points float8, "retiredAt" timestamptz, "mergedInto" text, "opensCase" boolean)
    where c.code = o.code returning c.code`.execute(db);
  return { changed: rows.length };
}

/** Retires a category as merged into another. */
export async function retireMerged(trx: Db, code: string, into: string): Promise<void> {
  await sql`
    update incident_categories set retired_at = coalesce(retired_at, now()), merged_into = ${into}
    where code = ${code}`.execute(trx);
}

/** Codes of the categories right below one. */
export async function categoriesBelow(db: Db, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from incident_categories where parent_code = ${code} order by code`.execute(db);
  return rows.map((row) => row.code);
}
