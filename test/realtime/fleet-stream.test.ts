import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeFleet, E7, FLEET_FRAME_BYTES_MAX } from '../../server/contract/console/fleet.ts';
import { createLiveBoard, type LiveBoard, STALE_MS } from '../../server/ingest/live-board.ts';
import { createFleetStream, type FleetStream } from '../../server/realtime/fleet/stream.ts';
import { createHeldPicture } from '../support/held-picture.ts';

const START = 1_780_000_000_000;
const GRIDS = { town: [1, 2], village: [1] } as const;
const AREAS: readonly (readonly number[])[] = [GRIDS.town, GRIDS.village];

const dutyOf = (officerId: number, gridId: number) => ({
  officerId,
  officerName: `officer ${officerId}`,
  grid: {
    id: gridId,
    name: '',
    timeZone: 'Asia/Shanghai',
    geometry: { type: 'MultiPolygon' as const, coordinates: [] },
  },
  rules: null,
  onDuty: () => true,
  inGrid: () => true,
});

describe('The fleet stream', () => {
  let board: LiveBoard;
  let stream: FleetStream;
  let seq = 0;
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
    board = createLiveBoard();
    stream = createFleetStream({
      board,
      now: Date.now,
      gridsOf: async (areaId) => new Set(AREAS[areaId]),
      onError: (error) => {
        throw error;
      },
    });
  });
  afterEach(() => {
    stream.close();
    vi.useRealTimers();
  });

  const second = () => vi.advanceTimersByTimeAsync(1_000);
  const walk = (officerId: number, gridId = 1) =>
    board.observe(officerId, dutyOf(officerId, gridId), [
      {
        t: Date.now() + seq++,
        lng: 121 + officerId * 1e-4,
        lat: 28 + (seq % 1000) * 1e-6,
        marks: [],
      },
    ]);

  /** A console that takes a frame when told to, or at once. */
  function reader(areaId: number, { isSlow = false } = {}) {
    const held = createHeldPicture();
    let take = () => {};
    let leave = () => {};
    const dropped = vi.fn();
    const join = async (isFresh = true) => {
      const one = await stream.join(
        areaId,
        { held: isFresh ? null : held.edition(), lng: 121, lat: 28 },
        {
          drop: dropped,
          deliver: ({ bytes }) => {
            held.apply(decodeFleet(bytes), bytes.length);
            return isSlow ? new Promise((resolve) => (take = resolve)) : Promise.resolve();
          },
        },
      );
      leave = one.leave;
    };
    return { held, dropped, join, areaId, take: () => take(), leave: () => leave() };
  }
  const expected = (areaId: number) =>
    new Map(
      board
        .officers()
        .filter(({ gridId }) => AREAS[areaId]!.includes(gridId!))
        .map(({ officerId, lng, lat, t }) => [
          officerId,
          { lngE7: Math.round(lng * E7), latE7: Math.round(lat * E7), t },
        ]),
    );
  const shown = ({ held }: ReturnType<typeof reader>) =>
    new Map([...held.officers].map(([id, { lngE7, latE7, t }]) => [id, { lngE7, latE7, t }]));

  it('brings every console to the picture of the board, whatever happens, however slow it is, and after it was cut off', async () => {
    const act = fc.oneof(
      fc.record({
        kind: fc.constant('walk' as const),
        id: fc.integer({ min: 1, max: 12 }),
        grid: fc.constantFrom(1, 2, 3),
      }),
      fc.record({
        kind: fc.constantFrom(
          'second' as const,
          'take' as const,
          'cut' as const,
          'back' as const,
          'age' as const,
          'patrol' as const,
        ),
        id: fc.integer({ min: 1, max: 12 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
        const all = [reader(0), reader(1), reader(0, { isSlow: true }), reader(1)];
        const cut = all[3]!;
        for (const one of all) await one.join();
        for (const one of acts) {
          if (one.kind === 'walk') walk(one.id, one.grid);
          else if (one.kind === 'second') await second();
          else if (one.kind === 'take') all[2]!.take();
          else if (one.kind === 'cut') cut.leave();
          else if (one.kind === 'patrol') board.setOpenPatrol(one.id, { id: seq, startMs: START });
          else if (one.kind === 'age') board.prune(Date.now() + STALE_MS - 60_000 * one.id);
          else {
            cut.leave();
            await cut.join(false);
          }
        }
        cut.leave();
        await cut.join(false);
        for (let i = 0; i < 8; i++) {
          await second();
          all[2]!.take();
        }
        const editions = all.map(({ areaId, held }) => [areaId, held.edition()]);
        for (const one of all) {
          expect(shown(one)).toEqual(expected(one.areaId));
          for (const [id, { name, patrolId }] of one.held.officers)
            expect([name, patrolId]).toEqual([`officer ${id}`, board.officer(id)!.patrolId ?? 0]);
          one.leave();
        }
        // Who has the same edition has the same picture; here all of an area have the last.
        expect(editions[0]).toEqual(editions[2]);
        expect(editions[1]).toEqual(editions[3]);
      }),
      { numRuns: 40 },
    );
  });

  it('encodes what changed once for all who have the same edition', async () => {
    walk(1);
    const sent: Uint8Array[][] = [[], []];
    for (const frames of sent)
      await stream.join(
        0,
        { held: null, lng: 0, lat: 0 },
        {
          drop: () => {},
          deliver: async ({ bytes }) => void frames.push(bytes),
        },
      );
    walk(1);
    await second();
    expect(sent.map((frames) => frames.length)).toEqual([2, 2]);
    expect(sent[0]![1]).toBe(sent[1]![1]);
  });

  it('keeps every frame of a large fleet under the cap, the nearest first, also for who takes one in ten seconds', async () => {
    for (let id = 1; id <= 8_000; id++) walk(id);
    const slow = reader(0, { isSlow: true });
    await slow.join();
    for (let tens = 0; tens < 8; tens++) {
      for (let id = 1; id <= 8_000; id++) walk(id);
      for (let s = 0; s < 10; s++) await second();
      slow.take();
      await second();
    }
    for (let left = 0; left < 4; left++) {
      slow.take();
      await second();
    }
    expect(Math.max(...slow.held.frames.map(({ bytes }) => bytes))).toBeLessThanOrEqual(
      FLEET_FRAME_BYTES_MAX,
    );
    expect(slow.dropped).not.toHaveBeenCalled();
    expect(slow.held.frames[0]!.officerIds.slice(0, 3)).toEqual([1, 2, 3]);
    expect(shown(slow)).toEqual(expected(0));
  });

  it('says who somebody is once, and again only where something of it changed', async () => {
    const one = reader(0);
    walk(1);
    await one.join();
    const names = () => one.held.officers.get(1)!.name;
    expect(names()).toBe('officer 1');
    one.held.officers.get(1)!.name = 'as the console keeps it';
    walk(1);
    await second();
    expect(names()).toBe('as the console keeps it');
    board.setOpenPatrol(1, { id: 9, startMs: START });
    await second();
    expect(names()).toBe('officer 1');
    expect(one.held.officers.get(1)!.patrolId).toBe(9);
  });

  it('writes no more to a reader whose connection failed', async () => {
    const drop = vi.fn();
    walk(1);
    await stream.join(
      0,
      { held: null, lng: 0, lat: 0 },
      { drop, deliver: () => Promise.reject(new Error('gone')) },
    );
    await second();
    expect(drop).toHaveBeenCalledTimes(1);
  });
});
