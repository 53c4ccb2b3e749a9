import { type RawBuilder, sql } from 'kysely';
import type { PostHeld } from '../../domain/metrics/post-held.ts';
import type { Db } from '../store/open.ts';
import {
  type GroupQuestion,
  gaveWay,
  inForce,
  onRecord,
  periodStart,
  runWide,
  standsIn,
  unitAsked,
} from './metric-groups.ts';

/** Posts held on any day of a question about officers, as of its edition; the latest first. */
export const readPosts = (db: Db, question: GroupQuestion): Promise<PostHeld[]> =>
  postsWhere(db, question, { holds: onRecord(question), changed: sql`r.edition` });

/** Posts of any day of a question about officers that were taken back up to its edition: all after an edition `since`, unless told those it is put down of. */
export const readGonePosts = (
  db: Db,
  question: GroupQuestion,
  since: number | undefined,
): Promise<PostHeld[]> =>
  postsWhere(db, question, {
    holds: sql`${gaveWay({ ...question, since })} ${standsIn(question)}`,
    changed: sql`r.superseded`,
  });

async function postsWhere(
  db: Db,
  question: GroupQuestion,
  { changed, holds }: Record<'changed' | 'holds', RawBuilder<unknown>>,
): Promise<PostHeld[]> {
  if (question.level !== 'officer') return [];
  const { rows } = await sql<PostHeld>`
    select r.officer_id as "officerId", r.role, r.area_id as "areaId", r.first_day::text as "firstDay",
      r.last_day::text as "lastDay", r.officer_category as category, ${changed} as changed
    from posts r
    where r.first_day < ${question.to}::date and (r.last_day is null or r.last_day >= ${question.from}::date)
      and ${holds} ${unitAsked(sql`r.officer_id`, question)}
    order by r.first_day desc, r.area_id, r.role`.execute(db);
  return rows;
}

/** An officer who held a grid under somebody's post, and on how many days of the period both were held. */
export interface OfficerUnderPost {
  from: string;
  /** Who holds the post. */
  unitId: number;
  officerId: number;
  days: number;
}

/** Officers of the grids that people are answerable for by their posts, by period. */
export const readUnderPosts = (db: Db, question: GroupQuestion): Promise<OfficerUnderPost[]> =>
  runWide(
    db,
    sql<OfficerUnderPost>`
    with answerable as (select r.* from posts r where r.role <> 'staff' and ${onRecord(question)})
    select ${periodStart(question)} as "from", p.officer_id as "unitId", r.officer_id as "officerId",
      count(distinct r.day)::int as days
    from day_rollups r
    cross join lateral (values (r.grid_id), (r.village_id), (r.town_id), (r.district_id), (r.city_id)) as a (id)
    join answerable p on p.area_id = a.id and p.officer_id <> r.officer_id
      and p.first_day <= r.day and (p.last_day is null or r.day <= p.last_day)
    where ${inForce(question)} and r.held = 1
    group by 1, 2, 3`,
  );
