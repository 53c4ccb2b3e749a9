import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { sql } from 'kysely';
import pino from 'pino';
import type { Verdict } from '../../../server/contract/patrols/verdict.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { hotFixes } from '../../../server/db/fixes/cold/chunks.ts';
import { packFixes } from '../../../server/db/fixes/cold/pack-fixes.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { judgeDue } from '../../../server/jobs/verdicts/judge.ts';
import { seedWorld } from '../../../server/services/areas/seed-world.ts';
import type { PatrolKey } from '../../../server/services/verdicts/comparison-tracks.ts';
import { nameOf } from '../../../server/services/verdicts/comparison-tracks.ts';
import { gatherPatrolFacts } from '../../../server/services/verdicts/patrol-facts.ts';
import { withPostgres, withStore } from '../../bench/support/own-postgres.ts';
import { midnightBefore } from '../../simulator/calendar.ts';
import { planDay } from '../../simulator/day.ts';
import { storeWalks } from '../../simulator/walk/store-walks.ts';
import { createWalkPool } from '../../simulator/walk/walk-pool.ts';
import type { World } from '../../simulator/world/world.ts';
import { DEMO_RULES } from '../norm.ts';
import { demoWorld } from '../world.ts';
import { HISTORY_FILE, INTERVAL_S, RECORDED_DAYS } from './file.ts';
import { packRecorded, type Recorded, type RecordedPatrol } from './recorded.ts';

/** Any day would do: what is recorded is moved to the day the demo is opened on. */
const FROM = '2026-06-01T12:00:00Z';

const say = (text: string) =>
  void process.stderr.write(`${Math.round((Date.now() - began) / 1000)} s: ${text}\n`);
const threads = Math.min(4, availableParallelism());
const world = demoWorld();
const fromMs = midnightBefore(Date.parse(FROM), world.timeZone);
const began = Date.now();
await withPostgres((url) =>
  withStore(url, async (db) => {
    await walkAndJudge(db, world);
    const file = packRecorded(await readRecorded(db, world));
    await writeFile(HISTORY_FILE, file);
    say(`${HISTORY_FILE.pathname}: ${file.length} bytes`);
  }),
);

/** As it happens in service, but for the clock: all is stored, then all is judged. */
async function walkAndJudge(db: Db, of: World): Promise<void> {
  await seedWorld(db, of, {
    from: new Date(fromMs - 30 * DAY_MS),
    officersFrom: new Date(fromMs),
    rules: DEMO_RULES,
  });
  const plans = Array.from({ length: RECORDED_DAYS }, (_, k) =>
    planDay(of, fromMs + k * DAY_MS),
  ).flat();
  const pool = createWalkPool(of, threads);
  const nowMs = fromMs + (RECORDED_DAYS + 1) * DAY_MS;
  try {
    await storeWalks({ db, world: of, plans, nowMs, intervalS: INTERVAL_S, pool });
  } finally {
    await pool.close();
  }
  say(`${plans.length} patrols walked`);
  let judged = 0;
  await judgeDue({
    db,
    now: Date.now,
    log: pino({ level: 'warn' }),
    threads,
    onJudged: () => ++judged % 100 === 0 && say(`${judged} judged`),
  });
}

async function readRecorded(db: Db, of: World): Promise<Recorded> {
  const { rows } = await sql<{
    officerId: number;
    id: number;
    officer: string;
    grid: string;
    startMs: number;
    endMs: number;
    verdict: Verdict;
  }>`
    select p.officer_id as "officerId", p.id, o.code as officer, g.code as grid,
      (extract(epoch from p.start_time) * 1000)::float8 as "startMs",
      (extract(epoch from p.end_time) * 1000)::float8 as "endMs", v.body as verdict
    from patrols p
    join officers o on o.id = p.officer_id
    join areas g on g.id = p.grid_id
    join lateral (select body from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id
      order by version desc limit 1) v on true
    order by p.start_time, p.id`.execute(db);
  const placeOf = new Map(rows.map(({ id, officerId }, k) => [nameOf(officerId, id), k]));
  const handheldOf = new Map(of.handhelds.map(({ code, officerCode }) => [officerCode, code]));
  const patrols: RecordedPatrol[] = [];
  for (const { id, officerId, ...told } of rows) {
    const { owners } = (await gatherPatrolFacts(db, officerId, id))!;
    const places = (keys: readonly PatrolKey[]) =>
      keys.map((key) => placeOf.get(nameOf(key.officerId, key.patrolId))!);
    const compared = { history: places(owners.history), others: places(owners.others) };
    patrols.push({ ...told, handheld: handheldOf.get(told.officer)!, compared });
  }
  const tracks = [];
  for (const { code, id } of await db.selectFrom('handhelds').select(['id', 'code']).execute()) {
    const fixes = await hotFixes(db, id);
    if (fixes) tracks.push({ handheld: code, fixes: packFixes(fixes) });
  }
  return { fromMs, patrols, tracks };
}
