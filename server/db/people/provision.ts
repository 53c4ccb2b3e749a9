import { type RawBuilder, sql } from 'kysely';
import type { Datum } from '../../contract/areas/geo.ts';
import { type FileProblem, firstCodes, problem, problemOf } from '../../contract/file-problem.ts';
import type { IncidentCategoryInput, OfficerInput } from '../../contract/people/provision.ts';
import { takeTurn } from '../imports/turn.ts';
import { SINCE_NEXT } from '../rollups/editions.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** What putting items came to: how many were new or different, or why nothing was stored, item by item. */
export type Put = { changed: number } | { refused: FileProblem[] };

/** A handheld as it is stored: the hash of its secret instead of the secret. */
export interface HandheldRow {
  code: string;
  secretHash: string;
  datum: Datum;
}

/** Items as one parameter that `json_to_recordset` reads. */
export const asJson = (rows: readonly object[]): RawBuilder<unknown> =>
  sql`${JSON.stringify(rows)}::json`;

/** The last item of each key: one statement must not touch a row twice. */
export const lastOfEach = <T>(items: readonly T[], key: (item: T) => string): T[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];

const byCode = <T extends { code: string }>(items: readonly T[]) =>
  lastOfEach(items, ({ code }) => code);

/** Whether what is put must be new: a code that there is is refused then, where it would be changed. */
export interface Making {
  fresh?: boolean | undefined;
}

/** Why what is to be new is not, in the turn of whoever makes it. */
export async function takenCodes(
  trx: Db,
  table: RawBuilder<unknown>,
  items: readonly { code: string }[],
  { fresh = false }: Making,
): Promise<FileProblem[]> {
  if (!fresh) return [];
  const taken = await knownCodes(
    trx,
    table,
    items.map(({ code }) => code),
  );
  return taken.size > 0 ? [problem('codes-taken', { codes: firstCodes([...taken].sort()) })] : [];
}

/**
 * Stores officers by code; those that are new are of an area, or of none in particular (null), unless another is told. Whose home is another from
 * `nowMs` on (Unix ms) was of the one before until then.
 */
export async function putOfficers(
  db: Db,
  officers: readonly OfficerInput[],
  { fresh, homeAreaId = null, nowMs }: Making & { homeAreaId?: number | null; nowMs: number },
): Promise<Put> {
  const offered = byCode(officers);
  if (offered.length === 0) return { changed: 0 };
  return inTransaction(db, async (trx) => {
    await takeTurn(trx, 'officers');
    const areas = await knownCodes(
      trx,
      sql`areas`,
      offered.flatMap(({ home }) => home ?? []),
    );
    const refused = [
      ...(await takenCodes(trx, sql`officers`, offered, { fresh })),
      ...offered.flatMap(({ code, home }) =>
        home === undefined || areas.has(home) ? [] : [problemOf(code, 'no-area', { area: home })],
      ),
    ];
    if (refused.length > 0) return { refused };
    const now = sql`${iso(nowMs)}::timestamptz`;
    const { rows } = await sql<{ changed: number }>`
    with known as materialized (
      select id, code, home_area_id, home_since from officers where code = any(${offered.map(({ code }) => code)}::text[])
      order by code for update
    ), offered as materialized (
      select o.place, o.code, o.name, o.category, k.id as known_id, k.home_area_id as was_of, k.home_since as was_since, coalesce(k.id is not null
          and o.home is not null and h.id is distinct from k.home_area_id, false) as moves,
        case when o.home is not null then h.id when k.id is not null then k.home_area_id else ${homeAreaId}::bigint end as home_id
      from rows from (json_to_recordset(${asJson(offered)}) as (code text, name text, category text, home text))
        with ordinality as o (code, name, category, home, place)
      left join known k on k.code = o.code left join areas h on h.code = o.home
    ), left_behind as (
      insert into former_homes (officer_id, area_id, valid_from, valid_to)
      select known_id, was_of, was_since, ${now} from offered where moves and was_since < ${now}
    ), stored as (
      insert into officers (code, name, category, home_area_id, home_since)
      select code, name, category, home_id, case when moves then greatest(was_since, ${now}) else coalesce(was_since, '-infinity') end
      from offered order by place
      on conflict (code) do update set name = excluded.name, category = excluded.category, home_area_id = excluded.home_area_id,
          home_since = excluded.home_since
        where (officers.name, officers.category, officers.home_area_id)
          is distinct from (excluded.name, excluded.category, excluded.home_area_id)
      returning id, name
    ), named as (
      insert into officer_names (officer_id, since, since_edition, name)
      select s.id, case when k.known then now() else '-infinity' end, case when k.known then ${SINCE_NEXT} else 0 end, s.name
      from stored s cross join lateral (select exists (select from officer_names n where n.officer_id = s.id) as known) k
      on conflict (officer_id, since) do update set name = excluded.name
    )
    select count(*)::int as changed from stored`.execute(trx);
    return { changed: rows[0]!.changed };
  });
}

