import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spread } from '../../scripts/admin/spread.ts';
import { inColumns } from '../../server/db/fixes/figures.ts';
import type { Db } from '../../server/db/store/open.ts';
import { createFixWriter } from '../../server/ingest/batch-writer.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { NOW, seedTestWorld } from '../support/made/world.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

/** What of Citus's catalogue is asked, over tables of this database: two workers, of which one has the odd handhelds. */
const CATALOGUE = [
  sql`create table pg_dist_node (groupid int, nodename text, nodeport int, noderole text, isactive bool, shouldhaveshards bool)`,
  sql`create table pg_dist_placement (shardid bigint, groupid int)`,
  sql`create table citus_tables (table_name regclass primary key, distribution_column text, shard_count bigint)`,
  sql`create function get_shard_id_for_distribution_column(regclass, int) returns bigint language sql as 'select 100 + $2 % 2'`,
  sql`create function create_distributed_table(table_name regclass, distribution_column text, colocate_with text default null, shard_count int default 32)
    returns void language sql as $$ insert into citus_tables values (table_name, distribution_column,
      case when colocate_with is null then shard_count else (select c.shard_count from citus_tables c where c.table_name = colocate_with::regclass) end) $$`,
  sql`create table truncated (name regclass)`,
  sql`create function truncate_local_data_after_distributing_table(regclass) returns void language sql as 'insert into truncated values ($1)'`,
  // The worker of the odd handhelds is away.
  sql`create function lost() returns trigger language plpgsql as
    $$ begin raise exception 'connection to the remote node two:5432 failed' using errcode = '08006'; end $$`,
];
const odd = sql`create trigger lost before insert on fixes for each row when (new.handheld_id % 2 = 1) execute function lost()`;

describe.skipIf(!hasPostgresql())('A store spread over workers', () => {
  let store: TestStore;
  let db: Db;
  beforeAll(async () => {
    store = await openPostgresql();
    db = store.db;
    await seedTestWorld(db);
  });
  afterAll(() => store?.close());

  const truncated = async () =>
    (
      await sql<{ name: string }>`select name::text as name from truncated order by 1`.execute(db)
    ).rows.map(({ name }) => name);

  it('is refused where there is no Citus, or no worker', async () => {
    await expect(spread(db, 16)).rejects.toThrow(/no Citus/);
    for (const statement of CATALOGUE) await statement.execute(db);
    await expect(spread(db, 16)).rejects.toThrow(/no worker/);
  });

  it('is made once, and says what it did', async () => {
    await sql`insert into pg_dist_node values (1, 'one', 5432, 'primary', true, true), (2, 'two', 5432, 'primary', true, true)`.execute(
      db,
    );
    await sql`insert into pg_dist_placement values (100, 1), (101, 2)`.execute(db);
    expect(await spread(db, 16)).toEqual([
      'Distributed fixes by handheld_id in 16 shards over 2 workers: one:5432, two:5432.',
      'Distributed fix_chunks by handheld_id in 16 shards over 2 workers: one:5432, two:5432.',
    ]);
    expect(await spread(db, 32)).toEqual([
      'fixes is distributed already, by handheld_id in 16 shards.',
      'fix_chunks is distributed already, by handheld_id in 16 shards.',
    ]);
    expect(await truncated()).toEqual(['fix_chunks', 'fix_chunks', 'fixes', 'fixes']);
    await sql`update citus_tables set distribution_column = 'seq' where table_name = 'fix_chunks'::regclass`.execute(
      db,
    );
    await expect(spread(db, 16)).rejects.toThrow(/fix_chunks is distributed by seq/);
  });

  it('takes off the coordinator what is left there where only that failed the last time', async () => {
    await sql`truncate truncated, citus_tables`.execute(db);
    await sql`alter function truncate_local_data_after_distributing_table rename to truncate_later`.execute(
      db,
    );
    await expect(spread(db, 16)).rejects.toThrow(/truncate_local_data/);
    await sql`alter function truncate_later rename to truncate_local_data_after_distributing_table`.execute(
      db,
    );
    expect(await spread(db, 16)).toEqual([
      'fixes is distributed already, by handheld_id in 16 shards.',
      'Distributed fix_chunks by handheld_id in 16 shards over 2 workers: one:5432, two:5432.',
    ]);
    expect(await truncated()).toEqual(['fix_chunks', 'fixes']);
  });

  it('costs the handhelds of a lost worker their receipts, and no others', async () => {
    await odd.execute(db);
    const writer = createFixWriter({ db, now: () => NOW, settleMs: 0, timed: () => () => {} });
    const write = (handheldId: number) =>
      writer.write(inColumns(fixRows(handheldId, { from: NOW - 60_000, count: 5 })));
    const told = await Promise.allSettled([1, 2, 3, 4].map(write));
    expect(told.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    await sql`drop trigger lost on fixes`.execute(db);
    expect(await write(1)).toEqual(Array(5).fill(true));
  });
});
