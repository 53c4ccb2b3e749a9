import { Default } from 'typebox/value';
import { NormRules } from '../../server/contract/norms/norm.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { localClock } from '../../server/domain/time/local-time.ts';

/**
 * The demo's rules from the moment it is made: two staggered patrols like the place's own, but by the clock of whoever tries it, so that
 * at any hour the first hours of the day have begun and the day can still be met.
 */
export function demoRules(madeMs: number, timeZone: string): NormRules {
  const clock = (hours: number) => {
    const { minute } = localClock(madeMs + hours * HOUR_MS, timeZone);
    const two = (n: number) => String(n).padStart(2, '0');
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  };
  return Default(NormRules, {
    dutyHours: { from: clock(-2.5), to: clock(21) },
    windows: [
      { from: clock(-2.25), to: clock(4) },
      { from: clock(4), to: clock(20.5) },
    ],
  }) as NormRules;
}
