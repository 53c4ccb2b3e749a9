import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { adminCommand } from '../../scripts/admin.ts';
import type { App } from '../../server/app.ts';
import { dropLogBefore } from '../../server/db/access/access-log.ts';
import { verifyLog } from '../../server/db/access/verify-log.ts';
import { dropFixesBefore } from '../../server/db/fixes/partitions.ts';
import { APPEND_ONLY } from '../../server/db/maintenance/grant-service.ts';
import { migrate } from '../../server/db/store/migrate.ts';
import { openStore, type Store } from '../../server/db/store/open.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { postFixes } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { runCommand } from '../support/run-command.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

const DENIED = { code: '42501' };
const ROLE = `xunji_service_${process.pid}`;

describe.skipIf(!hasPostgresql())('A plain role of PostgreSQL', () => {
  let owner: TestStore;
  let service: Store;
  let app: App;
  let ids: Ids;

  beforeAll(async () => {
    owner = await openPostgresql();
    ids = await seedTestWorld(owner.db);
    await sql`create role ${sql.id(ROLE)}`.execute(owner.db);
    vi.stubEnv('DATABASE_URL', owner.databaseUrl!);
    const { said } = await runCommand(adminCommand, ['grant', '--to', ROLE]);
    expect(said).toContain('access_log');
    const url = new URL(owner.databaseUrl!);
    url.searchParams.set('options', `-c timezone=UTC -c role=${ROLE}`);
    service = await openStore({ databaseUrl: url.href, connections: 4 });
    expect(await migrate(service.db)).toEqual([]);
    app = await startTestApp(service.db, { now: () => NOW });
  }, 60_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await app?.close();
    await service?.close();
    if (owner) {
      await sql`drop owned by ${sql.id(ROLE)}`.execute(owner.db);
      await sql`drop role ${sql.id(ROLE)}`.execute(owner.db);
    }
    await owner?.close();
  });

  it('serves: takes positions of a new day, shows them, and puts the look on record', async () => {
    const { body } = await postFixes(app.url, 'H1', {
      session: NOW,
      fixes: walk({ from: NOW - 60_000, count: 3 }),
    });
    expect(body.receipts.map(({ outcome }) => outcome)).toEqual(Array(3).fill('stored'));
    await createUser(service.db, { name: 'root', role: 'administrator', areaId: ids.areas.D! });
    const cookie = await sessionOf(app.url, 'root');
    const at = (ms: number) => new Date(ms).toISOString();
    const track = await fetch(
      `${app.url}/api/v1/officers/${ids.officers.O1}/track?from=${at(NOW - 3600_000)}&to=${at(NOW)}`,
      { headers: { cookie } },
    );
    expect(track.status).toBe(200);
    expect((await verifyLog(service.db)).broken).toBeNull();
    const { rows } = await sql`select act from access_log where act = 'getTrack'`.execute(
      service.db,
    );
    expect(rows).toHaveLength(1);
  });

  it.each(
    APPEND_ONLY.flatMap((table) => ['update', 'delete', 'truncate'].map((how) => [how, table])),
  )('may not %s %s', async (how, table) => {
    const { rows } = await sql<{ name: string }>`
        select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum = 1`.execute(
      owner.db,
    );
    const column = sql.id(rows[0]!.name);
    const statement = {
      update: sql`update ${sql.table(table!)} set ${column} = ${column}`,
      delete: sql`delete from ${sql.table(table!)}`,
      truncate: sql`truncate ${sql.table(table!)}`,
    }[how!]!;
    await expect(statement.execute(service.db)).rejects.toMatchObject(DENIED);
  });

  it.each([
    ['put the beginning of the log elsewhere', sql`update access_log_head set base_id = 5`],
    ['drop the log', sql`drop table access_log`],
    ['turn a check off', sql`alter table access_log drop constraint access_log_kind_check`],
    ['say that a migration was applied', sql`insert into kysely_migration values ('x', 'y')`],
    ['give itself the right', sql`grant delete on access_log to current_user`],
    ['take out what is young', sql`select drop_access_log(now())`],
  ])('may not %s', async (_, statement) => {
    const done = statement.execute(service.db);
    // A grant without the right to grant is a warning, and grants nothing.
    if (_.startsWith('give')) await done.catch(() => {});
    else await expect(done).rejects.toMatchObject(DENIED);
    await expect(sql`delete from access_log`.execute(service.db)).rejects.toMatchObject(DENIED);
  });

  it('takes out what is past its retention, by what the owner made for that', async () => {
    expect(await dropFixesBefore(service.db, NOW + 7 * 86_400_000)).not.toEqual([]);
    expect(await dropLogBefore(service.db, Date.UTC(2020, 0, 1))).toBe(0);
  });

  it('cannot bring an older schema up to date, and is told who can', async () => {
    await sql`delete from applied_functions where name = 'norm_for.sql'`.execute(owner.db);
    await expect(migrate(service.db)).rejects.toThrow('admin -- migrate');
    const { said } = await runCommand(adminCommand, ['migrate']);
    expect(said).toBe('Applied: norm_for.sql.');
    expect(await migrate(service.db)).toEqual([]);
  });
});
