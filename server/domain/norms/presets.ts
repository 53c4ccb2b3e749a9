import { Create } from 'typebox/value';
import type { GridType } from '../../contract/areas/area.ts';
import { NormRules } from '../../contract/norms/norm.ts';
import type { PresetPlace } from '../../contract/norms/preset-places.ts';
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

/** By which word a norm is named: whom it is for. */
const keyOf = ({ gridType, officerCategory }: Omit<Named, 'rules'>) =>
  [gridType, officerCategory].filter(Boolean).join('-') || 'all';

/** Of whom no patrols are asked; the ground is judged all the same. */
const helps = (own: NormRules): NormRules => ({ ...own, patrolsPerDay: 0 });
/** Nor are they tracked: no day is one of duty, and fixes are refused. */
const untracked = (own: NormRules): NormRules => ({ ...helps(own), dutyDays: [] });

const preset = (place: Place, ...norms: Named[]): Preset => {
  const told = (pick: (words: Words['answers']['normPresets'][Place]) => string) =>
    inEvery(({ answers }) => pick(answers.normPresets[place]));
  return {
    place,
    name: told(({ name }) => name),
    published: told(({ published }) => published),
    norms: norms.map(({ rules, ...whose }) => ({
      ...whose,
      name: told(({ norms }) => (norms as Record<string, string>)[keyOf(whose)]!),
      rules,
    })),
  };
};

const TWO_OF_TWO_HOURS = rules({ patrolsPerDay: 2, minutesPerPatrol: 120 });
const TWO_STAGGERED = rules({ patrolsPerDay: 2, minutesPerPatrol: 60, windows: STAGGERED });
const COMB = rules({
  patrolsPerDay: 2,
  minutesPerPatrol: 60,
  coveragePerPatrol: 0.2,
  periodDays: 7,
  coveragePerPeriod: 0.98,
});

/** Norms of the five places the system must serve, from published descriptions of their deployments: who patrols, and who does not. */
export const PRESETS: Readonly<Record<PresetPlace, Preset>> = {
  luqiao: preset(
    'luqiao',
    { officerCategory: 'full-time', rules: TWO_OF_TWO_HOURS },
    { rules: helps(TWO_OF_TWO_HOURS) },
  ),
  shawan: preset(
    'shawan',
    { officerCategory: 'full-time', rules: TWO_STAGGERED },
    { gridType: 'rural', officerCategory: 'full-time', rules: untracked(TWO_STAGGERED) },
    { rules: helps(TWO_STAGGERED) },
  ),
  rencheng: preset(
    'rencheng',
    { officerCategory: 'full-time', rules: COMB },
    { rules: helps(COMB) },
  ),
  xindu: preset(
    'xindu',
    { officerCategory: 'full-time', rules: TWO_OF_TWO_HOURS },
    { rules: helps(TWO_OF_TWO_HOURS) },
  ),
  kaifeng: preset(
    'kaifeng',
    { officerCategory: 'full-time', rules: TWO_OF_TWO_HOURS },
    {
      officerCategory: 'part-time',
      rules: rules({ patrolsPerDay: 1, minutesPerPatrol: 60, coveragePerPatrol: 0.3 }),
    },
    { rules: helps(TWO_OF_TWO_HOURS) },
  ),
};
