import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findDutySpell, findDutySpells } from '../../server/db/people/duty.ts';
import { createDutyRoster, type RosterDuty } from '../../server/ingest/duty-roster.ts';
import { putOfficerAssignments } from '../../server/services/people/put-assignments.ts';
import { cornerOf, type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { countQuestions } from '../support/stores/count-questions.ts';
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

// Whatever program wrote it: nobody told this server. Each leaves what the next one builds on.
it.each<{ what: string; change: string; seen: (duty: RosterDuty | undefined) => unknown }>([
  {
    what: 'another name of the officer',
    change: `update officers set name = 'new name' where code = 'O1'`,
    seen: (duty) => duty?.officerName,
  },
  {
    what: 'leave',
    change: `insert into officer_leave (officer_id, first_day, last_day, kind)
      select id, '2026-06-01', '2026-06-02', 'leave' from officers where code = 'O1'`,
    seen: (duty) => duty?.leave.length,
  },
  {
    what: 'leave that is taken back',
    change: 'delete from officer_leave',
    seen: (duty) => duty?.leave.length,
  },
  {
    what: 'a grid by another name',
    change: `update area_versions set name = 'new name' where area_id = (select id from areas where code = 'G1')`,
    seen: (duty) => duty?.grid?.name,
  },
  {
    what: 'other rules',
    change: `update norm_versions set rules = rules || '{"observesHolidays": true}'`,
    seen: (duty) => duty?.rules?.observesHolidays,
  },
  {
    what: 'a holiday',
    change: `insert into holidays (day, kind, name) values ('2026-06-01', 'holiday', 'a day')`,
    seen: (duty) => duty?.calendar?.size,
  },
  {
    what: 'a norm that is of others',
    change: `update norms set officer_category = 'specialist'`,
    seen: (duty) => duty?.rules === null,
  },
  {
    what: 'an assignment that another replaces in the same commit',
    change: `with gone as (delete from officer_assignments where officer_id = (select id from officers where code = 'O1') returning officer_id)
      insert into officer_assignments (officer_id, area_id, valid_from)
      select gone.officer_id, g.id, '2020-01-02' from gone, areas g where g.code = 'G3'`,
    seen: (duty) => duty?.grid?.id,
  },
  {
    what: 'a handheld of somebody else',
    change: `update handheld_assignments set officer_id = (select id from officers where code = 'O3')
      where handheld_id = (select id from handhelds where code = 'H1')`,
    seen: (duty) => duty?.officerId,
  },
])('hears within half a minute of $what', async ({ change, seen }) => {
  let now = NOW;
  const roster = createDutyRoster(store.db, () => now);
  const ask = async () => seen(await roster.find(ids.handhelds.H1!));
  const before = await ask();
  await sql.raw(change).execute(store.db);
  now = NOW + 29_999;
  expect(await ask()).toEqual(before);
  now = NOW + 30_000;
  expect(await ask()).not.toEqual(before);
});

it('asks whose a handheld is once, for as long as nothing changes', async () => {
  let now = NOW;
  const { counted, counting } = countQuestions(store.db, 'stood_in');
  const roster = createDutyRoster(counting, () => now);
  for (; now < NOW + 600_000; now += 10_000) await roster.find(ids.handhelds.H2!);
  expect(counted.questions).toBe(1);
});

it('has few questions under way however many ask: connections stay free for those who store', async () => {
  const { counted, counting } = countQuestions(store.db, 'stood_in');
  const roster = createDutyRoster(counting, () => NOW);
  const asking = Array.from({ length: 2_000 }, (_, k) => roster.find(10_000 + k));
  await Promise.all(asking);
  expect(counted).toEqual({ questions: 10, atOnce: 2 });
});

it('gives up a question that is never answered, so that who asks hears of it and the next is asked', async () => {
  let isHanging = false;
  const hung: (() => void)[] = [];
  const hanging = store.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (isHanging) await new Promise<void>((resolve) => hung.push(resolve));
      return result;
    },
  });
  const answerMaxMs = 3_000;
  const roster = createDutyRoster(hanging, () => NOW, { answerMaxMs });
  await roster.find(ids.handhelds.H2!);
  // One that does not even know whether anything changed.
  const fresh = createDutyRoster(hanging, () => NOW, { answerMaxMs });
  isHanging = true;
  const asked = [roster.find(ids.handhelds.H3!), fresh.find(ids.handhelds.H3!)];
  for (const one of await Promise.allSettled(asked))
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
  isHanging = false;
  for (const end of hung) end();
  for (const one of [roster, fresh]) expect(await one.find(ids.handhelds.H3!)).toBeDefined();
}, 30_000);

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
