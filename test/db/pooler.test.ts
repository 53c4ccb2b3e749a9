import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Pooler, startPgbouncer } from '../../scripts/test-machine/pgbouncer.ts';
import type { App } from '../../server/app.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { openStore, type Store } from '../../server/db/store/open.ts';
import { requireSessionSettings } from '../../server/db/store/pooled.ts';
import { createReads } from '../../server/db/store/reads.ts';
import { startTestApp } from '../support/app.ts';
import { openRawHandheld, type RawHandheld } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { NOW, seedTestWorld } from '../support/made/world.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

const path = process.env.PGBOUNCER_PATH;

describe.skipIf(!hasPostgresql() || !path)('Behind a pooler that lends by transaction', () => {
  let store: TestStore;
  let pooler: Pooler;
  let pooled: Store;
  let app: App;
  let handheld: RawHandheld;

  beforeAll(async () => {
    store = await openPostgresql();
    await seedTestWorld(store.db);
    await sql
      .raw(
        `alter database ${new URL(store.databaseUrl!).pathname.slice(1)} set timezone = 'Asia/Tokyo'`,
      )
      .execute(store.db);
    pooler = await startPgbouncer(path!, store.databaseUrl!);
    pooled = await openStore({ databaseUrl: pooler.url, connections: 6, pooled: true });
  }, 60_000);
  afterAll(async () => {
    handheld?.close();
    await app?.close();
    await pooled?.close();
    await pooler?.close();
    await store?.close();
  });

  it('sessions that are not in UTC are refused, and it is told how they come to be', async () => {
    await expect(requireSessionSettings(pooled.db)).rejects.toThrow(
      /in Asia\/Tokyo\. Run once.*set timezone = 'UTC'/,
    );
    await sql
      .raw(`alter database ${new URL(store.databaseUrl!).pathname.slice(1)} set timezone = 'UTC'`)
      .execute(store.db);
    await pooled.close();
    await pooler.close();
    pooler = await startPgbouncer(path!, store.databaseUrl!);
    pooled = await openStore({ databaseUrl: pooler.url, connections: 6, pooled: true });
    await expect(requireSessionSettings(pooled.db)).resolves.toBeUndefined();
  });

  it('positions are taken and patrols judged, again and again over the same connections', async () => {
    app = await startTestApp(pooled.db, { now: () => NOW });
    handheld = await openRawHandheld(app.url, 'H1');
    for (const [k, minute] of [-50, -40, -30, -20].entries()) {
      await handheld.ask('patrol:start', { t: NOW + minute * MINUTE_MS });
      const fixes = walk({ from: NOW + minute * MINUTE_MS, count: 24, firstSeq: 100 * k });
      const { receipts } = await handheld.ask('fixes', { session: NOW - 60 * MINUTE_MS, fixes });
      expect(receipts.every(({ outcome }) => outcome === 'stored')).toBe(true);
      await handheld.ask('patrol:end', { t: NOW + (minute + 5) * MINUTE_MS });
    }
    await vi.waitFor(
      async () =>
        expect(
          await store.db.selectFrom('verdicts').select('patrol_id').distinct().execute(),
        ).toHaveLength(4),
      { timeout: 30_000, interval: 100 },
    );
  });
});

describe.skipIf(!hasPostgresql())('A replica that lags behind', () => {
  let primary: TestStore;
  let replica: TestStore;
  beforeAll(async () => {
    primary = await openPostgresql();
    replica = await openPostgresql();
  }, 60_000);
  afterAll(async () => {
    await replica?.close();
    await primary?.close();
  });

  it('is asked for the editions it has, and for what is of now only where it has all of it', async () => {
    const reads = createReads(primary.db, replica.db);
    await sql`update rollup_clock set edition = 7`.execute(replica.db);
    expect(await reads.ofEdition(7)).toBe(replica.db);
    expect(await reads.ofEdition(8)).toBe(primary.db);
    await sql`update rollup_clock set edition = 8`.execute(replica.db);
    expect(await reads.ofEdition(8)).toBe(replica.db);
    expect(await reads.ofNow()).toBe(primary.db);
  });

  it('that is out of reach costs nothing but its help', async () => {
    const gone = await openStore({ databaseUrl: 'postgres://postgres@127.0.0.1:1/none' });
    const reads = createReads(primary.db, gone.db);
    expect(await reads.ofEdition(1)).toBe(primary.db);
    expect(await reads.ofNow()).toBe(primary.db);
    await gone.close();
  });

  it('that goes out of reach is not asked for an edition it had', async () => {
    await sql`update rollup_clock set edition = 8`.execute(replica.db);
    const going = await openStore({ databaseUrl: replica.databaseUrl! });
    const reads = createReads(primary.db, going.db);
    expect(await reads.ofEdition(8)).toBe(going.db);
    await going.close();
    expect(await reads.ofEdition(8)).toBe(primary.db);
  });
});
