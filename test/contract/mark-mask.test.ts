import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MARKS } from '../../server/contract/fixes/fix.ts';
import { marksToMask, maskToMarks } from '../../server/contract/fixes/mark-mask.ts';

describe('marks', () => {
  it('survive their bit mask, in the order of the contract', () => {
    fc.assert(
      fc.property(fc.subarray([...MARKS]), fc.boolean(), (marks, reversed) => {
        const given = reversed ? [...marks].reverse() : marks;
        expect(maskToMarks(marksToMask(given))).toEqual(marks);
      }),
    );
  });

  it('keep the bits that are stored', () => {
    expect(marksToMask(['inaccurate'])).toBe(1);
    expect(marksToMask(['mock', 'null-island'])).toBe(2 + 16);
    expect(maskToMarks(0)).toEqual([]);
  });
});
