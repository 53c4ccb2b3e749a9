import { describe, expect, it } from 'vitest';
import { CALM_FRAME_MS, createPace, FRAME_MS } from '../../../client/pace.ts';

/** How many of the frames in a second from `bornMs` draw, where frames come every 16 ms and one after a drawing `costMs` late. */
function drawnInASecond(bornMs: number, costMs: number): number {
  const isTime = createPace(bornMs);
  let drawn = 0;
  let nowMs = bornMs + costMs;
  while (nowMs < bornMs + 1000) {
    const draws = isTime(nowMs);
    if (draws) drawn += 1;
    nowMs += draws ? Math.max(16, costMs) : 16;
  }
  return drawn;
}

describe('The pace of drawing', () => {
  it.each([0, 1_000, 3_600_000])('does not hang on the age of the page: %i ms', (bornMs) => {
    expect(drawnInASecond(bornMs, 5)).toBe(Math.floor(1000 / 48));
  });

  it('rests between drawings for as long as each took', () => {
    // Every 100 ms of drawing is followed by 112 of rest: seven frames of 16 ms.
    expect(drawnInASecond(60_000, 100)).toBe(4);
  });

  it.each([FRAME_MS, CALM_FRAME_MS])('never draws more often than every %i ms', (leastMs) => {
    const isTime = createPace(0, leastMs);
    const times = Array.from({ length: 10_000 }, (_, k) => k).filter(isTime);
    const waits = times.slice(1).map((ms, k) => ms - times[k]!);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(leastMs);
    expect(times.length).toBe(Math.floor(9_999 / leastMs));
  });
});
