import { type Static, Type } from 'typebox';
import { CodeKind } from '../checkpoints/scan.ts';
import { GapReason } from '../fixes/fix.ts';
import { literals } from '../literals.ts';
import { record } from '../shapes.ts';

/** Low, best and high estimate of one measure, all in the measure's unit. */
export const Interval = Type.Object({
  low: Type.Number(),
  best: Type.Number(),
  high: Type.Number(),
});
export type Interval = Static<typeof Interval>;

/** The four outcomes (核验结论). */
export const OUTCOMES = ['completed', 'incomplete', 'suspicious', 'unverifiable'] as const;
export const Outcome = literals(OUTCOMES);
export type Outcome = (typeof OUTCOMES)[number];

/** Reason codes, in the order they are reported. */
export const REASONS = [
  'no-fixes',
  'all-fixes-marked',
  'clock-off',
  'outside-grid',
  'in-future',
  'too-long',
  'grid-unpatrollable',
  'norm-contradictory',
  'integrity',
  'poor-reception',
  'datum-suspected',
  'duration-short',
  'duration-uncertain',
  'coverage-low',
  'coverage-uncertain',
  'checkpoint-missed',
  'checkpoint-order',
  'outside-window',
  'met',
] as const;
export const ReasonCode = literals(REASONS);
export type ReasonCode = (typeof REASONS)[number];

/** One reason: what was measured beside what is required, in one unit. */
export const Reason = Type.Object({
  code: ReasonCode,
  measured: Type.Optional(Type.Number()),
  required: Type.Optional(Type.Number()),
  unit: Type.Optional(Type.String({ description: 'min, share, count, s, m' })),
});
export type Reason = Static<typeof Reason>;

/** A run of fixes a statement rests on, inclusive, in device time. */
export const FixRange = Type.Object({
  handheldId: Type.Integer(),
  fromMs: Type.Integer(),
  toMs: Type.Integer(),
});
export type FixRange = Static<typeof FixRange>;

/** Signs that a patrol may not be what it seems, in the order they are reported. */
export const SIGNALS = [
  'mock-provider',
  'frozen',
  'too-smooth',
  'teleport',
  'vehicle',
  'replayed',
  'two-in-one-pocket',
  'several-accounts',
  'clock-shifted',
  'late-upload',
  'forged-sequence',
] as const;
export const SignalCode = literals(SIGNALS);
export type SignalCode = (typeof SIGNALS)[number];

export const Signal = Type.Object({
  code: SignalCode,
  strength: Type.Union([Type.Literal('weak'), Type.Literal('strong')]),
  measured: Type.Number({
    description: 'The figure the signal rests on, in the unit its definition gives',
  }),
  threshold: Type.Number(),
  share: Type.Number({ description: 'Share of the patrol it touches, 0 to 1' }),
  oneIn: Type.Optional(
    Type.Integer({
      description:
        'So many honest walks come to one with such a figure, where a law of it is known',
    }),
  ),
  fixes: Type.Array(FixRange),
});
export type Signal = Static<typeof Signal>;

/** What a stretch of the patrol counted as. */
export const SegmentKind = Type.Union([
  Type.Literal('counted'),
  Type.Literal('border'),
  Type.Literal('idle'),
  Type.Literal('vehicle'),
  Type.Literal('outside'),
  Type.Literal('gap'),
]);
export type SegmentKind = Static<typeof SegmentKind>;

export const Segment = Type.Object({
  kind: SegmentKind,
  fromMs: Type.Integer(),
  toMs: Type.Integer(),
  gapReason: Type.Optional(GapReason),
});
export type Segment = Static<typeof Segment>;

