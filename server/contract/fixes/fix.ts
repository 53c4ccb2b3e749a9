import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { DAY_MS, HOUR_MS } from '../units.ts';
import { BatchProof } from './proof.ts';

/** Why a handheld was silent before a fix, when it knows. Stored as the index here; append only. */
export const GAP_REASONS = [
  'battery',
  'permission',
  'no-satellites',
  'user-pause',
  'killed',
  'hidden',
] as const;
export const GapReason = literals(GAP_REASONS, {
  description: 'Why the handheld was silent before this fix',
});
export type GapReason = (typeof GAP_REASONS)[number];

/** Earliest and latest moment anything can have happened at: 2015-01-01 and 2100-01-01, UTC, ms. */
export const EARLIEST_MS = Date.UTC(2015, 0, 1);
export const LATEST_MS = Date.UTC(2100, 0, 1);

/** How far a fix is kept from its session at most; partitions of fixes rely on it. What lies farther is kept under a session whole days nearer. */
export const SESSION_MAX_MS = 36 * HOUR_MS;

/** Fixes of sessions younger than this are never packed, however a deployment is set; days. */
export const PACKED_AFTER_DAYS_MIN = 40;

/** How far ahead of the server a time may lie before it surely is that of a clock that is wrong. */
export const FUTURE_MAX_MS = DAY_MS;

/** Whether something that came at a moment can have happened at another, Unix ms; a time that cannot be is of a clock that is wrong. */
export const isPossible = (t: number, receivedMs: number): boolean =>
  t >= EARLIEST_MS && t <= receivedMs + FUTURE_MAX_MS;

/** Any clock may be told, also one that begins with 1970: what puts it right is the time of sending. */
const DeviceMs = (description: string) =>
  Type.Integer({ minimum: 0, maximum: LATEST_MS - 1, description });

/**
 * One reported position. (handheld, session, seq) is its identity: sending it again is harmless.
 * Coordinates are in the datum the handheld is registered with.
 */
export const WireFix = Type.Object(
  {
    seq: Type.Integer({
      minimum: 0,
      maximum: 2_147_483_647,
      description: 'Sequence number within the session, counted up by the handheld, never reused',
    }),
    t: DeviceMs('Device time of the position, Unix milliseconds'),
    lng: Type.Number({ minimum: -180, maximum: 180, description: 'Longitude, degrees' }),
    lat: Type.Number({ minimum: -90, maximum: 90, description: 'Latitude, degrees' }),
    accuracyM: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 100_000,
        description: 'Horizontal accuracy (68 %), metres; left out where unknown',
      }),
    ),
    speedMps: Type.Optional(
      Type.Number({ minimum: 0, maximum: 1_000, description: 'Metres a second' }),
    ),
    headingDeg: Type.Optional(
      Type.Number({ minimum: 0, maximum: 360, description: 'Degrees clockwise from north' }),
    ),
    batteryPct: Type.Optional(
      Type.Number({ minimum: 0, maximum: 100, description: 'Battery, percent' }),
    ),
    mock: Type.Optional(
      Type.Boolean({ description: 'The operating system says a mock provider made this position' }),
    ),
    gap: Type.Optional(GapReason),
  },
  { additionalProperties: false },
);
export type WireFix = Static<typeof WireFix>;

/** Fixes a batch may hold; one more is refused whole with `batch-too-large`. */
export const BATCH_MAX = 500;

/** Fixes taken of one handheld within a day: one a second and as many again that had to wait. More are to be sent later. */
export const DAILY_FIXES_MAX = 200_000;

/** A batch of fixes of one session. `session` is the moment (Unix ms) the handheld opened the session. */
export const FixBatch = Type.Object(
  {
    session: DeviceMs(
      'When the handheld opened this session, Unix milliseconds; names the session',
    ),
    sentAt: Type.Optional(
      DeviceMs('Device time of sending, Unix milliseconds; shows a shifted clock'),
    ),
    fixes: Type.Array(WireFix, { minItems: 1, maxItems: BATCH_MAX }),
    proof: Type.Optional(BatchProof),
  },
  { additionalProperties: false },
);
export type FixBatch = Static<typeof FixBatch>;

/** Why nobody may be tracked at a moment: the officer has no grid then, is on leave, or it lies outside the hours of duty. */
export const OFF_DUTY = ['no-grid', 'on-leave', 'off-duty'] as const;
export type OffDuty = (typeof OFF_DUTY)[number];

/** Reasons a single fix is refused; the rest of its batch is taken. `outside-session` is on record only: it is given no more. */
export const FIX_REFUSALS = [
  'invalid',
  'time-out-of-range',
  'outside-session',
  'too-late',
  ...OFF_DUTY,
] as const;
export const FixRefusal = literals(FIX_REFUSALS);
export type FixRefusal = (typeof FIX_REFUSALS)[number];

/**
 * What of a taken fix was not as it should be and counts as unknown: the position stays. `t`: a fraction of a millisecond, rounded; `other`: a
 * field nobody knows; `name`: (session, seq) is the name of another fix, so it is kept under a session of its own; `session`: a fraction of a
 * millisecond, rounded, or days from its fixes (of a clock that is wrong, or never opened anew), so that they are kept under one whole days
 * nearer. Stored as a bit mask in the order given here; append only.
 */
export const CLEANED = [
  't',
  'accuracyM',
  'speedMps',
  'headingDeg',
  'batteryPct',
  'mock',
  'gap',
  'sentAt',
  'other',
  'name',
  'session',
] as const;
export const Cleaned = literals(CLEANED);
export type Cleaned = (typeof CLEANED)[number];

/**
 * The receipt of one fix. A handheld may forget a fix when its receipt says `stored` or `duplicate`;
 * `refused` will never be taken and says why.
 */
export const FixReceipt = Type.Object({
  seq: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Sequence number as sent; null where it could not be read',
  }),
  outcome: Type.Union([Type.Literal('stored'), Type.Literal('duplicate'), Type.Literal('refused')]),
  reason: Type.Optional(FixRefusal),
  cleaned: Type.Optional(
    Type.Array(Cleaned, {
      description: 'What of a stored fix was wrong and is left out; the rest is kept',
    }),
  ),
  detail: Type.Optional(Type.String({ description: 'What was wrong and what is right' })),
});
export type FixReceipt = Static<typeof FixReceipt>;

/** Days (UTC) that counts of refused fixes look back. */
export const REFUSED_DAYS = 31;

/** How many fixes of a handheld were refused on a day (UTC, of receipt), by reason; `cleaned` and `renamed` were taken with something left out, or under another session. */
export const RefusedCount = Type.Object({
  day: Type.String({ format: 'date' }),
  reason: Type.String(),
  count: Type.Integer(),
});
export type RefusedCount = Static<typeof RefusedCount>;
export const RefusedReply = Type.Object({
  refused: Type.Array(RefusedCount, {
    description: `Of the last ${REFUSED_DAYS} days, latest first`,
  }),
});
export type RefusedReply = Static<typeof RefusedReply>;

/** Why a stored fix is left out of measures. Stored as a bit mask in the order given here; append only. */
export const MARKS = [
  'inaccurate',
  'mock',
  'future',
  'late',
  'null-island',
  'jump',
  'stale',
  'frozen',
  'duplicate-time',
  'datum-suspected',
] as const;
export const Mark = literals(MARKS, { description: 'Why this fix is left out of measures' });
export type Mark = (typeof MARKS)[number];
