import { sql } from 'kysely';
import { SAVED_VIEWS_MAX, type SavedView } from '../../contract/accounts/saved-view.ts';
import type { Db } from '../store/open.ts';

/** Views that an account keeps, by name. */
export async function listViews(db: Db, userId: number): Promise<SavedView[]> {
  const { rows } = await sql<SavedView>`
    select name, search from saved_views where user_id = ${userId} order by name`.execute(db);
  return rows;
}

/** Keeps a view under its name, in place of the one that had it; false where the account keeps as many as it may. */
export async function putView(db: Db, userId: number, view: SavedView): Promise<boolean> {
  const { rows } = await sql`
    insert into saved_views (user_id, name, search)
    select ${userId}::bigint, ${view.name}::text, ${view.search}::text
    where (select count(*) from saved_views where user_id = ${userId} and name <> ${view.name}) < ${SAVED_VIEWS_MAX}
    on conflict (user_id, name) do update set search = excluded.search
    returning name`.execute(db);
  return rows.length > 0;
}

export async function dropView(db: Db, userId: number, name: string): Promise<void> {
  await sql`delete from saved_views where user_id = ${userId} and name = ${name}`.execute(db);
}
