import type { Behaviour } from './behaviour/behaviour.ts';
import { CLOCKS } from './behaviour/clocks.ts';
import { COPIED } from './behaviour/copied.ts';
import { DUTIES } from './behaviour/duties.ts';
import { FAKED } from './behaviour/faked.ts';
import { HANDHELDS } from './behaviour/handhelds.ts';
import { HONEST } from './behaviour/honest.ts';
import { LAZY } from './behaviour/lazy.ts';
import { WAYS } from './behaviour/ways.ts';

/** Every way of doing a patrol the simulator knows: what it is called, what it is, how it is made. */
export const BEHAVIOURS = {
  ...HONEST,
  ...HANDHELDS,
  ...WAYS,
  ...LAZY,
  ...FAKED,
  ...COPIED,
  ...CLOCKS,
  ...DUTIES,
} as const;

export type Kind = keyof typeof BEHAVIOURS;

const LABELS = ['honest', 'lazy', 'cheating'];
const rankOf = (kind: Kind) => LABELS.indexOf(BEHAVIOURS[kind].label);

/** All kinds, honest first, in the order reports list them. */
export const KINDS = (Object.keys(BEHAVIOURS) as Kind[]).sort((a, b) => rankOf(a) - rankOf(b));

export const behaviourOf = (kind: Kind): Behaviour => BEHAVIOURS[kind];
