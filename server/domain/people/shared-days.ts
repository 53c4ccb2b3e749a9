import { partition } from '../partition.ts';

/** Days on which something holds, local, YYYY-MM-DD; `lastDay` null: until further notice. */
export interface Days {
  firstDay: string;
  lastDay: string | null;
}

interface Spell<T extends Days> {
  of: string;
  days: T;
  /** Whether other days of it are on record, or none. */
  isNew: boolean;
}

/** Two of the same that share days. */
export interface Shared<T> {
  /** The one that is put; of two that are, the one that begins later. */
  one: T;
  other: T;
}

interface Telling<T> {
  /** What holds once at a time. */
  of: (one: T) => string;
  /** Whether it is taken back. */
  isOff: (one: T) => boolean;
}

/**
 * Those that are put and would share days with others of the same, put or on record; one of the same first day takes the place of that on
 * record. What shares days on record already is left alone.
 */
export function sharedDays<T extends Days>(
  put: readonly T[],
  onRecord: readonly T[],
  { isOff, of }: Telling<T>,
): Shared<T>[] {
  const idOf = (one: T) => `${one.firstDay} ${of(one)}`;
  const before = new Map(onRecord.map((one) => [idOf(one), one]));
  const after = new Map(put.map((one) => [idOf(one), one]));
  const kept = [...before].filter(([id]) => !after.has(id)).map(([, one]) => one);
  const spells = [
    ...kept.map((days) => ({ of: of(days), days, isNew: false })),
    ...[...after].flatMap(([id, days]) =>
      isOff(days) ? [] : { of: of(days), days, isNew: before.get(id)?.lastDay !== days.lastDay },
    ),
  ];
  return [...partition(spells, (spell) => spell.of).values()].flatMap(sharedOf);
}

function sharedOf<T extends Days>(spells: readonly Spell<T>[]): Shared<T>[] {
  let [longest, longestNew]: (Spell<T> | undefined)[] = [];
  return spells
    .toSorted((a, b) => (a.days.firstDay < b.days.firstDay ? -1 : 1))
    .flatMap((spell): Shared<T>[] => {
      const before = spell.isNew ? longest : longestNew;
      longest = longer(longest, spell);
      if (spell.isNew) longestNew = longer(longestNew, spell);
      if (!before || !reaches(before.days, spell.days.firstDay)) return [];
      const [one, other] = spell.isNew ? [spell, before] : [before, spell];
      return [{ one: one.days, other: other.days }];
    });
}

const reaches = ({ lastDay }: Days, day: string) => lastDay === null || lastDay >= day;

const longer = <T extends Days>(one: Spell<T> | undefined, other: Spell<T>) =>
  one &&
  (other.days.lastDay === null ? one.days.lastDay === null : reaches(one.days, other.days.lastDay))
    ? one
    : other;

/** A spell as it is told, in any language. */
export const spanOf = ({ firstDay, lastDay }: Days): string =>
  `${firstDay} – ${lastDay ?? ''}`.trim();
