import { Semaphore } from 'async-mutex';
import type { NormRules } from '../../contract/norms/norm.ts';
import {
  BACK_TEST_MAX,
  type BackTest,
  type BackTestInput,
} from '../../contract/norms/norm-test.ts';
import type { ReasonCode } from '../../contract/patrols/verdict.ts';
import { dutiesUnderNorm, TRIAL_VERSION } from '../../db/norms/norm-trial.ts';
import {
  type GridDayFacts,
  type GridDayKey,
  gatherGridDays,
  nameOfDay,
} from '../../db/rollups/day-facts.ts';
import type { Db } from '../../db/store/open.ts';
import type { DayPatrol } from '../../domain/days/day-patrol.ts';
import { type DayRow, foldGridDay } from '../../domain/days/fold-grid-day.ts';
import { compareDays } from '../../domain/norms/compare-days.ts';
import { drawGridDays } from '../../services/verdicts/draw-grid-days.ts';
import { gatherPatrolFacts } from '../../services/verdicts/patrol-facts.ts';
import type { PatrolReader } from '../../services/verdicts/patrol-reader.ts';
import { createTrialTracks } from '../../services/verdicts/trial-tracks.ts';
import type { JudgePool } from './judge-pool.ts';

interface Trial {
  db: Db;
  judge: JudgePool['judge'];
  reader: PatrolReader;
  turns: Semaphore;
  gone: AbortSignal | undefined;
  /** Why each patrol judged again came out as it did, by its id. */
  reasons: Map<number, ReasonCode[]>;
}

/** Days whose facts are held at once. */
const BATCH = 200;

/** Patrols under way: the next is gathered while one is judged. More would take every connection, and nobody's positions would be stored. */
const AT_ONCE = 2;

/** What a norm would have decided over grid days: every patrol it would have been chosen for is judged again from its fixes. Nothing is written. */
export async function backTest(
  db: Db,
  {
    gone,
    judge,
    keys,
    most = BACK_TEST_MAX,
    norm,
  }: {
    keys: readonly GridDayKey[];
    /** Of more patrols and days without any as many are drawn. */
    most?: number | undefined;
    norm: BackTestInput['norm'];
    judge: JudgePool['judge'];
    /** Fires when nobody waits any more: it stops. */
    gone?: AbortSignal;
  },
): Promise<BackTest> {
  const [before, after]: [DayRow[], DayRow[]] = [[], []];
  const trial: Trial = {
    ...{ db, judge, gone },
    ...{ reader: createTrialTracks(), turns: new Semaphore(AT_ONCE), reasons: new Map() },
  };
  const drawn = inOrder(await drawGridDays(db, keys, most));
  for (let at = 0; at < drawn.length; at += BATCH) {
    gone?.throwIfAborted();
    const batch = drawn.slice(at, at + BATCH);
    const days = await gatherGridDays(db, batch);
    const duties = await dutiesUnderNorm(db, batch, norm);
    const tried = days.map((day) => ({ ...day, officers: duties.get(nameOfDay(day)) ?? [] }));
    before.push(...fold(days));
    try {
      after.push(...fold(await Promise.all(tried.map((day) => judgeAgain(trial, day)))));
    } finally {
      // Of one that failed, those that wait for their turn need none.
      trial.turns.cancel();
    }
  }
  return compareDays(before, after, trial.reasons, { gridDays: drawn.length, of: keys.length });
}

/** Grid by grid, day by day: a patrol is read soon after those it is compared with. */
const inOrder = (keys: readonly GridDayKey[]): GridDayKey[] =>
  [...keys].sort((a, b) => a.gridId - b.gridId || (a.day < b.day ? -1 : 1));

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
  const patrols = day.patrols.map((patrol) => {
    const rules = tried.get(patrol.officerId);
    // What a supervisor decided stands.
    if (!rules || patrol.overridden) return patrol;
    return trial.turns.runExclusive(() => judgeByRules(trial, patrol, rules));
  });
  return { ...day, patrols: await Promise.all(patrols) };
}

/** The patrol by other rules, whose reasons are noted. */
async function judgeByRules(
  { db, gone, judge, reader, reasons }: Trial,
  patrol: DayPatrol,
  rules: NormRules,
): Promise<DayPatrol> {
  gone?.throwIfAborted();
  const norm = { id: 0, version: TRIAL_VERSION, rules };
  const facts = await gatherPatrolFacts(db, patrol.officerId, patrol.patrolId, { norm, reader });
  if (!facts) return patrol;
  const { outcome, reasons: why } = (await judge(facts)).verdict;
  reasons.set(
    patrol.patrolId,
    why.map(({ code }) => code),
  );
  return { ...patrol, outcome };
}
