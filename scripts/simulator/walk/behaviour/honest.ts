import { fromWgs84, toWgs84 } from '../../../../server/contract/areas/datum.ts';
import type { LngLat } from '../../../../server/contract/areas/geo.ts';
import { DAY_MS, HOUR_MS } from '../../../../server/contract/units.ts';
import type { Fix } from '../../../../server/domain/entrance/fix.ts';
import { roundDegrees } from '../../world/plane.ts';
import { nearestNode } from '../../world/streets.ts';
import {
  firstPoint,
  joinPaths,
  lastPoint,
  type Path,
  pathSeconds,
  slicePath,
  stay,
} from '../path.ts';
import { RECEPTION } from '../receiver.ts';
import { combRoute } from '../route.ts';
import { followPoints, followRoute, officerGait, walkGrid } from '../walk.ts';
import {
  type Ask,
  alone,
  type Behaviour,
  bystander,
  earlier,
  type Made,
  report,
} from './behaviour.ts';

export const truth = (ask: Ask): Path =>
  walkGrid(ask.place.streets, ask.random.fork('walk'), ask.seconds);

/** A comb-like walk seen by the given reception. */
export function walked(
  ask: Ask,
  reception: keyof typeof RECEPTION,
  delivery: Parameters<typeof report>[4] = {},
): Made {
  const fixes = report(ask, truth(ask), RECEPTION[reception], ask.random, delivery);
  return alone(ask, fixes);
}

/** One or two rests of 12 to 17 minutes in all: within the usual allowance of 20. */
function withBreaks(ask: Ask): Made {
  const random = ask.random.fork('breaks');
  const rests = random.integer(1, 2);
  const restS = Math.round((random.uniform(7, 10) * 60) / rests);
  const gait = { ...officerGait(random), stopEveryS: 600, stopS: 15 };
  const walk = walkGrid(ask.place.streets, random.fork('walk'), ask.seconds - rests * restS, gait);
  const parts: Path[] = [];
  const cuts = Array.from({ length: rests }, (_, k) =>
    Math.round((pathSeconds(walk) * (k + random.uniform(0.3, 0.7))) / rests),
  );
  let from = 0;
  for (const cut of cuts) {
    const part = slicePath(walk, from, cut);
    parts.push(part, stay(lastPoint(part), restS));
    from = cut;
  }
  const path = joinPaths(...parts, slicePath(walk, from, pathSeconds(walk)));
  return alone(ask, report(ask, path, RECEPTION.street, ask.random));
}

/** The same streets in the same order every day, walked anew: alike, but never equal. */
function habitual(ask: Ask): Made {
  const { streets } = ask.place;
  const route = combRoute(streets, ask.random.fork('habit'), ask.seconds * 1.6 + 200);
  const day = (k: number) => {
    const random = ask.random.fork(`day/${ask.startMs}/${k}`);
    const startMs = ask.startMs - k * DAY_MS + (k === 0 ? 0 : random.integer(-600, 600) * 1000);
    const path = followRoute(streets, route, random, ask.seconds, officerGait(random));
    return report({ ...ask, startMs }, path, RECEPTION.street, random);
  };
  return {
    fixes: day(0),
    history: ask.withCompany ? [day(1), day(2), day(3)] : [],
    others: bystander(ask),
  };
}

/** A handheld that reports GCJ-02 and says so: converted at the entrance, hardly a trace is left. */
function throughGcj02(ask: Ask): Made {
  const made = walked(ask, 'street');
  const there = (fix: Fix): Fix => {
    const wire = rounded(fromWgs84(fix, 'gcj02'));
    return { ...fix, ...rounded(toWgs84(wire, 'gcj02')) };
  };
  return { ...made, fixes: made.fixes.map(there) };
}

const rounded = ({ lng, lat }: LngLat): LngLat => ({
  lng: roundDegrees(lng),
  lat: roundDegrees(lat),
});

