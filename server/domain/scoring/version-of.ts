/**
 * The version of a scheme that scores a period, of its versions first to last: the one in force on the period's first day; where the scheme begins
 * within the period, its first. Undefined where it begins later. Local days, `to` the day after the last.
 */
export const versionOf = <Version extends { from: string }>(
  versions: readonly Version[],
  { from, to }: { from: string; to: string },
): Version | undefined =>
  versions.findLast((version) => version.from <= from) ??
  versions.find((version) => version.from < to);
