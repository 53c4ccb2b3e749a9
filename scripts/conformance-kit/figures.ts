import { RAREST } from '../../server/contract/patrols/signal-rarity.ts';
import { binomialAtMost } from '../../server/domain/analysis/numerics/binomial.ts';
import type { MarginSignal } from '../../server/domain/verification/integrity/margins.ts';
import { isHeldOut, twoDigitsDown } from './count-signals.ts';
import type { SampleMargins } from './margins.ts';
import { type RecordedRun, runOnRecord } from './on-record.ts';
import type { Kind } from './patrols.ts';
import { RARE_KINDS } from './rare.ts';
import { runMargins } from './run-samples.ts';
import { figureBeyond, fitTail } from './tail-law.ts';

/** Walks of every honest kind, by which it is seen that no other comes nearer. */
const PILOT = 100;
/** One honest patrol in so many is taken to be of each kind that a law is of. */
const OF_KIND = 20;
/** What of the figures is taken for the tail; of the bounds by each the greatest is told. */
const PARTS = [0.2, 0.1, 0.05];
/** Chances at which the law of one half is held against the other, and how improbable a half may be. */
export const CHECKED = [0.1, 0.05, 0.02, 0.01, 0.005];
const UNLUCKY = 1e-4;

interface Tail {
  /** Kinds of honest walk that come nearest to a strong signal. */
  kinds: readonly Kind[];
  /** Why no law is drawn from them. */
  without?: string;
}

/** A signal whose law holds tells it; of the others it is said why there is none, and they keep the bound by count. */
export const TAILS: Record<MarginSignal, Tail> = {
  'two-in-one-pocket': { kinds: ['honest-start-together', 'honest-met-colleague'] },
  frozen: {
    kinds: [],
    without: 'no seeded honest walk comes near, as what lies still before or after it counts not',
  },
  teleport: {
    kinds: ['honest-urban-canyon', 'honest-alleys', 'honest-bare-terminal'],
    without: 'recorded walks of people come nearer than the law of seeded ones lets expect',
  },
  vehicle: {
    kinds: [],
    without: 'no seeded honest walk comes near, and who rides does so by choice',
  },
  'several-accounts': {
    kinds: [],
    without: 'recorded walks of people who keep together come far nearer than any seeded one',
  },
  'forged-sequence': { kinds: [], without: 'too few seeded honest walks come near at all' },
};

/** Takes figures of every honest kind, and many of those that come nearest; goes on where it stopped. */
export async function runFigures(
  { kinds, perKind, ...run }: RecordedRun,
  told: (margins: SampleMargins) => void,
): Promise<void> {
  const seed = `rare/${run.seed}`;
  const near = new Set(Object.values(TAILS).flatMap((tail) => tail.kinds));
  const asked = [
    { kinds: RARE_KINDS.filter((kind) => !near.has(kind)), perKind: PILOT },
    { kinds: RARE_KINDS.filter((kind) => near.has(kind)), perKind },
  ];
  for (const { kinds: of, perKind: each } of asked)
    await runOnRecord(
      { ...run, kinds: of.filter((kind) => kinds.includes(kind)), perKind: each },
      seed,
      runMargins,
      told,
    );
}

/** Margins of a signal in the two halves. */
export function halvesOf(samples: readonly SampleMargins[], code: MarginSignal) {
  const of = (lots: readonly SampleMargins[]) => lots.flatMap(({ margins }) => margins[code]);
  return {
    fit: of(samples.filter((lot) => !isHeldOut(lot))),
    held: of(samples.filter(isHeldOut)),
  };
}

/** The law of a signal from margins of its kinds, and what the half it was not fitted on says to it. */
export function lawOf(
  code: MarginSignal,
  { fit, held }: { fit: readonly number[]; held: readonly number[] },
) {
  const share = TAILS[code].kinds.length / OF_KIND;
  const atMost = Math.max(...PARTS.map((part) => fitTail([...fit, ...held], part, 1).atMost));
  const laws = new Map(PARTS.map((part) => [part, fitTail(fit, part, 1).law]));
  const checks = CHECKED.map((chance) => {
    const part = PARTS.filter((of) => of >= chance).at(-1)!;
    const beyond = figureBeyond(chance, laws.get(part)!);
    const found = held.filter((margin) => margin > beyond).length;
    const holds = 1 - binomialAtMost(found - 1, held.length, chance) > UNLUCKY;
    return { chance, found, expected: chance * held.length, holds };
  });
  return {
    patrols: fit.length + held.length,
    oneIn: Math.min(RAREST, twoDigitsDown(1 / Math.max(1 / RAREST, share * atMost))),
    checks,
  };
}

/** What walks say of each signal, fitted once: how near they come, and the law of the kinds that come nearest. */
export const fitFigures = (samples: readonly SampleMargins[]) =>
  (Object.keys(TAILS) as MarginSignal[]).map((code) => {
    const { kinds } = TAILS[code];
    const own = samples.filter(({ kind }) => kinds.includes(kind));
    const others = samples.filter(({ kind }) => !kinds.includes(kind));
    const nearest = (of: readonly SampleMargins[]) =>
      of.reduce((most, { margins }) => Math.max(most, ...margins[code]), 0);
    const halves = halvesOf(own, code);
    const fitted = own.length > 0 ? lawOf(code, halves) : null;
    return { code, nearest: { own: nearest(own), others: nearest(others) }, halves, fitted };
  });

export type FittedFigures = ReturnType<typeof fitFigures>;

/** A line a signal: of which kinds, how near they come, and by which law or why by none. */
export const figuresTable = (figures: FittedFigures): string[] =>
  figures.flatMap(({ code, nearest, fitted }) => {
    const { kinds, without } = TAILS[code];
    const head = `${code}: nearest ${nearest.own.toFixed(2)} of ${kinds.join(', ') || 'no kind'}, ${nearest.others.toFixed(2)} of all others`;
    if (!fitted) return [head, `  no law: ${without}`];
    const { checks, oneIn, patrols } = fitted;
    const told = checks.map(({ chance, expected, found }) => `${chance}: ${found} of ${expected}`);
    return [
      head,
      `  held out, beyond what is so rare: ${told.join(', ')}`,
      without ? `  no law: ${without}` : `  strong at most 1 in ${oneIn}, by ${patrols} walks`,
    ];
  });

/** Signals of which a law is told: those that have one, where it holds in the half it was not fitted on. */
export const lawsOf = (figures: FittedFigures) =>
  figures.flatMap(({ code, halves, fitted }) => {
    const { kinds, without } = TAILS[code];
    if (without || !fitted || halves.held.length === 0) return [];
    const { checks, ...law } = fitted;
    return checks.every(({ holds }) => holds) ? [{ code, halves, law: { kinds, ...law } }] : [];
  });
