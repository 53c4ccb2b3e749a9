import { DAY_MS } from '../../contract/units.ts';
import type { Standing } from './standing.ts';

/** Whoever comes later than so long after having been sent did not come to that call. */
const ARRIVAL_WITHIN_MS = 7 * DAY_MS;

/** Whose track shows an arrival, and between which moments it is looked for, Unix ms. */
export interface Call {
  officerId: number;
  sentMs: number;
  untilMs: number;
}

/** The call (哨) of a case to the officer who handles it, as of a moment, Unix ms; null: it is no officer's. */
export function callOf(
  { done, endedAt, handler: { officerId }, handedAt }: Standing,
  nowMs: number,
): Call | null {
  if (officerId === null || handedAt === null) return null;
  const handledAt = done.handle && done.handle.last > handedAt ? done.handle.last : nowMs;
  const untilMs = Math.min(handledAt, endedAt ?? nowMs, nowMs, handedAt + ARRIVAL_WITHIN_MS);
  return { officerId, sentMs: handedAt, untilMs: Math.max(untilMs, handedAt) };
}
