import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { record } from '../shapes.ts';
import { Outcome, ReasonCode, SignalCode } from './verdict.ts';

const Day = Type.String({ format: 'date' });

/** What of a verdict people read first. */
export const VerdictSays = Type.Object({
  outcome: Outcome,
  reasons: Type.Array(ReasonCode),
  signals: Type.Array(Type.Object({ code: SignalCode, strength: literals(['weak', 'strong']) })),
});
export type VerdictSays = Static<typeof VerdictSays>;

/** A patrol of which the rule set written in the server says something else than the verdict in force. */
export const RulesChange = Type.Object({
  officerId: Type.Integer(),
  officerName: Type.String(),
  patrolId: Type.Integer(),
  gridName: Type.String(),
  startTime: Type.String({ format: 'date-time' }),
  ruleSet: Type.String({ description: 'Of the verdict in force' }),
  before: VerdictSays,
  after: VerdictSays,
  decided: Type.Boolean({ description: 'People decided over it, which stands either way' }),
  byRules: Type.Boolean({
    description:
      'Fixes, tracks compared with, scans, grid and norm are those the verdict in force rests on: nothing but the rules differs',
  }),
});
export type RulesChange = Static<typeof RulesChange>;

/** What the rule set written in the server says of patrols judged before. */
export const RulesTest = Type.Object({
  ruleSet: Type.String(),
  patrols: Type.Integer({ description: 'Judged patrols looked at' }),
  gone: Type.Integer({ description: 'Of them those whose facts are kept no longer' }),
  figuresOnly: Type.Integer({
    description: 'Those whose outcome, reasons and signals stay and some figure does not',
  }),
  outcomes: record(Type.Integer(), {
    description: 'Changed patrols by outcome before and after, such as `suspicious -> completed`',
  }),
  changes: Type.Array(RulesChange, { description: 'By start' }),
});
export type RulesTest = Static<typeof RulesTest>;

/** Patrols of an area's grids that began on local days, from `from` to before `to`. */
export const RulesTestInput = Type.Object(
  { area: Type.String({ description: 'Code of the area' }), from: Day, to: Day },
  { additionalProperties: false },
);
export type RulesTestInput = Static<typeof RulesTestInput>;

/** Two trials of the same rule set over other days as one. */
export function rulesTogether(a: RulesTest, b: RulesTest): RulesTest {
  const outcomes = { ...a.outcomes };
  for (const [kind, count] of Object.entries(b.outcomes))
    outcomes[kind] = (outcomes[kind] ?? 0) + count;
  return {
    ruleSet: b.ruleSet,
    patrols: a.patrols + b.patrols,
    gone: a.gone + b.gone,
    figuresOnly: a.figuresOnly + b.figuresOnly,
    outcomes,
    changes: [...a.changes, ...b.changes],
  };
}
