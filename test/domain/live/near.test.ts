import { expect, test } from 'vitest';
import { nearestOfficers } from '../../../server/domain/live/near.ts';

const place = { lng: 121.37, lat: 28.58 };
const nowMs = 1_780_000_000_000;
/** Somebody so many metres north of the place, seen so many minutes ago. */
const seen = (officerId: number, northM: number, minutesAgo = 1) => ({
  ...{ officerId, name: `officer ${officerId}`, t: nowMs - minutesAgo * 60_000 },
  ...{ lng: place.lng, lat: place.lat + northM / 110_830 },
});

test('who is near comes by minutes on foot, whoever was not seen lately last, and no more than asked for', () => {
  const officers = [seen(1, 900), seen(2, 10, 11), seen(3, 300), seen(4, 5_000)];
  const near = (most: number) =>
    nearestOfficers(officers, { place, nowMs, most }).map(({ officerId, walkMin }) => [
      officerId,
      walkMin,
    ]);
  // 900 m of beeline are 1,170 m of way, 75 of them a minute.
  expect(near(10)).toEqual([
    [3, 5],
    [1, 16],
    [4, 87],
    [2, 0],
  ]);
  expect(near(2)).toEqual([
    [3, 5],
    [1, 16],
  ]);
});
