import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, test } from 'vitest';
import { createFleet, SILENT_MS } from '../../../client/live/fleet/fleet.ts';
import { placeAt, retarget, STRIDE, stand } from '../../../client/live/fleet/glide.ts';
import { worldLength, worldOf } from '../../../client/live/fleet/mercator.ts';
import { createOrder } from '../../../client/live/fleet/order.ts';
import { createTrails, SEGMENTS } from '../../../client/live/fleet/trails.ts';
import { E7, FLEET_FLAGS } from '../../../server/contract/console/fleet.ts';
import { fleetFrame, type Row } from '../../support/made/fleet-frame.ts';

const NOW = 1_780_000_000_000;
const A = { lng: 121, lat: 28 };
/** About 10 m east of A. */
const B = { lng: 121.0001, lat: 28 };

describe('A dot', () => {
  const STEP = worldLength(0.0001);
  const standing = () => {
    const column = new Float32Array(STRIDE);
    stand(column, 0, 0, 0, 0);
    return column;
  };

  it('stands at once where it is first seen', () => {
    expect(placeAt(standing(), 0, 0)).toEqual([0, 0]);
  });

  it('glides for as long as it waited, without a leap at either end', () => {
    const column = standing();
    retarget(column, 0, STEP, 0, 5);
    expect(placeAt(column, 0, 5)[0]).toBe(0);
    expect(placeAt(column, 0, 7.5)[0]).toBeCloseTo(STEP / 2, 9);
    expect(placeAt(column, 0, 20)[0]).toBe(Math.fround(STEP));
  });

  it('sent elsewhere on its way starts from where it is drawn', () => {
    const column = standing();
    retarget(column, 0, STEP, 0, 4);
    const [drawn] = placeAt(column, 0, 6);
    retarget(column, 0, 2 * STEP, 0, 6);
    expect(placeAt(column, 0, 6)[0]).toBeCloseTo(drawn, 9);
  });

  it('does not start anew for the same position again', () => {
    const column = standing();
    retarget(column, 0, STEP, 0, 4);
    const before = [...column];
    expect(retarget(column, 0, STEP, 0, 5)).toBe(false);
    expect([...column]).toEqual(before);
  });

  it('does not walk across the map for a jump of hundreds of metres', () => {
    const column = standing();
    expect(retarget(column, 0, 100 * STEP, 0, 5)).toBe(false);
    expect(placeAt(column, 0, 5)[0]).toBe(Math.fround(100 * STEP));
  });
});

