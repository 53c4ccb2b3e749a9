import type { NormRules } from '../../../contract/norms/norm.ts';
import type { Track } from '../track/clean-track.ts';
import { type MotionTrack, motionTrack, STEP_MS } from '../track/motion-track.ts';
import { stayExtents, stayShare } from './idle.ts';
import { RIDES, sampleSpeeds, vehicleSamples } from './vehicle.ts';

export type MovementState = 'walk' | 'idle' | 'vehicle';

/** How an officer moved, moment by moment. */
export interface Movement {
  motion: MotionTrack;
  /** State of each motion sample. */
  states: MovementState[];
  /** m/s of each motion sample. */
  speeds: Float64Array;
  /** Time that stays may hold more, and less, than the states say, ms, by the radius they are found with, and what is likely of it. */
  idleDoubtMs: { more: number; less: number; likely: number };
  /** Time that was perhaps ridden beside that said to be, and that of it which was perhaps not, ms, by pace and length. */
  rideDoubtMs: { more: number; less: number };
  /** State at a moment (Unix ms): that of the nearest sample, `walk` where there is none. */
  stateAt: (t: number) => MovementState;
}

/** Tells walking, staying and riding apart on the track at an even step. */
export function movementOf(track: Track, rules: NormRules): Movement {
  const motion = motionTrack(track, rules.maxGapS * 1000);
  const extents = stayExtents(motion);
  const speeds = sampleSpeeds(motion);
  const ridden = (sureness: keyof typeof RIDES) =>
    vehicleSamples(motion, speeds, rules.vehicleSpeedMps, RIDES[sureness]);
  const [riding, surely, perhaps] = [ridden('likely'), ridden('surely'), ridden('perhaps')];
  const states: MovementState[] = [];
  const base = Math.round((motion.t[0] ?? 0) / STEP_MS);
  const slots: (MovementState | undefined)[] = [];
  for (let k = 0; k < motion.n; k++) {
    const state = riding[k] ? 'vehicle' : extents[k]! <= 1 ? 'idle' : 'walk';
    states.push(state);
    slots[Math.round(motion.t[k]! / STEP_MS) - base] = state;
  }
  const rideDoubtMs = { more: 0, less: 0 };
  const idleDoubtMs = { more: 0, less: 0, likely: 0 };
  states.forEach((state, k) => {
    if (state === 'vehicle') {
      if (!surely[k]) rideDoubtMs.less += STEP_MS;
      return;
    }
    if (state === 'walk' && perhaps[k]) rideDoubtMs.more += STEP_MS;
    const share = stayShare(extents[k]!);
    if (state === 'idle' && share < 1) idleDoubtMs.less += STEP_MS;
    if (state === 'walk' && share > 0) idleDoubtMs.more += STEP_MS;
    idleDoubtMs.likely += STEP_MS * (state === 'idle' ? share - 1 : share);
  });
  return {
    motion,
    idleDoubtMs,
    rideDoubtMs,
    states,
    speeds,
    stateAt: (t) => slots[Math.round(t / STEP_MS) - base] ?? 'walk',
  };
}
