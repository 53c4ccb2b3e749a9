import { afterAll, beforeAll, expect, it } from 'vitest';
import { findDutySpell, findDutySpells } from '../../server/db/people/duty.ts';
import { createDutyRoster } from '../../server/ingest/duty-roster.ts';
import { putOfficerAssignments } from '../../server/services/people/put-assignments.ts';
import { cornerOf, type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

let store: TestStore;
let ids: Ids;
beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
});
afterAll(() => store?.close());

const middleOf = (grid: string) => {
  const { lng, lat } = cornerOf(grid);
  return { lng: lng + 0.002, lat: lat + 0.002 };
};

it('knows who carries a handheld, and in which grid', async () => {
  const roster = createDutyRoster(store.db, () => NOW);
  const duty = await roster.find(ids.handhelds.H1!);
  expect(duty).toMatchObject({ officerId: ids.officers.O1, grid: { id: ids.areas.G1 } });
  expect(duty!.inGrid(middleOf('G1'))).toBe(true);
  expect(duty!.inGrid(middleOf('G2'))).toBe(false);
  expect(await roster.find(4_711)).toBeUndefined();
  const homeless = await roster.find(ids.handhelds.H4!);
  expect(homeless!.grid).toBeNull();
  expect(homeless!.inGrid(middleOf('G1'))).toBeNull();
});

it('hears of a new assignment within half a minute, or at once when told', async () => {
  let now = NOW;
  const roster = createDutyRoster(store.db, () => now);
  const gridOf = async (handheld: string) =>
    (await roster.find(ids.handhelds[handheld]!))?.grid?.id;
  expect(await gridOf('H2')).toBe(ids.areas.G2);
  const from = new Date(NOW - 1).toISOString();
  await putOfficerAssignments(store.db, [{ officer: 'O2', grid: 'G3', from }], NOW);
  now = NOW + 29_999;
  expect(await gridOf('H2')).toBe(ids.areas.G2);
  now = NOW + 30_000;
  expect(await gridOf('H2')).toBe(ids.areas.G3);
  await putOfficerAssignments(store.db, [{ officer: 'O2', grid: 'G1', from }], NOW);
  roster.forget();
  expect(await gridOf('H2')).toBe(ids.areas.G1);
});

it('is asked of several at once as of each alone, in their order', async () => {
  const asked = ['H4', 'H2', 'H1', 'H2'].flatMap((handheld, k) =>
    [NOW, NOW - k * 86_400_000].map((at) => ({ handheldId: ids.handhelds[handheld]!, at })),
  );
  const alone = await Promise.all(
    [...asked, { handheldId: 4_711, at: NOW }].map(({ handheldId, at }) =>
      findDutySpell(store.db, handheldId, at),
    ),
  );
  expect(await findDutySpells(store.db, [...asked, { handheldId: 4_711, at: NOW }])).toEqual(alone);
  expect(alone[0]!.duty!.officerId).toBe(ids.officers.O4);
  expect(alone.at(-1)!.duty).toBeNull();
});
