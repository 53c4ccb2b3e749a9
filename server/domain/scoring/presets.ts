import type { CaseUnit } from '../../contract/cases/figures.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import type { PostRole } from '../../contract/people/post.ts';
import type { ScoringRules, ScoringTerm } from '../../contract/scoring/rules.ts';
import type { ScoringPreset } from '../../contract/scoring/schemes.ts';
import { inEvery } from '../../contract/words/index.ts';
import type { Words } from '../../contract/words/words.ts';

type PresetWords = Words['answers']['scoringPresets'];

const termName = (id: keyof PresetWords['terms']) =>
  inEvery(({ answers }) => answers.scoringPresets.terms[id]);

const scored = (
  id: keyof PresetWords['terms'],
  metric: string,
  max: number,
  [zeroAt, fullAt]: readonly [number, number],
): ScoringTerm => ({
  id,
  name: termName(id),
  source: { metric },
  scale: { kind: 'linear', zeroAt, fullAt },
  role: 'scored',
  max,
});

const done = (max: number) => scored('done', 'completionRate', max, [0.5, 1]);
const present = (max: number) => scored('on-duty', 'onDutyRate', max, [0.6, 1]);
const covered = (max: number) => scored('coverage', 'coverageUnion', max, [0.5, 0.95]);
const comb = (max: number) => scored('comb', 'combRate', max, [0, 1]);
const fresh = (max: number) => scored('staleness', 'stalenessMeanH', max, [168, 24]);
const checkpoints = (max: number) => scored('checkpoints', 'checkpointRate', max, [0.5, 1]);

const found = (max: number): ScoringTerm => ({
  id: 'found',
  name: termName('found'),
  source: { matters: 'points', foundBy: 'detected' },
  scale: { kind: 'each', points: 1 },
  role: 'bonus',
  max,
});
/** Points of the cases an officer handled to the end. */
const handled = (max: number): ScoringTerm => ({
  id: 'handled',
  name: termName('handled'),
  source: { cases: 'points' },
  scale: { kind: 'each', points: 1 },
  role: 'bonus',
  max,
});
const ofCases = (
  id: keyof PresetWords['terms'],
  cases: string,
  max: number,
  [zeroAt, fullAt]: readonly [number, number],
): ScoringTerm => ({
  ...{ id, name: termName(id), source: { cases }, role: 'scored', max },
  scale: { kind: 'linear', zeroAt, fullAt },
});
const inTime = (max: number) => ofCases('in-time', 'closedInTime', max, [0.5, 1]);
const accepted = (max: number) => ofCases('accepted', 'closedAtOnceRate', max, [0.5, 1]);
const promptly = (max: number) => ofCases('hours', 'handleMedianH', max, [72, 8]);
const rating = (max: number) => ofCases('rating', 'rating', max, [1, 5]);
const suspicious = (points: number, max: number): ScoringTerm => ({
  id: 'suspicious',
  name: termName('suspicious'),
  source: { metric: 'suspicious' },
  scale: { kind: 'each', points },
  role: 'deduction',
  max,
});

const staggered = (max: number) => scored('staggered', 'staggeredRate', max, [0.5, 1]);

/** How the officers somebody is answerable for stand; of `fullAt` and more all points. */
const officers = (of: 'stars' | 'total', fullAt: number): ScoringTerm => ({
  id: 'officers',
  name: termName('officers'),
  source: { officers: of },
  scale: { kind: 'linear', zeroAt: 0, fullAt },
  role: 'scored',
  max: 100,
});

const section = (
  level: CaseUnit,
  terms: ScoringTerm[],
  officerCategory?: OfficerCategory,
): ScoringRules['sections'][number] => ({
  level,
  ...(officerCategory ? { officerCategory } : {}),
  base: 0,
  terms,
});

/** Who is scored by a post, by content of its own. */
const ofPost = (post: PostRole, ...terms: ScoringTerm[]): ScoringRules['sections'][number] => ({
  ...section('officer', terms),
  post,
});

const rules = (
  own: Partial<ScoringRules> & Pick<ScoringRules, 'period' | 'sections'>,
): ScoringRules => ({
  stars: [],
  lastShare: 0,
  honour: null,
  ranking: { minDutyDays: 10, minCompleteness: 0.6, maxLeaveShare: 0.5 },
  ...own,
});

const GENERAL = [done(35), present(20), covered(25), checkpoints(20)];
/** Points of matters, of whom they belong to. */
const MATTERS = [found(100), handled(100)];
const AREAS = (['grid', 'village', 'town'] as const).map((level) => section(level, GENERAL));

const preset = (
  place: keyof PresetWords['places'],
  own: Parameters<typeof rules>[0],
): ScoringPreset => ({
  place,
  name: inEvery(({ answers }) => answers.scoringPresets.places[place].name),
  published: inEvery(({ answers }) => answers.scoringPresets.places[place].published),
  rules: rules(own),
});

/** Rencheng's ten kinds of which a grid of the honour list had none (十无), by the departments' records. */
export const TEN_WITHOUTS = [
  'petition',
  'crime',
  'cult',
  'gang',
  'drugs',
  'public-order',
  'telecom-fraud',
  'safety-accident',
  'online-opinion',
  'hotline-order',
] as const;

/** Schemes of the five places the system must serve, as a start. `published` is what their descriptions say; weights and mappings are examples. */
export const SCORING_PRESETS: Record<string, ScoringPreset> = {
  luqiao: preset('luqiao', {
    period: 'month',
    sections: [
      section('officer', [...GENERAL, suspicious(5, 20)]),
      ofPost('leader', officers('stars', 5)),
      ofPost('instructor', officers('stars', 5)),
      ...AREAS,
    ],
    stars: [
      { stars: 5, from: 95 },
      { stars: 4, from: 85 },
      { stars: 3, from: 70 },
      { stars: 2, from: 60 },
      { stars: 1, from: 40 },
    ],
  }),
  shawan: preset('shawan', {
    period: 'month',
    sections: [section('officer', [done(40), staggered(20), present(40)]), ...AREAS],
  }),
  rencheng: preset('rencheng', {
    period: 'quarter',
    sections: [
      section('officer', [done(30), present(30), covered(25), checkpoints(15)]),
      ...(['grid', 'village', 'town'] as const).map((level) =>
        section(level, [done(30), comb(40), fresh(15), checkpoints(15)]),
      ),
      section('department', [accepted(60), promptly(40)]),
    ],
    lastShare: 0.05,
    honour: { kinds: [...TEN_WITHOUTS], foundBy: ['reported', 'department'] },
    ranking: { minDutyDays: 30, minCompleteness: 0.6, maxLeaveShare: 0.5 },
  }),
  xindu: preset('xindu', {
    period: 'month',
    sections: [
      section('officer', [...GENERAL, found(20), suspicious(5, 20)], 'full-time'),
      {
        ...section('officer', [found(30)], 'specialist'),
        ranking: { minDutyDays: 0, minCompleteness: 0, maxLeaveShare: 0.5 },
      },
      ofPost('staff', found(30)),
      ofPost('police', found(30)),
      ofPost('leader', officers('total', 100)),
      ...AREAS,
    ],
  }),
  kaifeng: preset('kaifeng', {
    period: 'month',
    sections: [
      section('officer', [...GENERAL, ...MATTERS, suspicious(5, 20)], 'full-time'),
      section('officer', [done(60), present(40), ...MATTERS, suspicious(5, 20)], 'part-time'),
      ...AREAS,
      section('department', [inTime(40), accepted(20), rating(40)]),
    ],
  }),
};
