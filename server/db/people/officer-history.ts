import { sql } from 'kysely';
import type { Leave } from '../../contract/metrics/day.ts';
import type { OfficerRecord } from '../../contract/metrics/officer-record.ts';
import type { Post } from '../../contract/people/post.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { LEAVE_COLUMNS } from './leave.ts';
import { POSTS } from './posts.ts';

/** Who an officer is and what they held, whenever it was; undefined where there is none of the id. */
export async function readOfficerHistory(
  db: Db,
  officerId: number,
): Promise<Pick<OfficerRecord, 'officer' | 'held' | 'posts'> | undefined> {
  const officer = await db
    .selectFrom('officers')
    .select(['id', 'code', 'name', 'category'])
    .where('id', '=', officerId)
    .executeTakeFirst();
  if (!officer) return undefined;
  const held = await sql<OfficerRecord['held'][number]>`
    select a.code as grid, v.name, ${utc('h.valid_from')} as "from", ${utc('h.valid_to')} as "to"
    from officer_assignments h join areas a on a.id = h.area_id
    cross join lateral (select name from area_versions where area_id = a.id order by version desc limit 1) v
    where h.officer_id = ${officerId} order by h.valid_from desc`.execute(db);
  const posts = await sql<Post>`
    ${POSTS} and p.officer_id = ${officerId} order by p.first_day desc, a.code`.execute(db);
  return { officer, held: held.rows, posts: posts.rows };
}

/** Leave of an officer that touches local days from `from` to before `to`. */
export async function leaveOf(
  db: Db,
  officerId: number,
  { from, to }: { from: string; to: string },
): Promise<Leave[]> {
  const { rows } = await sql<Leave>`
    select ${LEAVE_COLUMNS} from officer_leave l
    where l.officer_id = ${officerId} and l.first_day < ${to}::date and l.last_day >= ${from}::date
    order by l.first_day`.execute(db);
  return rows;
}
