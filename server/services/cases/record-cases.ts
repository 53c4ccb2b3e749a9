import { seenAtPlaces } from '../../db/cases/arrivals.ts';
import { casesToRecord, recordCases } from '../../db/cases/case-records.ts';
import { readFacts } from '../../db/cases/facts.ts';
import { readSubjects } from '../../db/cases/standings.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { callOf } from '../../domain/cases/arrival.ts';
import { recordOf } from '../../domain/cases/case-record.ts';
import { turnsOf } from '../../domain/cases/deadlines.ts';
import { foldFacts } from '../../domain/cases/fold-facts.ts';
import { duesIn, readRulebook } from './settle-cases.ts';

/** Cases one edition brings at most. */
const AT_ONCE = 1_000;

/** Puts cases that changed on record for the figures, an edition a batch with `nowMs` (Unix ms) as its watermark; returns how many. */
export async function recordChangedCases(db: Db, nowMs: number): Promise<number> {
  let recorded = 0;
  for (;;) {
    const due = await casesToRecord(db, AT_ONCE);
    if (due.length === 0) return recorded;
    await inTransaction(db, async (trx) => {
      const ids = due.map(({ id }) => id);
      const versions = new Map(due.map(({ id, version }) => [id, version]));
      const facts = await readFacts(trx, ids);
      const rulebook = await readRulebook(trx);
      const subjects = await readSubjects(trx, ids, { lock: false });
      const stood = subjects.flatMap((subject) => {
        const standing = foldFacts(facts.get(subject.id)!, subject.levels);
        return standing ? [{ subject, standing, call: callOf(standing, nowMs) }] : [];
      });
      const seen = await seenAtPlaces(
        trx,
        stood.flatMap(({ call, subject }) => (call ? [{ ...call, caseId: subject.id }] : [])),
      );
      const records = stood.map(({ call, standing, subject }) => {
        const dues = duesIn(rulebook, subject, standing);
        const arrival = call && { sentMs: call.sentMs, seenMs: seen.get(subject.id) ?? null };
        const record = recordOf(standing, dues, turnsOf(dues), arrival);
        return { id: subject.id, version: versions.get(subject.id)!, record };
      });
      await recordCases(trx, records, nowMs);
    });
    recorded += due.length;
    if (due.length < AT_ONCE) return recorded;
  }
}
