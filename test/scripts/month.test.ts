import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { type MonthOptions, runMonth } from '../../scripts/month/month.ts';
import { SCENARIO_NAMES } from '../../scripts/simulator/scenarios.ts';
import { buildWorld } from '../../scripts/simulator/world.ts';
import { describeStores } from '../support/stores.ts';

/** Four grids or so of each place. */
const SCALES = { luqiao: 0.006, shawan: 0.02, rencheng: 0.0025, xindu: 0.006, kaifeng: 0.0007 };

describeStores('A simulated month', (store) => {
  const optionsFor = (scenario: (typeof SCENARIO_NAMES)[number]): MonthOptions => ({
    db: store().db,
    world: buildWorld({ scenario, scale: SCALES[scenario] }),
    from: '2026-06-05',
    to: '2026-06-08',
    intervalS: 60,
    checkEvery: 1,
    step: () => {},
  });

  for (const scenario of SCENARIO_NAMES)
    it(`of ${scenario} comes to the same figures by the service and by plain SQL`, async () => {
      await sql`truncate areas, officers, handhelds, fixes, day_rollups, day_verdicts cascade`.execute(
        store().db,
      );
      const report = await runMonth(optionsFor(scenario));
      expect(Object.values(report.levels).flatMap(({ differences }) => differences)).toEqual([]);
      expect(report.levels.grid!.rows).toBeGreaterThan(2);
      expect(report.patrols).toBeGreaterThan(8);
      expect(report.fixes).toMatchObject({ patrols: report.patrols, otherCounts: 0 });
    }, 60_000);

  it('whose roll-ups were changed by hand is found out', async () => {
    await sql`update day_rollups set effective_s = effective_s + 60 where ctid in (
      select ctid from day_rollups where superseded is null and effective_s > 0 limit 1)`.execute(
      store().db,
    );
    const report = await runMonth(optionsFor('kaifeng'));
    expect(report.levels.grid!.differences).toEqual([expect.stringContaining('effectiveMin')]);
    expect(report.levels.city!.differences).toEqual([expect.stringContaining('effectiveMin')]);
  }, 60_000);
});
