import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findUser } from '../../server/db/accounts/users.ts';
import { emptyStore } from '../../server/db/maintenance/empty-store.ts';
import {
  beginDemoEnd,
  DEMO_ENDED,
  endDemo,
  isDemoEnding,
} from '../../server/db/maintenance/end-demo.ts';
import {
  makeFirstAccount,
  offerFirstAccount,
} from '../../server/services/accounts/first-account.ts';
import { createUser } from '../support/console.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { quickHash } from '../support/quick-hash.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

describe.skipIf(!hasPostgresql())('a store that is emptied', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openPostgresql();
  });
  afterAll(() => store?.close());

  /** Every relation, index and sequence of ours, and how many rows the tables that migrations fill have. */
  const shape = async () => {
    const { rows } = await sql<{ name: string; kind: string }>`
      select relname as name, relkind as kind from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'i', 'S') order by 1, 2`.execute(
      store.db,
    );
    return rows.map(({ kind, name }) => `${kind} ${name}`);
  };

  test('is as it was after its migrations, and its first account is made with the token told', async () => {
    const { db } = store;
    const before = await shape();
    const { areas } = await seedTestWorld(db);
    await createUser(db, { name: 'demo', role: 'administrator', areaId: areas.D! });
    await emptyStore(db);
    expect(await shape()).toEqual(before);
    expect(await findUser(db, 'demo')).toBeUndefined();
    const { rows } = await sql`
      select (select count(*)::int from areas) as areas, (select count(*)::int from access_log_head) as heads`.execute(
      db,
    );
    expect(rows).toEqual([{ areas: 0, heads: 1 }]);
    const token = await offerFirstAccount(db, 'a token that was told');
    expect(token).toBe('a token that was told');
    const place = { code: 'Z', name: 'Z', level: 'city', timeZone: 'UTC' } as const;
    const made = await makeFirstAccount(
      db,
      { token: token!, name: 'root', password: 'a long password', place },
      { hash: quickHash, nowMs: Date.now() },
    );
    expect(made?.account.role).toBe('administrator');
  });

  test('of a demo is emptied to the end by whoever opens it next, at whatever point its server was killed', async () => {
    const { db } = store;
    expect(await isDemoEnding(db)).toBe(false);
    const { areas } = await seedTestWorld(db);
    await createUser(db, { name: 'demo', role: 'administrator', areaId: areas.D! });
    await beginDemoEnd(db);
    expect(await isDemoEnding(db)).toBe(true);
    // Killed before the demo was kept out.
    await emptyStore(db);
    expect(await isDemoEnding(db)).toBe(true);
    await endDemo(db);
    expect(await isDemoEnding(db)).toBe(false);
    expect(await findUser(db, 'demo')).toBeUndefined();
    const { rows } = await sql`select key from settings`.execute(db);
    expect(rows).toEqual([{ key: DEMO_ENDED }]);
  });
});
