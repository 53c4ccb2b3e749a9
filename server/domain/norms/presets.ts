import { Create } from 'typebox/value';
import type { GridType } from '../../contract/areas/area.ts';
import { NormRules } from '../../contract/norms/norm.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import { inEvery } from '../../contract/words/index.ts';
import type { ByLanguage } from '../../contract/words/languages.ts';
import type { Words } from '../../contract/words/words.ts';

/** A norm of a place, for a grid type and officer category or for all. */
export interface PresetNorm {
  gridType?: GridType;
  officerCategory?: OfficerCategory;
  name: ByLanguage;
  /** What the place publishes or, where it publishes nothing, the defaults. */
  rules: NormRules;
}

export interface Preset {
  place: string;
  name: ByLanguage;
  /** What of it is published; the rest are defaults. */
  published: ByLanguage;
  norms: readonly PresetNorm[];
}

const rules = (own: Partial<NormRules>): NormRules => ({
  ...(Create(NormRules) as NormRules),
  ...own,
});

const STAGGERED = [
  { from: '06:30', to: '11:00' },
  { from: '15:00', to: '20:00' },
];

type Place = keyof Words['answers']['normPresets'];
type Named = Omit<PresetNorm, 'name'>;

const preset = (place: Place, ...norms: Named[]): Preset => {
  const told = (pick: (words: Words['answers']['normPresets'][Place]) => string) =>
    inEvery(({ answers }) => pick(answers.normPresets[place]));
  return {
    place,
    name: told(({ name }) => name),
    published: told(({ published }) => published),
    norms: norms.map(({ rules, ...whose }) => ({
      ...whose,
      name: told(({ norms }) => (norms as Record<string, string>)[whose.officerCategory ?? 'all']!),
      rules,
    })),
  };
};

/** Norms of the five places the system must serve, from published descriptions of their deployments. */
export const PRESETS: Record<string, Preset> = {
  luqiao: preset('luqiao', {
    rules: rules({ patrolsPerDay: 2, minutesPerPatrol: 120 }),
  }),
  shawan: preset('shawan', {
    rules: rules({ patrolsPerDay: 2, minutesPerPatrol: 60, windows: STAGGERED }),
  }),
  rencheng: preset('rencheng', {
    rules: rules({
      patrolsPerDay: 2,
      minutesPerPatrol: 60,
      coveragePerPatrol: 0.2,
      periodDays: 7,
      coveragePerPeriod: 0.98,
    }),
  }),
  xindu: preset(
    'xindu',
    {
      officerCategory: 'full-time',
      rules: rules({ patrolsPerDay: 2, minutesPerPatrol: 120 }),
    },
    {
      officerCategory: 'specialist',
      rules: rules({
        patrolsPerDay: 1,
        minutesPerPatrol: 60,
        coveragePerPatrol: 0.2,
        dutyDays: [1, 2, 3, 4, 5],
      }),
    },
  ),
  kaifeng: preset(
    'kaifeng',
    {
      officerCategory: 'full-time',
      rules: rules({ patrolsPerDay: 2, minutesPerPatrol: 120 }),
    },
    {
      officerCategory: 'part-time',
      rules: rules({ patrolsPerDay: 1, minutesPerPatrol: 60, coveragePerPatrol: 0.3 }),
    },
  ),
};
