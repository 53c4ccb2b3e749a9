import type { ClockOff } from '../patrols/verdict.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../units.ts';

const UNITS = [
  ['d', DAY_MS],
  ['h', HOUR_MS],
  ['min', MINUTE_MS],
  ['s', 1000],
] as const;

/** How far a clock was off, in its two largest units: `40 d`, `8 h 1 min`, `3 min`. */
function offText(ms: number, text: (unit: (typeof UNITS)[number][0], count: number) => string) {
  const largest = UNITS.findIndex(([, unitMs]) => Math.abs(ms) >= unitMs);
  let left = Math.round(Math.abs(ms) / 1000) * 1000;
  return UNITS.slice(largest, largest + 2)
    .flatMap(([unit, unitMs]) => {
      const count = Math.floor(left / unitMs);
      left -= count * unitMs;
      return count > 0 ? [text(unit, count)] : [];
    })
    .join(' ');
}

/** A stretch of a clock that was off as the words `evidence.clock` say it; `at` a moment on a wall, with its day. */
export const clockOffWords = (
  { aheadMs, fromMs, toMs }: ClockOff,
  at: (ms: number) => string,
  unit: Parameters<typeof offText>[1],
) => ({
  key: aheadMs > 0 ? ('ahead' as const) : ('behind' as const),
  values: {
    ...{ from: at(fromMs), to: at(toMs), was: at(fromMs - aheadMs) },
    off: offText(aheadMs, unit),
  },
});
