/**
 * A day's budget of false alarms is spent on its looks (alpha spending: Lan and DeMets 1983, by fixed shares): most on the whole day, the
 * rest evenly on the looks at the unfinished one. Whatever the looks have in common, all together do not exceed the budget.
 */
export const WHOLE_DAY_SHARE = 0.75;

/** Share of each look at an unfinished day, of so many a day. */
export const passingShare = (looksPerDay: number): number => (1 - WHOLE_DAY_SHARE) / looksPerDay;
