import { type Static, Type } from 'typebox';
import { CaseUnit } from '../cases/figures.ts';
import { literals } from '../literals.ts';
import { MetricVersions, NextPage, Period, UnitHead } from '../metrics/metrics.ts';
import { OfficerCategory } from '../people/people.ts';
import { PostRole } from '../people/post.ts';
import { TERM_ROLES } from './rules.ts';
import { Day, Name } from './words.ts';

/** A term as it is told beside the rows. */
export const TermHead = Type.Object({
  id: Type.String(),
  name: Name,
  role: literals(TERM_ROLES),
  max: Type.Number(),
  unit: Type.String({ description: 'Of the value' }),
  formula: Name,
});
export type TermHead = Static<typeof TermHead>;

/** A term of one subject. `points` of a deduction are negative. */
export const TermScore = Type.Object({
  id: Type.String(),
  value: Type.Union([Type.Number(), Type.Null()]),
  points: Type.Union([Type.Number(), Type.Null()], { description: 'null where left out' }),
  working: Type.String({ description: 'How the points came about, in figures' }),
});
export type TermScore = Static<typeof TermScore>;

/** What keeps a subject off the honour list. */
export const HONOUR_LACKS = ['rank', 'patrol', 'matters', 'total'] as const;
export type HonourLack = (typeof HONOUR_LACKS)[number];

/** Why a subject has no rank. */
export const UNRANKED = ['no-section', 'on-leave', 'too-little-data', 'nothing-to-rank'] as const;

export const ScoreRow = Type.Object({
  id: Type.Integer({ description: 'Id of the officer, area or department' }),
  code: Type.String(),
  ...UnitHead.properties,
  from: Day,
  to: Day,
  whole: Type.Boolean(),
  section: Type.Union([Type.Integer(), Type.Null()], { description: 'Place in `sections`' }),
  terms: Type.Array(TermScore),
  factor: Type.Number({
    description:
      'The scored terms are multiplied by this for those left out; 1 where none is. 0 for an officer of whom patrols were required and who has no effective minute: base and scored terms earn nothing',
  }),
  total: Type.Union([Type.Number(), Type.Null()]),
  max: Type.Number({ description: 'Base and all scored terms at their most' }),
  stars: Type.Union([Type.Integer(), Type.Null()], {
    description: '0 below all; null without a rank or where the scheme has no stars',
  }),
  rank: Type.Union([Type.Integer(), Type.Null()], {
    description:
      'Among the peers; equal totals share the better rank and the next ones are left free',
  }),
  peers: Type.Integer({ description: 'Ranked subjects of the same section and period' }),
  last: Type.Boolean({
    description: 'Listed among the last share; how ties fall is of the scheme',
  }),
  listed: Type.Integer({ description: 'How many of the peers are listed as last' }),
  honour: Type.Union(
    [
      Type.Object({
        qualifies: Type.Boolean(),
        matters: Type.Integer(),
        lacks: Type.Array(literals(HONOUR_LACKS), {
          description:
            'Why it does not qualify: no rank; no patrol done; matters of the kinds named; a lower total than the scheme asks',
        }),
      }),
      Type.Null(),
    ],
    { description: 'null where the scheme has no honour list' },
  ),
  unranked: Type.Union([literals(UNRANKED), Type.Null()]),
});
export type ScoreRow = Static<typeof ScoreRow>;

export const ScoreAnswer = Type.Object({
  scheme: Type.Object({
    code: Type.String(),
    areaId: Type.Integer(),
    name: Name,
    versions: Type.Array(Type.Integer(), {
      description: 'Version that scored each period, in the order of the periods',
    }),
  }),
  level: CaseUnit,
  period: Period,
  from: Day,
  to: Day,
  versions: Type.Object({
    ...MetricVersions.properties,
    cases: Type.Optional(
      Type.String({ description: 'Definitions of figures of cases, where terms rest on such' }),
    ),
  }),
  sections: Type.Array(
    Type.Object({
      version: Type.Integer(),
      officerCategory: Type.Union([OfficerCategory, Type.Null()]),
      post: Type.Union([PostRole, Type.Null()]),
      base: Type.Number(),
      terms: Type.Array(TermHead),
    }),
  ),
  rows: Type.Array(ScoreRow, {
    description: 'By period, section, rank, code; the unranked after the ranked',
  }),
  next: Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page' }),
  nextPage: NextPage,
});
export type ScoreAnswer = Static<typeof ScoreAnswer>;
