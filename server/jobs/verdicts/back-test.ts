import type { NormRules } from '../../contract/norms/norm.ts';
import type { BackTest, BackTestInput } from '../../contract/norms/norm-test.ts';
import type { ReasonCode } from '../../contract/patrols/verdict.ts';
import { gatherUnderNorm, TRIAL_VERSION } from '../../db/norms/norm-trial.ts';
import { type GridDayFacts, type GridDayKey, gatherGridDays } from '../../db/rollups/day-facts.ts';
import type { Db } from '../../db/store/open.ts';
import type { DayPatrol } from '../../domain/days/day-patrol.ts';
import { type DayRow, foldGridDay } from '../../domain/days/fold-grid-day.ts';
import { compareDays } from '../../domain/norms/compare-days.ts';
import { gatherPatrolFacts } from '../../services/verdicts/patrol-facts.ts';
import type { JudgePool } from './judge-pool.ts';

interface Trial {
  db: Db;
  judge: JudgePool['judge'];
  /** Why each patrol judged again came out as it did, by its id. */
  reasons: Map<number, ReasonCode[]>;
}

/** Days whose facts are held at once. */
const BATCH = 200;

/** What a norm would have decided over grid days: every patrol it would have been chosen for is judged again from its fixes. Nothing is written. */
export async function backTest(
  db: Db,
  {
    gone,
    judge,
    keys,
    norm,
  }: {
    keys: readonly GridDayKey[];
    norm: BackTestInput['norm'];
    judge: JudgePool['judge'];
    /** Fires when nobody waits any more: it stops. */
    gone?: AbortSignal;
  },
): Promise<BackTest> {
  const [before, after]: [DayRow[], DayRow[]] = [[], []];
  const trial: Trial = { db, judge, reasons: new Map() };
  for (let at = 0; at < keys.length; at += BATCH) {
    gone?.throwIfAborted();
    const batch = keys.slice(at, at + BATCH);
    before.push(...fold(await gatherGridDays(db, batch)));
    // One after the other: side by side they would take every connection, and nobody's positions would be stored meanwhile.
    for (const day of await gatherUnderNorm(db, batch, norm)) {
      gone?.throwIfAborted();
      after.push(...fold([await judgeAgain(trial, day)]));
    }
  }
  return compareDays(before, after, trial.reasons);
}

/** Cells seen play no part in a day's verdict. */
const fold = (days: readonly GridDayFacts[]): DayRow[] =>
  days.flatMap((day) =>
    foldGridDay({
      ...day,
      officers: day.officers.map((officer) => ({ ...officer, cellSet: null })),
    }),
  );

async function judgeAgain(trial: Trial, day: GridDayFacts): Promise<GridDayFacts> {
  const tried = new Map(
    day.officers
      .filter(({ norm }) => norm.version === TRIAL_VERSION)
      .map(({ officerId, norm }) => [officerId, norm.rules]),
  );
  const patrols: DayPatrol[] = [];
  for (const patrol of day.patrols) {
    const rules = tried.get(patrol.officerId);
    patrols.push(rules ? await judgeByRules(trial, patrol, rules) : patrol);
  }
  return { ...day, patrols };
}

/** The patrol by other rules, whose reasons are noted; what a supervisor decided stands. */
async function judgeByRules(
  { db, judge, reasons }: Trial,
  patrol: DayPatrol,
  rules: NormRules,
): Promise<DayPatrol> {
  if (patrol.overridden) return patrol;
  const norm = { id: 0, version: TRIAL_VERSION, rules };
  const facts = await gatherPatrolFacts(db, patrol.officerId, patrol.patrolId, { norm });
  if (!facts) return patrol;
  const { outcome, reasons: why } = (await judge(facts)).verdict;
  reasons.set(
    patrol.patrolId,
    why.map(({ code }) => code),
  );
  return { ...patrol, outcome };
}
