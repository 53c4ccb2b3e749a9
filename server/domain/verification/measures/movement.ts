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
  /** Time that a stay may hold more, and less, than it is said to, ms: by the radius it is found with. */
  idleDoubtMs: { more: number; less: number };
  /** State at a moment (Unix ms): that of the nearest sample, `walk` where there is none. */
  stateAt: (t: number) => MovementState;
}

/** Radii, as shares of that of a stay, within which somebody surely stayed, and perhaps. */
const RADII = { surely: 0.85, perhaps: 1.2 };

/** Tells walking, staying and riding apart on the track at an even step. */
export function movementOf(track: Track, rules: NormRules): Movement {
  const motion = motionTrack(track, rules.maxGapS * 1000);
  const perhaps = idleSamples(motion, RADII.perhaps);
  // Who stays within a radius stays within a larger one.
  const stays = perhaps.includes(1);
  const idle = stays ? idleSamples(motion) : perhaps;
  const surely = stays ? idleSamples(motion, RADII.surely) : perhaps;
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
  const idleDoubtMs = { more: 0, less: 0 };
  states.forEach((state, k) => {
    if (state === 'idle' && !surely[k]) idleDoubtMs.less += STEP_MS;
    if (state === 'walk' && perhaps[k]) idleDoubtMs.more += STEP_MS;
  });
  return {
    motion,
    idleDoubtMs,
    states,
    speeds,
    stateAt: (t) => slots[Math.round(t / STEP_MS) - base] ?? 'walk',
  };
}
