import { HOUR_MS, MINUTE_MS } from '../../../../server/contract/units.ts';
import type { Fix } from '../../../../server/domain/entrance/fix.ts';
import type { Delivery } from '../../wire/delivery.ts';
import type { Ask, Behaviour, Made } from './behaviour.ts';
import { walked } from './honest.ts';

/** Handhelds whose clock is not the server's. The patrol itself is declared at the server's time, as the entrance places it. */

/** What a handheld tells whose clock is ahead by so many ms, a function of true time: of taking and of sending. */
const told = (fixes: readonly Fix[], aheadMs: (trueMs: number) => number): Fix[] =>
  fixes.map((fix) => ({
    ...fix,
    t: fix.t + aheadMs(fix.t),
    session: fix.session + aheadMs(fix.session),
    sentMs: fix.sentMs === null ? null : fix.sentMs + aheadMs(fix.sentMs),
  }));

type Clock = (ask: Ask, during: (part: number) => number) => (trueMs: number) => number;

/** An honest walk under some clock; `during` gives the moment a part of the patrol has passed. */
const under =
  (clock: Clock, delivered: (ask: Ask) => Partial<Delivery> = () => ({})) =>
  (ask: Ask): Made => {
    const made = walked(ask, 'street', { ...delivered(ask), clockAheadMs: 0 });
    const aheadMs = clock(ask, (part) => ask.startMs + part * ask.seconds * 1000);
    const whole = (t: number) => Math.round(aheadMs(t));
    return { ...made, fixes: told(made.fixes, whole) };
  };

const either = (ask: Ask, ms: number) => (ask.random.fork('sign').chance(0.5) ? ms : -ms);

/** Set once on the way, by 40 s to 9 h. */
const stepped: Clock = (ask, during) => {
  const random = ask.random.fork('step');
  const at = during(random.uniform(0.1, 0.9));
  const byMs = either(ask, Math.exp(random.uniform(Math.log(40_000), Math.log(9 * HOUR_MS))));
  return (t) => (t < at ? 0 : byMs);
};

/** Wrong by hours when the patrol begins, and put right by the phone itself. */
const corrected: Clock = (ask, during) => {
  const random = ask.random.fork('step');
  const at = during(random.uniform(0.05, 0.95));
  const byMs = either(ask, random.uniform(1, 12) * HOUR_MS);
  return (t) => (t < at ? byMs : 0);
};

/** Gains or loses up to five minutes an hour. */
const drifting: Clock = (ask, during) => {
  const random = ask.random.fork('drift');
  const perMs = either(ask, (random.uniform(0.5, 5) * MINUTE_MS) / HOUR_MS);
  const offMs = random.uniform(-3, 3) * MINUTE_MS;
  return (t) => offMs + perMs * (t - during(0));
};

/** Set two to six times, by 30 s to 8 h: anywhere, or to and fro. */
const jumping: Clock = (ask, during) => {
  const random = ask.random.fork('jumps');
  const jumps = random.integer(2, 6);
  const size = () => Math.exp(random.uniform(Math.log(30_000), Math.log(8 * HOUR_MS)));
  const sign = () => (random.chance(0.5) ? 1 : -1);
  const anywhere = Array.from({ length: jumps }, () => sign() * size());
  const [fro, to] = [sign() * size(), random.chance(0.5)];
  const by = to ? anywhere.map((_, k) => (k % 2 === 0 ? fro : -fro)) : anywhere;
  const at = by.map(() => during(random.uniform(0.05, 0.95))).sort((a, b) => a - b);
  return (t) => by.reduce((sum, ms, k) => (t < at[k]! ? sum : sum + ms), 0);
};

/** Sent every few seconds or minutes, also with the network away for many minutes. */
const anyhow = (ask: Ask): Partial<Delivery> =>
  ask.random.fork('network').pick([{}, { batchS: 300 }, { offlinePerHour: 3, offlineS: 600 }]);

/** The same of a handheld whose wire tells no time of sending. */
function jumpingUntold(ask: Ask): Made {
  const made = under(jumping)(ask);
  return { ...made, fixes: made.fixes.map((fix) => ({ ...fix, sentMs: null })) };
}

/** Turned back by hours, so that tonight's walk stands for this morning's patrol; for one sending the clock is shown right. */
function turnedBack(ask: Ask): Made {
  const random = ask.random.fork('back');
  const made = walked(ask, 'street', { clockAheadMs: 0 });
  const backMs = Math.round(random.uniform(3, 20) * HOUR_MS);
  const shown = random.pick(made.fixes).receivedMs;
  return {
    ...made,
    fixes: made.fixes.map((fix) => ({
      ...fix,
      receivedMs: fix.receivedMs + backMs,
      sentMs: fix.sentMs === null || fix.receivedMs !== shown ? fix.sentMs : fix.sentMs + backMs,
    })),
  };
}

export const CLOCKS = {
  'honest-clock-stepped': { label: 'honest', make: under(stepped) },
  'honest-clock-corrected': { label: 'honest', make: under(corrected) },
  'honest-clock-drifting': { label: 'honest', make: under(drifting) },
  'honest-clock-jumping': { label: 'honest', make: under(jumping, anyhow) },
  'honest-clock-jumping-untold': { label: 'honest', make: jumpingUntold },
  'clock-turned-back': { label: 'cheating', make: turnedBack },
} as const satisfies Record<string, Behaviour>;
