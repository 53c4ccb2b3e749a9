import { create } from 'zustand';
import {
  WARNING_LEVELS,
  type Warning,
  type WarningLevel,
  type WarningState,
} from '../../server/contract/warning.ts';

export const STANDING: readonly WarningState[] = ['raised', 'acknowledged', 'in-hand'];
export const GROUPS = ['standing', 'over', 'all'] as const;
export type Group = (typeof GROUPS)[number];

/** States of each group; undefined: every one. */
export const STATES: Record<Group, readonly WarningState[] | undefined> = {
  standing: STANDING,
  over: ['closed', 'expired'],
  all: undefined,
};

interface FilterState {
  group: Group;
  /** None: all. */
  levels: readonly WarningLevel[];
  setGroup: (group: Group) => void;
  toggleLevel: (level: WarningLevel) => void;
}

/** What the list is narrowed to; kept while the user visits other pages. */
export const useWarningFilter = create<FilterState>((set) => ({
  group: 'standing',
  levels: [],
  setGroup: (group) => set({ group }),
  toggleLevel: (level) =>
    set(({ levels }) => ({
      levels: levels.includes(level) ? levels.filter((l) => l !== level) : [...levels, level],
    })),
}));

export const isStanding = ({ state }: Warning): boolean => STANDING.includes(state);

/** Worst first, each level newest first. */
export const byLevel = (a: Warning, b: Warning): number =>
  WARNING_LEVELS.indexOf(b.level) - WARNING_LEVELS.indexOf(a.level) ||
  Date.parse(b.raisedAt) - Date.parse(a.raisedAt) ||
  b.id - a.id;
