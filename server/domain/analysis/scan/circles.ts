import { AnalysisError } from '../error.ts';
import { TIE } from '../numerics/ties.ts';

/** Where the locations of a scan are: planar metres, or degrees on the globe (great-circle distance). */
export type Places =
  | { kind: 'planar'; x: Float64Array; y: Float64Array }
  | { kind: 'globe'; lng: Float64Array; lat: Float64Array };

/** How far circles grow. */
export interface CircleLimits {
  /** Largest share (0..1] of all `size` a circle may hold. */
  maxShare: number;
  /** Largest radius, metres; null for none. */
  maxRadiusM: number | null;
  /** Whether places equally far from the centre enter together, or one by one (smaller x, then y, first). */
  tiesTogether: boolean;
}

/**
 * The nested circles round every place. The members of centre c, nearest first, are
 * `member[start[c] .. start[c + 1])`; a circle ends after each k with `closes[k]`.
 */
export interface Circles {
  start: Uint32Array;
  member: Uint32Array;
  closes: Uint8Array;
}

/** Mean radius of the Earth, metres (IUGG). */
const EARTH_RADIUS_M = 6_371_008.8;
const RAD = Math.PI / 180;
/** Members of all circles together that fit the memory allowance (4 + 1 bytes each, and their sums). */
const MAX_MEMBERS = 60_000_000;
/** After this many centres the members of all are foreseen; with such a share of the estimate taken as sure. */
const FIRST_CENTRES = 100;
const SURE = 0.5;

/** Distance in metres between two places of a list. */
export function createDistance(places: Places): (a: number, b: number) => number {
  if (places.kind === 'planar') {
    const { x, y } = places;
    return (a, b) => {
      const dx = x[a]! - x[b]!;
      const dy = y[a]! - y[b]!;
      return Math.sqrt(dx * dx + dy * dy);
    };
  }
  // Chords of the unit sphere keep their digits where arc cosines would lose them.
  const ux = places.lng.map((lng, i) => Math.cos(lng * RAD) * Math.cos(places.lat[i]! * RAD));
  const uy = places.lng.map((lng, i) => Math.sin(lng * RAD) * Math.cos(places.lat[i]! * RAD));
  const uz = places.lat.map((lat) => Math.sin(lat * RAD));
  return (a, b) => {
    const dx = ux[a]! - ux[b]!;
    const dy = uy[a]! - uy[b]!;
    const dz = uz[a]! - uz[b]!;
    const chord = Math.sqrt(dx * dx + dy * dy + dz * dz);
    return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, chord / 2));
  };
}

/**
 * Builds the circles round every place that hold at most `maxShare` of all `size` (people or cases by
 * place). Growth ends at the first place that would exceed a limit. Throws `too-large`.
 */
export function buildCircles(
  places: Places,
  size: Float64Array,
  limits: CircleLimits,
  tick: (fraction: number) => void = () => {},
): Circles {
  const count = size.length;
  const [first, second] =
    places.kind === 'planar' ? [places.x, places.y] : [places.lng, places.lat];
  const distance = createDistance(places);
  const total = size.reduce((sum, s) => sum + s, 0);
  const maxSize = limits.maxShare * total * (1 + 1e-12);
  const maxRadiusM = limits.maxRadiusM ?? Number.POSITIVE_INFINITY;

  const start = new Uint32Array(count + 1);
  const rows: { member: Uint32Array; closes: Uint8Array }[] = [];
  const away = new Float64Array(count);
  // Lattice places are equally far on paper and only nearly so once projected: ties go by position.
  const sortTie = (order: number[], from: number): number => {
    let end = from + 1;
    const isTied = () => away[order[end]!]! - away[order[end - 1]!]! <= TIE * away[order[end]!]!;
    while (end < order.length && isTied()) end++;
    if (end === from + 1) return end;
    const tie = order.slice(from, end);
    tie.sort((a, b) => first[a]! - first[b]! || second[a]! - second[b]! || a - b);
    tie.forEach((place, k) => {
      order[from + k] = place;
    });
    return end;
  };
  for (let centre = 0; centre < count; centre++) {
    tick(centre / count);
    for (let i = 0; i < count; i++) away[i] = distance(centre, i);
    const order: number[] = [];
    for (let i = 0; i < count; i++) if (away[i]! <= maxRadiusM) order.push(i);
    order.sort((a, b) => away[a]! - away[b]!);
    const closes = new Uint8Array(order.length);
    let kept = 0;
    let held = 0;
    for (let k = 0, tied = 0; k < order.length; k = kept) {
      if (k === tied) tied = sortTie(order, k);
      const end = limits.tiesTogether ? tied : k + 1;
      for (let j = k; j < end; j++) held += size[order[j]!]!;
      if (held > maxSize) break;
      closes[end - 1] = 1;
      kept = end;
    }
    rows.push({ member: Uint32Array.from(order.slice(0, kept)), closes: closes.slice(0, kept) });
    start[centre + 1] = start[centre]! + kept;
    // Estimated from the first centres, before memory runs out.
    const foreseen =
      centre < FIRST_CENTRES ? 0 : (start[centre + 1]! / (centre + 1)) * count * SURE;
    if (Math.max(foreseen, start[centre + 1]!) > MAX_MEMBERS) {
      throw new AnalysisError(
        'too-large',
        `the circles round ${count} places have over ${MAX_MEMBERS} members; take larger cells (cellM) or lower maxRadiusM or maxShare`,
      );
    }
  }
  const member = new Uint32Array(start[count]!);
  const closes = new Uint8Array(start[count]!);
  rows.forEach((row, centre) => {
    member.set(row.member, start[centre]!);
    closes.set(row.closes, start[centre]!);
  });
  return { start, member, closes };
}

/** One circle holding every place: the purely temporal scan. */
export function wholeCircle(count: number): Circles {
  const closes = new Uint8Array(count);
  closes[count - 1] = 1;
  return {
    start: Uint32Array.of(0, count),
    member: Uint32Array.from({ length: count }, (_, i) => i),
    closes,
  };
}
