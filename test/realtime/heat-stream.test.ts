import { latLngToCell } from 'h3-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeHeat, type HeatFrame, type HeatView } from '../../server/contract/console/heat.ts';
import { decayOf } from '../../server/domain/heat/decay.ts';
import { createHeatGrid } from '../../server/domain/heat/heat-grid.ts';
import { createHeatStream, type HeatStream } from '../../server/realtime/heat-stream.ts';

const HALF_LIFE_MS = 30 * 60_000;
const decay = decayOf(HALF_LIFE_MS);
const START = 80_000 * decay.periodMs;
const HERE = latLngToCell(28.58, 121.37, 11);
const NEAR = latLngToCell(28.581, 121.372, 11);
const AWAY = latLngToCell(28.58, 121.6, 11);
const VIEW: HeatView = {
  kinds: ['presence'],
  west: 121.36,
  south: 28.57,
  east: 121.38,
  north: 28.59,
  zoom: 15,
};
const AREA = {
  key: 'all',
  geometry: {
    type: 'MultiPolygon' as const,
    coordinates: [
      [
        [
          [121, 28],
          [122, 28],
          [122, 29],
          [121, 29],
          [121, 28],
        ] as [number, number][],
      ],
    ],
  },
};

/** A viewer that takes frames when the test says so. */
function slowViewer(stream: HeatStream, area = AREA) {
  const frames: HeatFrame[] = [];
  const drop = vi.fn();
  let taken: { resolve: () => void; reject: (error: Error) => void } | undefined;
  const viewer = stream.join({
    area: Promise.resolve(area),
    drop,
    deliver: (sent) => {
      frames.push(...sent.map(decodeHeat));
      return new Promise<void>((resolve, reject) => {
        taken = { resolve, reject };
      });
    },
  });
  return {
    frames,
    drop,
    look: viewer.look,
    leave: viewer.leave,
    take: () => taken!.resolve(),
    fail: () => taken!.reject(new Error('no acknowledgement')),
  };
}

const read = ({ cells, values, snapshot }: HeatFrame) => ({
  snapshot,
  cells: Object.fromEntries(Array.from(cells, (cell, i) => [cell.toString(16), values[i]])),
});

