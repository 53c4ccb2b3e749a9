/** How often places had so many severe incidents of one kind within a day. */
export interface SevereHistory {
  /** Days known before the day looked at. */
  historyD: number;
  /** In those days: so many days and places had this count. */
  usual: readonly { count: number; places: number }[];
  /** Counts of the places of the day looked at. */
  now: readonly number[];
}

/** Days in which some place of the area has as many once: days known, the one looked at among them, over how often it was seen. */
export function severeRecurrence({ historyD, now, usual }: SevereHistory, count: number): number {
  const before = usual.reduce((sum, one) => sum + (one.count >= count ? one.places : 0), 0);
  const today = now.filter((other) => other >= count).length;
  return (historyD + 1) / Math.max(1, before + today);
}
