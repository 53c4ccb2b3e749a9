/** A text cell of CSV that no spreadsheet takes for a formula: an apostrophe in front says that it is text (OWASP, "CSV Injection"). */
export const defuse = (text: string): string =>
  /^'*[=+\-@\t\r]|^'+\d+$/.test(text) ? `'${text}` : text;

/** The same cell as it was; other programs put an apostrophe before digits too, so that they stay a text. */
export const undefuse = (text: string): string => text.replace(/^'(?='*([=+\-@\t\r]|\d+$))/, '');

/** What a text of CSV is to a spreadsheet: the text of `="0012"`, by which programs keep zeros; null where it is a formula, whose result nobody knows. */
export function textOrFormula(text: string): string | null {
  if (!/^(=.|[+\-@].*[(!|])/s.test(text)) return undefuse(text);
  const kept = /^="((?:[^"]|"")*)"$/s.exec(text)?.[1];
  return kept === undefined ? null : kept.replaceAll('""', '"');
}

/** A text as a field of CSV, in quotes where it needs them (RFC 4180). */
export const csvField = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Texts as a line of CSV, each defused, without the line's end. */
export const csvLine = (texts: readonly string[]): string =>
  texts.map((text) => csvField(defuse(text))).join(',');
