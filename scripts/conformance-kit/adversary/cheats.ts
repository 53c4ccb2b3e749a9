import { DAY_MS } from '../../../server/contract/units.ts';
import type { Fix } from '../../../server/domain/entrance/fix.ts';
import type { Random } from '../../simulator/random.ts';
import {
  type Ask,
  earlier,
  otherHandheld,
  report,
} from '../../simulator/walk/behaviour/behaviour.ts';
import { type Path, pathSeconds, shiftPath, slicePath, stay } from '../../simulator/walk/path.ts';
import { RECEPTION } from '../../simulator/walk/receiver.ts';
import { combRoute } from '../../simulator/walk/route.ts';
import { bikeGait, followRoute, officerGait, walkGrid } from '../../simulator/walk/walk.ts';
import { inTurn, seenPath, shaken, warped } from './claims.ts';

/** What a search may turn, by name: the ends of its range. */
export type Genes = Readonly<Record<string, readonly [low: number, high: number]>>;
export type Drawn = Readonly<Record<string, number>>;

/** What is claimed of the seconds nobody walked, and what it could be compared with. */
interface Claimed {
  path: Path;
  history?: Fix[][];
  others?: Fix[][];
}

/** A way to be credited for minutes not walked, by somebody who knows code and thresholds. */
export interface Cheat {
  genes: Genes;
  claim: (ask: Ask, seconds: number, genes: Drawn) => Claimed;
}

/** An earlier day's walk as its handheld told it, and the record of it. */
function earlierWalk(ask: Ask, daysBack: number) {
  const random = ask.random.fork(`source/${daysBack}`);
  const startMs = ask.startMs - daysBack * DAY_MS;
  const truth = walkGrid(ask.place.streets, random, ask.seconds);
  const seen = seenPath(ask, truth, random.fork('seen'));
  const record = report(
    { ...ask, startMs },
    seen,
    { ...RECEPTION.filtered, sigmaM: [0, 0], whiteM: [0, 0], jumpsPerHour: 0, gapsPerHour: 0 },
    random,
  );
  return { seen, record };
}

const begin = (path: Path, seconds: number, random: Random) => {
  const from = random.integer(0, Math.max(0, pathSeconds(path) - seconds));
  return slicePath(path, from, from + seconds);
};

const aside = (path: Path, metres: number, random: Random) => {
  const angle = random.uniform(0, 2 * Math.PI);
  return shiftPath(path, { x: metres * Math.cos(angle), y: metres * Math.sin(angle) });
};

const NOISE: Genes = { sigmaM: [0, 10], tauS: [20, 200] };

/** A route played by software, at a pace that varies as told, with such noise. */
const played = (ask: Ask, seconds: number, genes: Drawn): Path => {
  const random = ask.random.fork('played');
  const gait = {
    ...officerGait(random),
    speedSdMps: genes.paceSdMps ?? 0,
    stopEveryS: 1e9,
    changeS: 60,
  };
  const path = followRoute(
    ask.place.streets,
    combRoute(ask.place.streets, random, seconds * 1.9 + 100),
    random,
    seconds,
    gait,
  );
  return shaken(path, genes.sigmaM ?? 0, genes.tauS ?? 60, random.fork('noise'));
};

