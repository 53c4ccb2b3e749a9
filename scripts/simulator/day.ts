import { MINUTE_MS } from '../../server/contract/units.ts';
import type { Fix } from '../../server/domain/entrance/fix.ts';
import { atClock, midnightBefore } from './calendar.ts';
import { createRandom, type Random } from './random.ts';
import { behaviourOf, type Kind } from './walk/behaviours.ts';
import type { SimArea } from './world/areas.ts';
import { placeOf } from './world/place.ts';
import type { SimHandheld, World } from './world/world.ts';

/** One patrol somebody is going to walk, or to fake. Small: the fixes are made when asked for. */
export interface PatrolPlan {
  handheld: SimHandheld;
  /** The grid walked, which for a handheld in another's pocket is the other's. */
  gridCode: string;
  /** Declared start, Unix ms, and length. */
  startMs: number;
  seconds: number;
  kind: Kind;
  /** Equal for two plans made of one walk; which of the two handhelds this one is. */
  seed: string;
  carried: boolean;
  /** The plan whose track a replay copies. */
  original?: PatrolPlan;
}

/** When a patrol ends, Unix ms. */
export const endOf = ({ startMs, seconds }: PatrolPlan) => startMs + seconds * 1000;

/** Sampling interval of simulated handhelds, seconds. */
export const SAMPLING_S = 5;

/** How officers are: which kinds they fall into and how often. Mostly honest, a few lazy, rarely worse. */
const HONEST_DAYS: readonly (readonly [Kind, number])[] = [
  ['honest-good', 28],
  ['honest-street', 28],
  ['honest-filtered-receiver', 16],
  ['honest-habitual', 10],
  ['honest-with-breaks', 8],
  ['honest-still-phone', 4],
  ['honest-urban-canyon', 4],
  ['honest-gappy', 2],
];
const LAZY_DAYS: readonly (readonly [Kind, number])[] = [
  ['honest-street', 50],
  ['too-short', 15],
  ['mostly-idle', 13],
  ['one-street', 9],
  ['leaves-early', 9],
  ['outside', 4],
];
const CHEATS = [
  'replayed-shifted',
  'mock-provider',
  'vehicle',
  'two-in-one-pocket',
  'frozen',
  'too-smooth',
  'replayed-jittered',
  'teleport',
] as const satisfies readonly Kind[];

type Temper = { kinds: readonly (readonly [Kind, number])[]; cheat: Kind | null };

/**
 * The first officer always replays an earlier patrol and the second never walks a whole one; of the others, one in nine is lazy, and one
 * in fifty cheats.
 */
function temperOf(world: World, number: number): Temper {
  if (number === 1) return { kinds: HONEST_DAYS, cheat: CHEATS[0] };
  if (number === 2)
    return { kinds: LAZY_DAYS.filter(([kind]) => !kind.startsWith('honest')), cheat: null };
  const random = createRandom(`${world.scenario}/${world.seed}/temper/${number}`);
  const mood = random.next();
  if (mood < 0.02) return { kinds: HONEST_DAYS, cheat: random.pick(CHEATS) };
  return { kinds: mood < 0.13 ? LAZY_DAYS : HONEST_DAYS, cheat: null };
}

/** The patrols of the local day that holds `dayMs`, by start. Equal worlds and days give equal plans. */
export function planDay(world: World, dayMs: number): PatrolPlan[] {
  const midnightMs = midnightBefore(dayMs, world.timeZone);
  const starts = (random: Random) =>
    world.windows.map(({ from, to }) =>
      Math.round(random.uniform(atClock(midnightMs, from), atClock(midnightMs, to))),
    );
  return plan(world, midnightMs, starts);
}

/**
 * Patrols under way at `nowMs` and those that follow until `untilMs`, whatever the hour: for demonstrations.
 * Everybody began between two hours and a minute ago and goes on after a rest.
 */
