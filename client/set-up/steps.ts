import type { Setup } from '../../server/contract/people/setup.ts';

/** What is brought in before a patrol can be judged, in this order, and what may follow. */
export const STEPS = [
  'areas',
  'people',
  'handhelds',
  'sheets',
  'norm',
  'categories',
  'accounts',
  'live',
] as const;
export type Step = (typeof STEPS)[number];

/** Whether a step has what it is for; null: it can be left out. */
export const DONE: Record<Step, (setup: Setup) => boolean | null> = {
  areas: ({ grids }) => grids > 0,
  people: ({ officers }) => officers > 0,
  handhelds: ({ handhelds }) => handhelds > 0,
  sheets: ({ enrolled, heard }) => enrolled + heard > 0,
  // Without one the built-in rules hold.
  norm: ({ norms }) => norms > 0 || null,
  categories: ({ categories }) => categories > 0 || null,
  accounts: ({ accounts }) => accounts > 1 || null,
  live: ({ heard }) => heard > 0,
};

/** Where to go on: the first step that is needed and not done. */
export const nextStep = (setup: Setup): Step =>
  STEPS.find((step) => DONE[step](setup) === false) ?? 'live';
