import { sql } from 'kysely';
import { problemOf } from '../../contract/file-problem.ts';
import type { Post, PostInput } from '../../contract/people/post.ts';
import { nextEdition, openEdition } from '../rollups/editions.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { asJson, knownCodes, lastOfEach, type Put } from './provision.ts';

/**
 * Puts posts on record as one edition, all or nothing; one of the same person, area, role and first day is replaced. Areas are those of an area
 * `within` (any where null), at any time until `moment` (Unix ms).
 */
export async function putPosts(
  db: Db,
  posts: readonly PostInput[],
  { within, moment }: { within: number | null; moment: number },
): Promise<Put> {
  if (posts.length === 0) return { changed: 0 };
  const offered = lastOfEach(posts, ({ officer, area, role, firstDay }) =>
    JSON.stringify([officer, area, role, firstDay]),
  );
  return inTransaction(db, async (trx) => {
    const officers = await knownCodes(
      trx,
      sql`officers`,
      offered.map(({ officer }) => officer),
    );
    const mine = sql`(select code from areas
      where ${within}::bigint is null or id in (select area_subtree(${within}::bigint, '-infinity', ${iso(moment)}::timestamptz))) mine`;
    const areas = await knownCodes(
      trx,
      mine,
      offered.map(({ area }) => area),
    );
    const refused = offered.flatMap(({ officer, area, firstDay, lastDay }) => [
      ...(officers.has(officer)
        ? []
        : [
            { ...problemOf(officer, 'none-of-code'), words: { thing: ['thing.officer' as const] } },
          ]),
      ...(areas.has(area) ? [] : [problemOf(officer, 'none-in-own-area-of', { area })]),
      ...(lastDay !== null && lastDay < firstDay
        ? [problemOf(officer, 'last-before-first', { first: firstDay, last: lastDay })]
        : []),
    ]);
    return refused.length > 0 ? { refused } : { changed: await replace(trx, offered, moment) };
  });
}

/** How many posts are others now; their edition is opened where any is. */
async function replace(trx: Db, offered: readonly PostInput[], moment: number): Promise<number> {
  const edition = await nextEdition(trx);
  const now = sql`with now as (
    select o.id as officer_id, o.category, a.id as area_id, p.role, p."firstDay" as first_day, p."lastDay" as last_day, p.withdrawn
    from json_to_recordset(${asJson(offered)})
      as p (officer text, area text, role text, "firstDay" date, "lastDay" date, withdrawn boolean)
    join officers o on o.code = p.officer join areas a on a.code = p.area
  )`;
  const same = sql`p.officer_id = n.officer_id and p.area_id = n.area_id and p.role = n.role and p.first_day = n.first_day
    and p.superseded is null`;
  const ended = await sql`
    ${now}
    update posts p set superseded = ${edition}, lost = true from now n
    where ${same} and (n.withdrawn or p.last_day is distinct from n.last_day)
    returning 1`.execute(trx);
  const begun = await sql`
    ${now}
    insert into posts (officer_id, area_id, role, first_day, last_day, edition, officer_category, grid_id, village_id, town_id, district_id, city_id)
    select n.officer_id, n.area_id, n.role, n.first_day, n.last_day, ${edition}::bigint, n.category,
      case when exists (select from area_versions v where v.area_id = n.area_id and v.level = 'grid') then n.area_id end,
      a.village_id, a.town_id, a.district_id, a.city_id
    from now n cross join lateral area_placement(n.area_id, ${iso(moment)}::timestamptz) a
    where n.withdrawn is not true and not exists (select from posts p where ${same})
    returning 1`.execute(trx);
  const changed = Math.max(ended.rows.length, begun.rows.length);
  if (changed > 0) await openEdition(trx, edition);
  return changed;
}

/** Posts on record, to go on with conditions and an order. */
export const POSTS = sql<Post>`
  select o.code as officer, a.code as area, p.role, p.first_day::text as "firstDay", p.last_day::text as "lastDay"
  from posts p join officers o on o.id = p.officer_id join areas a on a.id = p.area_id
  where p.superseded is null`;

/** Those of some posts that are on record, whatever their last day, by officer, area, role and first day. */
export async function knownPosts(db: Db, posts: readonly PostInput[]): Promise<Post[]> {
  const { rows } = await sql<Post>`
    ${POSTS} and (o.code, a.code, p.role, p.first_day) in (
      select officer, area, role, "firstDay" from json_to_recordset(${asJson(posts)})
        as n (officer text, area text, role text, "firstDay" date))
    order by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** All posts on record of the officers, areas and roles of some, whatever their days. */
export async function postsLike(db: Db, posts: readonly PostInput[]): Promise<Post[]> {
  if (posts.length === 0) return [];
  const { rows } = await sql<Post>`
    ${POSTS} and (o.code, a.code, p.role) in (
      select officer, area, role from json_to_recordset(${asJson(posts)}) as n (officer text, area text, role text))
    order by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** Posts held on a day (local, YYYY-MM-DD; undefined: ever) within an area, by officer, area, role and first day. */
export async function listPosts(
  db: Db,
  { within, moment, day }: { within: number; moment: number; day: string | undefined },
): Promise<Post[]> {
  const held = sql`and p.first_day <= ${day}::date and (p.last_day is null or p.last_day >= ${day}::date)`;
  const { rows } = await sql<Post>`
    ${POSTS} ${day === undefined ? sql`` : held}
      and p.area_id in (select area_subtree(${within}::bigint, '-infinity', ${iso(moment)}::timestamptz))
    order by 1, 2, 3, 4`.execute(db);
  return rows;
}
