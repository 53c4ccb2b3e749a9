import { CLEANED, type Cleaned, MARKS, type Mark } from './fix.ts';

/** Marks as a bit mask: bit i is MARKS[i]. */
export function marksToMask(marks: readonly Mark[]): number {
  return marks.reduce((mask, mark) => mask | (1 << MARKS.indexOf(mark)), 0);
}

/** The marks of a bit mask, in the order of MARKS. */
export function maskToMarks(mask: number): Mark[] {
  return MARKS.filter((_, bit) => mask & (1 << bit));
}

/** What was cleaned as a bit mask: bit i is CLEANED[i]; NaN where nothing was. */
export const cleanedToMask = (cleaned: readonly Cleaned[] = []): number =>
  cleaned.length === 0
    ? Number.NaN
    : cleaned.reduce((mask, one) => mask | (1 << CLEANED.indexOf(one)), 0);

/** What a bit mask says was cleaned, in the order of CLEANED. */
export const maskToCleaned = (mask: number): Cleaned[] =>
  CLEANED.filter((_, bit) => mask & (1 << bit));
