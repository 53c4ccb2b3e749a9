import { create } from 'zustand';
import {
  WARNING_LEVELS,
  WARNING_STATES,
  type Warning,
  type WarningLevel,
  type WarningState,
} from '../../server/contract/warnings/warning.ts';

export const STANDING: readonly WarningState[] = ['raised', 'acknowledged', 'in-hand'];
export const GROUPS = ['standing', 'over', 'all'] as const;
export type Group = (typeof GROUPS)[number];

const STATES: Record<Group, readonly WarningState[]> = {
  standing: STANDING,
  over: ['closed', 'expired'],
  all: WARNING_STATES,
};

export const statesOf = (group: Group): readonly WarningState[] => STATES[group];

interface FilterState {
  group: Group;
  /** None: all. */
  levels: readonly WarningLevel[];
  /** Of the group's; none: all of them. */
  states: readonly WarningState[];
  setGroup: (group: Group) => void;
  toggleLevel: (level: WarningLevel) => void;
  toggleState: (state: WarningState) => void;
}

const toggled = <T>(chosen: readonly T[], one: T): T[] =>
  chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];

/** What the list is narrowed to; kept while the user visits other pages. */
export const useWarningFilter = create<FilterState>((set) => ({
  group: 'standing',
  levels: [],
  states: [],
  setGroup: (group) => set({ group, states: [] }),
  toggleLevel: (level) => set(({ levels }) => ({ levels: toggled(levels, level) })),
  toggleState: (state) => set(({ states }) => ({ states: toggled(states, state) })),
}));

export const isStanding = ({ state }: Warning): boolean => STANDING.includes(state);

/** Worst first, each level newest first. */
export const byLevel = (a: Warning, b: Warning): number =>
  WARNING_LEVELS.indexOf(b.level) - WARNING_LEVELS.indexOf(a.level) ||
  Date.parse(b.raisedAt) - Date.parse(a.raisedAt) ||
  b.id - a.id;
