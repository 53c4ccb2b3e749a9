import type { Fix } from '../../entrance/fix.ts';
import { leadsAlong } from './clock-path.ts';
import { toldClock, toSecond } from './sendings.ts';

/** Fixes of one session, by number, over which a clock ran ahead (behind: negative) evenly: so much at the first and at the last. */
export interface ClockEpoch {
  fixes: readonly Fix[];
  aheadMs: { first: number; last: number };
}

/**
 * How far a handheld's clock was ahead, epoch by epoch, from the fixes of one session in order of their numbers: one rate, and steps to and
 * fro, as its sendings and the order of its fixes tell it (see `toldClock` and `leadsAlong`).
 */
export function clockEpochs(session: readonly Fix[]): ClockEpoch[] {
  const clock = toldClock(session);
  const leads = leadsAlong(session, clock);
  const beganMs = clock.sendings[0]!.receivedMs;
  const epochs: ClockEpoch[] = [];
  for (let from = 0, to = 1; to <= session.length; to++) {
    if (to < session.length && leads[to] === leads[from]) continue;
    const lead = leads[from]!;
    const aheadAt = (i: number) =>
      toSecond(lead + (clock.drift * (session[i]!.t - lead - beganMs)) / (1 + clock.drift));
    epochs.push({
      fixes: session.slice(from, to),
      aheadMs: { first: aheadAt(from), last: aheadAt(to - 1) },
    });
    from = to;
  }
  return epochs;
}
