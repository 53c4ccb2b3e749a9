import { type LocalFrame, toX, toY } from '../../geo/local-frame.ts';
import { DEFAULT_ACCURACY_M } from '../measures/uncertainty.ts';
import { type MotionTrack, motionTrack, STEP_MS } from '../track/motion-track.ts';
import type { ComparedTrack } from './compared-track.ts';

/** Positions worse than this, metres, are not compared. */
const ACCURACY_MAX_M = 100;

/** A track that can be asked where it was at a moment. */
export interface ComparableTrack {
  motion: MotionTrack;
  /** Sample at each step since the first, -1 where the track is silent. */
  slots: Int32Array;
  firstStep: number;
}

export const comparable = (motion: MotionTrack): ComparableTrack => {
  const stepOf = (k: number) => Math.round(motion.t[k]! / STEP_MS);
  const firstStep = motion.n > 0 ? stepOf(0) : 0;
  const slots = new Int32Array(motion.n > 0 ? stepOf(motion.n - 1) - firstStep + 1 : 0).fill(-1);
  for (let k = 0; k < motion.n; k++) slots[stepOf(k) - firstStep] = k;
  return { motion, slots, firstStep };
};

/** Another track made comparable with the patrol's: on the even step, in the same frame; marks at the entrance do not matter here. */
export function comparableTrack(told: ComparedTrack, frame: LocalFrame, maxGapMs: number) {
  const size = told.t.length;
  const track = {
    n: 0,
    t: new Float64Array(size),
    x: new Float64Array(size),
    y: new Float64Array(size),
    accuracyM: new Float64Array(size),
  };
  for (let i = 0; i < size; i++) {
    if (told.accuracyM[i]! > ACCURACY_MAX_M || (i > 0 && told.t[i] === told.t[i - 1])) continue;
    track.t[track.n] = told.t[i]!;
    track.x[track.n] = toX(frame, told.lng[i]!);
    track.y[track.n] = toY(frame, told.lat[i]!);
    track.accuracyM[track.n] = told.accuracyM[i]! < 0 ? DEFAULT_ACCURACY_M : told.accuracyM[i]!;
    track.n++;
  }
  return comparable(motionTrack(track, maxGapMs));
}

/** Metres from a track at its sample `k` to another at that time plus `lagMs`, east and north; false where the other is silent. */
export function offsetAt(
  a: ComparableTrack,
  k: number,
  { motion: { x, y, run }, slots, firstStep }: ComparableTrack,
  lagMs: number,
  offset: { x: number; y: number },
): boolean {
  const at = (a.motion.t[k]! + lagMs) / STEP_MS - firstStep;
  const low = Math.floor(at);
  if (low < 0 || low >= slots.length) return false;
  const part = at - low;
  const i = slots[low]!;
  const j = low + 1 < slots.length ? slots[low + 1]! : -1;
  if (i < 0 || (j < 0 && part > 0)) return false;
  const next = j < 0 ? i : j;
  if (run[i] !== run[next]) return false;
  offset.x = x[i]! + part * (x[next]! - x[i]!) - a.motion.x[k]!;
  offset.y = y[i]! + part * (y[next]! - y[i]!) - a.motion.y[k]!;
  return true;
}

const apart = { x: 0, y: 0 };

/** Square of the distance, m2, between two tracks as for `offsetAt`; NaN where one is silent. */
export const squaredApart = (a: ComparableTrack, k: number, b: ComparableTrack, lagMs: number) =>
  offsetAt(a, k, b, lagMs, apart) ? apart.x * apart.x + apart.y * apart.y : Number.NaN;
