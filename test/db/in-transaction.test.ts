import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../server/db/store/in-transaction.ts';
import type { Db } from '../../server/db/store/open.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

// The embedded store runs one transaction at a time.
describe.skipIf(!hasPostgresql())('A transaction', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openPostgresql({ migrated: false });
    await sql`create table pairs (id int primary key, n int not null)`.execute(store.db);
    await sql`insert into pairs values (1, 0), (2, 0)`.execute(store.db);
  }, 60_000);
  afterAll(() => store?.close());

  it('that waits for another which waits for it is run again, and both hold', async () => {
    let runs = 0;
    let arrived = 0;
    const add = (order: readonly number[]) => {
      let first = true;
      return inTransaction(store.db, async (trx: Db) => {
        runs++;
        for (const id of order) {
          await sql`update pairs set n = n + 1 where id = ${id}`.execute(trx);
          if (!first) continue;
          // Both hold a row before either asks for the other's.
          first = false;
          arrived++;
          while (arrived < 2) await new Promise((resolve) => setTimeout(resolve, 5));
        }
      });
    };
    await Promise.all([add([1, 2]), add([2, 1])]);
    const { rows } = await sql<{ n: number }>`select n from pairs`.execute(store.db);
    expect(rows.map(({ n }) => n)).toEqual([2, 2]);
    expect(runs).toBe(3);
  });

  it('that fails otherwise fails at once', async () => {
    let runs = 0;
    const failing = inTransaction(store.db, async (trx) => {
      runs++;
      await sql`insert into pairs values (1, 0)`.execute(trx);
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(runs).toBe(1);
  });
});
