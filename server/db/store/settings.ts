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

/** Keeps a value under a key. */
export async function putSetting(db: Db, key: string, value: string): Promise<void> {
  await sql`
    insert into settings (key, value) values (${key}, ${value})
    on conflict (key) do update set value = excluded.value`.execute(db);
}
