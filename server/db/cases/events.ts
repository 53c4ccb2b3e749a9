import { type Case, ENDED_STATES } from '../../contract/cases/case.ts';
import type { EventType } from '../../contract/webhooks/webhook.ts';
import type { Db } from '../store/open.ts';
import { publishEvents } from '../webhooks/events.ts';

/** What its version says of a case that changed: opened by its first, closed where nobody need do anything any more. */
const typeOf = ({ state, version }: Case): EventType =>
  version === 1 ? 'case.opened' : ENDED_STATES.includes(state) ? 'case.closed' : 'case.changed';

/** Tells webhooks of cases as they stand, once for each version. Call it in the transaction of what it tells of. */
export const publishCases = (trx: Db, cases: readonly Case[]): Promise<number> =>
  publishEvents(
    trx,
    cases.map((one) => ({
      id: `case-${one.id}-${one.version}`,
      type: typeOf(one),
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
