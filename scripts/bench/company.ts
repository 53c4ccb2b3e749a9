import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { sql } from 'kysely';
import type { Outcome } from '../../server/contract/patrols/verdict.ts';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import type { Db } from '../../server/db/store/open.ts';
import { createPatrolJudge, judgeDue } from '../../server/jobs/verdicts/judge.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { gatherPatrolFacts } from '../../server/services/verdicts/patrol-facts.ts';
import type { PatrolPlan } from '../simulator/day.ts';
import { createRandom } from '../simulator/random.ts';
import { storeWalks } from '../simulator/walk/store-walks.ts';
import { buildWorld, type World } from '../simulator/world/world.ts';
import { median } from './support/median.ts';
import { withPostgres, withStore } from './support/own-postgres.ts';

/** Of so many who are out one carries the handheld of the next too. */
const PAIR_EVERY = 20;
/** Patrols whose verdict is timed, the same whoever else is out, so many times each after a first. */
const TIMED = { patrols: 12, times: 9 };
/** Who is out besides them, of a `luqiao` of 206 grids. */
const OUT = { few: 12, town: 200 };
const SCALE = 0.33;

/**
 * What a verdict costs with 12 and with 200 officers out at once, and with 200 in one grid, where all are near all; and whether two
 * handhelds in one pocket are caught among them. PostgreSQL; one JSON line each. Every verdict is the service's: facts, company by the
 * index, judgement, record.
 */
export default async function bench(args: string[]): Promise<void> {
  const { only = '' } = new Command('bench company')
    .option('--only <name>', 'few, town or crowd')
    .parse(args, { from: 'user' })
    .opts<{ only?: string }>();
  const world = buildWorld({ scenario: 'luqiao', scale: SCALE, seed: 'company' });
  await withPostgres(async (url) => {
    for (const [name, count, inOneGrid] of [
      ['few', OUT.few, false],
      ['town', OUT.town, false],
      ['crowd', OUT.town, true],
    ] as const) {
      if (!name.includes(only)) continue;
      const plans = plansOf(world, count, inOneGrid);
      const found = await withStore(url, (db) => judgeTown(db, world, plans));
      process.stdout.write(`${JSON.stringify({ bench: 'company', name, out: count, ...found })}\n`);
    }
  });
}

const round = (ms: number) => Math.round(10 * ms) / 10;

/** Everybody out within one half hour; the second of each pair lies in the pocket of the first. */
function plansOf(world: World, count: number, inOneGrid: boolean): PatrolPlan[] {
  const startMs = Date.now() - DAY_MS;
  const gridOf = new Map(world.officers.map(({ code, gridCode }) => [code, gridCode!]));
  const plans: PatrolPlan[] = [];
  for (const [k, handheld] of world.handhelds.slice(0, count).entries()) {
    const random = createRandom(`company/${k}`);
    const first = k % PAIR_EVERY === 1 ? plans[k - 1]! : null;
    const isPaired = first !== null || (k % PAIR_EVERY === 0 && k + 1 < count);
    plans.push({
      handheld,
      gridCode: first?.gridCode ?? gridOf.get(world.handhelds[inOneGrid ? 0 : k]!.officerCode)!,
      startMs: first?.startMs ?? startMs + random.integer(0, 30) * MINUTE_MS,
      seconds: first?.seconds ?? 7200 + random.integer(240, 900),
      kind: isPaired ? 'two-in-one-pocket' : 'honest-street',
      seed: first?.seed ?? handheld.code,
      carried: first !== null,
    });
  }
  return plans;
}

async function judgeTown(db: Db, world: World, plans: PatrolPlan[]): Promise<object> {
  const nowMs = Date.now();
  await seedWorld(db, world, { from: new Date(nowMs - 30 * DAY_MS) });
  process.stderr.write(`walking ${plans.length} officers ...\n`);
  await storeWalks({ db, world, plans, nowMs });
  await sql`analyze`.execute(db);
  const log = { error: console.error, warn: console.error };
  await judgeDue({ db, now: () => nowMs, log, threads: availableParallelism() });
  const { rows } = await sql<{ code: string; officer_id: number; id: number; outcome: Outcome }>`
    select o.code, p.officer_id, p.id, v.outcome
    from patrols p join officers o on o.id = p.officer_id
    join lateral (select outcome from verdicts where officer_id = p.officer_id and patrol_id = p.id order by version desc limit 1) v on true`.execute(
    db,
  );
  const patrolOf = new Map(rows.map((row) => [row.code, row]));
  const found = plans.map(({ handheld, kind }) => ({
    ...patrolOf.get(handheld.officerCode)!,
    isPaired: kind === 'two-in-one-pocket',
  }));
  const outcomesOf = (isPaired: boolean) => {
    const counts: Partial<Record<Outcome, number>> = {};
    for (const patrol of found)
      if (patrol.isPaired === isPaired) counts[patrol.outcome] = (counts[patrol.outcome] ?? 0) + 1;
    return counts;
  };
  const judge = createPatrolJudge({ db, now: () => nowMs });
  const near: number[] = [];
  const ms: number[] = [];
  let cpu = process.cpuUsage();
  for (let time = 0; time <= TIMED.times; time++) {
    // The first finds who is near, and warms up.
    if (time === 1) cpu = process.cpuUsage();
    for (const { officer_id, id } of found.slice(0, TIMED.patrols)) {
      const began = performance.now();
      await judge(officer_id, id);
      if (time > 0) ms.push(performance.now() - began);
      else near.push((await gatherPatrolFacts(db, officer_id, id))!.others.length);
    }
  }
  const { system, user } = process.cpuUsage(cpu);
  return {
    comparedWith: { median: median(near), most: Math.max(...near) },
    verdictMs: round(median(ms)),
    serverCpuMs: round((user + system) / 1000 / ms.length),
    inOnePocket: outcomesOf(true),
    honest: outcomesOf(false),
  };
}
