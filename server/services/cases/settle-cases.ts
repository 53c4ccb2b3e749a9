import type { Case } from '../../contract/cases/case.ts';
import { readDeadlines } from '../../db/cases/deadlines.ts';
import { publishCases } from '../../db/cases/events.ts';
import { readFacts } from '../../db/cases/facts.ts';
import {
  type CaseSubject,
  readSubjects,
  type Settled,
  writeStandings,
} from '../../db/cases/standings.ts';
import { readCalendar } from '../../db/people/holidays.ts';
import type { Db } from '../../db/store/open.ts';
import type { Clock } from '../../domain/cases/clock.ts';
import {
  chooseDeadline,
  type DeadlineVersion,
  type Due,
  duesOf,
  turnsOf,
} from '../../domain/cases/deadlines.ts';
import { foldFacts } from '../../domain/cases/fold-facts.ts';
import { areaOf, groundAt } from '../../domain/cases/ground.ts';
import type { Standing } from '../../domain/cases/standing.ts';
import { type Calendar, isWorkingDay } from '../../domain/time/working-day.ts';
import { readCases } from './list-cases.ts';

/** What deadlines are reckoned by: all that ever held, and the calendar of holidays. */
export interface Rulebook {
  deadlines: readonly DeadlineVersion[];
  calendar: Calendar;
}

export const readRulebook = async (db: Db): Promise<Rulebook> => ({
  deadlines: await readDeadlines(db),
  calendar: await readCalendar(db),
});

/** The phases of a case that have a deadline. */
export const duesIn = (
  { calendar, deadlines }: Rulebook,
  subject: CaseSubject,
  standing: Standing,
): Due[] =>
  duesOf(
    standing,
    (at) => chooseDeadline(deadlines, { ...subject, ...groundAt(subject.grounds, at) }, at),
    ({ time, workingHours }): Clock => ({
      ...{ time, workingHours, timeZone: subject.timeZone },
      isWorkingDay: (day) => isWorkingDay(day, calendar),
    }),
  );

/**
 * Brings cases to what their facts, deadlines and the calendar come to, each as its next version, and tells webhooks of it, in the
 * transaction that changed one of these. Returns the cases as they are then, by id.
 */
export async function settleCases(trx: Db, ids: readonly number[], nowMs: number): Promise<Case[]> {
  if (ids.length === 0) return [];
  const subjects = await readSubjects(trx, ids, { lock: true });
  const facts = await readFacts(trx, ids);
  const rulebook = await readRulebook(trx);
  const settled = subjects.flatMap((subject): Settled[] => {
    const standing = foldFacts(facts.get(subject.id)!, subject.levels);
    if (!standing) return [];
    const dues = duesIn(rulebook, subject, standing);
    const spans = standing.spans.map(
      (span) => dues.find(({ from, phase }) => phase === span.phase && from === span.from) ?? span,
    );
    const areaId = areaOf(subject.grounds.at(-1)!, standing.level);
    return [{ subject, standing, areaId, spans, turns: turnsOf(dues) }];
  });
  await writeStandings(trx, settled, nowMs);
  const cases = await readCases(trx, ids, nowMs);
  const ended = subjects.flatMap(({ hadEnded, id }) => (hadEnded ? [id] : []));
  await publishCases(trx, cases, new Set(ended));
  return cases;
}
