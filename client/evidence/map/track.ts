import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { EvidenceFix } from '../../../server/contract/patrols/patrol.ts';
import type { FixRange, Segment } from '../../../server/contract/patrols/verdict.ts';

/** Fixes that count, in time order. */
export const acceptedOf = (fixes: readonly EvidenceFix[]): EvidenceFix[] =>
  fixes.filter((fix) => fix.marks.length === 0).sort((a, b) => a.t - b.t);

/** Index of the last of `count` moments in order, `momentOf` each, at or before `t`, -1 when there is none. */
export const lastAt = (count: number, momentOf: (i: number) => number, t: number): number => {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (momentOf(middle) <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** Index of the last fix at or before `t`, -1 when there is none. `fixes` in time order. */
export const indexAt = (fixes: readonly { t: number }[], t: number): number =>
  lastAt(fixes.length, (i) => fixes[i]!.t, t);

/** Where somebody was when, Unix ms. */
export interface Timed extends LngLat {
  t: number;
}

/** Where the track is at `t` (Unix ms), on the line between the fixes around it; null without fixes. */
export const placeAt = (fixes: readonly Timed[], t: number): LngLat | null => {
  const i = indexAt(fixes, t);
  const before = fixes[Math.max(0, i)];
  if (!before) return null;
  const after = fixes[i + 1];
  if (i < 0 || !after || after.t === before.t) return { lng: before.lng, lat: before.lat };
  const share = (t - before.t) / (after.t - before.t);
  return {
    lng: before.lng + (after.lng - before.lng) * share,
    lat: before.lat + (after.lat - before.lat) * share,
  };
};

/** The stretch of the track within [fromMs, toMs], its ends on the line between fixes; [lng, lat]. */
export const pathBetween = (
  fixes: readonly EvidenceFix[],
  { fromMs, toMs }: Pick<Segment, 'fromMs' | 'toMs'>,
): [number, number][] => {
  const inner = fixes.slice(indexAt(fixes, fromMs) + 1, indexAt(fixes, toMs) + 1);
  const places = [placeAt(fixes, fromMs), ...inner, placeAt(fixes, toMs)];
  return places.flatMap((place) => (place ? [[place.lng, place.lat] as [number, number]] : []));
};

/** Cuts a line into dashes of `dashDeg` with gaps as long, degrees. */
export const dashes = (path: readonly [number, number][], dashDeg: number): [number, number][][] =>
  path.slice(1).flatMap((to, i) => {
    const from = path[i]!;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const count = Math.min(400, Math.max(1, Math.round(length / dashDeg / 2)));
    const at = (share: number): [number, number] => [
      from[0] + (to[0] - from[0]) * share,
      from[1] + (to[1] - from[1]) * share,
    ];
    return Array.from({ length: count }, (_, k) => [at(k / count), at((k + 0.5) / count)]);
  });

/** Which segment holds `t`; where two meet, the one that begins. `segments` in time order. */
export const segmentAt = (segments: readonly Segment[], t: number): Segment | undefined =>
  segments.findLast(({ fromMs, toMs }) => t >= fromMs && t <= toMs);

/** Fixes a signal rests on. */
export const fixesIn = (
  fixes: readonly EvidenceFix[],
  ranges: readonly FixRange[],
): EvidenceFix[] =>
  fixes.filter((fix) =>
    ranges.some((r) => r.handheldId === fix.handheldId && fix.t >= r.fromMs && fix.t <= r.toMs),
  );
