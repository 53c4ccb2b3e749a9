import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { compareCases, runCases } from '../../scripts/month/cases/run-cases.ts';
import { midnightBefore } from '../../scripts/simulator/calendar.ts';
import { buildWorld } from '../../scripts/simulator/world/world.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

let store: TestStore | undefined;
afterEach(() => store?.close());

/** Luqiao goes by the calendar and gives cards, Rencheng by working time. */
it.each([
  'luqiao',
  'rencheng',
] as const)('the figures of twelve days of cases of %s equal a reading of the raw facts in plain SQL', async (scenario) => {
  store = hasPostgresql() ? await openPostgresql() : await openEmbedded();
  const { db } = store;
  const world = buildWorld({ scenario, scale: 0.003 });
  await sql`insert into holidays (day, kind, name) values ('2026-06-04', 'holiday', '假日'), ('2026-06-06', 'working-day', '调休')`.execute(
    db,
  );
  const fromMs = midnightBefore(Date.parse('2026-06-01T12:00:00Z'), world.timeZone);
  const { cases, units } = await runCases({
    ...{ db, world, fromMs, from: '2026-06-01', to: '2026-06-13', everyH: 48 },
  });
  expect(cases).toBeGreaterThan(30);
  for (const [unit, { differences, rows }] of Object.entries(units)) {
    expect(differences, unit).toEqual([]);
    expect(rows, unit).toBeGreaterThan(0);
  }

  const { rows: reopened } = await sql`select from case_facts where step = 'reopen'`.execute(db);
  expect(reopened.length).toBeGreaterThan(0);

  // Nobody's handling has reached the server by the end: what was checked and closed after it is so for nobody.
  const closed = async () =>
    (
      await sql<{ n: number }>`select count(*)::int as n from cases where state = 'closed'`.execute(
        db,
      )
    ).rows[0]!.n;
  expect(await closed()).toBeGreaterThan(5);
  await sql`delete from case_facts where step = 'handle'`.execute(db);
  await sql`update cases set recorded_version = 0`.execute(db);
  const month = { db, world, from: '2026-06-01', to: '2026-06-13' };
  const again = await compareCases(month, fromMs + 12 * DAY_MS);
  for (const [unit, { differences }] of Object.entries(again))
    expect(differences, unit).toEqual([]);
});
