/** A text cell of CSV that no spreadsheet takes for a formula: an apostrophe in front says that it is text (OWASP, "CSV Injection"). */
export const defuse = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** The same cell as it was. */
export const undefuse = (text: string): string => text.replace(/^'(?='*[=+\-@\t\r])/, '');

/** A text as a field of CSV, in quotes where it needs them (RFC 4180). */
export const csvField = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Texts as a line of CSV, each defused, without the line's end. */
export const csvLine = (texts: readonly string[]): string =>
  texts.map((text) => csvField(defuse(text))).join(',');
