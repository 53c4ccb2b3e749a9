import { beforeAll, expect, it } from 'vitest';
import { rulesInWords } from '../../scripts/command/tell-rules-test.ts';
import { RULE_SET } from '../../server/contract/patrols/rule-set.ts';
import { rulesTogether } from '../../server/contract/patrols/rules-test.ts';
import type { Verdict } from '../../server/contract/patrols/verdict.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { listJudgedPatrols } from '../../server/db/verdicts/judged-patrols.ts';
import { readVerdicts, recordVerdict } from '../../server/db/verdicts/verdicts.ts';
import judgeFacts from '../../server/jobs/verdicts/judge-facts.ts';
import { createJudgePool } from '../../server/jobs/verdicts/judge-pool.ts';
import { tryRules } from '../../server/jobs/verdicts/try-rules.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { gatherPatrolFacts } from '../../server/services/verdicts/patrol-facts.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { NEVER, putJudgedPatrol } from '../support/made/patrols.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

/** Judges on the caller's own thread. */
const here = createJudgePool(0);

const DAYS = { from: '2026-06-01', to: '2026-06-02' };

describeStores('The rule set tried on patrols judged before', (store) => {
  let ids: Ids;
  let own: { officerId: number; patrolId: number };
  let judged: { verdict: Verdict; normId: number };
  const patrols = (area = 'D') =>
    listJudgedPatrols(store().db, { areaId: ids.areas[area]!, ...DAYS });
  const stored = () => readVerdicts(store().db, own.officerId, own.patrolId);

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    await createFixPartitions(db).ensure([NOW]);
    await insertFixes(db, fixRows(ids.handhelds.H1!, { from: NOW - HOUR_MS, count: 700 }), NOW);
    const officerId = ids.officers.O1!;
    const patrolId = await startPatrol(db, {
      ...{ officerId, gridId: ids.areas.G1!, startMs: NOW - HOUR_MS, dueAt: NEVER },
    });
    await endPatrol(db, { officerId, endMs: NOW, dueAt: NEVER });
    own = { officerId, patrolId };
    judged = judgeFacts((await gatherPatrolFacts(db, officerId, patrolId))!);
    await recordVerdict(db, { ...own, ...judged, decidedAt: NOW });
    // Of another officer nothing is left that it could be judged by.
    await putJudgedPatrol(
      db,
      ids,
      { officer: 'O3', grid: 'G3', day: 0 },
      { outcome: 'completed', effectiveMin: 120 },
    );
  });

  it('changes nobody whose verdict it gave', async () => {
    const test = await tryRules(store().db, { patrols: await patrols('V1'), judge: here.judge });
    expect(test).toEqual({
      ...{ ruleSet: RULE_SET, patrols: 1, gone: 0, figuresOnly: 0 },
      ...{ outcomes: {}, changes: [] },
    });
  });

  it('says who changes, and whether by the rules alone, and writes nothing', async () => {
    const { db } = store();
    const { verdict } = judged;
    const older: Verdict = {
      ...verdict,
      outcome: 'completed',
      reasons: [{ code: 'met' }],
      signals: [],
      basis: { ...verdict.basis, ruleSet: '2026.1' },
    };
    await recordVerdict(db, { ...own, normId: judged.normId, decidedAt: NOW, verdict: older });
    const before = await stored();
    const pool = createJudgePool(1);
    const test = await tryRules(db, { patrols: await patrols(), judge: pool.judge });
    await pool.close();
    expect(await stored()).toEqual(before);
    expect(before.length).toBe(2);
    const [mine, theirs] = ['O1', 'O3'].map(
      (officer) => test.changes.find(({ officerId }) => officerId === ids.officers[officer])!,
    );
    expect(mine).toMatchObject({
      ...{ patrolId: own.patrolId, ruleSet: '2026.1', byRules: true, decided: false },
      before: { outcome: 'completed', reasons: ['met'], signals: [] },
      after: { outcome: 'suspicious', signals: [{ code: 'too-smooth', strength: 'strong' }] },
    });
    expect(theirs).toMatchObject({
      byRules: false,
      before: { outcome: 'completed' },
      after: { outcome: 'unverifiable', reasons: ['no-fixes'] },
    });
    expect(test.outcomes).toEqual({
      'completed -> suspicious': 1,
      'completed -> unverifiable': 1,
    });
    const [head, ...lines] = rulesInWords(rulesTogether(test, test));
    expect(head).toMatch(/: 4 of 4 patrols change, of 2 officers; of 0 more only figures do/);
    expect(lines.join('\n')).toMatch(
      /\(2026\.1\): completed met -> suspicious .*too-smooth strong/,
    );
  });

  it('stops when nobody waits for it any more', async () => {
    const gone = new AbortController();
    const tried = tryRules(store().db, {
      patrols: await patrols(),
      judge: here.judge,
      gone: gone.signal,
    });
    gone.abort(new Error('nobody waits'));
    await expect(tried).rejects.toThrow('nobody waits');
  });
});
