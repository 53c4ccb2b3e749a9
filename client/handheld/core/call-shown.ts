import { DAY_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import type { Call } from '../queue/records.ts';

/** A call that was seen by a person is shown so long after, ms; one that nobody has seen yet for a day, one that waits for as long as it waits. */
const SHOWN_MS = 30 * MINUTE_MS;
const isFresh = ({ acknowledgedAt, heardAt, id, storedAt }: Call, nowMs: number) =>
  storedAt === null || nowMs < (acknowledgedAt ? (heardAt ?? id) + SHOWN_MS : id + DAY_MS);

/** A call as far as it has come: one closed when it was stored is shown again once a person has seen it. */
export const stateOf = ({ acknowledgedAt, id }: Call) => `${id} ${acknowledgedAt}`;

/** The last call to be shown, in which of the states `closed` none is. */
export const callShown = (
  calls: readonly Call[],
  { closed, nowMs }: { closed: ReadonlySet<string>; nowMs: number },
): Call | undefined =>
  calls.filter((call) => isFresh(call, nowMs) && !closed.has(stateOf(call))).at(-1);
