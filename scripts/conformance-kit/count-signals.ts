import type {
  HonestWalks,
  KindCounts,
  SignalShown,
} from '../../server/contract/patrols/honest-walks.ts';
import { SIGNALS, type SignalCode } from '../../server/contract/patrols/verdict.ts';
import { chanceAtMost } from '../../server/domain/analysis/numerics/binomial.ts';
import type { Tally } from './tally.ts';

type Kinds = Record<string, KindCounts>;

/** Adds up tallies by kind. */
export function countKinds(tallies: readonly Tally[]): Kinds {
  const kinds: Kinds = {};
  for (const { accused, count, kind, weak } of tallies) {
    kinds[kind] ??= { patrols: 0, accused: 0, weak: {}, strong: {} };
    const of = kinds[kind];
    of.patrols += count;
    of.accused += accused.length;
    for (const [code, shown] of Object.entries(weak) as [SignalCode, number][])
      of.weak[code] = (of.weak[code] ?? 0) + shown;
    for (const code of accused.flatMap(({ codes }) => codes))
      of.strong[code] = (of.strong[code] ?? 0) + 1;
  }
  return kinds;
}

/** Lots of patrols that bounds are tried by: every second one of a kind. Who walks is drawn anew for each patrol, so nobody is in both. */
export const isHeldOut = ({ count, from }: Pick<Tally, 'count' | 'from'>): boolean =>
  Math.floor(from / count) % 2 === 1;

/** How rare each signal is among honest walks of all kinds alike, and which kind shows it most. */
export const countSignals = (kinds: Kinds): HonestWalks['signals'] =>
  Object.fromEntries(
    SIGNALS.map((code) => {
      const strong = ({ strong: of }: Kinds[string]) => of[code] ?? 0;
      const weak = (kind: Kinds[string]) => (kind.weak[code] ?? 0) + strong(kind);
      return [code, { weak: shownIn(kinds, weak), strong: shownIn(kinds, strong) }];
    }),
  ) as HonestWalks['signals'];

function shownIn(kinds: Kinds, shownOf: (kind: Kinds[string]) => number): SignalShown {
  let [patrols, shown]: [number, number] = [0, 0];
  let most: SignalShown['most'] = null;
  for (const [kind, counts] of Object.entries(kinds)) {
    const of = { kind, shown: shownOf(counts), patrols: counts.patrols };
    patrols += of.patrols;
    shown += of.shown;
    if (of.shown / of.patrols > (most ? most.shown / most.patrols : 0)) most = of;
  }
  return { shown, oneIn: twoDigitsDown(1 / chanceAtMost(shown, patrols)), most };
}

/** Rounded down to two digits: what is said to be rare is no rarer than that. */
export function twoDigitsDown(value: number): number {
  const digit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.floor(value / digit) * digit;
}
