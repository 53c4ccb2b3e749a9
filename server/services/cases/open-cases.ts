import type { Level } from '../../contract/areas/area.ts';
import type { Case } from '../../contract/cases/case.ts';
import { sentAtOnce } from '../../db/cases/candidates.ts';
import { insertFacts, type NewFact } from '../../db/cases/facts.ts';
import { nameTurnsSinceEnd } from '../../db/cases/grounds.ts';
import {
  casesOfIncidents,
  endedWithIncident,
  placeCases,
  WITH_INCIDENT,
} from '../../db/cases/place-cases.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { readCases } from './list-cases.ts';
import { settleCases } from './settle-cases.ts';

/** A fact that says nothing beyond its step. */
export const plainFact = (
  fact: Pick<NewFact, 'at' | 'by' | 'caseId' | 'id' | 'step'> & Partial<NewFact>,
): NewFact => ({
  ...{ officerId: null, level: null, why: null, until: null, toOfficerId: null },
  ...{ toDepartmentId: null, toLevel: null, into: null, rating: null, position: null },
  ...fact,
});

/** What came of incidents: reported or corrected, and taken back. */
export interface ChangedIncidents {
  standing: readonly string[];
  withdrawn: readonly string[];
}

/**
 * Lets cases follow their incidents, in the transaction that changed these: opens those whose category opens one, corrects those that are
 * there, withdraws those whose incident was, and opens these again where it is reported again. `by`: who reported it.
 */
export async function followIncidents(
  trx: Db,
  { standing, withdrawn }: ChangedIncidents,
  { by, nowMs }: { by: string | null; nowMs: number },
): Promise<Case[]> {
  const placed = await placeCases(trx, standing, { by: 'rule', nowMs });
  const back = await endedWithIncident(trx, placed);
  await nameTurnsSinceEnd(trx, back, nowMs);
  const gone = [...(await casesOfIncidents(trx, withdrawn)).values()];
  await putReports(
    trx,
    placed.map((caseId) => plainFact({ caseId, id: 'report', step: 'report', at: nowMs, by })),
    nowMs,
  );
  await insertFacts(
    trx,
    [
      ...gone.map((caseId) =>
        plainFact({
          ...{ caseId, id: `${WITH_INCIDENT}${nowMs}`, step: 'withdraw', at: nowMs, by },
          ...{ level: TOP, why: 'its incident was withdrawn' },
        }),
      ),
      ...back.map((caseId) =>
        plainFact({
          ...{ caseId, id: `reported-${nowMs}`, step: 'reopen', at: nowMs, by },
          ...{ level: TOP, why: 'its incident was reported again' },
        }),
      ),
    ],
    nowMs,
  );
  return settleCases(trx, [...placed, ...gone], nowMs);
}

const TOP: Level = 'city';

/** Opens cases by their reports, and sends those at once that a duty of a department says so of; how many are new. */
async function putReports(trx: Db, reports: readonly NewFact[], nowMs: number): Promise<number> {
  const stored = await insertFacts(trx, reports, nowMs);
  const opened = reports.filter(({ caseId, id }) => stored.has(`${caseId}/${id}`));
  if (opened.length === 0) return 0;
  const sent = await sentAtOnce(
    trx,
    opened.map(({ caseId }) => caseId),
  );
  await insertFacts(
    trx,
    sent.map(({ caseId, departmentId: toDepartmentId }) =>
      plainFact({
        ...{ caseId, id: 'rule', step: 'dispatch', at: nowMs, by: null, level: TOP },
        toDepartmentId,
      }),
    ),
    nowMs,
  );
  return opened.length;
}

/** Opens a case for an incident whatever its category, by a person; one that is there is the answer. Undefined where there is no such incident. */
export const openByHand = (
  db: Db,
  {
    by,
    incidentId,
    nowMs,
    why,
  }: { by: string; incidentId: string; nowMs: number; why: string | null },
): Promise<{ case: Case; isNew: boolean } | undefined> =>
  inTransaction(db, async (trx) => {
    const [caseId] = await placeCases(trx, [incidentId], { by: 'person', nowMs });
    if (caseId === undefined) return undefined;
    const report = plainFact({ caseId, id: 'report', step: 'report', at: nowMs, by, why });
    const isNew = (await putReports(trx, [report], nowMs)) > 0;
    const [opened] = await (isNew
      ? settleCases(trx, [caseId], nowMs)
      : readCases(trx, [caseId], nowMs));
    return { case: opened!, isNew };
  });
