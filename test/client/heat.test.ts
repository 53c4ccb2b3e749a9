import { beforeEach, expect, test } from 'vitest';
import { heatColour, heatShare, hottest } from '../../client/layers/heat-colour.ts';
import { applyHeat, hotCells } from '../../client/live/heat/heat.ts';
import { useHeat } from '../../client/live/heat/heat-store.ts';
import { PALETTES } from '../../client/theme/tokens.ts';
import { encodeHeat, type HeatFrame } from '../../server/contract/console/heat.ts';

const EPOCH = 1_780_000_000_000;
const HALF_LIFE_MS = 1_800_000;
const A = 0x8b4b3282b915fffn;
const B = 0x8b4b3282b916fffn;
const frame = (cells: [bigint, number][], part: Partial<HeatFrame> = {}): HeatFrame => ({
  kind: 'presence',
  snapshot: false,
  resolution: 11,
  epochMs: EPOCH,
  halfLifeMs: HALF_LIFE_MS,
  at: EPOCH,
  cells: BigUint64Array.from(cells.map(([cell]) => cell)),
  values: Float32Array.from(cells.map(([, value]) => value)),
  ...part,
});
const view = { west: 121.36, south: 28.57, east: 121.38, north: 28.59, zoom: 15 };

beforeEach(() => useHeat.setState(useHeat.getInitialState()));

test('a heat frame replaces the cells it names, 0 takes one away, a snapshot replaces all', () => {
  const first = applyHeat(
    null,
    frame(
      [
        [A, 4],
        [B, 2],
      ],
      { snapshot: true },
    ),
  );
  const next = applyHeat(first, frame([[A, 0]]));
  expect([...next.values]).toEqual([[B.toString(16), 2]]);
  expect([...applyHeat(next, frame([[A, 7]], { snapshot: true })).values.keys()]).toEqual([
    A.toString(16),
  ]);
  expect(first.values.size).toBe(2);
});

test('heat decays by the clock alone, and is gone below the floor', () => {
  const held = applyHeat(
    null,
    frame(
      [
        [A, 8],
        [B, 2],
      ],
      { snapshot: true },
    ),
  );
  expect(hotCells(held, EPOCH + HALF_LIFE_MS)).toEqual([
    { cell: A.toString(16), amount: 4 },
    { cell: B.toString(16), amount: 1 },
  ]);
  expect(hotCells(held, EPOCH + 2 * HALF_LIFE_MS)).toEqual([{ cell: A.toString(16), amount: 2 }]);
});

test('the server is told of a move only where it would send other cells', () => {
  const { look } = useHeat.getState();
  look([], view);
  expect(useHeat.getState().view).toBeNull();
  look(['presence'], view);
  const told = useHeat.getState().view;
  expect(told).toEqual({ kinds: ['presence'], ...view });
  look(['presence'], { ...view, west: 121.357, east: 121.377, zoom: 15.4 });
  expect(useHeat.getState().view).toBe(told);
  look(['presence'], { ...view, west: 121.34, east: 121.36 });
  expect(useHeat.getState().view).not.toBe(told);
  look(['presence'], { ...view, zoom: 13 });
  expect(useHeat.getState().view).toMatchObject({ zoom: 13 });
});

test('a kind that is switched off is forgotten, and what was under way for it is not taken', () => {
  const { look, apply } = useHeat.getState();
  const sent = [encodeHeat(frame([[A, 4]], { snapshot: true })).buffer];
  look(['incidents', 'presence'], view);
  apply(sent);
  expect(useHeat.getState().held.presence?.values.size).toBe(1);
  look(['incidents'], view);
  expect(useHeat.getState().held.presence).toBeNull();
  apply(sent);
  expect(useHeat.getState().held.presence).toBeNull();
});

test('a colour stands for the same amount to everyone, by the size of the cell alone', () => {
  const colours = PALETTES.light.heat;
  expect(heatShare('presence', 11, hottest('presence', 11))).toBe(1);
  expect(heatShare('presence', 7, hottest('presence', 7) / 200)).toBeCloseTo(0, 12);
  expect(heatColour(0, colours).slice(0, 3)).toEqual([0xc7, 0xdc, 0xf7]);
  expect(heatColour(5, colours).slice(0, 3)).toEqual([0x18, 0x3f, 0x8f]);
  expect(heatColour(-1, colours)).toEqual(heatColour(0, colours));
});
