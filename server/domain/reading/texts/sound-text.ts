import { fileProblem } from '../problem.ts';

/** Characters no text is kept with: U+FFFD stands for bytes an earlier conversion lost, U+0000 and half a surrogate pair no store keeps. */
const DAMAGED = /[\uFFFD\0\p{Cs}]/u;

/** Whether every character of a text is one that can be kept. */
export const isSound = (text: string): boolean => !DAMAGED.test(text);

/**
 * Checks every text of a value that came in, names of fields too. All entrances ask here before anything is stored. Bytes are a file and no
 * text; whoever reads them looks at what they say.
 * @throws ReadingError naming the field and the character.
 */
export function requireSound(value: unknown, path = ''): void {
  if (typeof value === 'string') {
    const damaged = DAMAGED.exec(value);
    if (!damaged) return;
    const code = damaged[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw path
      ? fileProblem('damaged-value', { path, character: code })
      : fileProblem('damaged-character', { character: code });
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if (Array.isArray(value)) {
    // Most of a map is pairs of numbers.
    for (const [k, inner] of value.entries())
      if (typeof inner !== 'number') requireSound(inner, path ? `${path}.${k}` : String(k));
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    requireSound(key, path ? `a field of ${path}` : 'a field');
    requireSound(inner, path ? `${path}.${key}` : key);
  }
}