export function planAround(world: World, nowMs: number, untilMs: number): PatrolPlan[] {
  return plan(world, nowMs, (random) => {
    const starts = [Math.round(nowMs - random.uniform(1, 115) * MINUTE_MS)];
    for (let at = starts[0]!; at < untilMs; at = starts.at(-1)!)
      starts.push(Math.round(at + 130 * MINUTE_MS + random.uniform(30, 75) * MINUTE_MS));
    return starts.filter((at) => at < untilMs);
  });
}

function plan(world: World, keyMs: number, starts: (random: Random) => number[]): PatrolPlan[] {
  const gridOf = new Map(world.officers.map(({ code, gridCode }) => [code, gridCode]));
  const plans: PatrolPlan[] = [];
  for (const handheld of world.handhelds) {
    const random = createRandom(`${world.scenario}/${world.seed}/${handheld.number}/${keyMs}`);
    const temper = temperOf(world, handheld.number);
    const gridCode = gridOf.get(handheld.officerCode) as string;
    const own = starts(random);
    let first: PatrolPlan | undefined;
    for (const startMs of own) {
      const seed = `${handheld.code}/${startMs}`;
      const seconds = 7200 + random.integer(240, 900);
      const honest = { handheld, gridCode, startMs, seconds, seed, carried: false };
      const kind = random.weighted(temper.kinds);
      plans.push(
        first && temper.cheat?.startsWith('replayed')
          ? // The first walk, a little cut: walked once, delivered again and again.
            { ...honest, seconds: first.seconds - 120, kind: temper.cheat, original: first }
          : { ...honest, kind: temper.cheat ? (first ? temper.cheat : 'honest-street') : kind },
      );
      first ??= plans.at(-1);
    }
  }
  return pocketed(world, plans).sort((a, b) => a.startMs - b.startMs);
}

/** Where a handheld is in another's pocket, both plans become one walk: through the other officer's grid. */
function pocketed(world: World, plans: PatrolPlan[]): PatrolPlan[] {
  const walkers = new Map<string, PatrolPlan>();
  for (const own of plans.filter(({ kind }) => kind === 'two-in-one-pocket')) {
    const other = world.handhelds[own.handheld.number % world.handhelds.length]!;
    const theirs = plans
      .filter(({ handheld }) => handheld === other)
      .reduce((a, b) =>
        Math.abs(a.startMs - own.startMs) < Math.abs(b.startMs - own.startMs) ? a : b,
      );
    if (theirs.original || plans.some(({ original }) => original === theirs)) continue;
    walkers.set(theirs.seed, { ...theirs, kind: 'two-in-one-pocket' });
    walkers.set(own.seed, {
      ...theirs,
      handheld: own.handheld,
      kind: 'two-in-one-pocket',
      carried: true,
    });
  }
  return plans.map((own) => walkers.get(own.seed) ?? own);
}

/** The fixes of a plan in WGS-84, `intervalS` seconds apart, made anew at every call; equal plans give equal fixes. */
export function fixesOf(world: World, plan: PatrolPlan, intervalS = SAMPLING_S): Fix[] {
  const { handheld, gridCode, startMs, seconds, kind, seed, original } = plan;
  const area = gridsOf(world).get(gridCode) as SimArea;
  // A habit outlasts the day: its route hangs on the officer, not on the patrol.
  const root = kind === 'honest-habitual' ? handheld.code : seed;
  const made = behaviourOf(kind).make({
    place: placeOf(world.ground, area),
    random: createRandom(`${world.scenario}/${world.seed}/${root}`),
    startMs,
    seconds,
    intervalS,
    handheldId: handheld.number,
    withCompany: false,
    original: original && fixesOf(world, original, intervalS),
  });
  return (plan.carried ? made.others[0]! : made.fixes).map((fix) => ({
    ...fix,
    handheldId: handheld.number,
  }));
}

const grids = new WeakMap<World, Map<string, SimArea>>();

/** The world's grids by code, looked up once. */
function gridsOf(world: World): Map<string, SimArea> {
  const known = grids.get(world);
  if (known) return known;
  const byCode = new Map(
    world.areas.filter(({ level }) => level === 'grid').map((area) => [area.code, area]),
  );
  grids.set(world, byCode);
  return byCode;
}
