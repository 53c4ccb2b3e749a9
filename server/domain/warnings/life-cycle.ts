import {
  STANDING_STATES,
  type WarningState,
  type WarningStep,
} from '../../contract/warnings/warning.ts';

/**
 * raised -> acknowledged -> in hand -> closed, or expired. Each step may be skipped; taking what another has in hand takes it over. What expired may still
 * be closed, to say what it was. The machine expires what nobody has in hand, and raises it again where late data shows that it went on.
 */
const STEPS: Record<WarningState, Partial<Record<WarningStep['step'], WarningState>>> = {
  raised: { acknowledge: 'acknowledged', take: 'in-hand', close: 'closed', expire: 'expired' },
  acknowledged: { take: 'in-hand', close: 'closed', expire: 'expired' },
  'in-hand': { take: 'in-hand', close: 'closed' },
  closed: {},
  expired: { close: 'closed', 'raise-again': 'raised' },
};

/** Steps that are the machine's alone. */
const OF_MACHINE: ReadonlySet<string> = new Set(['expire', 'raise-again']);

/** The state after a step; undefined where the step is not allowed. */
export const nextState = (state: WarningState, step: WarningStep['step']) => STEPS[state][step];

/** Steps a person may take in a state. */
export const stepsOfPerson = (state: WarningState): WarningStep['step'][] =>
  (Object.keys(STEPS[state]) as WarningStep['step'][]).filter((step) => !OF_MACHINE.has(step));

export const isStanding = (state: WarningState): boolean => STANDING_STATES.includes(state);
