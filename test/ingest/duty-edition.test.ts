import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { dutyEdition } from '../../server/db/people/duty-edition.ts';
import { hasPostgresql, openPostgresql } from '../support/stores/stores.ts';

describe.skipIf(!hasPostgresql())('the edition of duties', () => {
  it('is another one where transactions that overlapped have numbers that add up to the same', async () => {
    const store = await openPostgresql();
    const { db } = store;
    try {
      await db.connection().execute(async (first) => {
        const putDay = (day: string) =>
          db.insertInto('holidays').values({ day, kind: 'holiday', name: 'a day' }).execute();
        const rename = (by: typeof db, day: string) =>
          by.updateTable('holidays').set({ name: 'new name' }).where('day', '=', day).execute();
        // Numbers n, n + 1, n + 2; then the first two days bear n and n + 3.
        await sql`begin`.execute(first);
        await sql`select pg_current_xact_id()`.execute(first);
        await putDay('2026-06-01');
        await putDay('2026-06-02');
        const before = await dutyEdition(db);
        await rename(first, '2026-06-01');
        await sql`commit`.execute(first);
        await rename(db, '2026-06-02');
        expect(await dutyEdition(db)).not.toBe(before);
      });
    } finally {
      await store.close();
    }
  });

  it('is the same where nothing changed', async () => {
    const store = await openPostgresql();
    try {
      expect(await dutyEdition(store.db)).toBe(await dutyEdition(store.db));
    } finally {
      await store.close();
    }
  });
});
