import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Comparison } from '../../scripts/month/compare.ts';
import { idleCategories } from '../../scripts/month/idle-categories.ts';
import { type MonthOptions, runMonth } from '../../scripts/month/month.ts';
import { SCENARIO_NAMES } from '../../scripts/simulator/world/scenarios.ts';
import { buildWorld } from '../../scripts/simulator/world/world.ts';
import { describeStores } from '../support/stores/stores.ts';

/** Four grids or so of each place, for three days; rencheng's for longer than its windows and than a week of visits. */
const SCALES = { luqiao: 0.006, shawan: 0.02, rencheng: 0.0025, xindu: 0.006, kaifeng: 0.0007 };

describeStores('A simulated month', (store) => {
  const optionsFor = (scenario: (typeof SCENARIO_NAMES)[number]): MonthOptions => ({
    db: store().db,
    world: buildWorld({ scenario, scale: SCALES[scenario] }),
    from: '2026-06-05',
    to: scenario === 'rencheng' ? '2026-06-14' : '2026-06-08',
    intervalS: 60,
    checkEvery: 1,
    step: () => {},
  });

  it('of which the first days alone are walked has the others do as one of them, figures and all', async () => {
    await sql`truncate areas, officers, handhelds, fixes, day_rollups, day_verdicts, ground_days, incidents, incident_versions, matters cascade`.execute(
      store().db,
    );
    const report = await runMonth({ ...optionsFor('luqiao'), to: '2026-06-15', walked: 2 });
    const compared = [report.levels, report.scores].flatMap(Object.values<Comparison>);
    expect(compared.flatMap(({ differences }) => differences)).toEqual([]);
    const { rows } = await sql<{ day: string; patrols: number }>`
      select (start_time at time zone 'Asia/Shanghai')::date::text as day, count(*)::int as patrols from patrols
      group by 1 order by 1`.execute(store().db);
    expect(rows).toHaveLength(10);
    expect(new Set(rows.map(({ patrols }) => patrols)).size).toBe(1);
    expect(report.fixes).toMatchObject({ patrols: report.patrols / 5, otherCounts: 0 });
  }, 240_000);

  for (const scenario of SCENARIO_NAMES)
    it(`of ${scenario} comes to the same figures by the service and by the definitions read over the raw record`, async () => {
      await sql`truncate areas, officers, handhelds, fixes, day_rollups, day_verdicts, ground_days, incidents, incident_versions, matters cascade`.execute(
        store().db,
      );
      const report = await runMonth(optionsFor(scenario));
      const compared = [report.levels, report.scores].flatMap(Object.values<Comparison>);
      expect(compared.flatMap(({ differences }) => differences)).toEqual([]);
      expect(report.levels.grid!.rows).toBeGreaterThan(2);
      expect(report.scores.officer!.figures).toBeGreaterThan(10 * report.scores.officer!.rows);
      expect(report.patrols).toBeGreaterThan(8);
      expect(report.idle).toEqual([]);
      expect(report.fixes).toMatchObject({ patrols: report.patrols, otherCounts: 0 });
    }, 240_000);

  it('whose roll-ups, ground or matters were changed by hand is found out', async () => {
    const change = (table: string, to: string, where: string) =>
      sql`update ${sql.table(table)} set ${sql.raw(to)} where ctid = (
        select ctid from ${sql.table(table)} where superseded is null and ${sql.raw(where)} limit 1)`.execute(
        store().db,
      );
    await change('day_rollups', 'effective_s = effective_s + 60', 'effective_s > 0');
    await change(
      'ground_days',
      'stale_weight_days = stale_weight_days + cell_weight',
      "day = '2026-06-07'",
    );
    await change('matters', 'points = points + 7', "found_by = 'detected'");
    const report = await runMonth(optionsFor('kaifeng'));
    const found = (differences: string[]) => differences.map((text) => text.split(':')[0]!);
    expect(found(report.levels.grid!.differences).sort()).toEqual([
      expect.stringContaining('effectiveMin'),
      expect.stringContaining('stalenessMeanH'),
    ]);
    expect(report.levels.city!.differences).toContainEqual(expect.stringContaining('effectiveMin'));
    expect(report.scores.officer!.differences).toContainEqual(
      expect.stringContaining('found points'),
    );
  }, 240_000);

  it('fails where a whole category is required to walk and nobody of it does', async () => {
    await sql`update day_rollups set completed = 0, incomplete = 0, suspicious = 0, unverifiable = 0
      where officer_id in (select id from officers where category = 'part-time')`.execute(
      store().db,
    );
    expect(await idleCategories(store().db)).toEqual(['part-time']);
  });
});
