import { CASE_STEPS, type Case, type CaseFact } from '../../contract/cases/case.ts';
import { insertFacts, listFacts, type NewFact, readFacts } from '../../db/cases/facts.ts';
import { nameTurnsSinceEnd } from '../../db/cases/grounds.ts';
import { hasIncident } from '../../db/cases/place-cases.ts';
import { readSubjects } from '../../db/cases/standings.ts';
import { leaveOn } from '../../db/people/leave.ts';
import { lastOfEach } from '../../db/people/provision.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import type { Fact } from '../../domain/cases/fact.ts';
import { foldFacts } from '../../domain/cases/fold-facts.ts';
import type { StepDefect } from '../../domain/cases/standing.ts';
import { timeDefect } from '../../domain/cases/told-times.ts';
import { localTime } from '../../domain/time/local-time.ts';
import { findCase } from './list-cases.ts';
import { settleCases } from './settle-cases.ts';

/** What came of a step: the case after it; what others did since; or why it is not allowed. */
export type StepReply =
  | { case: Case; idle: StepDefect | null; isNew: boolean }
  | { since: CaseFact[]; version: number }
  | { defect: StepDefect };

/**
 * Puts a step on record and brings the case to what it then comes to, in one commit; undefined where there is no such case. Sent again it is the
 * same step. Of two persons at once one is first: the other, who decided by an older `version`, is told what was done since. What a handheld sends
 * has no version: it is a fact of its own time, kept where it has no effect too.
 */
export const takeStep = (
  db: Db,
  fact: NewFact,
  { nowMs, version }: { nowMs: number; version: number | null },
): Promise<StepReply | undefined> =>
  inTransaction(db, async (trx) => {
    // Of two cases that are merged into each other at once, one has ended first.
    const both = [fact.caseId, ...(fact.into === null ? [] : [fact.into])];
    const subject = (await readSubjects(trx, both, { lock: true })).find(
      ({ id }) => id === fact.caseId,
    );
    if (!subject) return undefined;
    const before = (await readFacts(trx, [fact.caseId])).get(fact.caseId)!;
    const known = before.find(({ id }) => id === fact.id);
    if (known && known.step !== fact.step) return { defect: { kind: 'key', of: known.step } };
    const own = version === null || known ? fact : { ...fact, at: afterThose(before, fact) };
    const standing = foldFacts([...before, own], subject.levels);
    const idle = standing?.idle.get(fact.id) ?? null;
    if (known) return { case: (await findCase(trx, fact.caseId, nowMs))!, idle, isNew: false };
    if (version !== null) {
      if (version !== subject.version)
        return {
          since: await listFacts(trx, fact.caseId, version),
          version: subject.version,
        };
      if (idle) return { defect: idle };
      if (fact.into !== null && (await findCase(trx, fact.into, nowMs))?.endedAt !== null)
        return { defect: { kind: 'ended', into: fact.into } };
      // Nobody is sent who does not come: what is proposed leaves out who is on leave too.
      const { day } = localTime(fact.at, subject.timeZone);
      const away = fact.toOfficerId !== null && (await leaveOn(trx, fact.toOfficerId, day));
      if (away) return { defect: { kind: 'away', lastDay: away.lastDay } };
      if (fact.step === 'reopen' && !(await hasIncident(trx, fact.caseId)))
        return { defect: { kind: 'no-incident' } };
      const openedAt = standing?.openedAt ?? fact.at;
      if (fact.at < openedAt) return { defect: { kind: 'early', openedAt } };
      const late = timeDefect(fact, nowMs);
      if (late) return { defect: late };
    }
    if (fact.step === 'reopen') await nameTurnsSinceEnd(trx, [fact.caseId], nowMs);
    await insertFacts(trx, [own], nowMs);
    const [after] = await settleCases(trx, [fact.caseId], nowMs);
    return { case: after!, idle, isNew: true };
  });

/** The moment of what a person decided who saw what was there: after all of it that was done at that very moment, Unix ms. */
function afterThose(before: readonly Fact[], { at, step }: Pick<Fact, 'at' | 'step'>): number {
  const isBehind = (fact: Fact) => CASE_STEPS.indexOf(fact.step) >= CASE_STEPS.indexOf(step);
  const taken = new Set(before.filter(isBehind).map((fact) => fact.at));
  let own = at;
  while (taken.has(own)) own++;
  return own;
}

/** Puts facts on record that came together, and brings their cases to what they then come to. What is there already changes nothing. */
export const takeFacts = (db: Db, facts: readonly NewFact[], nowMs: number): Promise<Case[]> =>
  inTransaction(db, async (trx) => {
    const stored = await insertFacts(
      trx,
      lastOfEach(facts, ({ caseId, id }) => `${caseId}/${id}`),
      nowMs,
    );
    const ids = facts.flatMap(({ caseId, id }) => (stored.has(`${caseId}/${id}`) ? [caseId] : []));
    return settleCases(trx, [...new Set(ids)], nowMs);
  });
