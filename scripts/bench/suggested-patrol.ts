import { Command } from 'commander';
import { DAY_MS } from '../../server/contract/units.ts';
import { cellsOf, gridGeometry } from '../../server/domain/geo/grid-geometry.ts';
import { cellOf } from '../../server/domain/geo/h3.ts';
import { CELL_RISK, cellRates, memoryD } from '../../server/domain/risk/cell-risk.ts';
import { suggestPatrol } from '../../server/domain/suggested-patrol/suggest.ts';
import { number } from '../command/options.ts';
import { incidentsOf, plantHotSpots } from '../simulator/reports/incidents.ts';
import { SCENARIO_NAMES, type ScenarioName } from '../simulator/world/scenarios.ts';
import { buildWorld, type World } from '../simulator/world/world.ts';
import { median } from './support/median.ts';

const SWATH_M = 25;
/** Parts of the time the whole comb takes. */
const SHARES = [0.25, 0.5, 0.75];
const UNTIL_MS = Date.UTC(2026, 5, 1);

/**
 * Risk seen by the suggested patrol beside that seen by the shortest comb in the same time, over the simulated grids; the comb's is the
 * mean over its four corners, for it knows nothing of the risk. Times are parts of what the whole comb takes: with time for all of it
 * both see everything. One JSON line.
 */
export default async function bench(args: string[]): Promise<void> {
  const { scenario, scale } = new Command('bench suggested-patrol')
    .option('--scenario <name>', SCENARIO_NAMES.join(', '), 'luqiao')
    .option('--scale <share>', 'sample of the place, a share of it', number(1e-6, 1), 0.06)
    .parse(args, { from: 'user' })
    .opts<{ scenario: ScenarioName; scale: number }>();
  const world = buildWorld({ scenario, scale, seed: 'suggested' });
  const ratios = SHARES.map(() => [] as number[]);
  const times: number[] = [];
  const incidents = decayed(world);
  for (const { geometry: polygon, level } of world.areas) {
    if (level !== 'grid') continue;
    const geometry = gridGeometry({ polygon }, SWATH_M);
    const weights = new Map<string, number>();
    for (const { weight, ...place } of incidents) {
      const cell = cellOf(place, geometry.resolution);
      weights.set(cell, (weights.get(cell) ?? 0) + weight);
    }
    const near = [...weights].map(([cell, weight]) => ({ cell, weight }));
    const risk = cellRates(
      cellsOf(geometry),
      near,
      memoryD(CELL_RISK.historyD, CELL_RISK.halfLifeD),
    );
    const { combMinutes } = suggestPatrol(geometry, risk, 1);
    for (const [k, share] of SHARES.entries()) {
      const began = performance.now();
      const { route, combRiskShare } = suggestPatrol(geometry, risk, combMinutes * share);
      times.push(performance.now() - began);
      ratios[k]!.push(route.riskShare / combRiskShare);
    }
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  const line = {
    bench: 'suggested-patrol',
    scenario,
    grids: ratios[0]!.length,
    ...Object.fromEntries(
      SHARES.map((share, k) => [
        `ratioIn${share * 100}PercentOfCombTime`,
        Math.round(median(ratios[k]!) * 100) / 100,
      ]),
    ),
    medianMs: Math.round(median(times)),
    longestMs: Math.round(Math.max(...times)),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The incidents of the time that is remembered, each by what is left of it. */
function decayed(world: World) {
  const fromMs = UNTIL_MS - CELL_RISK.historyD * DAY_MS;
  return Array.from(
    incidentsOf(world, plantHotSpots(world, fromMs, UNTIL_MS), fromMs, UNTIL_MS),
    ({ position, toMs }) => ({
      ...position,
      weight: 2 ** (-(UNTIL_MS - toMs) / DAY_MS / CELL_RISK.halfLifeD),
    }),
  );
}
