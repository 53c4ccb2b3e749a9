import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { MetricLevel, Period } from '../metrics/metrics.ts';

const Note = Type.String({ minLength: 1, maxLength: 2_000 });
const Name = (description: string) => Type.Optional(Type.String({ maxLength: 7, description }));

/** Somebody or some area put forward for an honour of the year, by the scores of a quarter (or of another whole period). */
export const NominationInput = Type.Object(
  {
    scheme: Type.String({ maxLength: 64 }),
    level: MetricLevel,
    unitId: Type.Integer({ minimum: 1 }),
    month: Name('YYYY-MM'),
    quarter: Name('YYYY-Q1 to -Q4'),
    year: Name('YYYY'),
    note: Note,
  },
  { additionalProperties: false },
);
export type NominationInput = Static<typeof NominationInput>;

export const DECISIONS = ['honoured', 'passed-over'] as const;

export const NominationDecision = Type.Object(
  { decision: literals(DECISIONS), note: Note },
  { additionalProperties: false },
);
export type NominationDecision = Static<typeof NominationDecision>;

/** A nomination on record, what it rests on, and what was decided. */
export const Nomination = Type.Object({
  id: Type.Integer(),
  scheme: Type.String(),
  level: MetricLevel,
  unitId: Type.Integer(),
  code: Type.String(),
  period: Period,
  from: Type.String({ format: 'date' }),
  to: Type.String({ format: 'date', description: 'Local day after the last' }),
  year: Type.Integer({ description: 'That decides: of the last day of the period' }),
  edition: Type.Integer({ description: 'Of the figures it rests on' }),
  total: Type.Number(),
  rank: Type.Integer(),
  note: Type.String(),
  nominatedBy: Type.String(),
  nominatedAt: Type.String({ format: 'date-time' }),
  decision: Type.Union([literals(DECISIONS), Type.Null()]),
  decisionNote: Type.Union([Type.String(), Type.Null()]),
  decidedBy: Type.Union([Type.String(), Type.Null()]),
  decidedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});
export type Nomination = Static<typeof Nomination>;
