import type { Interval } from '../../server/contract/patrols/verdict.ts';

export type Relation = 'met' | 'missed' | 'open';

/** Whether an interval lies at or above what is required, below it, or around it. */
export const relationOf = ({ low, high }: Interval, required: number): Relation =>
  low >= required ? 'met' : high < required ? 'missed' : 'open';
