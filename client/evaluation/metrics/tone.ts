import { OUTCOMES } from '../../../server/contract/patrols/verdict.ts';

const pascal = (word: string) => word[0]!.toUpperCase() + word.slice(1);

/** Metrics of which more is worse: patrols and days that came to nothing good, signals of every kind, and ground nobody saw for long. */
const BAD: ReadonlySet<string> = new Set([
  ...OUTCOMES.filter((outcome) => outcome !== 'completed').flatMap((outcome) => [
    outcome,
    `days${pascal(outcome)}`,
  ]),
  ...['weakSignals', 'strongSignals', 'contested', 'overridden'],
  ...['stalenessMeanH', 'stalenessMaxH', 'unseenShare'],
]);

/** Whether a high figure of a metric calls for somebody: its bars are not of the colour of what is well. */
export const isBadHigh = (metricId: string): boolean =>
  BAD.has(metricId) || /^signal[A-Z]/.test(metricId);
