import type { Position } from 'geojson';

/** A way with the moment of each point, Unix ms in order, and what was measured there; null: nothing was told. */
export interface Moving {
  times: readonly number[];
  coordinates: readonly Position[];
  values: Readonly<Record<string, readonly (number | null)[]>>;
}

/** Points within [fromMs, toMs]; null: open. */
export function within(
  way: Moving,
  { fromMs, toMs }: { fromMs: number | null; toMs: number | null },
): Moving {
  const kept = way.times.flatMap((t, k) =>
    (fromMs === null || t >= fromMs) && (toMs === null || t <= toMs) ? [k] : [],
  );
  return pick(way, kept);
}

/**
 * The way between two moments, its ends between two points where no point was (OGC 22-003r3, `subTrajectory`): places are drawn
 * linearly, what was measured is told of points alone.
 */
export function between(way: Moving, fromMs: number, toMs: number): Moving {
  const inner = within(way, { fromMs, toMs });
  const ends = [fromMs, toMs].map((t) => (way.times.includes(t) ? null : placeAt(way, t)));
  const values = Object.entries(inner.values).map(([name, list]) => [
    name,
    [...(ends[0] ? [null] : []), ...list, ...(ends[1] ? [null] : [])],
  ]);
  return {
    times: [...(ends[0] ? [fromMs] : []), ...inner.times, ...(ends[1] ? [toMs] : [])],
    coordinates: [
      ...(ends[0] ? [ends[0]] : []),
      ...inner.coordinates,
      ...(ends[1] ? [ends[1]] : []),
    ],
    values: Object.fromEntries(values),
  };
}

/** Where it was at a moment, on the line between the points before and after; null outside its time. */
export function placeAt({ coordinates, times }: Moving, t: number): Position | null {
  const after = times.findIndex((time) => time >= t);
  if (after < 0 || (after === 0 && times[0] !== t)) return null;
  if (times[after] === t) return coordinates[after]!;
  const [a, b] = [coordinates[after - 1]!, coordinates[after]!];
  const share = (t - times[after - 1]!) / (times[after]! - times[after - 1]!);
  return [a[0]! + share * (b[0]! - a[0]!), a[1]! + share * (b[1]! - a[1]!)];
}

/** Places at these moments, those outside its time left out (`leaf`). */
export function at(way: Moving, moments: readonly number[]): Moving {
  const places = moments.flatMap((t) => {
    const place = placeAt(way, t);
    return place ? [{ t, place }] : [];
  });
  return {
    times: places.map(({ t }) => t),
    coordinates: places.map(({ place }) => place),
    values: {},
  };
}

const pick = ({ coordinates, times, values }: Moving, kept: readonly number[]): Moving => ({
  times: kept.map((k) => times[k]!),
  coordinates: kept.map((k) => coordinates[k]!),
  values: Object.fromEntries(
    Object.entries(values).map(([name, list]) => [name, kept.map((k) => list[k] ?? null)]),
  ),
});

const iso = (ms: number): string => new Date(ms).toISOString();

/** The places of a way as MF-JSON (OGC 19-045r3). */
export const movingPoint = ({ coordinates, times }: Moving) => ({
  type: 'MovingPoint' as const,
  datetimes: times.map(iso),
  coordinates: coordinates.map((place) => [...place]),
  interpolation: 'Linear' as const,
});

/** What was measured on a way under one name, where something was told. */
export function measured({ times, values }: Moving, name: string) {
  const told = (values[name] ?? []).flatMap((value, k) =>
    value === null ? [] : [{ datetime: iso(times[k]!), value }],
  );
  return {
    datetimes: told.map(({ datetime }) => datetime),
    values: told.map(({ value }) => value),
    interpolation: 'Linear' as const,
  };
}

/** What is measured on a track, with its unit (UCUM). */
export const MEASURES = { accuracy: 'm', speed: 'm/s' } as const;
export type Measure = keyof typeof MEASURES;
