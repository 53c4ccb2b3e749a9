import { SEVERITIES } from '../../server/contract/incidents/incident.ts';
import { type Frame, WEEK_HOURS } from './columns.ts';

/** What incidents are narrowed to; null or empty: not by this. Ranges leave out their end. */
export interface Brush {
  /** Unix ms. */
  time: readonly [number, number] | null;
  /** Local hours of the week. */
  hours: readonly [number, number] | null;
  /** Codes of categories. */
  categories: readonly string[];
  /** Places in SEVERITIES. */
  severities: readonly number[];
  /** true: found by officers; false: reported by others. */
  detected: boolean | null;
}

export const NO_BRUSH: Brush = {
  ...{ time: null, hours: null, categories: [], severities: [], detected: null },
};

/** Bars of the histogram over time: `count` of them, each `barMs` long. */
export interface Bars {
  fromMs: number;
  barMs: number;
  count: number;
}

export interface Counts {
  time: Uint32Array;
  hours: Uint32Array;
  categories: Uint32Array;
  severities: Uint32Array;
  /** Reported, detected. */
  found: Uint32Array;
}

/** What a brush leaves. */
export interface Brushed {
  /** Places in the frame, newest first. */
  rows: Uint32Array;
  /** Each counted by all brushes but its own, so that a chart shows what its own brush could take in. */
  counts: Counts;
}

const TIME = 1;
const HOURS = 2;
const CATEGORY = 4;
const SEVERITY = 8;
const FOUND = 16;

/** Counts a frame under a brush, in one pass. */
export const crossfilter = (frame: Frame, brush: Brush, bars: Bars): Brushed => {
  const { atMs, category, count, detected, hour, severity } = frame;
  const counts: Counts = {
    time: new Uint32Array(bars.count),
    hours: new Uint32Array(WEEK_HOURS),
    categories: new Uint32Array(frame.categories.length),
    severities: new Uint32Array(SEVERITIES.length),
    found: new Uint32Array(2),
  };
  const codes = new Set(brush.categories);
  const isOut = Uint8Array.from(frame.categories, (code) =>
    codes.size > 0 && !codes.has(code) ? CATEGORY : 0,
  );
  const isMild = Uint8Array.from(SEVERITIES, (_, k) =>
    brush.severities.length > 0 && !brush.severities.includes(k) ? SEVERITY : 0,
  );
  const [fromMs, toMs] = brush.time ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [fromHour, toHour] = brush.hours ?? [0, WEEK_HOURS];
  const wanted = brush.detected === null ? null : Number(brush.detected);
  const rows = new Uint32Array(count);
  let kept = 0;
  for (let k = 0; k < count; k++) {
    const [t, h, c, s, d] = [atMs[k]!, hour[k]!, category[k]!, severity[k]!, detected[k]!];
    const fails =
      (t >= fromMs && t < toMs ? 0 : TIME) |
      (h >= fromHour && h < toHour ? 0 : HOURS) |
      isOut[c]! |
      isMild[s]! |
      (wanted === null || wanted === d ? 0 : FOUND);
    if (fails === 0) rows[kept++] = k;
    if ((fails & ~TIME) === 0) {
      const bar = Math.floor((t - bars.fromMs) / bars.barMs);
      if (bar >= 0 && bar < bars.count) counts.time[bar]! += 1;
    }
    if ((fails & ~HOURS) === 0) counts.hours[h]! += 1;
    if ((fails & ~CATEGORY) === 0) counts.categories[c]! += 1;
    if ((fails & ~SEVERITY) === 0) counts.severities[s]! += 1;
    if ((fails & ~FOUND) === 0) counts.found[d]! += 1;
  }
  return { rows: rows.subarray(0, kept), counts };
};
