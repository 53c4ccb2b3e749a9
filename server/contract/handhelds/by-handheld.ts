const HANDHELD = 'handheld:';

/** By whom something is on record that the officer of a handheld did with it. */
export const byHandheld = (code: string): string => `${HANDHELD}${code}`;

/** The code of the handheld something is on record by; null: an account, or nobody. */
export const handheldOf = (by: string | null): string | null =>
  by?.startsWith(HANDHELD) ? by.slice(HANDHELD.length) : null;
