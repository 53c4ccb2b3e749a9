import type { Case } from '../../contract/cases/case.ts';
import { markCalendarStep, takeCalendarStep } from '../../db/cases/calendar-changes.ts';
import { readFacts } from '../../db/cases/facts.ts';
import { readSubjects } from '../../db/cases/standings.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { foldFacts } from '../../domain/cases/fold-facts.ts';
import { duesIn, readRulebook, settleCases } from './settle-cases.ts';

/** Cases one commit looks at. */
const AT_ONCE = 500;

/**
 * Brings cases up to changed days of the calendar of holidays, the next few in one commit: those with a deadline that is another by it. Returns these as
 * they are then; undefined where no change waits.
 */
export const followCalendar = (db: Db, nowMs: number): Promise<Case[] | undefined> =>
  inTransaction(db, async (trx) => {
    const step = await takeCalendarStep(trx, AT_ONCE);
    if (!step) return undefined;
    const { caseIds, days } = step;
    const now = await readRulebook(trx);
    const calendar = new Map(now.calendar);
    for (const { day, was } of days) {
      if (was === null) calendar.delete(day);
      else calendar.set(day, was);
    }
    const before = { ...now, calendar };
    const facts = await readFacts(trx, caseIds);
    const moved = (await readSubjects(trx, caseIds, { lock: true })).filter((subject) => {
      const standing = foldFacts(facts.get(subject.id)!, subject.levels);
      if (!standing) return false;
      const [old, own] = [before, now].map((book) => duesIn(book, subject, standing));
      return JSON.stringify(old) !== JSON.stringify(own);
    });
    await markCalendarStep(trx, step, caseIds.length < AT_ONCE ? null : caseIds.at(-1)!);
    return settleCases(
      trx,
      moved.map(({ id }) => id),
      nowMs,
    );
  });
