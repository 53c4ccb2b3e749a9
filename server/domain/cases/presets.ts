import type { DeadlineRules } from '../../contract/cases/deadline.ts';
import { inEvery } from '../../contract/words/index.ts';
import type { ByLanguage } from '../../contract/words/languages.ts';
import type { Words } from '../../contract/words/words.ts';

/** How a place handles its cases. */
export interface CasePreset {
  place: string;
  name: ByLanguage;
  /** What of it is published; the rest are defaults. */
  published: ByLanguage;
  rules: DeadlineRules;
}

type Place = keyof Words['answers']['casePresets'];

const DAY_H = 24;
const NO_CARDS = { yellow: null, red: null };
const DEFAULTS: DeadlineRules = {
  time: 'calendar',
  workingHours: { from: '08:30', to: '17:30' },
  hours: { accept: DAY_H, dispatch: null, handle: 3 * DAY_H, check: DAY_H, close: 5 * DAY_H },
  yellowShare: 0.8,
  cards: NO_CARDS,
};

const preset = (place: Place, own: Partial<DeadlineRules>): CasePreset => ({
  place,
  name: inEvery(({ answers }) => answers.casePresets[place].name),
  published: inEvery(({ answers }) => answers.casePresets[place].published),
  rules: { ...DEFAULTS, ...own },
});

/** Deadlines of the five places the system must serve, from published descriptions of their deployments. */
export const CASE_PRESETS: Record<Place, CasePreset> = {
  luqiao: preset('luqiao', {
    hours: { accept: DAY_H, dispatch: null, handle: null, check: null, close: 5 * DAY_H },
    cards: { yellow: 0, red: DAY_H },
  }),
  shawan: preset('shawan', {}),
  rencheng: preset('rencheng', {
    time: 'working',
    hours: { accept: 2, dispatch: 2, handle: 24, check: 8, close: null },
  }),
  xindu: preset('xindu', {
    hours: { accept: 4, dispatch: 4, handle: 3 * DAY_H, check: DAY_H, close: 7 * DAY_H },
  }),
  kaifeng: preset('kaifeng', {
    hours: { accept: 2, dispatch: 2, handle: 2 * DAY_H, check: DAY_H, close: 5 * DAY_H },
    cards: { yellow: 0, red: 2 * DAY_H },
  }),
};
