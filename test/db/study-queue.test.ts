import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY_MS } from '../../server/contract/units.ts';
import {
  findStudy,
  finishStudy,
  insertStudy,
  listStudies,
  repeatStudies,
  takeStudy,
  updateStudy,
} from '../../server/db/studies/studies.ts';
import { seedTestWorld } from '../support/made/world.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

let store: TestStore;
let areaId: number;

beforeAll(async () => {
  store = await openEmbedded();
  areaId = (await seedTestWorld(store.db)).areas.D!;
});
afterAll(() => store?.close());

it('nobody waits behind all that another asked for: one study of an account at a time, whoever waited longest first', async () => {
  const { db } = store;
  const ask = async (name: string) =>
    (await insertStudy(db, { name, areaId }, { name: 'a study', method: 'scan' })).id;
  const of = [await ask('an'), await ask('an'), await ask('bo'), await ask('an')];
  const take = async () => of.indexOf((await takeStudy(db))?.id ?? -1);
  const end = (k: number) =>
    finishStudy(db, of[k]!, { state: 'failed', error: { code: 'internal', message: '' } });
  // Of an and of bo, though an asked twice before.
  expect([await take(), await take(), await take()]).toEqual([0, 2, -1]);
  of.push(await ask('cy'));
  await end(2);
  expect(await take()).toBe(4);
  of.push(await ask('bo'));
  await end(0);
  // The last of an began before that of bo.
  expect([await take(), await take(), await take()]).toEqual([1, 5, -1]);
});

it.skipIf(!hasPostgresql())(
  'two servers that look at one moment take no two studies of one account',
  async () => {
    const shared = await openPostgresql();
    try {
      const { db } = shared;
      const areaId = (await seedTestWorld(db)).areas.D!;
      const ask = async () =>
        (await insertStudy(db, { name: 'an', areaId }, { name: 'a study', method: 'scan' })).id;
      const of = [await ask(), await ask()];
      let second: ReturnType<typeof takeStudy> | undefined;
      const first = await db.transaction().execute(async (trx) => {
        const taken = await takeStudy(trx);
        let isOver = false;
        second = takeStudy(db).finally(() => {
          isOver = true;
        });
        // Until it has looked, or waits for its turn.
        for (let waits = false; !waits && !isOver; ) {
          const { rows } = await sql<{ waits: boolean }>`
          select exists (select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())) as waits`.execute(
            trx,
          );
          waits = rows[0]!.waits;
        }
        return taken;
      });
      expect([first?.id, (await second)?.id]).toEqual([of[0], undefined]);
    } finally {
      await shared.close();
    }
  },
);

it('a study of a series is asked again when it is due, of as long a time up to then, and ends with its account or its right to ask', async () => {
  const { db } = store;
  const viewer = { name: 'supervisor', areaId };
  await db
    .insertInto('users')
    .values({ name: viewer.name, area_id: areaId, role: 'analyst', password_hash: '' })
    .execute();
  const selection = { from: '2026-01-01T00:00:00Z', to: '2026-01-08T00:00:00Z', areaId };
  const { id } = await insertStudy(db, viewer, { name: 'weekly', method: 'gi-star', selection });
  expect(await updateStudy(db, viewer.name, id, { everyDays: 7 })).toMatchObject({ everyDays: 7 });
  const due = () =>
    sql`update studies set next_at = now() - interval '1 minute' where next_at is not null`.execute(
      db,
    );
  expect(await repeatStudies(db)).toBe(0);
  await due();
  expect([await repeatStudies(db), await repeatStudies(db)]).toEqual([1, 0]);
  const [again] = await listStudies(db, viewer);
  expect(again).toMatchObject({ name: 'weekly', state: 'queued', everyDays: 7, previousId: null });
  const { from, to } = again!.selection;
  expect(Date.parse(to!) - Date.parse(from!)).toBe(7 * DAY_MS);
  expect(Math.abs(Date.now() - Date.parse(to!))).toBeLessThan(60_000);
  expect(again!.selection.areaId).toBe(areaId);
  await sql`update studies set state = 'done' where id = ${id}`.execute(db);
  expect(await findStudy(db, viewer, again!.id)).toMatchObject({ previousId: id });
  expect(await findStudy(db, viewer, id)).toMatchObject({ everyDays: null, nextAt: null });

  const become = (role: string) =>
    sql`update users set role = ${role} where name = ${viewer.name}`.execute(db);
  await become('supervisor');
  await due();
  expect([await repeatStudies(db), (await listStudies(db, viewer)).length]).toEqual([0, 2]);
  await become('analyst');
  await updateStudy(db, viewer.name, again!.id, { everyDays: 7 });

  await sql`update users set disabled_at = now() where name = ${viewer.name}`.execute(db);
  await due();
  expect([await repeatStudies(db), (await listStudies(db, viewer)).length]).toEqual([0, 2]);
});

it('a series goes on from one of its studies alone, for as long as its account may ask and its area is theirs', async () => {
  const { db } = store;
  const viewer = { name: 'ana', areaId };
  await db
    .insertInto('users')
    .values({ name: viewer.name, area_id: areaId, role: 'analyst', password_hash: '' })
    .execute();
  const repeated = async (id: number) => {
    await updateStudy(db, viewer.name, id, { everyDays: 1 });
    await sql`update studies set next_at = now() where next_at is not null`.execute(db);
    return repeatStudies(db);
  };
  const { id } = await insertStudy(db, viewer, { name: 'daily', method: 'scan' });
  expect(await repeated(id)).toBe(1);
  // Asked of the first again, though the second is what is repeated.
  expect(await repeated(id)).toBe(1);
  const [latest] = await listStudies(db, viewer);
  expect((await listStudies(db, viewer)).map(({ everyDays }) => everyDays)).toEqual([
    1,
    null,
    null,
  ]);
  expect(await updateStudy(db, viewer.name, latest!.id, { everyDays: null })).toMatchObject({
    everyDays: null,
    nextAt: null,
  });

  await sql`update users set role = 'supervisor' where name = ${viewer.name}`.execute(db);
  expect(await repeated(latest!.id)).toBe(0);
  await sql`update users set role = 'analyst' where name = ${viewer.name}`.execute(db);
  const selection = { areaId: 999_999 };
  const elsewhere = await insertStudy(db, viewer, { name: 'elsewhere', method: 'scan', selection });
  expect(await repeated(elsewhere.id)).toBe(0);
});
