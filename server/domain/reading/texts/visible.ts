/**
 * Characters that are copied along from chats, web pages and file dialogues and that nobody sees: marks of direction, blanks without
 * width, soft hyphens. Those that join or part letters (U+200C, U+200D) belong to words.
 */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/** A text of a file without what nobody sees in it. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** Letters, digits and what stands between them in codes, of full width (Unicode, Halfwidth and Fullwidth Forms), as Chinese keyboards write them. */
const WIDE = /[\uFF0D-\uFF0F\uFF10-\uFF19\uFF21-\uFF3A\uFF3F\uFF41-\uFF5A]/g;

/** A code as it was meant: without what nobody sees, letters and digits of usual width, composed (NFC). Brackets stay as they are: they are part of names. */
export const plainCode = (text: string): string =>
  withoutInvisible(text)
    .replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .normalize('NFC')
    .trim();

/** Whether a code is what a spreadsheet writes that took it for a number: `3.31004E+17`. */
export const isPowerOfTen = (code: string): boolean => /^\d(\.\d+)?e\+\d{2,}$/i.test(code);
