import type { NormRules } from '../../../contract/norms/norm.ts';
import type { Track } from '../track/clean-track.ts';
import { type MotionTrack, motionTrack, STEP_MS } from '../track/motion-track.ts';
import { idleSamples } from './idle.ts';
import { sampleSpeeds, vehicleSamples } from './vehicle.ts';

export type MovementState = 'walk' | 'idle' | 'vehicle';

/** How an officer moved, moment by moment. */
export interface Movement {
  motion: MotionTrack;
  /** State of each motion sample. */
  states: MovementState[];
  /** m/s of each motion sample. */
  speeds: Float64Array;
  /** State at a moment (Unix ms): that of the nearest sample, `walk` where there is none. */
  stateAt: (t: number) => MovementState;
}

/** Tells walking, staying and riding apart on the track at an even step. */
export function movementOf(track: Track, rules: NormRules): Movement {
  const motion = motionTrack(track, rules.maxGapS * 1000);
  const idle = idleSamples(motion);
  const speeds = sampleSpeeds(motion);
  const riding = vehicleSamples(motion, speeds, rules.vehicleSpeedMps);
  const states: MovementState[] = [];
  const base = Math.round((motion.t[0] ?? 0) / STEP_MS);
  const slots: (MovementState | undefined)[] = [];
  for (let k = 0; k < motion.n; k++) {
    const state = riding[k] ? 'vehicle' : idle[k] ? 'idle' : 'walk';
    states.push(state);
    slots[Math.round(motion.t[k]! / STEP_MS) - base] = state;
  }
  return {
    motion,
    states,
    speeds,
    stateAt: (t) => slots[Math.round(t / STEP_MS) - base] ?? 'walk',
  };
}
