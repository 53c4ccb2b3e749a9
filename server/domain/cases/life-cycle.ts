import type { CaseState, CaseStep } from '../../contract/cases/case.ts';

/** Who takes a step: whoever holds the case at its level or above; who handles it; either. */
type Whose = 'holder' | 'handler' | 'either';

/** What a step must say besides itself. */
export type Says = 'why' | 'until' | 'handler' | 'into' | 'rating';

export interface StepRule {
  from: readonly CaseState[];
  /** null: the state stays. */
  to: CaseState | null;
  whose: Whose;
  says: readonly Says[];
  /** What was going on is over without having been done: its time counts as taken, not as kept. */
  undoes?: true;
}

const OPEN = ['reported', 'accepted', 'dispatched', 'in-hand', 'handled', 'checked'] as const;
const BEFORE_CHECK = ['reported', 'accepted', 'dispatched', 'in-hand', 'handled'] as const;

/** From which states each step is allowed, where it leads, whose it is and what it must say. Steps may be skipped where the field does. */
export const STEPS: Record<Exclude<CaseStep, 'report'>, StepRule> = {
  accept: { from: ['reported'], to: 'accepted', whose: 'holder', says: [] },
  dispatch: {
    from: ['reported', 'accepted', 'dispatched', 'in-hand'],
    to: 'dispatched',
    whose: 'holder',
    says: ['handler'],
  },
  take: {
    from: ['reported', 'accepted', 'dispatched'],
    to: 'in-hand',
    whose: 'handler',
    says: [],
  },
  'set-out': { from: ['dispatched', 'in-hand'], to: 'in-hand', whose: 'handler', says: [] },
  arrive: { from: ['dispatched', 'in-hand'], to: 'in-hand', whose: 'handler', says: [] },
  handle: {
    from: ['accepted', 'dispatched', 'in-hand'],
    to: 'handled',
    whose: 'handler',
    says: [],
  },
  check: { from: ['handled'], to: 'checked', whose: 'holder', says: [] },
  'send-back': {
    from: ['handled', 'checked'],
    to: 'in-hand',
    whose: 'holder',
    says: ['why'],
    undoes: true,
  },
  close: { from: ['checked'], to: 'closed', whose: 'holder', says: [] },
  rate: { from: ['closed'], to: null, whose: 'holder', says: ['rating'] },
  return: {
    from: ['dispatched', 'in-hand'],
    to: 'accepted',
    whose: 'handler',
    says: ['why'],
    undoes: true,
  },
  'pass-up': { from: BEFORE_CHECK, to: 'reported', whose: 'either', says: ['why'], undoes: true },
  'pass-down': {
    from: ['reported', 'accepted'],
    to: 'reported',
    whose: 'holder',
    says: ['why'],
    undoes: true,
  },
  suspend: { from: OPEN, to: null, whose: 'holder', says: ['why', 'until'] },
  resume: { from: OPEN, to: null, whose: 'holder', says: [] },
  merge: { from: OPEN, to: 'merged', whose: 'holder', says: ['into'], undoes: true },
  withdraw: { from: OPEN, to: 'withdrawn', whose: 'holder', says: ['why'], undoes: true },
  // Goes on where it stood.
  reopen: { from: ['withdrawn', 'merged'], to: null, whose: 'holder', says: ['why'] },
};
