/** The id an address tells, in its path or in what it looks for; null: none. */
export const idOf = (text: string | null | undefined): number | null =>
  text && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
