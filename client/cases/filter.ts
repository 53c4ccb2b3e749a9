import { create } from 'zustand';
import type { Light } from '../../server/contract/cases/case.ts';

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
