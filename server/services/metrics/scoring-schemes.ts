import { sql } from 'kysely';
import { type FileProblem, problem } from '../../contract/file-problem.ts';
import type {
  SchemeWithdrawal,
  ScoringScheme,
  ScoringSchemeInput,
} from '../../contract/scoring/schemes.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import { utc } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { reopenBefore } from '../../db/store/reopen-before.ts';
import { startDefect } from '../../domain/scoring/check-scheme.ts';

const VERSIONS = sql`
  select s.id, s.code, a.code as area, s.area_id as "areaId", v.version,
    json_build_object('zh', v.name_zh, 'en', v.name_en) as name, v.rules, v.valid_from::text as "from", v.valid_to::text as "to",
    v.published_by as "publishedBy", ${utc('v.published_at')} as "publishedAt"
  from scoring_schemes s join scoring_scheme_versions v on v.scheme_id = s.id join areas a on a.id = s.area_id`;

/** Every version of the schemes of an area, of those below and of those above it; by code, latest first. */
export async function listSchemes(
  db: Db,
  areaId: number,
  moment: string,
): Promise<ScoringScheme[]> {
  const { rows } = await sql<ScoringScheme>`
    with recursive above as (
      select ${areaId}::bigint as id
      union
      select v.parent_id from above join area_versions v on v.area_id = above.id where v.parent_id is not null
    )
    ${VERSIONS}
    where s.area_id in (select id from above)
      or s.area_id in (select area_subtree(${areaId}::bigint, '-infinity', ${moment}::timestamptz))
    order by s.code, v.version desc`.execute(db);
  return rows;
}

/** The versions of one scheme, first to last; empty where there is none of the code. */
export async function findScheme(db: Db, code: string): Promise<ScoringScheme[]> {
  const { rows } = await sql<ScoringScheme>`
    ${VERSIONS} where s.code = ${code} order by v.version`.execute(db);
  return rows;
}

/**
 * Puts a version of a scheme in force; the same rules and name change nothing. Versions on record stay as they are: the next one
 * starts on a day to come. `today`: local day in the scheme's area; `by` is noted as who did it.
 */
export async function putScheme(
  db: Db,
  input: ScoringSchemeInput & { areaId: number; today: string; by?: string | null },
): Promise<{ version: number; changed: boolean } | { refused: FileProblem[] }> {
  return inTransaction(db, async (trx) => {
    const id = await idOf(trx, input);
    if (id === null) return { refused: [problem('scheme-of-others', { scheme: input.code })] };
    const rules = JSON.stringify(input.rules);
    const { rows } = await sql<{ version: number; from: string; same: boolean }>`
      select version, valid_from::text as "from",
        rules = ${rules}::jsonb and name_zh = ${input.name.zh} and name_en = ${input.name.en} as same
      from scoring_scheme_versions where scheme_id = ${id} order by version desc limit 1`.execute(
      trx,
    );
    const last = rows[0];
    if (last?.same) return { version: last.version, changed: false };
    const refused = startDefect(input.from, input.today, last);
    if (refused !== null) return { refused: [refused] };
    const version = (last?.version ?? 0) + 1;
    await sql`update scoring_scheme_versions set valid_to = ${input.from}::date
      where scheme_id = ${id} and version = ${version - 1}`.execute(trx);
    await sql`insert into scoring_scheme_versions (scheme_id, version, name_zh, name_en, rules, valid_from, published_by, published_at)
      values (${id}, ${version}, ${input.name.zh}, ${input.name.en}, ${rules}::jsonb, ${input.from}::date, ${input.by ?? null}, now())`.execute(
      trx,
    );
    return { version, changed: true };
  });
}

/**
 * Takes back the last version of a scheme of an area, which begins after `today` (local day there) and so scored nothing: the one before it
 * holds on, a scheme without another is gone. False where there is no such version.
 */
export async function withdrawScheme(
  db: Db,
  {
    areaId,
    code,
    today,
    version,
  }: Omit<SchemeWithdrawal, 'area'> & { areaId: number; today: string },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ id: number }>`
      delete from scoring_scheme_versions v using scoring_schemes s
      where v.scheme_id = s.id and s.code = ${code} and s.area_id = ${areaId}
        and v.version = ${version} and v.valid_to is null and v.valid_from > ${today}::date
      returning s.id`.execute(trx);
    const id = rows[0]?.id;
    if (id === undefined) return false;
    await reopenBefore(
      trx,
      { heads: 'scoring_schemes', versions: 'scoring_scheme_versions', of: 'scheme_id' },
      { id, version },
    );
    return true;
  });
}

/** The id of a scheme, made where there is none of the code and locked; null where the code is another area's. */
async function idOf(
  trx: Db,
  { code, areaId }: { code: string; areaId: number },
): Promise<number | null> {
  await sql`insert into scoring_schemes (code, area_id) values (${code}, ${areaId})
    on conflict (code) do nothing`.execute(trx);
  const { rows } = await sql<{ id: number; areaId: number }>`
    select id, area_id as "areaId" from scoring_schemes where code = ${code} for update`.execute(
    trx,
  );
  return rows[0]!.areaId === areaId ? rows[0]!.id : null;
}