describe('The heat stream', () => {
  let now = START;
  let grids: Record<'presence' | 'incidents', ReturnType<typeof createHeatGrid>>;
  let isReady = true;
  let stream: HeatStream;
  const add = (cell: string, seconds: number) => grids.presence.add(cell, 80_000, seconds);
  const second = () => vi.advanceTimersByTimeAsync(1_000);

  beforeEach(() => {
    vi.useFakeTimers();
    now = START;
    isReady = true;
    grids = { presence: createHeatGrid(decay, now), incidents: createHeatGrid(decay, now) };
    const heat = {
      grids,
      isReady: () => isReady,
      roll: () => ({ presence: grids.presence.roll(now), incidents: grids.incidents.roll(now) }),
    };
    stream = createHeatStream({ heat: heat as never, now: () => now });
  });
  afterEach(() => {
    stream.close();
    vi.useRealTimers();
  });

  it('gives everything in view at once, then what changed, and nothing of what lies elsewhere', async () => {
    add(HERE, 30);
    add(AWAY, 40);
    const viewer = slowViewer(stream);
    expect(await viewer.look(VIEW)).toEqual({ resolution: 11 });
    expect(viewer.frames.map(read)).toEqual([{ snapshot: true, cells: { [HERE]: 30 } }]);
    expect(viewer.frames[0]).toMatchObject({ epochMs: START, halfLifeMs: HALF_LIFE_MS });
    viewer.take();
    await second();
    expect(viewer.frames.length).toBe(1);
    add(NEAR, 5);
    add(AWAY, 5);
    await second();
    expect(viewer.frames.slice(1).map(read)).toEqual([{ snapshot: false, cells: { [NEAR]: 5 } }]);
  });

  it('gives a viewer that does not acknowledge nothing but the latest state when it does', async () => {
    const viewer = slowViewer(stream);
    await viewer.look(VIEW);
    for (let k = 0; k < 100; k++) {
      add(k % 2 ? HERE : NEAR, 1);
      await second();
    }
    expect(viewer.frames.length).toBe(1);
    viewer.take();
    await second();
    expect(viewer.frames.slice(1).map(read)).toEqual([
      { snapshot: false, cells: { [HERE]: 50, [NEAR]: 50 } },
    ]);
  });

  it('sends the view asked for last, at once after the frame under way', async () => {
    add(HERE, 30);
    add(AWAY, 40);
    const viewer = slowViewer(stream);
    await viewer.look(VIEW);
    await viewer.look({ ...VIEW, zoom: 13 });
    await viewer.look({ ...VIEW, west: 121.59, east: 121.61 });
    expect(viewer.frames.length).toBe(1);
    viewer.take();
    await vi.advanceTimersByTimeAsync(0);
    expect(viewer.frames.slice(1).map(read)).toEqual([{ snapshot: true, cells: { [AWAY]: 40 } }]);
  });

  it('sends nothing because time goes by, but all of it anew when the epoch is another one', async () => {
    add(HERE, 3_000_000);
    const viewer = slowViewer(stream);
    await viewer.look(VIEW);
    viewer.take();
    now = START + decay.periodMs - 1;
    await second();
    expect(viewer.frames.length).toBe(1);
    now = START + decay.periodMs;
    await second();
    expect(viewer.frames[1]).toMatchObject({ snapshot: true, epochMs: now });
    expect(read(viewer.frames[1]!).cells[HERE]).toBeCloseTo(3_000_000 / 4096, 3);
    viewer.take();
    now = START + 2 * decay.periodMs;
    await second();
    expect(read(viewer.frames[2]!)).toEqual({ snapshot: true, cells: {} });
  });

  it('takes away a cell that sank below what is shown, and never names it in a snapshot', async () => {
    add(HERE, 30);
    const viewer = slowViewer(stream);
    await viewer.look(VIEW);
    viewer.take();
    add(HERE, -29.5);
    await second();
    expect(read(viewer.frames[1]!).cells).toEqual({ [HERE]: 0 });
    viewer.take();
    await viewer.look({ ...VIEW });
    expect(read(viewer.frames[2]!)).toEqual({ snapshot: true, cells: {} });
  });

  it('shows a viewer its own area only, coarse cells being the sum of what lies in it', async () => {
    const half = (west: number, east: number) => ({
      key: `${west}`,
      geometry: {
        ...AREA.geometry,
        coordinates: [
          [
            [
              [west, 28],
              [east, 28],
              [east, 29],
              [west, 29],
              [west, 28],
            ] as [number, number][],
          ],
        ],
      },
    });
    const coarse = { ...VIEW, zoom: 3 };
    const seen = [AREA, half(121, 121.371), half(121.371, 122)].map((area) =>
      slowViewer(stream, area),
    );
    for (const viewer of seen) await viewer.look(coarse);
    add(HERE, 30);
    add(NEAR, 12);
    await Promise.all(seen.map(({ take }) => take()));
    await second();
    expect(seen.map(({ frames }) => Object.values(read(frames[1]!).cells))).toEqual([
      [42],
      [30],
      [12],
    ]);
  });

  it('waits until all that is stored has been read', async () => {
    isReady = false;
    const viewer = slowViewer(stream);
    await viewer.look(VIEW);
    add(HERE, 30);
    await second();
    expect(viewer.frames).toEqual([]);
    isReady = true;
    await second();
    expect(viewer.frames.map(read)).toEqual([{ snapshot: true, cells: { [HERE]: 30 } }]);
  });

  it('sends nothing more to who looks at no kind, or has left; drops who never acknowledges', async () => {
    const [idle, gone, deaf] = [slowViewer(stream), slowViewer(stream), slowViewer(stream)];
    for (const viewer of [idle, gone, deaf]) await viewer.look(VIEW);
    for (const viewer of [idle, gone]) viewer.take();
    await idle.look({ ...VIEW, kinds: [] });
    gone.leave();
    deaf.fail();
    add(HERE, 30);
    await second();
    expect([idle, gone, deaf].map(({ frames }) => frames.length)).toEqual([1, 1, 1]);
    expect([idle, gone, deaf].map(({ drop }) => drop.mock.calls.length)).toEqual([0, 0, 1]);
  });
});
