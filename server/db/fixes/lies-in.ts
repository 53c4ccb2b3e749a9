import { sql } from 'kysely';
import { isPossible, SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import { countOf, type FixFigures, picked } from './figures.ts';
import { TAKEN_AT } from './taken-at.ts';

/** One handheld's stretch of time, inclusive, Unix ms. */
export interface Stretch {
  handheldId: number;
  fromMs: number;
  toMs: number;
}

/** What is told as it is taken comes within this. */
const COMES_WITHIN_MS = 15 * MINUTE_MS;
const COMES_WITHIN = sql`interval '15 minutes'`;

/**
 * Whether a fix `f` lies in a stretch `s` of time: by the time it was taken, or by the time its handheld told or that its sending may put right;
 * of a wire that tells no time of sending, when it came.
 */
export const LIES_IN = {
  own: sql`${TAKEN_AT} between s.first and s.last`,
  either: sql`(f.device_time between s.first and s.last
    or f.device_time + (f.receive_time - f.sent_time) between s.first and s.last
    or (f.sent_time is null and f.receive_time between s.first and s.last + ${COMES_WITHIN}))`,
};

/** Not so near its coming, the time of a fix of a wire without a time of sending may be that of a clock that is off. */
const MAY_BE_OFF = sql`(f.sent_time is not null or f.receive_time - f.device_time not between interval '-1 minute' and interval '1 minute')`;

/** The same of what comes new, by any of them that a judge may read it by. */
export const LIES_NEW_IN = sql`${LIES_IN.either} and (f.device_time between s.first and s.last or ${MAY_BE_OFF})`;

/** Those that may lie between two moments (Unix ms), inclusive, by any of `LIES_IN`. */
export function mayLieIn(fixes: FixFigures, { fromMs, toMs }: Omit<Stretch, 'handheldId'>) {
  const { receivedMs, sentMs, t } = fixes;
  // The store rounds to microseconds.
  const lies = (at: number) => at > fromMs - 1 && at < toMs + COMES_WITHIN_MS + 1;
  const places: number[] = [];
  for (let i = 0; i < countOf(fixes); i++) {
    const cameMs = receivedMs[i]!;
    // Not put right where no sending is told: NaN lies nowhere.
    if (lies(t[i]!) || lies(cameMs) || lies(t[i]! + (cameMs - sentMs[i]!))) places.push(i);
  }
  return places.length === countOf(fixes) ? fixes : picked(fixes, places);
}

/** From when to when fixes of each handheld may be, by `LIES_IN.either`: a stretch a handheld. */
export function reachOf(fixes: FixFigures): Stretch[] {
  const { handheldId, receivedMs, sentMs, t } = fixes;
  const reach = new Map<number, Stretch>();
  let of: Stretch | undefined;
  for (let i = 0; i < countOf(fixes); i++) {
    const [id, cameMs] = [handheldId[i]!, receivedMs[i]!];
    const isUntold = Number.isNaN(sentMs[i]!);
    const last = isUntold ? cameMs : t[i]! + cameMs - sentMs[i]!;
    // Sessions are looked for near either time: of one farther away nothing is found.
    const isElsewhere = isUntold
      ? !isPossible(t[i]!, cameMs)
      : Math.abs(last - t[i]!) > SESSION_MAX_MS && isPossible(last, cameMs);
    const at = isElsewhere ? last : t[i]!;
    if (of?.handheldId !== id) {
      of = reach.get(id) ?? { handheldId: id, fromMs: at, toMs: at };
      reach.set(id, of);
    }
    of.fromMs = Math.min(of.fromMs, at, isUntold ? cameMs - COMES_WITHIN_MS : last);
    of.toMs = Math.max(of.toMs, at, last);
  }
  return [...reach.values()];
}
