/** A text cell of CSV that no spreadsheet takes for a formula: an apostrophe in front says that it is text (OWASP, "CSV Injection"). */
export const defuse = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** The same cell as it was. */
export const undefuse = (text: string): string => text.replace(/^'(?='*[=+\-@\t\r])/, '');
