import type { Ground, Layer } from './ground.ts';
import type { RiskDay } from './risk-day.ts';

/** Windows end with the day looked at; their lengths in days. */
export const WINDOWS_D = [1, 2, 3, 5, 7] as const;
export const LONGEST_D = 7;
/** Days the usual is learned from; they end where the longest window begins, so that what begins does not hide itself. */
export const BASELINE_D = 84;
/** Days a scan of one day looks at. */
export const REACH_D = BASELINE_D + LONGEST_D;

/** Successive stretches of days before the day looked at, [from, to] days back: sums of the first i are window i. */
const STRETCHES = [
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 4],
  [5, 6],
] as const;

/** Incidents by layer, stream, cell and ring round the cell, rings[layer][(stream · cells + cell) · scales + ring], and by stream. */
export interface Tally {
  rings: Int32Array[];
  totals: Float64Array;
}

/** Tallies of the stretches and of the baseline as seen from one day. */
export interface Tallies {
  day: number;
  stretches: Tally[];
  baseline: Tally;
}

const emptyTally = ({ layers }: Ground, streams: number): Tally => ({
  rings: layers.map(({ cells, scales }) => new Int32Array(streams * cells.length * scales)),
  totals: new Float64Array(streams),
});

function clear({ rings, totals }: Tally) {
  for (const layer of rings) layer.fill(0);
  totals.fill(0);
}

/** Adds (sign 1) or takes away (-1) a day, to its stream and to everything. */
function addDay(tally: Tally, { layers }: Ground, day: RiskDay | undefined, sign: number) {
  if (!day) return;
  for (const stream of day.stream) {
    tally.totals[stream]! += sign;
    tally.totals[0]! += sign;
  }
  for (const [k, layer] of layers.entries()) addRings(tally.rings[k]!, layer, day, sign);
}

function addRings(rings: Int32Array, layer: Layer, { place, stream }: RiskDay, sign: number) {
  const { cells, near, of, ringOf, scales } = layer;
  const reach = ringOf.length;
  for (let i = 0; i < place.length; i++) {
    const own = stream[i]! * cells.length;
    const from = of[place[i]!]! * reach;
    // Nearness goes both ways: cells round this one are those whose discs hold it.
    for (let k = 0; k < reach; k++) {
      const at = near[from + k]!;
      if (at < 0) continue;
      const ring = ringOf[k]!;
      rings[(own + at) * scales + ring]! += sign;
      rings[at * scales + ring]! += sign;
    }
  }
}

/** Keeps tallies of one ground; `dayAt` gives the days. */
export function createTallies(
  ground: Ground,
  streams: number,
  dayAt: (day: number) => RiskDay | undefined,
) {
  const make = () => emptyTally(ground, streams);
  const tallies: Tallies = {
    day: Number.NaN,
    stretches: STRETCHES.map(make),
    baseline: make(),
  };
  const add = (tally: Tally, day: number, sign: number) => addDay(tally, ground, dayAt(day), sign);

  function rebuild(day: number) {
    for (const tally of [...tallies.stretches, tallies.baseline]) clear(tally);
    for (const [i, [from, to]] of STRETCHES.entries())
      for (let back = from; back <= to; back++) add(tallies.stretches[i]!, day - back, 1);
    for (let back = LONGEST_D; back < REACH_D; back++) add(tallies.baseline, day - back, 1);
  }

  /** One day on: single days move along, longer stretches gain one day and lose one. */
  function slide(day: number) {
    const [today, yesterday, before, ...longer] = tallies.stretches as [
      Tally,
      Tally,
      Tally,
      ...Tally[],
    ];
    clear(before);
    add(before, day, 1);
    tallies.stretches = [before, today, yesterday, ...longer];
    for (const [i, tally] of longer.entries()) {
      const [from, to] = STRETCHES[3 + i]!;
      add(tally, day - from, 1);
      add(tally, day - to - 1, -1);
    }
    add(tallies.baseline, day - LONGEST_D, 1);
    add(tallies.baseline, day - REACH_D, -1);
  }

  return {
    /** Tallies as seen from a day; valid until the next call. */
    at(day: number): Tallies {
      if (day === tallies.day + 1) slide(day);
      else if (day !== tallies.day) rebuild(day);
      tallies.day = day;
      return tallies;
    },
    /** To be told when a day becomes another; days not counted in do not matter. */
    replace(day: number, before: RiskDay | undefined, after: RiskDay) {
      const back = tallies.day - day;
      if (!(back >= 0 && back < REACH_D)) return;
      const stretch = STRETCHES.findIndex(([, to]) => back <= to);
      const tally = tallies.stretches[stretch] ?? tallies.baseline;
      addDay(tally, ground, before, -1);
      addDay(tally, ground, after, 1);
    },
  };
}
