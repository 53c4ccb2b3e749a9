import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, it, onTestFinished, test } from 'vitest';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { migrate, schemaHash } from '../../server/db/store/migrate.ts';
import { openStore } from '../../server/db/store/open.ts';
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

  describe('of a later release', () => {
    /** sql/ of a release, with files more or other than today's. */
    async function release(version: string, files: Record<string, string> = {}) {
      const folder = await mkdtemp(join(tmpdir(), 'xunji-sql-'));
      await cp('sql', folder, { recursive: true });
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      onTestFinished(() => rm(folder, { recursive: true }));
      return { folder, release: version };
    }
    const spoken = (word: string) =>
      `create or replace function spoken() returns text language sql as $$ select '${word}' $$;`;
    const said = async () =>
      (await sql<{ word: string }>`select spoken() as word`.execute(get().db)).rows[0]!.word;
    afterAll(async () => {
      const { db } = get();
      await sql`drop function spoken()`.execute(db);
      await sql`drop table later`.execute(db);
      await sql`delete from applied_functions where name = 'spoken.sql'`.execute(db);
      await sql`delete from kysely_migration where name ~ '^9'`.execute(db);
    });

    it('lets the one before start, which leaves what is newer as it is', async () => {
      const { db } = get();
      const before = await release('1.9.0', { 'functions/spoken.sql': spoken('before') });
      const after = await release('1.10.0', {
        'functions/spoken.sql': spoken('after'),
        'migrations/900_more.sql': 'create table later (id bigint primary key);',
      });
      expect(await migrate(db, before)).toEqual(['spoken.sql']);
      expect(await migrate(db, after)).toEqual(['900_more', 'spoken.sql']);
      expect(await migrate(db, before)).toEqual([]);
      expect(await said()).toBe('after');
      expect(await migrate(db, { ...before, release: '1.10.0' })).toEqual(['spoken.sql']);
      expect(await said()).toBe('before');
    });

    it('keeps out one that cannot run on what it left', async () => {
      const { db } = get();
      const after = await release('2.0.0', {
        'migrations/901_less.sql': '-- needs 1.10.0\nalter table later drop column id;',
      });
      expect(await migrate(db, after)).toContain('901_less');
      expect(await migrate(db, await release('1.10.0'))).toEqual([]);
      await expect(migrate(db, await release('1.9.3'))).rejects.toThrow(
        '901_less, which needs release 1.10.0 or later; this is 1.9.3',
      );
    });
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
    const { databaseUrl, db, close } = await openPostgresql({ migrated: false });
    const others = await Promise.all(
      [1, 2].map(() => openStore({ databaseUrl: databaseUrl!, connections: 2 })),
    );
    try {
      const applied = await Promise.all(
        [db, ...others.map((other) => other.db)].map((one) => migrate(one)),
      );
      const names = applied.flat();
      expect(names.length).toBeGreaterThan(0);
      expect(new Set(names).size).toBe(names.length);
    } finally {
      for (const other of others) await other.close();
      await close();
    }
  },
);
