import type { IncidentColumns } from '../../server/contract/incidents/incident.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { dayStart } from '../format.ts';

/** Hours of a week, from Monday 00:00 local time. */
export const WEEK_HOURS = 168;

/** Incidents of a period, newest first, each column ready to be counted. */
export interface Frame {
  count: number;
  ids: readonly string[];
  /** When each began, Unix ms. */
  atMs: Float64Array;
  /** Local hour of the week, 0 to 167. */
  hour: Uint8Array;
  /** Place in `categories`. */
  category: Uint16Array;
  categories: readonly string[];
  severity: Uint8Array;
  detected: Uint8Array;
  lng: Float64Array;
  lat: Float64Array;
  gridId: readonly number[];
}

/** Makes columns ready; a day's hours are counted from its own midnight in the time zone. */
export const frameOf = (columns: IncidentColumns, timeZone: string): Frame => {
  const count = columns.id.length;
  const fromMs = Date.parse(columns.from);
  const atMs = Float64Array.from(columns.seconds, (s) => fromMs + s * 1000);
  const hour = new Uint8Array(count);
  // Newest first: one local day after another, so that its midnight is asked for once.
  let midnight = Number.POSITIVE_INFINITY;
  let weekday = 0;
  for (let k = 0; k < count; k++) {
    const t = atMs[k]!;
    if (t < midnight || t >= midnight + DAY_MS) {
      midnight = dayStart(t, timeZone);
      // 1970-01-05 was a Monday; midday is on the right day whatever the offset.
      weekday = (Math.floor((midnight + DAY_MS / 2) / DAY_MS) + 3) % 7;
    }
    hour[k] = weekday * 24 + Math.min(23, Math.floor((t - midnight) / HOUR_MS));
  }
  return {
    count,
    ids: columns.id,
    atMs,
    hour,
    category: Uint16Array.from(columns.category),
    categories: columns.categories,
    severity: Uint8Array.from(columns.severity),
    detected: Uint8Array.from(columns.detected),
    lng: Float64Array.from(columns.lngE6, (v) => v / 1e6),
    lat: Float64Array.from(columns.latE6, (v) => v / 1e6),
    gridId: columns.gridId,
  };
};
