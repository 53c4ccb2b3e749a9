import { expect, test } from 'vitest';
import { groundMoments, groundSince } from '../../../client/replay/ground-moments.ts';

const at = (day: number) => `2026-11-0${day}T00:00:00.000Z`;
const ms = (day: number) => Date.parse(at(day));
const spell = (from: number, to: number | null) => ({
  validFrom: at(from),
  validTo: to === null ? null : at(to),
});

test('a replay changes its ground when areas ended and began within it', () => {
  const moments = groundMoments(
    {
      first: [spell(1, 3), spell(1, 3), spell(1, null), spell(1, 9)],
      last: [spell(3, null), spell(5, null), spell(1, null)],
    },
    { fromMs: ms(2), toMs: ms(6) },
  );
  expect(moments).toEqual([ms(3), ms(5)]);
  const since = (day: number) => groundSince(moments, ms(2), ms(day));
  expect([2, 3, 4, 5, 6].map(since)).toEqual([ms(2), ms(3), ms(3), ms(5), ms(5)]);
});
