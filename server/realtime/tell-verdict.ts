import type { Announce } from '../context.ts';
import { insertAlert } from '../db/alerts/alerts.ts';
import type { JudgeOptions } from '../jobs/verdicts/judge.ts';
import type { AnnounceOptions } from './announce.ts';

/** What follows from a new verdict: consoles hear of the patrol, and of a suspicious one as an alert. */
export const createVerdictTeller =
  (
    { db, now, failed }: Pick<AnnounceOptions, 'db' | 'now' | 'failed'>,
    announce: Announce,
  ): NonNullable<JudgeOptions['onVerdict']> =>
  (officerId, patrolId, outcome) => {
    announce.patrol(officerId, patrolId);
    if (outcome !== 'suspicious') return;
    const alert = { officerId, kind: outcome, at: now(), patrolId, position: null, text: null };
    insertAlert(db, alert).then(announce.alert).catch(failed('alert not stored'));
  };
