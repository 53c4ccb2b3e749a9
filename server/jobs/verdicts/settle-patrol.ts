import { defaultNorm } from '../../contract/norms/default-norm.ts';
import type { Verdict } from '../../contract/patrols/verdict.ts';
import { readFixColumns } from '../../db/fixes/read-fixes.ts';
import { fixesOf } from '../../db/fixes/stored-fix.ts';
import { setPatrolEnd, walkedShares } from '../../db/patrols/settle.ts';
import { handheldsOf } from '../../db/people/people.ts';
import type { Db } from '../../db/store/open.ts';
import { creditedGrid } from '../../domain/days/credit-grid.ts';
import { guessEnd } from '../../domain/days/guess-end.ts';
import type { PatrolFacts } from '../../services/verdicts/patrol-facts.ts';
import { geometryOf } from './judge-facts.ts';

/**
 * Reads from the fixes when a patrol ended of which nobody said so, and puts that on record; says whether that is another moment: then the
 * patrol is named again, to be judged with the fixes up to there.
 */
export async function settleEnd(db: Db, facts: PatrolFacts, nowMs: number): Promise<boolean> {
  const { officerId, id, startMs, endMs, guessedUntilMs: untilMs } = facts.patrol;
  if (untilMs === null) return false;
  const rules = (facts.norm ?? defaultNorm()).rules;
  const stretches = await handheldsOf(db, officerId, startMs, untilMs);
  const fixes = fixesOf(await readFixColumns(db, stretches));
  const guessed = guessEnd(fixes, geometryOf(facts.grid, rules.swathM), rules, {
    startMs,
    untilMs,
  });
  if (guessed === endMs) return false;
  await setPatrolEnd(db, { officerId, id, startMs, endMs: guessed, untilMs }, nowMs);
  return true;
}

/** The grid a declared patrol was walked in, where most of it was not its own and its officer was entitled to; else null. */
export async function walkedElsewhere(
  db: Db,
  { patrol, grid }: PatrolFacts,
  { measures, outcome }: Verdict,
): Promise<number | null> {
  const outside = measures.outsideMin > measures.effectiveMin.best;
  if (!patrol.declared || outcome === 'completed' || !outside) return null;
  const { shares, all } = await walkedShares(db, patrol, grid.timeZone);
  const credited = creditedGrid(shares, all);
  return credited === grid.id ? null : credited;
}
