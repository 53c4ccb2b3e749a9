import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { grownTables } from '../../server/db/maintenance/vacuum.ts';
import { vacuumGrown } from '../../server/jobs/store/vacuum.ts';
import { openEmbedded } from '../support/stores/stores.ts';

it('the embedded store, which nobody else vacuums, has tables that grew vacuumed and counted once', async () => {
  const { close, db } = await openEmbedded();
  try {
    await vacuumGrown(db);
    expect(await grownTables(db)).toEqual([]);
    const put = (from: number) => sql`
      insert into settings (key, value) select 'k' || n, repeat('x', 200) from generate_series(${from}::int, ${from + 4_999}::int) n`;
    await put(0).execute(db);
    expect(await vacuumGrown(db)).toEqual(['settings']);
    const { rows } = await sql<{ counted: number }>`
      select reltuples::int as counted from pg_class where relname = 'settings'`.execute(db);
    expect(rows[0]!.counted).toBeGreaterThanOrEqual(5_000);
    expect(await vacuumGrown(db)).toEqual([]);
  } finally {
    await close();
  }
});
