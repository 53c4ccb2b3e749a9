import { create } from 'zustand';
import type { Light } from '../../server/contract/cases/case.ts';
import type { CaseFilter } from '../api/cases.ts';

export const VIEWS = ['board', 'table', 'red'] as const;
export type View = (typeof VIEWS)[number];

interface FilterState {
  view: View;
  /** None: all. */
  lights: readonly Light[];
  q: string;
  setView: (view: View) => void;
  toggleLight: (light: Light) => void;
  search: (q: string) => void;
}

/** How cases are looked at; kept while the user visits other pages. */
export const useCaseFilter = create<FilterState>((set) => ({
  view: 'board',
  lights: [],
  q: '',
  setView: (view) => set({ view }),
  toggleLight: (light) =>
    set(({ lights }) => ({
      lights: lights.includes(light) ? lights.filter((one) => one !== light) : [...lights, light],
    })),
  search: (q) => set({ q }),
}));

/** What a list is asked for by the lights and words chosen. */
export const narrowedBy = ({ lights, q }: Pick<FilterState, 'lights' | 'q'>): CaseFilter => ({
  ...(lights.length > 0 ? { lights } : {}),
  ...(q ? { q } : {}),
});
