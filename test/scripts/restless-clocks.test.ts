import { expect, test } from 'vitest';
import { judgeLabelled } from '../../scripts/conformance-kit/judge.ts';
import { drawnAsk } from '../../scripts/conformance-kit/patrols.ts';
import type { Random } from '../../scripts/simulator/random.ts';
import { walked } from '../../scripts/simulator/walk/behaviour/honest.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import type { Fix } from '../../server/domain/entrance/fix.ts';
import { markFix } from '../../server/domain/entrance/mark-fix.ts';

/** When a clock is set: every few minutes, over each silence, or as what was held back is sent. */
const MOMENTS = {
  often: (fixes: readonly Fix[], random: Random) => {
    const moments: number[] = [];
    const end = fixes.at(-1)!.t;
    for (let t = fixes[0]!.t; t < end; t += random.uniform(2, 8) * MINUTE_MS) moments.push(t);
    return moments;
  },
  silence: (fixes: readonly Fix[]) =>
    fixes.flatMap(({ t }, i) => (i > 0 && t - fixes[i - 1]!.t > MINUTE_MS ? [t - 1000] : [])),
  resend: (fixes: readonly Fix[]) => [
    ...new Set(
      fixes.flatMap(({ t, receivedMs }) => (receivedMs - t > MINUTE_MS ? [receivedMs - 500] : [])),
    ),
  ],
};

/** An honest walk under a clock that is set far more often than any is, by a second to eight hours, to and fro or anywhere. */
function restless(number: number) {
  const { ask, grid } = drawnAsk(`restless/${number}`, { company: 'none' });
  const random = ask.random.fork('restless');
  const reception = random.pick(['street', 'gappy', 'canyon', 'filtered'] as const);
  const delivery = random.pick([
    { batchS: 300 },
    { offlinePerHour: 6, offlineS: 1200 },
    { heldBackMs: HOUR_MS },
  ]);
  const { fixes } = walked(ask, reception, { ...delivery, clockAheadMs: 0 });
  // Saving power, every so many fixes only.
  const every = random.pick([1, 1, 1, 5]);
  const kept = fixes.filter((_, i) => i % every === 0).map((fix, seq) => ({ ...fix, seq }));
  const size = () =>
    (random.chance(0.5) ? 1 : -1) * Math.exp(random.uniform(Math.log(1000), Math.log(8 * HOUR_MS)));
  const moments = MOMENTS[random.pick(['often', 'silence', 'resend'] as const)](kept, random);
  const [fro, to] = [size(), random.chance(0.5)];
  const sets = moments.map((at, k) => ({ at, by: to ? (k % 2 === 0 ? fro : -fro) : size() }));
  const ahead = (t: number) =>
    Math.round(sets.reduce((sum, { at, by }) => (t < at ? sum : sum + by), 0));
  const isTold = random.chance(0.7);
  const told = kept.map((fix) => {
    const sentMs = isTold && fix.sentMs !== null ? fix.sentMs + ahead(fix.sentMs) : null;
    const seen = { ...fix, t: fix.t + ahead(fix.t), sentMs };
    return { ...seen, marks: markFix(seen, fix.receivedMs) };
  });
  const endMs = ask.startMs + ask.seconds * 1000;
  return { startMs: ask.startMs, endMs, fixes: told, history: [], others: [], grid };
}

test('honest walks under clocks that are set at every turn are accused of nothing', () => {
  for (let number = 0; number < 60; number++) {
    const { signals } = judgeLabelled(restless(number));
    const strong = signals.filter(({ strength }) => strength === 'strong');
    expect(strong, `walk ${number}`).toEqual([]);
  }
});
