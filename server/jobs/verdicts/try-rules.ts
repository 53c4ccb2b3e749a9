import { RULE_SET } from '../../contract/patrols/rule-set.ts';
import type { RulesTest } from '../../contract/patrols/rules-test.ts';
import type { Db } from '../../db/store/open.ts';
import { type JudgedPatrol, readVerdictInForce } from '../../db/verdicts/judged-patrols.ts';
import { compareVerdicts } from '../../domain/verification/compare-verdicts.ts';
import { gatherPatrolFacts } from '../../services/verdicts/patrol-facts.ts';
import { createTrialTracks } from '../../services/verdicts/trial-tracks.ts';
import type { JudgePool } from './judge-pool.ts';

/** What the rules written in code say of patrols judged before, each judged again from what is on record now. Nothing is written. */
export async function tryRules(
  db: Db,
  {
    gone: nobodyWaits,
    judge,
    patrols,
  }: {
    patrols: readonly JudgedPatrol[];
    judge: JudgePool['judge'];
    /** Fires when nobody waits any more: it stops. */
    gone?: AbortSignal;
  },
): Promise<RulesTest> {
  const test: RulesTest = {
    ...{ ruleSet: RULE_SET, patrols: patrols.length, gone: 0, figuresOnly: 0 },
    ...{ outcomes: {}, changes: [] },
  };
  const reader = createTrialTracks();
  // One after the other: side by side they would take every connection, and nobody's positions would be stored meanwhile.
  for (const patrol of patrols) {
    nobodyWaits?.throwIfAborted();
    const facts = await gatherPatrolFacts(db, patrol.officerId, patrol.patrolId, { reader });
    if (!facts) {
      test.gone++;
      continue;
    }
    const inForce = await readVerdictInForce(db, patrol);
    const { after, before, byRules, figuresToo, saysTheSame } = compareVerdicts(
      inForce.verdict,
      (await judge(facts)).verdict,
    );
    if (saysTheSame) {
      if (!figuresToo) test.figuresOnly++;
      continue;
    }
    const kind = `${before.outcome} -> ${after.outcome}`;
    test.outcomes[kind] = (test.outcomes[kind] ?? 0) + 1;
    const { ruleSet } = inForce.verdict.basis;
    test.changes.push({
      ...patrol,
      ...{ ruleSet, before, after, decided: inForce.decided, byRules },
    });
  }
  return test;
}
