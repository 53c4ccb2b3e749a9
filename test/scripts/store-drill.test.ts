import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { moveStore } from '../../scripts/admin/move-store.ts';
import { adminCommand } from '../../scripts/admin.ts';
import { openHandheld } from '../../scripts/simulator/wire/handheld-client.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { startTestApp } from '../support/app.ts';
import { openRawHandheld } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { NOW, secretOf, seedTestWorld } from '../support/made/world.ts';
import { runCommand } from '../support/run-command.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

const WAIT = { timeout: 30_000, interval: 50 };
const SESSION = NOW - 60 * MINUTE_MS;
const fixes = walk({ from: NOW - 30 * MINUTE_MS, count: 60 });

/** A patrol walked, ended and judged. */
async function fill(store: TestStore): Promise<void> {
  await seedTestWorld(store.db);
  const app = await startTestApp(store.db, { now: () => NOW });
  const handheld = await openRawHandheld(app.url, 'H1');
  await handheld.ask('patrol:start', { t: NOW - 30 * MINUTE_MS });
  await handheld.ask('fixes', { session: SESSION, fixes });
  await handheld.ask('patrol:end', { t: NOW - 20 * MINUTE_MS });
  await vi.waitFor(
    async () => expect(await store.db.selectFrom('verdicts').selectAll().execute()).toHaveLength(1),
    { timeout: 20_000, interval: 50 },
  );
  handheld.close();
  await app.close();
}

/** What a store tells of its patrols and positions, to the byte. */
async function told(store: TestStore): Promise<object> {
  const { rows } = await sql`
    select (select json_agg(f::text order by seq) from fixes f) as fixes,
      (select json_agg(v::text order by officer_id, patrol_id, version) from verdicts v) as verdicts,
      (select json_agg(to_jsonb(a) - 'geom' || jsonb_build_object('geom', geom::text) order by area_id) from area_versions a) as areas`.execute(
    store.db,
  );
  return rows[0] as object;
}

describe.skipIf(!hasPostgresql())('The drill of a store', () => {
  let folder: string;
  let full: TestStore;
  let embedded: TestStore;
  const opened: TestStore[] = [];
  const empty = async (migrated = false) => {
    const store = await openPostgresql({ migrated });
    opened.push(store);
    return store;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xunji-drill-'));
    embedded = await openEmbedded();
    opened.push(embedded);
    await fill(embedded);
    full = await empty(true);
  }, 180_000);
  afterEach(() => vi.unstubAllEnvs());
  afterAll(async () => {
    for (const store of opened) await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const admin = (store: TestStore, ...args: string[]) => {
    vi.stubEnv('DATABASE_URL', store.databaseUrl!);
    return runCommand(adminCommand, args);
  };

  it('an embedded store moved to PostgreSQL is the same there, also where the move was cut off', async () => {
    let left = 12;
    const cut = moveStore(embedded.db, full.db, () => {
      if (--left === 0) throw new Error('cut off');
    });
    await expect(cut).rejects.toThrow('cut off');
    const again: string[] = [];
    const counts = await moveStore(embedded.db, full.db, (name) => again.push(name));
    expect(counts.get('fixes')).toBe(60);
    expect(again.length).toBeLessThan(counts.size);
    expect(await told(full)).toEqual(await told(embedded));
    await expect(moveStore(embedded.db, full.db)).rejects.toThrow('move into an empty one');
    // Foreign keys and sequences are back.
    await expect(
      sql`insert into handheld_assignments (handheld_id, officer_id, valid_from) values (-1, -1, now())`.execute(
        full.db,
      ),
    ).rejects.toMatchObject({ code: '23503' });
    await sql`insert into officers (code, name, category) values ('new', 'new', 'full-time')`.execute(
      full.db,
    );
  });

  it('a backup restored is the same, and has what handhelds were told is stored after it sent once more', async () => {
    const to = join(folder, 'backup');
    const { said } = await admin(full, 'backup', '--to', to);
    const before = await told(full);
    const outcomes: string[] = [];
    let app = await startTestApp(full.db, { now: () => NOW });
    const port = new URL(app.url).port;
    const handheld = openHandheld({
      ...{ url: app.url, handheldCode: 'H1', secret: secretOf('H1'), keepsSent: true, retryMs: 50 },
      sentAt: () => NOW,
      onReceipts: (receipts) => outcomes.push(...receipts.map(({ outcome }) => outcome)),
    });
    const later = walk({ from: NOW - 5 * MINUTE_MS, count: 3, firstSeq: 60 });
    handheld.send(SESSION, later);
    await handheld.flush();
    await app.close();

    await expect(admin(full, 'restore', '--from', to)).rejects.toThrow('into an empty one');
    const other = await empty();
    const restored = await admin(other, 'restore', '--from', to);
    expect(restored.said.split(': ')[1]).toBe(said.split(': ')[1]);
    expect(await told(other)).toEqual(before);
    // A new server at the address of the one before: nobody tells the handheld but the store.
    app = await startTestApp(other.db, {
      now: () => NOW,
      config: { port: Number(port) },
    });
    const stored = () =>
      other.db.selectFrom('fixes').select('seq').where('seq', '>=', 60).orderBy('seq').execute();
    await vi.waitFor(async () => expect(await stored()).toHaveLength(3), WAIT);
    await handheld.flush();
    handheld.close();
    expect(outcomes).toEqual(Array(6).fill('stored'));
    const raw = await openRawHandheld(app.url, 'H1');
    const { receipts } = await raw.ask('fixes', { session: SESSION, fixes: [...fixes, ...later] });
    raw.close();
    await app.close();
    expect(receipts.map(({ outcome }) => outcome)).toEqual(Array(63).fill('duplicate'));
  });
});
