import { expect, test } from 'vitest';
import { type Question, readQuestion, replayAddress } from '../../../client/replay/question.ts';
import { createClock } from '../../../client/replay/use-clock.ts';
import { placeAt, tripsOf, walksOf } from '../../../client/replay/walks.ts';
import {
  TRACKS_POSITIONS_MAX,
  type Tracks,
  trackStepS,
} from '../../../server/contract/fixes/tracks.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';

const FROM = Date.parse('2026-06-01T00:00:00Z');
const at = (s: number) => new Date(FROM + 1000 * s).toISOString();

/** East at 1e-5 degrees in 10 s; silent from 40 s to 400 s; on patrol from 20 s to 500 s. */
const TRACKS: Tracks = {
  stepS: 5,
  officers: [
    {
      ...{ officerId: 7, name: 'Wang', near: null },
      t: [0, 10_000, 10_000, 10_000, 10_000, 360_000, 10_000],
      lngE7: [1_210_000_000, 100, 100, 100, 100, 100, 100],
      latE7: [280_000_000, 0, 0, 0, 0, 0, 0],
    },
  ],
  patrols: [{ id: 1, officerId: 7, startTime: at(20), endTime: at(500), outcome: 'completed' }],
};

test('an officer is on the line between two positions, and nowhere in a gap', () => {
  const [walk] = walksOf(TRACKS);
  const lngAt = (s: number) => placeAt(walk!, 1000 * s, 120_000)?.[0].toFixed(7);
  expect(lngAt(15)).toBe('121.0000150');
  expect(lngAt(45)).toBe('121.0000400');
  expect(lngAt(200)).toBeUndefined();
  expect(lngAt(405)).toBe('121.0000550');
  expect(placeAt(walk!, -1, 120_000)).toBeNull();
});

test('a way is cut at a gap and where a patrol begins, and has the colour of what stands', () => {
  const trips = tripsOf(walksOf(TRACKS), TRACKS, FROM);
  expect(trips.map(({ standing, timestamps }) => [standing, timestamps])).toEqual([
    ['none', [0, 10, 20]],
    ['completed', [20, 30, 40]],
    ['completed', [400, 410]],
  ]);
});

test('a replay comes back from its address', () => {
  const question: Question = {
    ...{ areaId: 5, fromMs: FROM, toMs: FROM + HOUR_MS, atMs: FROM + 90_000, speed: 600 },
    near: { lng: 121.36, lat: 28.58, withinM: 300 },
  };
  const { searchParams } = new URL(replayAddress(question), 'http://x');
  expect(readQuestion(searchParams, FROM + DAY_MS)).toEqual(question);
  const unread = new URLSearchParams('from=x&to=y&near=1,2&speed=7&area=-1');
  expect(readQuestion(unread, FROM)).toEqual({
    ...{ areaId: null, near: null, speed: 60 },
    ...{ fromMs: FROM - 3 * HOUR_MS, toMs: FROM, atMs: FROM - 3 * HOUR_MS },
  });
});

test('a replay that is opened without an address asks the same once its address is written', () => {
  const openedMs = FROM + 345;
  const first = readQuestion(new URLSearchParams(), openedMs);
  const { searchParams } = new URL(replayAddress(first), 'http://x');
  expect(readQuestion(searchParams, openedMs)).toEqual(first);
});

test('the clock runs as fast as it is told, from where it is set, and stops at the end', () => {
  const clock = createClock({ fromMs: 0, toMs: 600_000, atMs: 0 });
  expect(clock.at(5_000)).toBe(0);
  clock.setSpeed(60, 0);
  clock.toggle(0);
  expect(clock.at(1_000)).toBe(60_000);
  clock.setSpeed(600, 1_000);
  expect(clock.at(1_100)).toBe(120_000);
  clock.seek(30_000, 1_100);
  expect([clock.at(1_100), clock.isPlaying(1_100)]).toEqual([30_000, true]);
  expect([clock.at(9_000), clock.isPlaying(9_000)]).toEqual([600_000, false]);
  clock.toggle(9_000);
  expect(clock.at(9_010)).toBe(6_000);
});

test('an answer about a city for a month holds no more positions than it says', () => {
  for (const [officers, days] of [
    [1, 1],
    [624, 1],
    [11_000, 31],
  ] as const) {
    const positions = officers * ((days * DAY_MS) / 1000 / trackStepS(officers, days * DAY_MS));
    expect(positions).toBeLessThanOrEqual(TRACKS_POSITIONS_MAX);
  }
});
