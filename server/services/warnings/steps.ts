import { sql } from 'kysely';
import type {
  Warning,
  WarningState,
  WarningStep,
  WarningVerdict,
} from '../../contract/warnings/warning.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { publishWarning } from '../../db/warnings/events.ts';
import { findWarning } from '../../db/warnings/list.ts';
import { isStanding, nextState, stepsOfPerson } from '../../domain/warnings/life-cycle.ts';

export interface NewStep {
  step: WarningStep['step'];
  /** Account; null: the machine. */
  by: string | null;
  /** Unix ms. */
  at: number;
  comment: string | null;
  verdict: WarningVerdict | null;
}

/** Puts a step on record and the warning into its new state. */
export async function addStep(
  db: Db,
  id: number,
  { step, by, at, comment, verdict }: NewStep,
  { from, to }: { from: WarningState; to: WarningState },
): Promise<void> {
  await sql`
    with changed as (
      update warnings set edition = edition + 1, state = ${to}, changed_at = ${iso(at)},
        ended_at = ${isStanding(to) ? null : iso(at)}, verdict = coalesce(${verdict}::text, verdict),
        handled_by = ${step === 'take' ? sql`${by}::text` : sql`handled_by`}
      where id = ${id} returning edition
    )
    insert into warning_steps (warning_id, edition, step, from_state, to_state, at, by_account, comment, verdict)
    select ${id}::bigint, edition, ${step}, ${from}, ${to}, ${iso(at)}, ${by}::text, ${comment}::text, ${verdict}::text
    from changed`.execute(db);
}

/** What came of asking for a step: the warning after it, or the steps its state allows; undefined where there is none of this id. */
export type StepReply =
  | { warning: Warning }
  | { state: WarningState; allowed: WarningStep['step'][] };

/** A person's step, with its event in one transaction. Two at once follow each other; the second sees what the first did. */
export async function takeStep(
  db: Db,
  id: number,
  step: NewStep & { by: string },
): Promise<StepReply | undefined> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ state: WarningState }>`
      select state from warnings where id = ${id} for update`.execute(trx);
    const from = rows[0]?.state;
    if (!from) return undefined;
    const to = nextState(from, step.step);
    if (!to) return { state: from, allowed: stepsOfPerson(from) };
    await addStep(trx, id, step, { from, to });
    const warning = (await findWarning(trx, id))!;
    await publishWarning(trx, warning, to === 'closed' ? 'warning.closed' : 'warning.changed');
    return { warning };
  });
}
