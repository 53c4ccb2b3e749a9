import type { Behaviour } from './behaviour/behaviour.ts';
import { COPIED } from './behaviour/copied.ts';
import { FAKED } from './behaviour/faked.ts';
import { HONEST } from './behaviour/honest.ts';
import { LAZY } from './behaviour/lazy.ts';

/** Every way of doing a patrol the simulator knows: what it is called, what it is, how it is made. */
export const BEHAVIOURS = { ...HONEST, ...LAZY, ...FAKED, ...COPIED } as const;

export type Kind = keyof typeof BEHAVIOURS;

/** All kinds, honest first, in the order reports list them. */
export const KINDS = Object.keys(BEHAVIOURS) as Kind[];

export const behaviourOf = (kind: Kind): Behaviour => BEHAVIOURS[kind];
