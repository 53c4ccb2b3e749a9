import { afterAll, beforeAll, expect, it } from 'vitest';
import { listEntries } from '../../server/db/access/access-log.ts';
import { createLookRecorder } from '../../server/realtime/record-looks.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { countQuestions } from '../support/stores/count-questions.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

let store: TestStore;
let ids: Ids;
beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
});
afterAll(() => store?.close());

it('records the looks of many consoles that open at once one after the other: connections stay free for those who store', async () => {
  const { counted, counting } = countQuestions(store.db, 'access_log_head');
  const recordLooks = createLookRecorder({ db: counting, now: () => NOW });
  const areaId = ids.areas.D!;
  const names = Array.from({ length: 12 }, (_, k) => `viewer ${k}`);
  const officerIds = Object.values(ids.officers);
  await Promise.all(
    names.map((name) => recordLooks({ name, areaId, address: '::1' }).show(officerIds)),
  );
  expect(counted).toEqual({ questions: 12, atOnce: 1 });
  const entries = await listEntries(store.db, { within: areaId, kind: 'look', limit: 50 });
  expect(new Set(entries.map(({ by }) => by))).toEqual(new Set(names));
  expect(entries.every(({ officerIds: of }) => of.length === officerIds.length)).toBe(true);
});
