import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { LEVELS, type Level } from '../../server/contract/areas/area.ts';
import {
  CASE_STATES,
  type CaseState,
  LIGHTS,
  type Light,
} from '../../server/contract/cases/case.ts';
import type { CaseFilter } from '../api/cases.ts';
import { idOf } from '../api/id-of.ts';

export const VIEWS = ['board', 'table', 'red', 'map'] as const;
export type View = (typeof VIEWS)[number];

/** How cases are looked at, as the address bar has it. */
export interface Looking {
  view: View;
  /** None: all. */
  lights: readonly Light[];
  states: readonly CaseState[];
  categories: readonly string[];
  /** Levels at which they wait. */
  levels: readonly Level[];
  /** null: all of one's own area. */
  areaId: number | null;
  q: string;
}

const wordsOf = (params: URLSearchParams, key: string): string[] =>
  (params.get(key) ?? '').split(',').filter(Boolean);

/** Reads it from search parameters; what is unknown is left out. */
export const readLooking = (params: URLSearchParams): Looking => {
  const [lights, states] = [wordsOf(params, 'light'), wordsOf(params, 'state')];
  const levels = wordsOf(params, 'level');
  return {
    view: VIEWS.find((view) => view === params.get('view')) ?? 'board',
    lights: LIGHTS.filter((light) => lights.includes(light)),
    states: CASE_STATES.filter((state) => states.includes(state)),
    categories: wordsOf(params, 'category'),
    levels: LEVELS.filter((level) => levels.includes(level)),
    areaId: idOf(params.get('area')),
    q: (params.get('q') ?? '').slice(0, 100),
  };
};

export const writeLooking = ({ areaId, categories, levels, lights, q, states, view }: Looking) => {
  const entries = {
    view: view === 'board' ? '' : view,
    light: lights.join(','),
    state: states.join(','),
    category: categories.join(','),
    level: levels.join(','),
    area: areaId === null ? '' : String(areaId),
    q,
  };
  return Object.fromEntries(Object.entries(entries).filter(([, text]) => text !== ''));
};

/** What lists and counts are narrowed to, whatever the view. */
export const narrowedBy = ({ areaId, categories, levels, lights, q }: Looking): CaseFilter => ({
  ...(lights.length > 0 ? { lights } : {}),
  ...(categories.length > 0 ? { categories } : {}),
  ...(levels.length > 0 ? { levels } : {}),
  ...(areaId === null ? {} : { areaId }),
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
