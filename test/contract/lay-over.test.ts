import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changedSpells,
  cutTo,
  layOver,
  type Spell,
  untilMs,
} from '../../server/contract/people/lay-over.ts';

/** A moment of the first day of June by its hour. */
const at = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour)).toISOString();
const spell = (target: string, from: number, to: number | null): Spell => ({
  ...{ target, from: at(from), to: to === null ? null : at(to) },
});
const over = (history: Spell[], from: number, to: number | null, ...given: Spell[]) =>
  layOver(history, { from: at(from), to: to === null ? null : at(to), given });

test('who is given something in the middle has it then, and before and after it is whose it was', () => {
  const history = [spell('A', 0, null)];
  expect(over(history, 8, 12, spell('B', 8, 12))).toEqual([
    spell('A', 0, 8),
    spell('B', 8, 12),
    spell('A', 12, null),
  ]);
});

test('what is laid again as it was is the history there was, in one piece', () => {
  const history = [spell('A', 0, 10), spell('B', 12, null)];
  const laid = over(history, 8, 14, spell('C', 8, 14));
  const was = cutTo(history, { from: at(8), to: at(14) });
  expect(over(laid, 8, 14, ...was)).toEqual(history);
});

test('an end leaves what is planned for later', () => {
  const history = [spell('A', 0, 10), spell('B', 10, null)];
  expect(over(history, 4, 10)).toEqual([spell('A', 0, 4), spell('B', 10, null)]);
});

test('a spell that begins and ends within is gone, one that lies around is in two', () => {
  const history = [spell('A', 1, 2), spell('B', 3, 9)];
  expect(over(history, 0, 4)).toEqual([spell('B', 4, 9)]);
  expect(over([spell('A', 0, 9)], 3, 4)).toEqual([spell('A', 0, 3), spell('A', 4, 9)]);
});

test('what changed is told of who loses and who gains, no longer than it did', () => {
  const before = [spell('A', 0, null)];
  const after = over(before, 8, 12, spell('B', 8, 12));
  expect(changedSpells(before, after)).toEqual([spell('A', 8, 12), spell('B', 8, 12)]);
  expect(changedSpells(before, over(before, 8, null))).toEqual([spell('A', 8, null)]);
  expect(changedSpells(before, before)).toEqual([]);
  // In two pieces it is whose it was all the same.
  expect(changedSpells(before, [spell('A', 0, 5), spell('A', 5, null)])).toEqual([]);
});

const HOURS = 24;
const isOpen = fc.boolean();
/** One at a time, with gaps, perhaps the last for good. */
const histories = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: HOURS }), { maxLength: 8 }),
    fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 4, maxLength: 4 }),
    isOpen,
  )
  .map(([hours, targets, open]) => {
    const edges = hours.sort((a, b) => a - b);
    const spells: Spell[] = [];
    for (let k = 0; k + 1 < edges.length; k += 2)
      spells.push(spell(targets[k / 2]!, edges[k]!, edges[k + 1]!));
    const last = spells.at(-1);
    if (last && open) last.to = null;
    return spells;
  });
const whoAt = (spells: readonly Spell[], hour: number) =>
  spells.filter(({ from, to }) => from <= at(hour) && Date.parse(at(hour)) < untilMs(to));

test('outside of what is laid everybody has what they had, and inside what is given', () => {
  fc.assert(
    fc.property(
      histories,
      histories,
      fc.integer({ min: 0, max: HOURS - 1 }),
      fc.integer({ min: 1, max: HOURS }),
      isOpen,
      (history, other, from, length, open) => {
        const to = open ? null : Math.min(HOURS, from + length);
        const range = { from: at(from), to: to === null ? null : at(to) };
        const given = cutTo(other, range);
        const laid = layOver(history, { ...range, given });
        for (let hour = 0; hour <= HOURS; hour++) {
          const isInside = from <= hour && (to === null || hour < to);
          const targets = (spells: readonly Spell[]) =>
            whoAt(spells, hour).map(({ target }) => target);
          expect(targets(laid)).toEqual(targets(isInside ? given : history));
        }
        // Laid again as it was, it is what it was.
        const back = layOver(laid, { ...range, given: cutTo(history, range) });
        expect(changedSpells(history, back)).toEqual([]);
      },
    ),
  );
});
