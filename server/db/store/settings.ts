import { sql } from 'kysely';
import type { Db } from './open.ts';

/** The value kept under a key; the first to ask decides it. */
export async function settingOr(db: Db, key: string, initial: () => string): Promise<string> {
  const { rows } = await sql<{ value: string }>`
    insert into settings (key, value) values (${key}, ${initial()})
    on conflict (key) do update set value = settings.value
    returning value`.execute(db);
  return rows[0]!.value;
}

/** The value kept under a key; undefined where there is none. */
export async function readSetting(db: Db, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value;
}

/** Keeps a value under a key in place of the one before. */
export async function putSetting(db: Db, key: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute();
}
