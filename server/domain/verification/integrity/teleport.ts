import { marksToMask } from '../../../contract/fixes/mark-mask.ts';
import type { FixRange } from '../../../contract/patrols/verdict.ts';
import type { Fix } from '../../entrance/fix.ts';
import { metresApart } from '../../geo/local-frame.ts';
import { surelyTimed } from '../clock/sure-times.ts';
import { bothAccuraciesM } from '../measures/uncertainty.ts';
import type { Detector, IntegrityContext, Margin } from './context.ts';

/** Reflections and cell-tower positions lead a receiver astray by less than this, metres. */
const FAR_M = 500;
/** No ride gives this speed, m/s. */
const IMPOSSIBLE_MPS = 60;
/** A place must be held for this long, ms, by two fixes or more, to have been claimed. */
const HELD_MIN_MS = 20_000;
/** One detour (there and back) may be a wrongly listed radio network; more are held against the patrol. */
const STRONG_FROM = 3;
/** A margin is told to a part in so many halvings. */
const MARGIN_HALVINGS = 8;

/** Marks that disqualify a fix; jumps are what is looked for. */
const UNUSABLE = ~marksToMask(['jump', 'stale', 'frozen', 'datum-suspected']);

/**
 * Teleport: accurate positions hundreds of metres apart, each held for a while, with no time to travel between. Measured is the number
 * of such steps. Innocent: positions from radio networks whose listed place is wrong, indoors; these come singly. Steps between fixes whose
 * times were put right, and may be wrong, are not held against the patrol.
 */
export const teleport: Detector = (context) => {
  const { places, steps, sure } = stepsOf(context, 1);
  if (steps.length === 0) return null;
  const { startMs, endMs } = context.input.patrol;
  const longest = Math.max(...places.map(spanMs));
  const total = places.reduce((sum, place) => sum + spanMs(place), 0);
  return {
    strength: sure >= STRONG_FROM ? 'strong' : 'weak',
    measured: steps.length,
    threshold: STRONG_FROM,
    share: (total - longest) / (endMs - startMs || 1),
    fixes: steps,
  };
};

/** Steps are whole numbers: told is at which part of distance and speed there would be enough of them, by bisection. */
export const teleportMargin: Margin = (context) => {
  const isEnough = (part: number) => stepsOf(context, part).sure >= STRONG_FROM;
  if (isEnough(1)) return 1;
  let [low, high] = [0, 1];
  for (let k = 0; k < MARGIN_HALVINGS; k++) {
    const middle = (low + high) / 2;
    if (isEnough(middle)) low = middle;
    else high = middle;
  }
  return low;
};

/** Steps between places held that are impossible by so great a part of distance and speed, and how many of them are between sure times. */
function stepsOf({ fixes, masks, clockSets, geometry: { frame } }: IntegrityContext, part: number) {
  const usable = fixes.filter((_, i) => (masks[i]! & UNUSABLE) === 0);
  const places = placesHeld(usable, (a, b) => {
    return (
      metresApart(frame, a, b) - bothAccuraciesM(a, b) >
      part * Math.max(FAR_M, (IMPOSSIBLE_MPS * (b.t - a.t)) / 1000)
    );
  });
  const isSure = surelyTimed(clockSets);
  const steps: FixRange[] = [];
  let sure = 0;
  for (let i = 1; i < places.length; i++) {
    const [from, to] = [places[i - 1]!.at(-1)!, places[i]![0]!];
    steps.push({ handheldId: to.handheldId, fromMs: from.t, toMs: to.t });
    if (isSure(from) && isSure(to)) sure++;
  }
  return { places, steps, sure };
}

const spanMs = (place: readonly Fix[]) => place.at(-1)!.t - place[0]!.t;

/** Splits fixes where a step is impossible; pieces not held long enough are outliers and forgotten. */
function placesHeld(fixes: readonly Fix[], impossible: (a: Fix, b: Fix) => boolean): Fix[][] {
  const pieces: Fix[][] = [];
  for (const fix of fixes) {
    const last = pieces.at(-1);
    if (last && !impossible(last.at(-1)!, fix)) last.push(fix);
    else pieces.push([fix]);
  }
  const held = pieces.filter((piece) => piece.length > 1 && spanMs(piece) >= HELD_MIN_MS);
  return held.filter((piece, i) => i === 0 || impossible(held[i - 1]!.at(-1)!, piece[0]!));
}
