import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeFleet,
  encodeFleet,
  FLEET_FLAGS,
  type FleetFrame,
  headingByte,
  headingOf,
} from '../../server/contract/console/fleet.ts';
import { decodeTrails, encodeTrails } from '../../server/contract/console/trails.ts';

const FRAME: FleetFrame = {
  begins: true,
  ends: false,
  isWhole: true,
  life: 3,
  edition: 70_000,
  at: 1_780_000_000_000,
  officerId: Uint32Array.of(7, 8),
  lngE7: Int32Array.of(1_213_700_001, -1),
  latE7: Int32Array.of(285_800_002, -900_000_000),
  seenMs: Int32Array.of(-5_000, 1),
  heading: Uint8Array.of(headingByte(90), 0),
  flags: Uint8Array.of(FLEET_FLAGS.inside + FLEET_FLAGS.moving, FLEET_FLAGS.gone),
  who: {
    officerId: Uint32Array.of(7),
    gridId: Uint32Array.of(5_811),
    handheldId: Uint32Array.of(11_000),
    patrolId: Float64Array.of(2 ** 40),
    names: ['网格员'],
  },
};

/** FRAME as it must be on the wire, hex. */
const VECTOR = [
  '01050000020000000100000009000000', // layout, begins and whole; counts
  '0000000000000840000000000017f1400000804804e77942', // life, edition, server time
  '0000000000007042', // patrol
  '0700000008000000', // officers
  'a1975748ffffffff', // lng
  '42f6081100175bca', // lat
  '78ecffff01000000', // seen
  '07000000b3160000f82a0000', // who: officer, grid, handheld
  '0900', // length of the name
  '4100', // headings
  '0508', // flags
  'e7bd91e6a0bce59198', // name
].join('');

describe('A fleet frame', () => {
  it('has the bytes the contract says', () => {
    expect(Buffer.from(encodeFleet(FRAME)).toString('hex')).toBe(VECTOR);
  });

  it('comes off the wire as it went on, whatever it holds and at whatever byte it starts', () => {
    const u32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    const i32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const u8 = fc.integer({ min: 0, max: 255 });
    const position = fc.tuple(u32, i32, i32, i32, u8, u8);
    const who = fc.tuple(
      u32,
      u32,
      u32,
      fc.maxSafeNat(),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    );
    fc.assert(
      fc.property(
        fc.array(position),
        fc.array(who),
        fc.tuple(
          fc.boolean(),
          fc.boolean(),
          fc.boolean(),
          fc.maxSafeNat(),
          fc.maxSafeNat(),
          fc.maxSafeNat(),
        ),
        fc.integer({ min: 0, max: 7 }),
        (positions, whos, [begins, ends, isWhole, life, edition, at], shift) => {
          const frame: FleetFrame = {
            ...{ begins, ends, isWhole, life, edition, at },
            officerId: Uint32Array.from(positions, (p) => p[0]),
            lngE7: Int32Array.from(positions, (p) => p[1]),
            latE7: Int32Array.from(positions, (p) => p[2]),
            seenMs: Int32Array.from(positions, (p) => p[3]),
            heading: Uint8Array.from(positions, (p) => p[4]),
            flags: Uint8Array.from(positions, (p) => p[5]),
            who: {
              officerId: Uint32Array.from(whos, (w) => w[0]),
              gridId: Uint32Array.from(whos, (w) => w[1]),
              handheldId: Uint32Array.from(whos, (w) => w[2]),
              patrolId: Float64Array.from(whos, (w) => w[3]),
              names: whos.map((w) => w[4]),
            },
          };
          const bytes = encodeFleet(frame);
          const shifted = new Uint8Array(bytes.length + shift).subarray(shift);
          shifted.set(bytes);
          expect(decodeFleet(shifted)).toEqual(frame);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is not made of bytes that are too few, too many or of another layout', () => {
    const bytes = encodeFleet(FRAME);
    const long = new Uint8Array(bytes.length + 1);
    long.set(bytes);
    const other = bytes.slice();
    other[0] = 2;
    const cut = bytes.slice();
    // A name shorter than the names are.
    cut[bytes.length - 9 - 4 - 2]! -= 1;
    for (const wrong of [new Uint8Array(), bytes.slice(0, -1), long, other, cut])
      expect(() => decodeFleet(wrong)).toThrow('not a fleet frame');
  });

  it('keeps a heading to within a degree, and says which is not known', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 359.999, noNaN: true }), (degrees) => {
        const off = Math.abs(headingOf(headingByte(degrees))! - degrees);
        expect(Math.min(off, 360 - off)).toBeLessThan(0.71);
      }),
    );
    expect(headingOf(headingByte(null))).toBeNull();
  });
});

describe('Trails', () => {
  it('come off the wire as they went on', () => {
    const column = fc.tuple(
      fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
      fc.integer({ min: -900_000_000, max: 900_000_000 }),
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
    );
    const trail = fc
      .record({ officerId: fc.nat(), points: fc.array(column) })
      .map(({ officerId, points }) => ({
        officerId,
        lngE7: points.map((p) => p[0]),
        latE7: points.map((p) => p[1]),
        t: points.map((p) => p[2]),
      }));
    fc.assert(
      fc.property(fc.array(trail), (trails) => {
        expect(decodeTrails(encodeTrails(trails))).toEqual(trails);
      }),
    );
  });

  it('have the bytes the contract says, and a step takes seven of them', () => {
    const trail = { officerId: 3, lngE7: [64, 65], latE7: [-1, -3], t: [0, 10_000] };
    expect([...encodeTrails([trail])]).toEqual([2, 2, 6, 4, 128, 1, 1, 0, 2, 3, 160, 156, 1]);
    expect(() => decodeTrails(encodeTrails([trail]).slice(0, -1))).toThrow('end too early');
    expect(() => decodeTrails(Uint8Array.of(4))).toThrow('not trails');
  });
});
