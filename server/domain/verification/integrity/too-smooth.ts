import { METRES_PER_DEGREE } from '../../../contract/units.ts';
import type { Fix } from '../../entrance/fix.ts';
import { type Detector, type IntegrityContext, rangesOf } from './context.ts';
import { spreadOfPace } from './even-pace.ts';
import { CHANCE, chanceBelow, figureAt, type LogNormalLaw, oneIn } from './rarity.ts';
import { ONE_SPEED_CHANCE, tellsOneSpeed } from './told-speeds.ts';

/** Steps of at least this length in time, ms: over them a receiver's error changes by a good part of itself. */
const STEP_MIN_MS = 10_000;
/** Longer steps hold corners and tell nothing. */
const STEP_MAX_MS = 90_000;
/** Only steps of a walker count, metres. */
const MOVED_MIN_M = 5;
const TRIPLES_MIN = 40;
/** What handhelds round coordinates to, degrees: four decimals, three of a minute of arc, five decimals; all told to 1e-7. */
const RASTERS = [1e-4, 1 / 60_000, 1e-5];
const DIGIT = 1.5e-7;
/**
 * Among honest walks, taken from the seeded ones of the evenest kinds: unevenness of steps, metres, of handhelds that smooth
 * positions and snap them to streets, and spread of pace of officers who keep one pace without a stop. Their deviations are a tenth wider
 * than found there, and one honest patrol in twenty is taken to be of such a kind.
 */
export const LAWS = {
  uneven: { middle: -0.72, deviation: 0.4, share: 0.05 },
  spread: { middle: -2.67, deviation: 0.166, share: 0.05 },
} satisfies Record<string, LogNormalLaw>;

/**
 * Too smooth: a computed track advances evenly, a walked one does not. Two figures, each with its chance among honest walks; being the
 * smaller of two, the chance counts twice. Measured is the figure as a share of that from which it is held against the patrol. Innocent: a
 * handheld that computes positions before it reports them, or a treadmill pace kept for an hour without one stop.
 * - Unevenness of steps: along straight stretches receiver error and gait move a real track by metres.
 * - Spread of pace (see `spreadOfPace`): shaking computed positions hides the first, but not that nobody ever slowed down; the less is needed of
 *   it where the handheld tells one and the same speed.
 */
export const tooSmooth: Detector = (context) => {
  const { fixes } = context.track;
  const figures = {
    uneven: unevenSteps(context),
    spread: spreadOfPace(context.movement, context.track),
  };
  const chanceOf = (name: keyof typeof figures, looks: number) => {
    const figure = figures[name];
    return figure === null ? 1 : looks * chanceBelow(figure, LAWS[name]);
  };
  // The usual case: even a handheld that tells one speed would show nothing.
  if (Math.min(chanceOf('uneven', 2), chanceOf('spread', 2 * ONE_SPEED_CHANCE)) > CHANCE.weak)
    return null;
  // The smaller of two figures, and for the second what the handheld tells of its speed.
  const looks = { uneven: 2, spread: tellsOneSpeed(fixes) ? 2 * ONE_SPEED_CHANCE : 2 };
  let [measured, chance] = [Number.POSITIVE_INFINITY, 1];
  for (const name of ['uneven', 'spread'] as const) {
    const figure = figures[name];
    if (figure === null) continue;
    const strongBelow = figureAt(CHANCE.strong / looks[name], LAWS[name]);
    measured = Math.min(measured, figure / strongBelow);
    chance = Math.min(chance, chanceOf(name, looks[name]));
  }
  if (chance > CHANCE.weak) return null;
  return {
    strength: chance <= CHANCE.strong ? 'strong' : 'weak',
    measured,
    threshold: 1,
    share: 1,
    oneIn: oneIn(chance),
    fixes: rangesOf(fixes, () => true),
  };
};

/**
 * First quartile of how far the middle of three fixes at least 10 s apart lies from the point between the outer two that its time
 * gives, metres; corners fill the upper quartiles and do not count. Null where too few steps tell, or the handheld rounds too coarsely.
 */
export function unevenSteps({
  track: { n, t, x, y, fixes },
}: Pick<IntegrityContext, 'track'>): number | null {
  const uneven: number[] = [];
  let [a, b] = [0, 0];
  for (let c = 1; c < n; c++) {
    if (t[c]! - t[b]! < STEP_MIN_MS) continue;
    const part = (t[b]! - t[a]!) / (t[c]! - t[a]!);
    const moved = Math.min(
      Math.hypot(x[b]! - x[a]!, y[b]! - y[a]!),
      Math.hypot(x[c]! - x[b]!, y[c]! - y[b]!),
    );
    if (
      b > a &&
      moved >= MOVED_MIN_M &&
      t[c]! - t[b]! <= STEP_MAX_MS &&
      t[b]! - t[a]! <= STEP_MAX_MS
    )
      uneven.push(
        Math.hypot(x[b]! - x[a]! - part * (x[c]! - x[a]!), y[b]! - y[a]! - part * (y[c]! - y[a]!)),
      );
    [a, b] = [b, c];
  }
  if (uneven.length < TRIPLES_MIN) return null;
  const quartile = Float64Array.from(uneven).sort()[Math.floor(uneven.length / 4)]!;
  // Nothing finer than what a handheld rounds to is known of its track.
  return quartile < rasterM(fixes) ? null : quartile;
}

/** What every coordinate of a track is rounded to, metres of latitude; 0 where a receiver's own digits were reported. */
function rasterM(fixes: readonly Fix[]): number {
  const isOn = (value: number, degrees: number) =>
    Math.abs(value - Math.round(value / degrees) * degrees) < DIGIT;
  const raster = RASTERS.find((degrees) =>
    fixes.every(({ lng, lat }) => isOn(lng, degrees) && isOn(lat, degrees)),
  );
  return (raster ?? 0) * METRES_PER_DEGREE;
}