describe('A fleet', () => {
  const row = (officerId: number, part: Partial<Row> = {}): Row => ({
    officerId,
    ...A,
    t: NOW,
    ...part,
  });
  const whole = { begins: true, ends: true, isWhole: true };
  const started = (rows: readonly Row[]) => {
    const fleet = createFleet(NOW);
    fleet.apply(fleetFrame(rows, { ...whole, at: NOW, edition: rows.length }), NOW);
    return fleet;
  };

  it('shows everyone as the frames said last', () => {
    const fleet = started([row(1, { name: '甲', gridId: 5 }), row(2, { name: 'B' })]);
    fleet.apply(
      fleetFrame([row(2, { ...B, t: NOW + 5_000, flags: FLEET_FLAGS.outside })], {
        at: NOW + 5_000,
      }),
      NOW,
    );
    expect(fleet.officer(1)).toMatchObject({ name: '甲', gridId: 5, ...A, t: NOW, inGrid: null });
    expect(fleet.officer(2)).toMatchObject({
      name: 'B',
      gridId: null,
      ...B,
      t: NOW + 5_000,
      inGrid: false,
    });
    expect(fleet.count()).toBe(2);
  });

  it('draws an officer between two frames on the way from one position to the next', () => {
    const fleet = started([row(1)]);
    fleet.apply(fleetFrame([row(1, B)], { at: NOW + 4_000 }), NOW + 4_000);
    const [from] = worldOf(A);
    const [to] = worldOf(B);
    for (const share of [0, 0.25, 0.5, 1]) {
      const [x] = fleet.drawnAt(1, NOW + 4_000 + 4_000 * share)!;
      expect((x - from) / (to - from)).toBeCloseTo(share, 2);
    }
  });

  it('forgets who is gone and who a new picture does not name, and keeps the others whole', () => {
    const fleet = started([1, 2, 3, 4].map((id) => row(id, { name: `o${id}`, gridId: id })));
    fleet.apply(fleetFrame([row(2, { flags: FLEET_FLAGS.gone })], { at: NOW }), NOW);
    expect([1, 2, 3, 4].map((id) => fleet.officer(id)?.name)).toEqual([
      'o1',
      undefined,
      'o3',
      'o4',
    ]);
    fleet.apply(fleetFrame([row(4, { name: 'o4' })], { at: NOW, begins: true }), NOW);
    expect(fleet.officer(1)).toBeDefined();
    expect(fleet.held()).toBeNull();
    fleet.apply(
      fleetFrame([row(3, { name: 'new' })], { at: NOW, ends: true, isWhole: true, edition: 9 }),
      NOW,
    );
    expect([1, 3, 4].map((id) => fleet.officer(id)?.name)).toEqual([undefined, 'new', 'o4']);
    expect(fleet.held()).toEqual({ life: 1, edition: 9 });
  });

  it('counts who walks, and lists walkers, then those who stand, then the silent, each by id', () => {
    const fleet = started([
      row(9, { flags: FLEET_FLAGS.moving }),
      row(3),
      row(4, { flags: FLEET_FLAGS.moving, t: NOW - SILENT_MS - 1 }),
      row(2, { flags: FLEET_FLAGS.moving }),
    ]);
    const order = createOrder(fleet);
    expect(fleet.moving()).toBe(2);
    expect(order()).toEqual([2, 9, 3, 4]);
    fleet.look(NOW + SILENT_MS + 1);
    expect(fleet.moving()).toBe(0);
    expect(order()).toEqual([2, 3, 4, 9]);
  });

  it('keeps its own steps as trails, and takes of those before only what it did not see', () => {
    const fleet = started([row(1)]);
    fleet.apply(fleetFrame([row(1, B)], { at: NOW + 5_000 }), NOW + 5_000);
    expect(fleet.trails.count()).toBe(1);
    const way = [120.9998, 120.9999, A.lng, B.lng];
    fleet.addTrails(
      [
        {
          officerId: 1,
          lngE7: way.map((lng) => Math.round(lng * E7)),
          latE7: way.map(() => Math.round(A.lat * E7)),
          t: [NOW - 20_000, NOW - 10_000, NOW, NOW + 5_000],
        },
      ],
      NOW + 6_000,
    );
    expect(fleet.trails.count()).toBe(3);
  });
});

test('an hour of frames takes no more memory than the first two minutes', {
  timeout: 60_000,
}, () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = () => {
    collect();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return arrayBuffers + heapUsed;
  };
  const OFFICERS = 200;
  const fleet = createFleet(NOW);
  const order = createOrder(fleet);
  const place = (officerId: number, s: number) => ({
    lng: A.lng + officerId * 1e-4 + 5e-4 * Math.cos(officerId + s / 30),
    lat: A.lat + 5e-4 * Math.sin(officerId + s / 30),
  });
  const rowOf = (officerId: number, s: number): Row => ({
    ...{ officerId, ...place(officerId, s), t: NOW + s * 1_000, flags: FLEET_FLAGS.moving },
    ...(s === 0 && { name: `officer ${officerId}` }),
  });
  let early = 0;
  for (let s = 0; s < 3_600; s++) {
    // One in five a second, and everybody at first; every minute somebody leaves and comes back.
    const seen = Array.from({ length: OFFICERS }, (_, k) => k + 1).filter(
      (id) => s === 0 || id % 5 === s % 5,
    );
    const rows = seen.map((id) => rowOf(id, s));
    if (s % 60 === 30) rows[0]!.flags = FLEET_FLAGS.gone;
    const at = NOW + s * 1_000;
    fleet.apply(fleetFrame(rows, { at, begins: s === 0, ends: s === 0, edition: s }), at);
    if (s % 10 === 0) order();
    if (s === 120) early = used();
  }
  expect(fleet.count()).toBeGreaterThan(OFFICERS - 3);
  expect(used() - early).toBeLessThan(1e6);
});

test('trails keep the last steps of all, in memory that does not grow', () => {
  const trails = createTrails();
  const step = worldLength(0.0001);
  for (let i = 0; i < SEGMENTS + 3; i++)
    trails.add(i, [0, 0], [step, 0], { startS: i, durationS: 1, isOff: false });
  expect(trails.count()).toBe(SEGMENTS);
  expect(trails.added()).toBe(SEGMENTS + 3);
  expect([0, 3].map((slot) => trails.column[slot * STRIDE + 4])).toEqual([SEGMENTS, 3]);
  expect(trails.add(1, [0, 0], [step / 100, 0], { startS: 0, durationS: 1, isOff: false })).toBe(
    false,
  );
});
