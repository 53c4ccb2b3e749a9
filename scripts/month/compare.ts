import type { MetricRow } from '../../server/contract/metrics/metrics.ts';
import type { Figures } from './period.ts';

/** An officer or area and its figures as the service answers them. */
export type Answered = Pick<MetricRow, 'code' | 'metrics'>;

export interface Comparison {
  /** Rows and figures that were compared. */
  rows: number;
  figures: number;
  differences: string[];
}

/** How far a figure rounded to four places may lie from the same rounded elsewhere: ties fall either way in binary. */
const ROUNDING = 1.0000001e-4;

/** Sets the service's answer against the reading: units only one of them has, and figures that differ. */
export function compareFigures(
  answered: readonly Answered[],
  read: ReadonlyMap<string, Figures>,
): Comparison {
  const differences: string[] = [];
  const codes = new Set(answered.map(({ code }) => code));
  for (const code of read.keys())
    if (!codes.has(code)) differences.push(`${code}: missing from the answer`);
  let figures = 0;
  for (const { code, metrics } of answered) {
    const own = read.get(code);
    if (!own) differences.push(`${code}: missing from the reading`);
    for (const [id, value] of Object.entries(own ?? {})) {
      figures++;
      const answer = metrics[id];
      const same =
        answer === value || (answer != null && value != null && withinRounding(answer, value));
      if (!same) differences.push(`${code} ${id}: ${answer} answered, ${value} read`);
    }
  }
  return { rows: answered.length, figures, differences };
}

const withinRounding = (a: number, b: number) =>
  !Number.isInteger(a) && !Number.isInteger(b) && Math.abs(a - b) < ROUNDING;
