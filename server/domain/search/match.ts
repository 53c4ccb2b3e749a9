import { LRUCache } from 'lru-cache';
import { pinyin, polyphonic } from 'pinyin-pro';

/** Names whose pinyin is remembered: a city's officers and areas. */
const NAMES_MAX = 50_000;
const remembered = new LRUCache<string, string>({ max: NAMES_MAX });

/** First letters of a name as typed: 垃圾堆放 is `ljdf`; Latin letters and digits stay. */
export function initialsOf(name: string): string {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const initials = pinyin(name, {
    ...{ pattern: 'first', toneType: 'none', separator: '', nonZh: 'consecutive' },
  } as const)
    .toLowerCase()
    .replaceAll(/\s/g, '');
  remembered.set(name, initials);
  return initials;
}

/** How one character is read: 单 as dan, shan or chan; what is not Chinese as itself. */
type Readings = readonly string[];

const readings = new LRUCache<string, readonly Readings[]>({ max: NAMES_MAX });

/** How each character of a name is read, blanks left out; of ü as it is typed. */
function readingsOf(name: string): readonly Readings[] {
  const known = readings.get(name);
  if (known !== undefined) return known;
  const read = polyphonic(withoutBlanks(name), { toneType: 'none', type: 'array' }).map((all) =>
    all.flatMap((one) => (one.includes('ü') ? ['v', 'u'].map((u) => one.replace('ü', u)) : [one])),
  );
  readings.set(name, read);
  return read;
}

/** How many characters letters spell from one on: each in full or by its first letter, the last begun; 0 where they spell something else. */
function spelt(all: readonly Readings[], from: number, letters: string): number {
  let end = 0;
  for (const reading of all[from] ?? []) {
    if (reading[0] !== letters[0]) continue;
    if (reading.startsWith(letters)) end = Math.max(end, from + 1);
    else {
      if (letters.startsWith(reading))
        end = Math.max(end, spelt(all, from + 1, letters.slice(reading.length)));
      end = Math.max(end, spelt(all, from + 1, letters.slice(1)));
    }
  }
  return end;
}

/** Whether letters spell characters of two texts one after the other and not of the first alone. */
function speltAcross([first, second]: [string, string], letters: string): boolean {
  const all = [...readingsOf(first), ...readingsOf(second)];
  const reach = readingsOf(first).length;
  return all.some((_, from) => spelt(all, from, letters) > reach);
}

interface Named {
  name: string;
  code: string;
  /** Names of what it lies in, one after the other from the outermost. */
  above?: string;
}

const withoutBlanks = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');

/** Whether what is wanted stands in two texts one after the other and not in the first alone. */
const reaches = ([first, second]: [string, string], wanted: string): boolean => {
  const at = (first + second).lastIndexOf(wanted);
  return at >= 0 && at + wanted.length > first.length;
};

/** How well words fit a thing, best first: its code, its name from the start, anywhere in name or code, its name after what it lies in, the pinyin of these, in full, by initials or mixed. Lower fits better; null: not. */
export function rankOf(words: string, { name, code, above = '' }: Named): number | null {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return null;
  const [itsName, itsCode] = [name.toLowerCase(), code.toLowerCase()];
  if (itsCode === wanted) return 0;
  if (itsName.startsWith(wanted)) return 1;
  if (itsCode.startsWith(wanted)) return 2;
  if (itsName.includes(wanted) || itsCode.includes(wanted)) return 3;
  if (reaches([withoutBlanks(above), withoutBlanks(name)], withoutBlanks(wanted))) return 4;
  const letters = withoutBlanks(wanted);
  return /^[a-z0-9]+$/.test(letters) && speltAcross([above, name], letters) ? 5 : null;
}

/** Those that words fit, best first, those that fit alike in the order given; at most `most`. */
export function matching<T extends Named>(all: readonly T[], words: string, most: number): T[] {
  const ranked = all.flatMap((one) => {
    const rank = rankOf(words, one);
    return rank === null ? [] : [{ one, rank }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one }) => one);
}
