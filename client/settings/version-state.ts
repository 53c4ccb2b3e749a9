/** Where a version with a date stands: it holds, is still to come, or is past. */
export type VersionState = 'current' | 'coming' | 'past';
export const STATE_COLOURS = { current: 'success', coming: 'processing', past: 'default' } as const;
/** What holds first, then what comes. */
export const STATE_ORDER: readonly VersionState[] = ['current', 'coming', 'past'];

export const stateOf = (
  { from, to }: { from: string; to: string | null },
  now: number,
): VersionState => {
  if (Date.parse(from) > now) return 'coming';
  return to === null || Date.parse(to) > now ? 'current' : 'past';
};
