import { type Static, Type } from 'typebox';
import { MultiPolygon } from '../areas/geo.ts';
import { EvidenceScan } from '../checkpoints/scan.ts';
import { Mark } from '../fixes/fix.ts';
import { Origin } from '../handhelds/binding.ts';
import { NormRules } from '../norms/norm.ts';
import { SignalRarity } from './signal-rarity.ts';
import { Signatures } from './signatures.ts';
import { Outcome, Reason, Verdict } from './verdict.ts';

const Time = Type.String({ format: 'date-time' });

/** A patrol (巡查) and the head of its latest verdict. */
export const Patrol = Type.Object({
  id: Type.Integer(),
  officerId: Type.Integer(),
  officerName: Type.String(),
  gridId: Type.Integer(),
  gridName: Type.String(),
  origin: Type.Union([Type.Literal('declared'), Type.Literal('recognised')]),
  startTime: Time,
  endTime: Type.Union([Time, Type.Null()]),
  endGuessed: Type.Boolean({
    description: 'Nobody said when it ended: the end is read from the fixes, until it is told',
  }),
  outcome: Type.Union([Outcome, Type.Null()], {
    description:
      "What stands: a supervisor's where one was decided, else the verdict's; null: not judged yet",
  }),
  verdictOutcome: Type.Union([Outcome, Type.Null()], {
    description: 'What the latest verdict of the machine says',
  }),
  verdictVersion: Type.Union([Type.Integer(), Type.Null()]),
  reasons: Type.Array(Reason),
  effectiveMin: Type.Union([Type.Number(), Type.Null()]),
  coverage: Type.Union([Type.Number(), Type.Null()]),
  required: Type.Union(
    [Type.Null(), Type.Object({ effectiveMin: Type.Number(), coverage: Type.Number() })],
    { description: 'What the norm of its latest verdict asks for' },
  ),
  signals: Type.Array(Type.String()),
  contested: Type.Boolean(),
  decision: Type.Union([Type.Literal('upheld'), Type.Literal('overridden'), Type.Null()], {
    description: 'The latest decision of an objection; it stands until another is made',
  }),
  decidedVersion: Type.Union([Type.Integer(), Type.Null()], {
    description:
      'The verdict version that was decided over; where `verdictVersion` is higher, a newer verdict came since',
  }),
});
export type Patrol = Static<typeof Patrol>;

export const PatrolPage = Type.Object({
  patrols: Type.Array(Patrol),
  next: Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page' }),
});
export type PatrolPage = Static<typeof PatrolPage>;

/** A verdict on record. Versions are never changed; the latest is in force. */
export const VerdictRecord = Type.Object({
  version: Type.Integer(),
  decidedAt: Time,
  verdict: Verdict,
  rarity: Type.Array(SignalRarity, {
    description:
      'How rare each of its signals is among honest walks, in their order, by what is known now; no part of the verdict',
  }),
  origins: Type.Union([Type.Array(Origin), Type.Null()], {
    description:
      'By which wires its fixes came, and how surely they are the handheld’s, as of the judgement; null: from before it was put on record',
  }),
  signatures: Type.Union([Signatures, Type.Null()], {
    description:
      'What signatures said of its fixes, as of the judgement; null: from before it was put on record',
  }),
});
export type VerdictRecord = Static<typeof VerdictRecord>;

export const Contest = Type.Object({
  id: Type.Integer(),
  verdictVersion: Type.Integer(),
  text: Type.String(),
  contestedBy: Type.Union([Type.String(), Type.Null()], {
    description:
      'Account, or handheld:CODE of the officer; who objected does not decide. null: from before it was put on record',
  }),
  contestedAt: Time,
  decision: Type.Union([Type.Literal('upheld'), Type.Literal('overridden'), Type.Null()]),
  outcome: Type.Union([Outcome, Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
  decidedBy: Type.Union([Type.String(), Type.Null()]),
  decidedAt: Type.Union([Time, Type.Null()]),
});
export type Contest = Static<typeof Contest>;

/** One fix of a track as evidence shows it. */
export const EvidenceFix = Type.Object({
  handheldId: Type.Integer(),
  session: Type.Integer(),
  seq: Type.Integer(),
  t: Type.Integer(),
  lng: Type.Number(),
  lat: Type.Number(),
  accuracyM: Type.Union([Type.Number(), Type.Null()]),
  speedMps: Type.Union([Type.Number(), Type.Null()]),
  marks: Type.Array(Mark),
});
export type EvidenceFix = Static<typeof EvidenceFix>;

/** All that a verdict over one patrol rests on. */
export const Evidence = Type.Object({
  patrol: Patrol,
  grid: Type.Object({
    id: Type.Integer(),
    version: Type.Integer(),
    name: Type.String(),
    timeZone: Type.String(),
    geometry: MultiPolygon,
  }),
  norm: Type.Object({ id: Type.Integer(), version: Type.Integer(), rules: NormRules }),
  fixes: Type.Array(EvidenceFix),
  origins: Type.Array(Origin, {
    description:
      'By which wires the fixes came that are there now, and how surely they are the handheld’s; each verdict names those it rests on',
  }),
  signatures: {
    ...Signatures,
    description: 'What signatures say now of the fixes that are there now',
  },
  scans: Type.Array(EvidenceScan, {
    description:
      'Codes of checkpoints scanned during the patrol, those that confirm nothing too, oldest first; at most 200',
  }),
  verdicts: Type.Array(VerdictRecord, { description: 'Latest first' }),
  contests: Type.Array(Contest),
});
export type Evidence = Static<typeof Evidence>;

export const ContestBody = Type.Object({ text: Type.String({ minLength: 1, maxLength: 2000 }) });
export const DecisionBody = Type.Object({
  decision: Type.Union([Type.Literal('upheld'), Type.Literal('overridden')]),
  outcome: Type.Optional(Outcome),
  note: Type.String({ minLength: 1, maxLength: 2000 }),
});
