import type { Outcome } from '../../server/contract/patrols/verdict.ts';
import { type Proportion, wilson } from '../../server/domain/wilson.ts';
import { type Kind, type Label, labelOf } from './patrols.ts';
import { noOutcomes, type Sample, type Tally } from './tally.ts';

/**
 * What is wrong for a label, and how often it may happen per kind. Honest patrols must not be suspicious, the others not completed;
 * of lazy patrols the same is asked as of cheating ones.
 */
const GOALS: Record<Label, { wrong: Outcome; most: number; name: string }> = {
  honest: { wrong: 'suspicious', most: 0.01, name: 'false reject' },
  lazy: { wrong: 'completed', most: 0.05, name: 'false accept' },
  cheating: { wrong: 'completed', most: 0.05, name: 'false accept' },
};
/** Cheats of which no more may pass. */
const STRICTER: Partial<Record<Kind, number>> = {
  'too-smooth-shaken': 0.005,
  'forged-sequence': 0.005,
};

/** Patrols a thread judges at a time. */
const AT_A_TIME = 20;

export interface KindReport {
  kind: Kind;
  label: Label;
  patrols: number;
  outcomes: Record<Outcome, number>;
  /** Share of wrong outcomes with its 95 % interval. */
  error: Proportion & { name: string; goal: number; met: boolean };
}

/** So many patrols of a kind, numbered from 0, in samples a thread can take. */
export const samplesOf = (kind: Kind, patrols: number, seed: number): Sample[] =>
  Array.from({ length: Math.ceil(patrols / AT_A_TIME) }, (_, k) => ({
    kind,
    seed: String(seed),
    from: k * AT_A_TIME,
    count: Math.min(AT_A_TIME, patrols - k * AT_A_TIME),
    company: 'own',
  }));

/** Error rates of one kind from all its tallies. */
export function reportKind(kind: Kind, tallies: readonly Tally[]): KindReport {
  const label = labelOf(kind);
  const outcomes = noOutcomes();
  let patrols = 0;
  for (const tally of tallies) {
    patrols += tally.count;
    for (const outcome of Object.keys(outcomes) as Outcome[])
      outcomes[outcome] += tally.outcomes[outcome];
  }
  const { wrong, most, name } = GOALS[label];
  const error = wilson(outcomes[wrong], patrols);
  const goal = STRICTER[kind] ?? most;
  return {
    kind,
    label,
    patrols,
    outcomes,
    error: { ...error, name, goal, met: error.share <= goal },
  };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

export const HEADING = `${'kind'.padEnd(26)} ${'label'.padEnd(9)} count  compl  incom  suspi  unver  wrong, with 95 % interval`;

export function lineOf({ kind, label, patrols, outcomes, error }: KindReport): string {
  const counts = Object.values(outcomes).map((count) => String(count).padStart(6));
  const interval = `[${percent(error.low)}, ${percent(error.high)}]`;
  return [
    kind.padEnd(26),
    label.padEnd(9),
    String(patrols).padStart(5),
    ...counts,
    `  ${error.name} ${percent(error.share)} ${interval}${error.met ? '' : '  GOAL MISSED'}`,
  ].join(' ');
}
