import { type Case, ENDED_STATES } from '../../contract/cases/case.ts';
import type { EventType } from '../../contract/webhooks/webhook.ts';
import type { Db } from '../store/open.ts';
import { publishEvents } from '../webhooks/events.ts';

/** What its version says of a case that changed: opened by its first, closed by the one after which nobody need do anything any more. */
const typeOf = ({ state, version }: Case, hadEnded: boolean): EventType => {
  if (version === 1) return 'case.opened';
  return ENDED_STATES.includes(state) && !hadEnded ? 'case.closed' : 'case.changed';
};

/** Tells webhooks of cases as they stand, once for each version; `ended`: those that had ended before. Call it in the transaction of what it tells of. */
export const publishCases = (
  trx: Db,
  cases: readonly Case[],
  ended: ReadonlySet<number>,
): Promise<number> =>
  publishEvents(
    trx,
    cases.map((one) => ({
      id: `case-${one.id}-${one.version}`,
      type: typeOf(one, ended.has(one.id)),
      areaId: one.gridId ?? one.areaId,
      at: Date.parse(one.changedAt),
      body: one,
    })),
  );

/** Tells webhooks of cases that are over a deadline, once for each deadline. */
export const publishOverdue = (trx: Db, cases: readonly Case[], nowMs: number): Promise<number> =>
  publishEvents(
    trx,
    cases.map((one) => ({
      id: `case-${one.id}-overdue-${Date.parse(one.dueAt!)}`,
      type: 'case.overdue',
      areaId: one.gridId ?? one.areaId,
      at: nowMs,
      body: one,
    })),
  );
