/** The time zone of the areas on show; this machine's own until they are known. */
export const timeZoneOf = (areas: readonly { timeZone: string }[] | undefined): string =>
  areas?.[0]?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
