import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  CASE_STATES,
  type CaseState,
  LIGHTS,
  type Light,
} from '../../server/contract/cases/case.ts';
import type { CaseFilter } from '../api/cases.ts';

export const VIEWS = ['board', 'table', 'red', 'map'] as const;
export type View = (typeof VIEWS)[number];

/** How cases are looked at, as the address bar has it. */
export interface Looking {
  view: View;
  /** None: all. */
  lights: readonly Light[];
  states: readonly CaseState[];
  categories: readonly string[];
  q: string;
}

const wordsOf = (params: URLSearchParams, key: string): string[] =>
  (params.get(key) ?? '').split(',').filter(Boolean);

/** Reads it from search parameters; what is unknown is left out. */
export const readLooking = (params: URLSearchParams): Looking => {
  const [lights, states] = [wordsOf(params, 'light'), wordsOf(params, 'state')];
  return {
    view: VIEWS.find((view) => view === params.get('view')) ?? 'board',
    lights: LIGHTS.filter((light) => lights.includes(light)),
    states: CASE_STATES.filter((state) => states.includes(state)),
    categories: wordsOf(params, 'category'),
    q: (params.get('q') ?? '').slice(0, 100),
  };
};

export const writeLooking = ({ categories, lights, q, states, view }: Looking) => {
  const entries = {
    view: view === 'board' ? '' : view,
    light: lights.join(','),
    state: states.join(','),
    category: categories.join(','),
    q,
  };
  return Object.fromEntries(Object.entries(entries).filter(([, text]) => text !== ''));
};

/** What lists and counts are narrowed to, whatever the view. */
export const narrowedBy = ({ categories, lights, q }: Looking): CaseFilter => ({
  ...(lights.length > 0 ? { lights } : {}),
  ...(categories.length > 0 ? { categories } : {}),
  ...(q ? { q } : {}),
});

export const useLooking = () => {
  const [params, setParams] = useSearchParams();
  const looking = useMemo(() => readLooking(params), [params]);
  return {
    looking,
    change: (part: Partial<Looking>) => setParams(writeLooking({ ...looking, ...part })),
  };
};
