import { sql } from 'kysely';
import { expect, it, test } from 'vitest';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { migrate, schemaHash } from '../../server/db/store/migrate.ts';
import { NOW } from '../support/made/world.ts';
import { describeStores, hasPostgresql, openPostgresql } from '../support/stores/stores.ts';

describeStores('the schema', (get) => {
  it('is brought up to date once', async () => {
    expect(await migrate(get().db)).toEqual([]);
  });

  it('takes a function again when its text changed, and only then', async () => {
    await sql`update applied_functions set hash = 'older'
      where name = (select min(name) from applied_functions)`.execute(get().db);
    const applied = await migrate(get().db);
    expect(applied.length).toBe(1);
    expect(await migrate(get().db)).toEqual([]);
  });

  it('has a name that depends on its content alone', async () => {
    expect(await schemaHash()).toBe(await schemaHash());
    expect(await schemaHash()).toMatch(/^[0-9a-f]{16}$/);
  });

  it('keeps the distribution column in every unique key of a table to be distributed', async () => {
    const distributed = {
      fixes: 'handheld_id',
      refused_fixes: 'handheld_id',
      patrols: 'officer_id',
      verdicts: 'officer_id',
      verdict_jobs: 'officer_id',
      contests: 'officer_id',
      alerts: 'officer_id',
      track_views: 'officer_id',
    };
    const { rows } = await sql<{ table: string; columns: string[] }>`
      select c.relname as table, array_agg(a.attname::text) as columns
      from pg_index i
      join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
      where i.indisunique and c.relname = any(${Object.keys(distributed)}::text[])
      group by c.relname, i.indexrelid`.execute(get().db);
    expect(new Set(rows.map(({ table }) => table))).toEqual(new Set(Object.keys(distributed)));
    for (const { table, columns } of rows)
      expect(columns, table).toContain(distributed[table as keyof typeof distributed]);
  });

  it('makes a day of fixes once, whoever asks', async () => {
    const partitions = () => createFixPartitions(get().db).ensure([NOW, NOW + 1]);
    await Promise.all([partitions(), partitions(), partitions()]);
    const { rows } = await sql<{ name: string }>`
      select inhrelid::regclass::text as name from pg_inherits
      where inhparent = 'fixes'::regclass`.execute(get().db);
    expect(rows).toEqual([{ name: 'fixes_20260601' }]);
  });
});

test.skipIf(!hasPostgresql())(
  'servers that start together on an empty store take turns',
  async () => {
    const { db, close } = await openPostgresql({ migrated: false });
    try {
      const applied = await Promise.all([migrate(db), migrate(db), migrate(db)]);
      const names = applied.flat();
      expect(names.length).toBeGreaterThan(0);
      expect(new Set(names).size).toBe(names.length);
    } finally {
      await close();
    }
  },
);