export const CHEATS = {
  'own walk of the last days, warped in time': {
    genes: { ...NOISE, share: [0, 0.6], periodS: [60, 1800], asideM: [0, 30] },
    claim: (ask, seconds, genes) => {
      const { seen, record } = earlierWalk(ask, 3);
      const random = ask.random.fork('warp');
      const copy = warped(begin(seen, seconds, random), genes.share!, genes.periodS!);
      return {
        path: shaken(aside(copy, genes.asideM!, random), genes.sigmaM!, genes.tauS!, random),
        history: [record],
      };
    },
  },
  'own walks of several days, cut and joined': {
    genes: { ...NOISE, pieceS: [120, 2400] },
    claim: (ask, seconds, genes) => {
      const days = [1, 2, 3].map((back) => earlierWalk(ask, back));
      const random = ask.random.fork('cut');
      const pieces = Array.from({ length: Math.ceil(seconds / genes.pieceS!) }, (_, k) =>
        begin(days[k % 3]!.seen, Math.round(genes.pieceS!), random),
      );
      return {
        path: shaken(inTurn(pieces, seconds), genes.sigmaM!, genes.tauS!, random),
        history: days.map(({ record }) => record),
      };
    },
  },
  'own walk of a month ago': {
    genes: {},
    claim: (ask, seconds) => ({
      path: begin(earlierWalk(ask, 30).seen, seconds, ask.random.fork('begin')),
    }),
  },
  "a colleague's walk, moved aside": {
    genes: { ...NOISE, asideM: [0, 60] },
    claim: (ask, seconds, genes) => {
      const random = ask.random.fork('colleague');
      const truth = walkGrid(ask.place.streets, random, ask.seconds);
      const seen = seenPath(ask, truth, random.fork('seen'));
      const other = { ...ask, handheldId: otherHandheld(ask) };
      const copy = aside(
        slicePath(seen, ask.seconds - seconds, ask.seconds),
        genes.asideM!,
        random,
      );
      return {
        path: shaken(copy, genes.sigmaM!, genes.tauS!, random),
        others: [report(other, truth, RECEPTION.street, random.fork('theirs'))],
      };
    },
  },
  'two handhelds in one pocket, one delayed': {
    genes: { delayS: [0, 1200], sigmaM: [0, 10], tauS: [20, 200] },
    claim: (ask, seconds, genes) => {
      const random = ask.random.fork('pocket');
      const truth = walkGrid(ask.place.streets, random, ask.seconds + 1200);
      const other = { ...ask, handheldId: otherHandheld(ask) };
      const from = ask.seconds - seconds - Math.round(genes.delayS!);
      const mine = slicePath(truth, Math.max(0, from), Math.max(0, from) + seconds);
      return {
        path: shaken(seenPath(ask, mine, random.fork('seen')), genes.sigmaM!, genes.tauS!, random),
        others: [
          report(other, slicePath(truth, 0, ask.seconds), RECEPTION.street, random.fork('theirs')),
        ],
      };
    },
  },
  'ridden instead of walked': {
    genes: { speedMps: [1.6, 5], standS: [0, 60] },
    claim: (ask, seconds, genes) => {
      const random = ask.random.fork('ride');
      const gait = {
        ...bikeGait(random),
        speedMps: genes.speedMps!,
        stopEveryS: 90,
        stopS: genes.standS! + 1,
      };
      const route = combRoute(ask.place.streets, random, seconds * 6);
      // Ridden in half the time or less; the rest is spent on a bench, which does not count.
      const ridden = Math.round((seconds * 1.2) / genes.speedMps!);
      const path = followRoute(ask.place.streets, route, random, ridden, gait);
      const end = { x: path.x.at(-1)!, y: path.y.at(-1)! };
      return { path: seenPath(ask, inTurn([path, stay(end, seconds)], seconds), random) };
    },
  },
  'mock positions through a smoother': {
    genes: { paceSdMps: [0, 0.02], sigmaM: [0, 2], tauS: [20, 200] },
    claim: (ask, seconds, genes) => ({ path: played(ask, seconds, genes) }),
  },
  'a drone or a dog at its own pace': {
    genes: { paceSdMps: [0, 0.3], sigmaM: [3, 6], tauS: [40, 100] },
    claim: (ask, seconds, genes) => ({ path: played(ask, seconds, genes) }),
  },
  'a whole walk computed, gait and noise right': {
    genes: {},
    claim: (ask, seconds) => {
      const random = ask.random.fork('computed');
      return { path: seenPath(ask, walkGrid(ask.place.streets, random, seconds), random) };
    },
  },
} as const satisfies Record<string, Cheat>;

export type CheatName = keyof typeof CHEATS;

/** What everyone's patrol is compared with beside what a cheat brings along. */
export const surroundings = (ask: Ask) => earlier(ask, 2);