export const Measures = Type.Object({
  timeInGridMin: Interval,
  effectiveMin: Interval,
  coverage: Interval,
  riskCoverage: Type.Optional(Interval),
  distanceM: Interval,
  idleMin: Type.Number(),
  vehicleMin: Type.Number(),
  outsideMin: Type.Number(),
  gapMin: Type.Number(),
  fixes: Type.Object({
    total: Type.Integer(),
    accepted: Type.Integer(),
    marked: record(Type.Integer()),
  }),
  completeness: Type.Number({
    description: 'Share of the patrol without gaps beyond the limit, 0 to 1',
  }),
});
export type Measures = Static<typeof Measures>;

/** A handheld's clock that did not fit the server's: its fixes stand at the server's time everywhere else in the verdict. */
export const ClockOff = Type.Object({
  handheldId: Type.Integer(),
  fromMs: Type.Integer({ description: 'Device time, Unix ms' }),
  toMs: Type.Integer({ description: 'Device time, Unix ms' }),
  aheadMs: Type.Integer({
    description: 'Ahead of the server, negative behind, at most in the stretch',
  }),
});
export type ClockOff = Static<typeof ClockOff>;

/** What a visit to a checkpoint is shown by. */
export const CHECKPOINT_PROOFS = ['position', 'tag', 'day'] as const;
export type CheckpointProof = (typeof CHECKPOINT_PROOFS)[number];

/** A code of the checkpoint that was scanned during the patrol. */
export const CheckpointScanned = Type.Object({
  atMs: Type.Integer(),
  kind: CodeKind,
  typed: Type.Boolean({ description: 'Typed by hand, as the handheld says' }),
  distanceM: Type.Union([Type.Integer(), Type.Null()], {
    description:
      'From the place to the nearest the track comes within two minutes of the scan; null: no fixes then',
  }),
});
export type CheckpointScanned = Static<typeof CheckpointScanned>;

/** Scans of a checkpoint a verdict shows, the first ones. */
export const SCANS_SHOWN = 20;

export const CheckpointResult = Type.Object({
  id: Type.String(),
  visited: Type.Boolean(),
  dwellS: Type.Number({ description: 'The longest stay within its radius' }),
  firstMs: Type.Union([Type.Integer(), Type.Null()]),
  by: Type.Optional(
    Type.Array(literals(CHECKPOINT_PROOFS), {
      description: 'What shows the visit, where codes were scanned or asked for; else positions do',
    }),
  ),
  scans: Type.Optional(Type.Array(CheckpointScanned, { maxItems: SCANS_SHOWN })),
});
export type CheckpointResult = Static<typeof CheckpointResult>;

/** What a verdict rests on: with these the same bytes can be computed again. */
export const Basis = Type.Object({
  ruleSet: Type.String({ description: 'Version of the rules written in code' }),
  fixSet: Type.String({ description: 'SHA-256 of the canonical set of fixes, hex' }),
  comparedSet: Type.Optional(
    Type.String({
      description: 'SHA-256 over the earlier and the other tracks it was compared with, hex',
    }),
  ),
  partnerSet: Type.Optional(
    Type.String({
      description:
        'SHA-256 over the tracks of officers known to be out together with this one, hex',
    }),
  ),
  scanSet: Type.Optional(
    Type.String({ description: 'SHA-256 over the scanned codes of its checkpoints, hex' }),
  ),
  gridVersion: Type.Integer(),
  normVersion: Type.Integer(),
});
export type Basis = Static<typeof Basis>;

/** The machine's verdict over one patrol, with its evidence. */
export const Verdict = Type.Object({
  outcome: Outcome,
  reasons: Type.Array(Reason),
  measures: Measures,
  checkpoints: Type.Array(CheckpointResult),
  signals: Type.Array(Signal),
  segments: Type.Array(Segment),
  clock: Type.Optional(Type.Array(ClockOff)),
  cells: Type.Object({
    resolution: Type.Integer(),
    seen: Type.Array(Type.String({ description: 'H3 index' })),
    missed: Type.Array(Type.String({ description: 'H3 index' })),
  }),
  basis: Basis,
});
export type Verdict = Static<typeof Verdict>;
