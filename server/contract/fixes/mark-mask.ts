import { MARKS, type Mark } from './fix.ts';

/** Marks as a bit mask: bit i is MARKS[i]. */
export function marksToMask(marks: readonly Mark[]): number {
  return marks.reduce((mask, mark) => mask | (1 << MARKS.indexOf(mark)), 0);
}

/** The marks of a bit mask, in the order of MARKS. */
export function maskToMarks(mask: number): Mark[] {
  return MARKS.filter((_, bit) => mask & (1 << bit));
}
