import type { Fix } from '../../../../server/domain/entrance/fix.ts';
import type { Random } from '../../random.ts';
import type { GridPlace } from '../../world/place.ts';
import { lngLatOf, pointOf } from '../../world/plane.ts';
import { RECEPTION, type Reception } from '../receiver.ts';
import { type Ask, alone, type Behaviour, type Made, renumber, report } from './behaviour.ts';
import { truth, walked } from './honest.ts';

/** What handhelds do to honest positions before they report them. */

type Change = (fixes: Fix[], place: GridPlace, random: Random) => Fix[];

/** A walk recorded every second, changed by the handheld, thinned to its interval, and changed again, each position by itself. */
const through =
  (change: Change, each: (fixes: Fix[], place: GridPlace) => Fix[] = (fixes) => fixes) =>
  (ask: Ask): Made => {
    const dense = report({ ...ask, intervalS: 1 }, truth(ask), RECEPTION.street, ask.random);
    const told = change(dense, ask.place, ask.random.fork('handheld'));
    const kept = told.filter(({ t }) => ((t - ask.startMs) / 1000) % ask.intervalS === 0);
    return alone(ask, renumber(each(kept, ask.place)));
  };

const asSeen: Change = (fixes) => fixes;

/** Positions follow with a lag of some seconds, as filters of map kits do. */
const smoothed: Change = (fixes, { streets: { plane } }, random) => {
  const tauS = random.uniform(3, 15);
  let [x, y, at] = [Number.NaN, 0, 0];
  return fixes.map((fix) => {
    const to = pointOf(plane, fix);
    const part = Number.isNaN(x) ? 1 : 1 - Math.exp(-(fix.t - at) / 1000 / tauS);
    x = part === 1 ? to.x : x + part * (to.x - x);
    y = part === 1 ? to.y : y + part * (to.y - y);
    at = fix.t;
    return { ...fix, ...lngLatOf(plane, x, y) };
  });
};

/** Positions are moved to the nearest point of the nearest street, as map kits offer. */
const snapped = (fixes: Fix[], { streets: { plane, nodes, edges } }: GridPlace): Fix[] =>
  fixes.map((fix) => {
    const { x, y } = pointOf(plane, fix);
    let [bestX, bestY, least] = [x, y, Number.POSITIVE_INFINITY];
    for (const { a, b } of edges) {
      const [from, to] = [nodes[a]!, nodes[b]!];
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const part = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1);
      const on = Math.min(1, Math.max(0, part));
      const [px, py] = [from.x + on * dx, from.y + on * dy];
      const squared = (px - x) ** 2 + (py - y) ** 2;
      if (squared < least) [bestX, bestY, least] = [px, py, squared];
    }
    return { ...fix, ...lngLatOf(plane, bestX, bestY) };
  });

/** Chips of other makes: two bands, one of ten years ago, one that smooths hard, one with quick noise. */
const MAKES: readonly Reception[] = [
  { ...RECEPTION.open, sigmaM: [0.8, 2], tauS: [100, 300], whiteM: [0.1, 0.4] },
  { ...RECEPTION.street, sigmaM: [7, 12], tauS: [20, 60], whiteM: [1, 3], jumpsPerHour: 2 },
  { ...RECEPTION.filtered, sigmaM: [2, 5], tauS: [150, 400], whiteM: [0, 0.05] },
  { ...RECEPTION.open, sigmaM: [2, 4], tauS: [10, 30], whiteM: [1.5, 3] },
];

function otherMake(ask: Ask): Made {
  const reception = ask.random.fork('make').pick(MAKES);
  return alone(ask, report(ask, truth(ask), reception, ask.random));
}

/** Four decimals of a degree, or three of a minute of arc: the position moves in steps of up to eleven metres. */
function rounded(ask: Ask): Made {
  const per = ask.random.fork('digits').pick([1e4, 6e4]);
  const made = walked(ask, 'street');
  const coarse = (degrees: number) => Math.round((Math.round(degrees * per) / per) * 1e7) / 1e7;
  return {
    ...made,
    fixes: made.fixes.map((fix) => ({ ...fix, lng: coarse(fix.lng), lat: coarse(fix.lat) })),
  };
}

/** Spells in which only a fix a minute is taken, and fixes that are told twice, some a second later. */
const saving: Change = (fixes, _, random) => {
  const spellS = random.integer(300, 1200);
  const everyS = random.pick([20, 30, 60]);
  const saves = (fix: Fix) => Math.floor((fix.t - fixes[0]!.t) / 1000 / spellS) % 2 === 1;
  let last = Number.NEGATIVE_INFINITY;
  return fixes.filter((fix) => {
    if (saves(fix) && fix.t - last < everyS * 1000) return false;
    last = fix.t;
    return true;
  });
};

function powerSaving(ask: Ask): Made {
  const made = through(saving)({ ...ask, intervalS: Math.max(2, ask.intervalS) });
  const random = ask.random.fork('twice');
  const share = random.uniform(0.02, 0.3);
  return {
    ...made,
    fixes: renumber(
      made.fixes.flatMap((fix) =>
        random.chance(share) ? [fix, { ...fix, t: fix.t + random.pick([0, 1000]) }] : [fix],
      ),
    ),
  };
}

export const HANDHELDS = {
  'honest-smoothed': { label: 'honest', make: through(smoothed) },
  'honest-snapped': { label: 'honest', make: through(asSeen, snapped) },
  'honest-snapped-smoothed': { label: 'honest', make: through(smoothed, snapped) },
  'honest-other-make': { label: 'honest', make: otherMake },
  'honest-rounded': { label: 'honest', make: rounded },
  'honest-power-saving': { label: 'honest', make: powerSaving },
} as const satisfies Record<string, Behaviour>;
