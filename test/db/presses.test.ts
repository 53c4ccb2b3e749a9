import { type KyselyPlugin, RawNode, sql } from 'kysely';
import { expect, it } from 'vitest';
import { pressesOf } from '../../server/db/patrols/presses.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

/** Asks for the plan of a statement in place of its rows. */
const explaining: KyselyPlugin = {
  transformQuery: ({ node }) => {
    const raw = node as RawNode;
    const [first, ...rest] = raw.sqlFragments;
    return RawNode.create(
      [`explain (analyze, format json) ${first}`, ...rest],
      [...raw.parameters],
    );
  },
  transformResult: async ({ result }) => result,
};

const rowsRead = (plan: Plan): number =>
  (plan['Relation Name'] === 'patrol_presses'
    ? plan['Actual Loops'] * (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0))
    : 0) + (plan.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), 0);

describeStores('Presses on record', (store) => {
  it('are looked up by whose they are: what everybody else pressed on those days is not read', async () => {
    const { db } = store();
    const ids = await seedTestWorld(db);
    const { rows } = await sql<{ id: number }>`select id from handhelds where code = 'H1'`.execute(
      db,
    );
    // A day of 1,000 handhelds, H1 among them, each with four presses.
    await sql`
      insert into patrol_presses (handheld_id, kind, device_time, at)
      select case k when 0 then ${rows[0]!.id}::int else 100000 + k end, 'start', at, at
      from generate_series(0, 999) as k
      cross join generate_series('2026-06-01T00:00:00Z'::timestamptz, '2026-06-01T09:00:00Z', interval '3 hours') as at`.execute(
      db,
    );
    await sql`analyze patrol_presses`.execute(db);
    const span = { fromMs: Date.UTC(2026, 5, 1), toMs: Date.UTC(2026, 5, 2) };
    expect(await pressesOf(db, ids.officers.O1!, span)).toHaveLength(4);
    const explained = await pressesOf(db.withPlugin(explaining), ids.officers.O1!, span);
    const [{ 'QUERY PLAN': plans }] = explained as unknown as [{ 'QUERY PLAN': [{ Plan: Plan }] }];
    expect(rowsRead(plans[0].Plan)).toBeLessThan(20);
  });
});
