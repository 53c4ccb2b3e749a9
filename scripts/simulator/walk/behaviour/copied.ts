import { DAY_MS } from '../../../../server/contract/units.ts';
import type { Fix } from '../../../../server/domain/entrance/fix.ts';
import type { Random } from '../../random.ts';
import { deliver } from '../../wire/delivery.ts';
import { roundDegrees } from '../../world/plane.ts';
import { shiftPath } from '../path.ts';
import { RECEPTION } from '../receiver.ts';
import { walkGrid } from '../walk.ts';
import {
  type Ask,
  type Behaviour,
  bystander,
  earlier,
  type Made,
  ordinary,
  otherHandheld,
  renumber,
  report,
} from './behaviour.ts';

/** A walk somebody did take, used more often than it was walked. */

/** The walk that is copied, some days ago, longer than needed, among other days' honest walks. */
function source(ask: Ask): { original: Fix[]; history: Fix[][] } {
  if (ask.original) return { original: ask.original, history: earlier(ask, 3) };
  const random = ask.random.fork('source');
  const startMs = ask.startMs - random.integer(5, 14) * DAY_MS + random.integer(-3600, 3600) * 1000;
  const seconds = ask.seconds + random.integer(300, 1800);
  const original = ordinary({ ...ask, startMs, seconds }, random);
  const history = earlier(ask, 3);
  history.splice(random.integer(0, history.length), 0, original);
  return { original, history };
}

/** The copy as a new session: device times from `startMs` on, delivered as if it happened now. */
function asNew(ask: Ask, copy: readonly Fix[], shiftMs: number): Fix[] {
  const random = ask.random.fork('copy');
  const session = ask.startMs - random.integer(500, 9000);
  const battery = random.integer(60, 100);
  const renewed = copy.map((fix) => ({
    ...fix,
    session,
    t: fix.t + shiftMs,
    batteryPct: Math.max(1, Math.round(battery - (fix.t + shiftMs - ask.startMs) / 900_000)),
  }));
  return deliver(renumber(renewed), { random: random.fork('delivery') });
}

/** Cuts a track to what lies between two moments. */
const between = (fixes: readonly Fix[], fromMs: number, toMs: number) =>
  fixes.filter(({ t }) => t >= fromMs && t < toMs);

type Change = (copy: Fix[], random: Random, ask: Ask) => Fix[];

/** Replays the start of an earlier walk, changed as told, from the patrol's start on. */
function replay(change: Change, fromStart: boolean, wholeSeconds: boolean) {
  return (ask: Ask): Made => {
    const random = ask.random.fork('replay');
    const { original, history } = source(ask);
    const begin = original[0]!.t;
    const spare = original.at(-1)!.t - begin - ask.seconds * 1000;
    const from = begin + (fromStart || spare <= 0 ? 0 : random.integer(0, spare));
    const copy = between(original, from, from + ask.seconds * 1000);
    const late = wholeSeconds ? 0 : random.integer(0, 999);
    const fixes = asNew(ask, change(copy, random, ask), ask.startMs - copy[0]!.t + late);
    return { fixes, history, others: bystander(ask) };
  };
}

const same: Change = (copy) => copy;

/** Begins and ends elsewhere in the original, and a stretch in the middle is left out. */
const trimmed: Change = (copy, random) => {
  const span = copy.at(-1)!.t - copy[0]!.t;
  const lossS = random.integer(60, 240);
  const from = copy[0]!.t + Math.round(span * random.uniform(0.2, 0.7));
  return copy.filter(({ t }) => t < from || t >= from + lossS * 1000);
};

/** Every position moved by some metres and every speed a little, so that no two numbers are equal. */
const jittered: Change = (copy, random, ask) => {
  const { metresPerLng, metresPerLat } = ask.place.streets.plane;
  const byM = random.uniform(1, 4);
  return copy.map((fix) => ({
    ...fix,
    lng: roundDegrees(fix.lng + random.normal(0, byM) / metresPerLng),
    lat: roundDegrees(fix.lat + random.normal(0, byM) / metresPerLat),
    speedMps: Math.max(0, Math.round(((fix.speedMps ?? 0) + random.normal(0, 0.1)) * 100) / 100),
    accuracyM: Math.round((fix.accuracyM ?? 5) * random.uniform(0.8, 1.25) * 100) / 100,
  }));
};

/** Jittered, and the whole walk moved by some metres to one side as well. */
const moved: Change = (copy, random, ask) => {
  const { metresPerLng, metresPerLat } = ask.place.streets.plane;
  const angle = random.uniform(0, 2 * Math.PI);
  const byM = random.uniform(2, 8);
  const [east, north] = [Math.cos(angle) * byM, Math.sin(angle) * byM];
  return jittered(copy, random, ask).map((fix) => ({
    ...fix,
    lng: roundDegrees(fix.lng + east / metresPerLng),
    lat: roundDegrees(fix.lat + north / metresPerLat),
  }));
};

/** One walker carries a second officer's handheld as well: one truth, two receivers. */
export function twoInOnePocket(ask: Ask): Made {
  const random = ask.random.fork('pocket');
  const path = walkGrid(ask.place.streets, random, ask.seconds);
  const other = {
    ...ask,
    handheldId: otherHandheld(ask),
    intervalS: random.pick([ask.intervalS, 5, 10]),
  };
  const beside = { x: random.uniform(-0.4, 0.4), y: random.uniform(-0.4, 0.4) };
  const kinds = [RECEPTION.open, RECEPTION.street, RECEPTION.filtered];
  return {
    fixes: report(ask, path, random.pick(kinds), random.fork('mine')),
    history: earlier(ask, 2),
    others: [
      report(other, shiftPath(path, beside), random.pick(kinds), random.fork('theirs')),
      ...bystander({ ...ask, handheldId: otherHandheld(ask) }),
    ],
  };
}

/** One handheld signed in under several accounts: its fixes appear under both, or by turns. */
function severalAccounts(ask: Ask): Made {
  const random = ask.random.fork('accounts');
  const path = walkGrid(ask.place.streets, random, ask.seconds);
  const real = report(ask, path, RECEPTION.street, random);
  const session = real[0]!.session + random.integer(1000, 60_000);
  const theirs = real.map((fix) => ({ ...fix, handheldId: otherHandheld(ask), session }));
  if (random.chance(0.5))
    return { fixes: real, history: earlier(ask, 2), others: [renumber(theirs)] };
  const turnS = random.integer(1, 6) * ask.intervalS;
  const mine = ({ t }: Fix) => Math.floor((t - ask.startMs) / 1000 / turnS) % 2 === 0;
  return {
    fixes: renumber(real.filter(mine)),
    history: earlier(ask, 2),
    others: [renumber(theirs.filter((fix) => !mine(fix)))],
  };
}

export const COPIED = {
  'replayed-exact': { label: 'cheating', make: replay(same, true, true) },
  'replayed-shifted': { label: 'cheating', make: replay(same, false, false) },
  'replayed-trimmed': { label: 'cheating', make: replay(trimmed, false, true) },
  'replayed-jittered': { label: 'cheating', make: replay(jittered, false, false) },
  'replayed-moved': { label: 'cheating', make: replay(moved, false, false) },
  'two-in-one-pocket': { label: 'cheating', make: twoInOnePocket },
  'several-accounts': { label: 'cheating', make: severalAccounts },
} as const satisfies Record<string, Behaviour>;
