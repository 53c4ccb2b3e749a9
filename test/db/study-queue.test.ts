import { afterAll, beforeAll, expect, it } from 'vitest';
import { finishStudy, insertStudy, takeStudy } from '../../server/db/studies/studies.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

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
