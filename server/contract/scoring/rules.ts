import { type Static, Type } from 'typebox';
import { CaseUnit } from '../cases/figures.ts';
import { literals } from '../literals.ts';
import { Period } from '../metrics/metrics.ts';
import { OfficerCategory } from '../people/people.ts';
import { PostRole } from '../people/post.ts';
import { Code, Name, strict } from './words.ts';

export const TERMS_MAX = 40;
export const LAST_TIES = ['listed', 'spared'] as const;
export type LastTies = (typeof LAST_TIES)[number];

/** Who came upon a matter: residents and others, an officer on patrol, or a department by its own records. */
export const FOUND_BY = ['reported', 'detected', 'department'] as const;

/** What is counted of matters, and of the officers somebody is answerable for. */
export const MATTER_FIGURES = ['count', 'points'] as const;
export const OFFICER_FIGURES = ['stars', 'total'] as const;
/** Whose a matter without a known finder is. */
export const WITHOUT_FINDER = ['none', 'shared'] as const;
export const TERM_ROLES = ['scored', 'bonus', 'deduction'] as const;
/** What a term without a value is worth. */
export const MISSING = ['leave-out', 'zero', 'full'] as const;
export const TERM_POINTS_MAX = 10_000;
/** Largest share of ranked peers that is listed as last. */
export const LAST_SHARE_MAX = 0.5;

/**
 * Matters (事项): of an area those that lie in it, of an officer those of whom that officer is known as the finder, in whichever grid;
 * those below `kinds` where given, found by whom where given.
 */
const Matters = Type.Object(
  {
    matters: literals(MATTER_FIGURES, {
      description: 'How many there were, or the points their categories are worth',
    }),
    foundBy: Type.Optional(literals(FOUND_BY)),
    withoutFinder: Type.Optional(
      literals(WITHOUT_FINDER, {
        description:
          'Of officers, where no finder is known: nobody has it (unless told), or those on duty in its grid share it in equal parts',
      }),
    ),
    kinds: Type.Optional(
      Type.Array(Code, { minItems: 1, maxItems: 500, description: 'Codes, with all below them' }),
    ),
  },
  strict,
);
const Metric = Type.Object(
  { metric: Type.String({ description: 'Id of /metrics/definitions' }) },
  strict,
);

/** How those one is answerable for stand. */
const Officers = Type.Object(
  {
    officers: literals(OFFICER_FIGURES, {
      description:
        'Mean stars, or totals, in this period and by this scheme, of the ranked officers of the grids one is answerable for by a post (leader, instructor, police); each weighs by the days on which both grid and post were held',
    }),
  },
  strict,
);

/** Whose a case is among officers: who handled it, or who found its matter. */
export const CASE_CREDITS = ['handler', 'finder'] as const;
export type CaseCredit = (typeof CASE_CREDITS)[number];

/** A figure of the cases opened in the period: of an area those that lie in it, of a department those it handled. */
const Cases = Type.Object(
  {
    cases: Type.String({ description: 'Id of /metrics/cases/definitions' }),
    credit: Type.Optional(
      literals(CASE_CREDITS, {
        description: 'Of officers: cases each handled (unless told), or whose matter each found',
      }),
    ),
  },
  strict,
);

/** What a value is worth. */
const Linear = Type.Object(
  {
    kind: Type.Literal('linear'),
    zeroAt: Type.Number({ description: 'Here and beyond: no points' }),
    fullAt: Type.Number({ description: 'Here and beyond: all points; may lie below zeroAt' }),
  },
  strict,
);
const Steps = Type.Object(
  {
    kind: Type.Literal('steps'),
    steps: Type.Array(
      Type.Object({ from: Type.Number(), share: Type.Number({ minimum: 0, maximum: 1 }) }, strict),
      { minItems: 1, maxItems: 20, description: 'The highest `from` reached gives the share' },
    ),
  },
  strict,
);
const Each = Type.Object(
  { kind: Type.Literal('each'), points: Type.Number({ minimum: 0 }) },
  strict,
);
export const Scale = Type.Union([Linear, Steps, Each]);
export type Scale = Static<typeof Scale>;

/** One term of a score. `scored` ones make up the mark, a `bonus` adds to it, a `deduction` takes away. */
export const ScoringTerm = Type.Object(
  {
    id: Code,
    name: Name,
    source: Type.Union([Metric, Matters, Officers, Cases]),
    scale: Scale,
    role: literals(TERM_ROLES),
    max: Type.Number({ minimum: 0, maximum: TERM_POINTS_MAX, description: 'Points at most' }),
    missing: Type.Optional(
      literals(MISSING, {
        description:
          'Where the value is undefined: leave-out (unless told) spreads its weight over the other scored terms',
      }),
    ),
  },
  strict,
);
export type ScoringTerm = Static<typeof ScoringTerm>;

/** What it takes to be ranked. */
const Ranking = Type.Object(
  {
    minDutyDays: Type.Integer({ minimum: 0, description: 'Duty days below this: not ranked' }),
    minCompleteness: Type.Number({ minimum: 0, maximum: 1 }),
    maxLeaveShare: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'Days of leave / (duty days + days of leave) above this: not ranked',
    }),
  },
  strict,
);

/**
 * What subjects of a level, or departments, are scored by; of officers those of a post, or of a category, where given. A post goes before a
 * category. Departments are scored by figures of cases alone.
 */
export const ScoringSection = Type.Object(
  {
    level: CaseUnit,
    officerCategory: Type.Optional(OfficerCategory),
    post: Type.Optional(PostRole),
    base: Type.Number({ minimum: 0, description: 'Points everyone starts with' }),
    ceiling: Type.Optional(Type.Number({ minimum: 0, description: 'Points at most in all' })),
    terms: Type.Array(ScoringTerm, { maxItems: TERMS_MAX }),
    ranking: Type.Optional(
      Type.Object(Ranking.properties, {
        ...strict,
        description: 'For these, in place of that of the scheme',
      }),
    ),
  },
  strict,
);
export type ScoringSection = Static<typeof ScoringSection>;

export const ScoringRules = Type.Object(
  {
    period: Period,
    sections: Type.Array(ScoringSection, { minItems: 1, maxItems: 30 }),
    stars: Type.Array(
      Type.Object(
        { stars: Type.Integer({ minimum: 1, maximum: 10 }), from: Type.Number() },
        strict,
      ),
      { maxItems: 10, description: 'Stars by the total reached; below all: none' },
    ),
    lastShare: Type.Number({
      minimum: 0,
      maximum: LAST_SHARE_MAX,
      description: 'Share of the ranked peers, from the end, that is listed as last; 0: nobody',
    }),
    lastTies: Type.Optional(
      literals(LAST_TIES, {
        description:
          'Equal totals across the border of that share: all of them are listed (unless told), or all are spared. Where all peers are equal nobody is last',
      }),
    ),
    honour: Type.Union(
      [
        Type.Object(
          {
            kinds: Type.Array(Code, { minItems: 1, maxItems: 500 }),
            foundBy: Type.Optional(
              Type.Array(literals(FOUND_BY), {
                minItems: 1,
                description: 'Only matters found by these count against a subject; any unless told',
              }),
            ),
            minTotal: Type.Optional(Type.Number()),
          },
          strict,
        ),
        Type.Null(),
      ],
      {
        description:
          'Who is ranked, has done a patrol and has no matter of these kinds in the period is on the honour list. Matters of an officer are here those of the grids answered for',
      },
    ),
    ranking: Ranking,
  },
  strict,
);
export type ScoringRules = Static<typeof ScoringRules>;
