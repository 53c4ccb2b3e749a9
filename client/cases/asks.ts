import type { CaseStep } from '../../server/contract/cases/case.ts';

export type Field = 'why' | 'until' | 'handler' | 'into' | 'rating';

/** What a step is asked with, those that must be said; the first that is allowed is the usual one. */
export const ASKS: Partial<Record<CaseStep, readonly Field[]>> = {
  dispatch: ['handler'],
  'send-back': ['why'],
  return: ['why'],
  'pass-up': ['why'],
  'pass-down': ['why'],
  suspend: ['why', 'until'],
  merge: ['into'],
  withdraw: ['why'],
  reopen: ['why'],
  rate: ['rating'],
};
