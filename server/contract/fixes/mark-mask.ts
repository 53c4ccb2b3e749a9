import { CLEANED, type Cleaned, MARKS, type Mark } from './fix.ts';

/** Marks as a bit mask: bit i is MARKS[i]. */
export function marksToMask(marks: readonly Mark[]): number {
  return marks.reduce((mask, mark) => mask | (1 << MARKS.indexOf(mark)), 0);
}

/** The marks of a bit mask, in the order of MARKS. */
export function maskToMarks(mask: number): Mark[] {
  return MARKS.filter((_, bit) => mask & (1 << bit));
}

/** What was cleaned as a bit mask: bit i is CLEANED[i]; null where nothing was. */
export function cleanedToMask(cleaned?: readonly Cleaned[]): number | null {
  if (!cleaned) return null;
  return cleaned.reduce<number | null>(
    (mask, one) => (mask ?? 0) | (1 << CLEANED.indexOf(one)),
    null,
  );
}
