import {
  HONEST_A_YEAR,
  type OverTime,
  PATROLS_A_YEAR,
  type WeakPatrol,
} from '../../contract/patrols/over-time.ts';
import { RAREST } from '../../contract/patrols/signal-rarity.ts';
import { createChangeDetector } from './change-detector.ts';
import { WEAK_RATES } from './weak-rates.ts';

const isWeighed = (code: string) => Object.hasOwn(WEAK_RATES, code);

/**
 * What the weak signals of an officer's patrols come to. A function of the set of patrols handed over, which are those of the weeks that are
 * not forgotten: so of honest officers with as many patrols a year at most one in `HONEST_A_YEAR` is ever worth a look in a year.
 */
export function weighPatrols(patrols: readonly WeakPatrol[]): OverTime {
  const inOrder = [...patrols].sort(
    (a, b) => Date.parse(a.startTime) - Date.parse(b.startTime) || a.patrolId - b.patrolId,
  );
  const detector = createChangeDetector();
  const threshold = PATROLS_A_YEAR * HONEST_A_YEAR;
  let most = 0;
  let since: string | null = null;
  for (const { signals, startTime } of inOrder) {
    const statistic = detector.take(signals);
    most = Math.max(most, statistic);
    if (statistic >= threshold) since ??= startTime;
  }
  return {
    worthALook: since !== null,
    since,
    oneIn: Math.min(RAREST, Math.max(1, Math.floor(most / PATROLS_A_YEAR))),
    patrols: patrols.length,
    evidence: inOrder
      .map((patrol) => ({ ...patrol, signals: patrol.signals.filter(isWeighed) }))
      .filter(({ signals }) => signals.length > 0)
      .reverse(),
  };
}
