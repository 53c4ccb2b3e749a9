import { type RawBuilder, sql } from 'kysely';
import type { Datum } from '../../contract/areas/geo.ts';
import type { DayKind } from '../../contract/people/holiday.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import type { Post } from '../../contract/people/post.ts';
import type { KnownAccount } from '../../domain/imports/find-fixed.ts';
import type { Parts } from '../../domain/imports/parts.ts';
import { readCalendar } from '../people/holidays.ts';
import { type LeaveOnRecord, leaveOf } from '../people/leave.ts';
import { postsLike } from '../people/posts.ts';
import type { Db } from '../store/open.ts';

/** What is on record under the codes of an import, before it. */
export interface Before {
  officers: Map<
    string,
    { id: number; name: string; category: OfficerCategory; home: string | null }
  >;
  handhelds: Map<string, { secretHash: string; datum: Datum }>;
  categories: Map<
    string,
    {
      parent: string | null;
      nameZh: string;
      nameEn: string;
      points: number;
      opensCase: boolean | null;
    }
  >;
  /** Codes of grids, whenever they are in force. */
  grids: Set<string>;
  areas: Map<string, { id: number }>;
  accounts: Map<string, KnownAccount>;
  /** Days on the calendar. */
  holidays: ReadonlyMap<string, DayKind>;
  /** Of the officers, areas and roles that are named. */
  posts: Post[];
  /** Of the officers that are named. */
  leave: LeaveOnRecord[];
}

const codes = (all: readonly (string | undefined)[]) =>
  sql`${[...new Set(all.filter((code) => code !== undefined))]}::text[]`;

/** Reads what is on record of everything that the parts name. */
export async function readBefore(db: Db, parts: Parts): Promise<Before> {
  const { accounts, categories, departments, handheldAssignments, handhelds } = parts;
  const { leave, officerAssignments, officers, posts } = parts;
  const byCode = async <T>(select: RawBuilder<unknown>) => {
    const { rows } = await select.execute(db);
    return new Map((rows as ({ code: string } & T)[]).map((row): [string, T] => [row.code, row]));
  };
  return {
    officers: await byCode(sql`
      select o.code, o.id, o.name, o.category, h.code as home from officers o left join areas h on h.id = o.home_area_id where o.code = any(${codes(
        [
          ...officers.map(({ code }) => code),
          ...[...officerAssignments, ...handheldAssignments, ...posts, ...leave].map(
            ({ officer }) => officer,
          ),
          ...[
            ...leave.map(({ substitute }) => substitute),
            ...departments.map(({ officer }) => officer),
          ],
        ],
      )})`),
    handhelds: await byCode(sql`
      select code, secret_hash as "secretHash", datum from handhelds where code = any(${codes([
        ...handhelds.map(({ code }) => code),
        ...handheldAssignments.map(({ handheld }) => handheld),
      ])})`),
    categories: await byCode(sql`
      select code, parent_code as parent, name_zh as "nameZh", name_en as "nameEn", points, opens_case as "opensCase"
      from incident_categories where code = any(${codes([
        ...categories.flatMap(({ code, parent }) => [code, parent]),
        ...departments.map(({ incidentCategory }) => incidentCategory),
      ])})`),
    grids: new Set(
      (
        await byCode(sql`
          select code, id from areas a where code = any(${codes(
            officerAssignments.map(({ grid }) => grid),
          )}) and exists (select from area_versions v where v.area_id = a.id and v.level = 'grid')`)
      ).keys(),
    ),
    areas: await byCode(
      sql`select code, id from areas where code = any(${codes(
        [...posts, ...departments, ...accounts].map(({ area }) => area),
      )})`,
    ),
    accounts: await byCode(sql`
      select u.name as code, u.id, u.role, a.code as area, u.subject is not null as provided
      from users u join areas a on a.id = u.area_id where u.name = any(${codes(
        accounts.map(({ name }) => name),
      )})`),
    holidays: parts.holidays.length ? await readCalendar(db) : new Map(),
    posts: await postsLike(db, posts),
    leave: await leaveOf(
      db,
      leave.map(({ officer }) => officer),
    ),
  };
}
