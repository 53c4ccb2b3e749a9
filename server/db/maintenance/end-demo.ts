import { sql } from 'kysely';
import type { Db } from '../store/open.ts';
import { settingOr } from '../store/settings.ts';
import { emptyStore } from './empty-store.ts';

/** Of the setting that keeps a demo out of a store from which it was thrown away. */
export const DEMO_ENDED = 'demo-ended';

/** Says, by a table beside all others, that the store is to be emptied: a server that is killed meanwhile does so when it starts again. */
export const beginDemoEnd = async (db: Db): Promise<void> => {
  await sql`create table if not exists demo_ending ()`.execute(db);
};

/** Whether a demo was being thrown away when a server last stopped; asked before anything else is. */
export async function isDemoEnding(db: Db): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select to_regclass('demo_ending') is not null as is`.execute(db);
  return rows[0]!.is;
}

/** Empties a store of its demo for good. What was done of it before is done again. */
export async function endDemo(db: Db): Promise<void> {
  await beginDemoEnd(db);
  await emptyStore(db);
  await settingOr(db, DEMO_ENDED, () => new Date().toISOString());
  await sql`drop table demo_ending`.execute(db);
}
