import { describe, expect, it } from 'vitest';
import {
  decodeHeat,
  encodeHeat,
  HEAT_CELLS_MAX,
  type HeatFrame,
  heatReach,
} from '../../server/contract/console/heat.ts';

const FRAME: HeatFrame = {
  kind: 'incidents',
  snapshot: true,
  resolution: 9,
  epochMs: 1_780_000_000_000,
  halfLifeMs: 86_400_000,
  at: 1_780_000_123_456,
  cells: BigUint64Array.from([0x8931b2d4a0bffffn, 0x8931b2d4a0fffffn, 0x8931b2d4a13ffffn]),
  values: Float32Array.from([1.5, 0, 3e10]),
};

const view = (zoom: number, halfDeg = 0.01) => ({
  west: 121.4 - halfDeg,
  south: 28.6 - halfDeg,
  east: 121.4 + halfDeg,
  north: 28.6 + halfDeg,
  zoom,
});

describe('A heat frame', () => {
  it('comes off the wire as it went on, at whatever byte it starts', () => {
    const bytes = encodeHeat(FRAME);
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    expect(decodeHeat(bytes.buffer)).toEqual(FRAME);
    expect(decodeHeat(shifted)).toEqual(FRAME);
  });

  it('has the layout the contract says, little-endian', () => {
    const bytes = encodeHeat(FRAME);
    const wire = new DataView(bytes.buffer);
    expect(bytes.length).toBe(32 + 12 * 3);
    expect([0, 1, 2, 3].map((at) => wire.getUint8(at))).toEqual([1, 1, 9, 1]);
    expect(wire.getUint32(4, true)).toBe(3);
    expect([8, 16, 24].map((at) => wire.getFloat64(at, true))).toEqual([
      FRAME.epochMs,
      FRAME.halfLifeMs,
      FRAME.at,
    ]);
    expect(wire.getBigUint64(32 + 8, true)).toBe(FRAME.cells[1]);
    expect(wire.getFloat32(32 + 24, true)).toBe(1.5);
  });

  it('is not made of anything else', () => {
    const bytes = encodeHeat(FRAME);
    const otherLayout = bytes.slice();
    otherLayout[0] = 2;
    const otherKind = bytes.slice();
    otherKind[1] = 7;
    for (const wrong of [new Uint8Array(0), bytes.slice(0, 40), otherLayout, otherKind])
      expect(() => decodeHeat(wrong)).toThrow(RangeError);
  });
});

describe('The reach of a view', () => {
  it('takes finer cells the nearer one looks', () => {
    expect([8, 9.5, 11, 12.5, 14, 20].map((zoom) => heatReach(view(zoom)).resolution)).toEqual([
      7, 8, 9, 10, 11, 11,
    ]);
  });

  it('takes coarser ones where a view would hold too many, the coarsest for the whole country', () => {
    expect(heatReach(view(14, 0.03)).resolution).toBe(11);
    expect(heatReach(view(14, 0.1)).resolution).toBe(10);
    expect(heatReach(view(20, 20)).resolution).toBe(7);
    const { box } = heatReach(view(14, 0.03));
    const km2 = (box.east - box.west) * (box.north - box.south) * 111.32 ** 2 * Math.cos(0.5);
    expect(km2 / 0.00215).toBeLessThan(HEAT_CELLS_MAX);
  });

  it('goes a fifth of its width and two edges of a cell beyond each side', () => {
    const { box } = heatReach(view(14));
    expect(box.west).toBeCloseTo(121.4 - 0.014 - 0.000587, 6);
    expect(box.north).toBeCloseTo(28.6 + 0.014 + 0.000516, 6);
  });
});