/** Stores handhelds by code, as officers are; another secret takes the place of the old one, and lets in again one that was turned away. */
export async function putHandhelds(
  db: Db,
  handhelds: readonly HandheldRow[],
  { fresh, homeAreaId = null }: Making & { homeAreaId?: number | null } = {},
): Promise<Put> {
  const offered = byCode(handhelds);
  if (offered.length === 0) return { changed: 0 };
  return inTransaction(db, async (trx) => {
    await takeTurn(trx, 'handhelds');
    const refused = await takenCodes(trx, sql`handhelds`, offered, { fresh });
    if (refused.length > 0) return { refused };
    const { rows } = await sql`
    insert into handhelds (code, secret_hash, datum, home_area_id)
    select code, "secretHash", datum, ${homeAreaId}::bigint
    from json_to_recordset(${asJson(offered)}) as h (code text, "secretHash" text, datum text)
    on conflict (code) do update set secret_hash = excluded.secret_hash, datum = excluded.datum,
        revoked_at = case when handhelds.secret_hash = excluded.secret_hash then handhelds.revoked_at end,
        revoked_why = case when handhelds.secret_hash = excluded.secret_hash then handhelds.revoked_why end
      where (handhelds.secret_hash, handhelds.datum) is distinct from (excluded.secret_hash, excluded.datum)
    returning id`.execute(trx);
    return { changed: rows.length };
  });
}

/** Stores incident categories by code. Parents may come in the same call. */
export async function putIncidentCategories(
  db: Db,
  categories: readonly IncidentCategoryInput[],
  { fresh }: Making = {},
): Promise<Put> {
  const offered = byCode(categories);
  if (offered.length === 0) return { changed: 0 };
  return inTransaction(db, async (trx) => {
    await takeTurn(trx, 'categories');
    const codes = new Set(offered.map(({ code }) => code));
    const parents = offered.flatMap(({ parent }) => (parent && !codes.has(parent) ? [parent] : []));
    const known = await knownCodes(trx, sql`incident_categories`, parents);
    const refused = [
      ...(await takenCodes(trx, sql`incident_categories`, offered, { fresh })),
      ...offered.flatMap(({ code, parent }) =>
        parent && !codes.has(parent) && !known.has(parent)
          ? [problemOf(code, 'no-category', { category: parent })]
          : [],
      ),
    ];
    if (refused.length) return { refused };
    const { rows } = await sql`
    insert into incident_categories (code, parent_code, name_zh, name_en, points, opens_case)
    select code, parent, "nameZh", "nameEn", points, "opensCase"
    from json_to_recordset(${asJson(offered)})
      as c (code text, parent text, "nameZh" text, "nameEn" text, points float8, "opensCase" boolean)
    on conflict (code) do update set parent_code = excluded.parent_code, name_zh = excluded.name_zh,
        name_en = excluded.name_en, points = excluded.points, opens_case = excluded.opens_case
      where (incident_categories.parent_code, incident_categories.name_zh, incident_categories.name_en,
          incident_categories.points, incident_categories.opens_case)
        is distinct from (excluded.parent_code, excluded.name_zh, excluded.name_en, excluded.points, excluded.opens_case)
    returning code`.execute(trx);
    return { changed: rows.length };
  });
}

/** Those of the codes that a table has. */
export async function knownCodes(
  db: Db,
  table: RawBuilder<unknown>,
  codes: readonly string[],
): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const { rows } = await sql<{ code: string }>`
    select code from ${table} where code = any(${[...new Set(codes)]}::text[])`.execute(db);
  return new Set(rows.map(({ code }) => code));
}
