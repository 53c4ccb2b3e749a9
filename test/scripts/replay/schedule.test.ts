import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduleTrack } from '../../../scripts/replay/schedule.ts';
import type { RecordedTrack } from '../../../server/domain/reading/tracks/recorded-track.ts';

const NOW_MS = Date.UTC(2026, 5, 1, 12);
const track = (...times: number[]): RecordedTrack => ({
  id: 't',
  userId: 'u',
  points: times.map((t) => ({
    t,
    lng: 121,
    lat: 28,
    accuracyM: null,
    speedMps: 1.2,
    headingDeg: null,
    mode: null,
  })),
});

test('sixty times as fast, an hour ends one minute from now and began an hour before that', () => {
  const hour = track(0, 1_800_000, 3_600_000);
  const { startMs, endMs, fixes } = scheduleTrack(hour, {
    speed: 60,
    nowMs: NOW_MS,
    keepTimes: false,
  });
  expect(endMs).toBe(NOW_MS + 60_000);
  expect(startMs).toBe(NOW_MS + 60_000 - 3_600_000);
  expect(fixes.map(({ dueMs }) => dueMs)).toEqual([0, 30_000, 60_000]);
});

test('no fix lies in the future when it is due, and none is out of order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 * 86_400_000 }), { minLength: 1, maxLength: 50 }),
      fc.double({ min: 1, max: 1_000, noNaN: true }),
      (times, speed) => {
        const { startMs, endMs, fixes } = scheduleTrack(track(...times), {
          speed,
          nowMs: NOW_MS,
          keepTimes: false,
        });
        let last = startMs;
        for (const { dueMs, fix } of fixes) {
          expect(fix.t).toBeLessThanOrEqual(NOW_MS + dueMs);
          expect(fix.t).toBeGreaterThanOrEqual(last);
          last = fix.t;
        }
        expect(last).toBe(endMs);
      },
    ),
  );
});

test('kept times are the recorded ones', () => {
  const { startMs, endMs, fixes } = scheduleTrack(track(5_000, 1_000), {
    speed: 60,
    nowMs: NOW_MS,
    keepTimes: true,
  });
  expect([startMs, endMs]).toEqual([1_000, 5_000]);
  expect(fixes.map(({ fix }) => fix.t)).toEqual([1_000, 5_000]);
});

test('a session lasts a day, and no identity comes twice', () => {
  const day = 86_400_000;
  const { startMs, fixes } = scheduleTrack(track(0, day - 1, day, day + 1, 2 * day), {
    speed: 1,
    nowMs: NOW_MS,
    keepTimes: false,
  });
  expect(fixes.map(({ session, fix }) => [(session - startMs) / day, fix.seq])).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 0],
  ]);
});

test('what the recording does not have is not told', () => {
  const [only] = scheduleTrack(track(0), { speed: 1, nowMs: NOW_MS, keepTimes: false }).fixes;
  expect(only!.fix).toEqual({ seq: 0, t: NOW_MS, lng: 121, lat: 28, speedMps: 1.2 });
});