/** Two colleagues start together and part after a quarter of an hour. */
function partsAfterMeeting(ask: Ask): Made {
  const shared = walkGrid(ask.place.streets, ask.random.fork('shared'), 900);
  const here = lastPoint(shared);
  const { nodes } = ask.place.streets;
  const near = nearestNode(ask.place.streets, here);
  const on = (label: string) => {
    const random = ask.random.fork(label);
    const route = combRoute(ask.place.streets, random, ask.seconds * 2, near);
    const points = [here, ...route.map((n) => nodes[n]!)];
    const gait = officerGait(random);
    return joinPaths(shared, followPoints(points, random, ask.seconds - 900, gait));
  };
  const other = { ...ask, handheldId: ask.handheldId + 1 };
  return {
    fixes: report(ask, on('one'), RECEPTION.street, ask.random.fork('one')),
    history: earlier(ask, 2),
    others: [report(other, on('two'), RECEPTION.street, ask.random.fork('two'))],
  };
}

/** Sits down at the end, phone still: the position is held, as filtering receivers do. */
function restsAtEnd(ask: Ask): Made {
  const walk = truth({ ...ask, seconds: ask.seconds - 420 });
  const path = joinPaths(stay(firstPoint(walk), 120), walk, stay(lastPoint(walk), 300));
  return alone(ask, report(ask, path, RECEPTION.filtered, ask.random));
}

/** A handheld that gives five or six decimals: at walking pace neighbouring fixes are often equal. */
function coarseDigits(ask: Ask): Made {
  const per = ask.random.fork('digits').pick([1e5, 1e6]);
  const coarse = (track: Fix[]) =>
    track.map((fix) => ({
      ...fix,
      lng: Math.round(fix.lng * per) / per,
      lat: Math.round(fix.lat * per) / per,
    }));
  const made = walked(ask, 'filtered');
  return { ...made, fixes: coarse(made.fixes), history: made.history.map(coarse) };
}

/** A vehicle-style terminal: tells neither accuracy nor battery, as JT/T 808 has no field for the former. */
function bareTerminal(ask: Ask): Made {
  const made = walked(ask, 'street');
  const bare = (fix: Fix): Fix => ({ ...fix, accuracyM: null, batteryPct: null, sentMs: null });
  return { ...made, fixes: made.fixes.map(bare) };
}

export const HONEST = {
  'honest-good': { label: 'honest', make: (ask) => walked(ask, 'open') },
  'honest-street': { label: 'honest', make: (ask) => walked(ask, 'street') },
  'honest-filtered-receiver': { label: 'honest', make: (ask) => walked(ask, 'filtered') },
  'honest-urban-canyon': { label: 'honest', make: (ask) => walked(ask, 'canyon') },
  'honest-gappy': { label: 'honest', make: (ask) => walked(ask, 'gappy') },
  'honest-slow-sampling': {
    label: 'honest',
    make: (ask) => walked({ ...ask, intervalS: Math.max(30, ask.intervalS) }, 'street'),
  },
  'honest-offline': {
    label: 'honest',
    make: (ask) =>
      walked(ask, 'street', { heldBackMs: ask.random.fork('held').integer(1, 20) * HOUR_MS }),
  },
  'honest-clock-off': {
    label: 'honest',
    make: (ask) => {
      const random = ask.random.fork('clock');
      const off = Math.round(random.uniform(20, 150) * 1000) * (random.chance(0.5) ? -1 : 1);
      return walked(ask, 'street', { clockAheadMs: off });
    },
  },
  'honest-coarse-digits': { label: 'honest', make: coarseDigits },
  'honest-bare-terminal': { label: 'honest', make: bareTerminal },
  'honest-with-breaks': { label: 'honest', make: withBreaks },
  'honest-still-phone': { label: 'honest', make: restsAtEnd },
  'honest-habitual': { label: 'honest', make: habitual },
  'honest-met-colleague': { label: 'honest', make: partsAfterMeeting },
  'honest-gcj-ok': { label: 'honest', make: throughGcj02 },
} as const satisfies Record<string, Behaviour>;
