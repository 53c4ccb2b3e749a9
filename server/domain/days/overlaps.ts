/** Time on patrol, Unix ms; still under way where `endMs` is null. */
interface Span {
  startMs: number;
  endMs: number | null;
}

/** Whether two stretches of time share more than a moment. */
export const overlaps = (a: Span, b: Span): boolean =>
  a.startMs < (b.endMs ?? Number.POSITIVE_INFINITY) &&
  b.startMs < (a.endMs ?? Number.POSITIVE_INFINITY);
