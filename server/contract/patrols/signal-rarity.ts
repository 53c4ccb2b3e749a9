import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { HONEST_WALKS } from './honest-walks.ts';
import { TAIL_LAWS } from './tail-laws.ts';
import { type Signal, SignalCode } from './verdict.ts';

/**
 * Signals that are no matter of chance: a setting, an act or a fault makes them, as often as there are such. What of them can also be counted
 * among honest walks is; of the others no seeded walk tells how often it happens.
 */
export const FAULTS = {
  'mock-provider': 'alone',
  'several-accounts': 'counted',
  'clock-shifted': 'alone',
  'late-upload': 'alone',
  'forged-sequence': 'counted',
} as const satisfies Partial<Record<SignalCode, 'alone' | 'counted'>>;

/** What is rarer than one in so many is told as that. */
export const RAREST = 1_000_000_000;

/** How rare it is that an honest walk shows a signal. It stands beside the verdict and is no part of it. */
export const SignalRarity = Type.Object({
  code: SignalCode,
  strength: literals(['weak', 'strong']),
  by: Type.Union([literals(['law', 'tail', 'count']), Type.Null()], {
    description:
      'law: of the signal’s figure, by the verdict itself; tail: of how near honest walks of the kinds that come nearest come to a strong one; count: of seeded honest walks that showed the signal at least as strongly; null: a fault or a setting makes it, which no walk tells',
  }),
  oneIn: Type.Union([Type.Integer(), Type.Null()], {
    description: `So many honest walks come to one; by count and tail at least so many, the upper bound of the share, 95 %; ${RAREST}: or more`,
  }),
  shown: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Honest walks that were counted and showed it, of all kinds alike',
  }),
  patrols: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Honest walks that were counted',
  }),
  tail: Type.Union(
    [Type.Object({ kinds: Type.Array(Type.String()), patrols: Type.Integer() }), Type.Null()],
    { description: 'By tail: of which kinds of honest walk, and how many' },
  ),
  most: Type.Union(
    [
      Type.Object({
        kind: Type.String({ description: 'Kind of honest walk that showed it most' }),
        shown: Type.Integer(),
        patrols: Type.Integer(),
      }),
      Type.Null(),
    ],
    { description: 'null: no honest walk showed it' },
  ),
  fault: Type.Boolean({ description: 'A setting, an act or a fault makes it, and no chance' }),
  ruleSet: Type.String({ description: 'Rule set by which honest walks were counted' }),
});
export type SignalRarity = Static<typeof SignalRarity>;

/** How rare a signal of a verdict is among honest walks. */
export function signalRarity({
  code,
  oneIn,
  strength,
}: Pick<Signal, 'code' | 'oneIn' | 'strength'>): SignalRarity {
  const { patrols, ruleSet, signals } = HONEST_WALKS;
  const fault = code in FAULTS ? FAULTS[code as keyof typeof FAULTS] : null;
  const named = { code, strength, fault: fault !== null, ruleSet };
  if (fault === 'alone')
    return { ...named, by: null, oneIn: null, shown: null, patrols: null, tail: null, most: null };
  const { most, oneIn: atLeast, shown } = signals[code][strength];
  const counted = { ...named, shown, patrols, tail: null, most };
  if (oneIn !== undefined) return { ...counted, by: 'law', oneIn };
  const law = strength === 'strong' ? TAIL_LAWS.laws[code] : undefined;
  if (!law) return { ...counted, by: 'count', oneIn: atLeast };
  const { kinds, oneIn: byTail, patrols: walks } = law;
  return { ...counted, by: 'tail', oneIn: byTail, tail: { kinds: [...kinds], patrols: walks } };
}
