import { type Static, Type } from 'typebox';
import { LngLat, MultiPolygon } from '../areas/geo.ts';
import { Incident } from '../incidents/incident.ts';
import { literals } from '../literals.ts';
import { omit, record } from '../shapes.ts';

/** Levels of a warning, mildest first (蓝黄橙红). */
export const WARNING_LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
export const WarningLevel = literals(WARNING_LEVELS);
export type WarningLevel = Static<typeof WarningLevel>;

/** What one run of the risk job says of one place, category and period, and all that is needed to say why. */
export const Finding = Type.Object({
  areaId: Type.Integer({ description: 'Smallest area that holds every cell' }),
  cells: Type.Array(Type.String(), { description: 'H3 cells that make up the place' }),
  centre: LngLat,
  category: Type.Union([Type.String(), Type.Null()], {
    description: 'Category code; null: all together',
  }),
  from: Type.String({ format: 'date-time' }),
  to: Type.String({ format: 'date-time', description: 'End of the data the run has seen' }),
  level: WarningLevel,
  method: Type.String({ description: 'Method with its version' }),
  parameters: record(Type.Unknown()),
  seed: Type.Union([Type.String(), Type.Null()]),
  dataHash: Type.String({ description: 'SHA-256 of the incidents the run rests on' }),
  observed: Type.Number({ description: 'Incidents in the window' }),
  expected: Type.Number({ description: 'Incidents expected there without an outbreak' }),
  p: Type.Number(),
  recurrenceDays: Type.Number({
    description: 'Days in which chance alone gives one as strong, anywhere in the area watched',
  }),
  incidentIds: Type.Array(Type.String(), { description: 'Incidents in the window' }),
  agreeing: Type.Array(Type.Object({ method: Type.String(), p: Type.Number() }), {
    description: 'What other methods say of the same place and period',
  }),
});
export type Finding = Static<typeof Finding>;

/** States of a warning: raised, acknowledged, in hand, closed by a person or expired (已发出、已确认、处置中、已关闭、已过期). */
export const WARNING_STATES = ['raised', 'acknowledged', 'in-hand', 'closed', 'expired'] as const;
export const WarningState = literals(WARNING_STATES);
export type WarningState = Static<typeof WarningState>;
/** States of warnings that are not over. */
export const STANDING_STATES: readonly WarningState[] = ['raised', 'acknowledged', 'in-hand'];

/** What a person found a closed warning to have been. */
export const WARNING_VERDICTS = ['real', 'false', 'unclear'] as const;
export const WarningVerdict = literals(WARNING_VERDICTS);
export type WarningVerdict = Static<typeof WarningVerdict>;

/** Why there is a version of a warning. */
export const WARNING_REASONS = [
  'raised',
  'rose',
  'fell',
  'changed',
  'corrected',
  'unsupported',
  'merged',
] as const;
export const WarningReason = literals(WARNING_REASONS, {
  description:
    'raised: found for the first time; rose, fell: another level; changed: other cells or incidents; corrected: an ' +
    'earlier run came late or came out otherwise; unsupported: no longer supported by data; merged: part of another warning',
});
export type WarningReason = Static<typeof WarningReason>;

const Moment = Type.String({ format: 'date-time' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

/** A warning (预警) as it stands: the head of its latest version. */
export const Warning = Type.Object({
  id: Type.Integer(),
  edition: Type.Integer({ description: 'Grows with every version and every step' }),
  version: Type.Integer(),
  areaId: Type.Integer({ description: 'Smallest area that holds every cell' }),
  areaName: Type.String(),
  gridIds: Type.Array(Type.Integer(), { description: 'Grids its cells touch' }),
  category: orNull(Type.String()),
  level: WarningLevel,
  peak: Type.Unsafe<WarningLevel>({ ...WarningLevel, description: 'Highest level it had' }),
  state: WarningState,
  supported: Type.Boolean({ description: 'false: what raised it is no longer in the data' }),
  raisedAt: Moment,
  changedAt: Moment,
  endedAt: orNull(Moment),
  foundFrom: Type.String({
    format: 'date-time',
    description: 'First run that found it',
  }),
  foundTo: Type.String({ format: 'date-time', description: 'Last run that found it' }),
  from: Moment,
  to: Moment,
  centre: LngLat,
  cells: Type.Array(Type.String()),
  method: Type.String(),
  observed: Type.Number({
    description:
      'Incidents in the window; 0 where the data supports it no longer (`p` and the others stay those of the last version that was)',
  }),
  expected: Type.Number(),
  p: Type.Number(),
  recurrenceDays: Type.Number(),
  handledBy: orNull(Type.String()),
  verdict: orNull(WarningVerdict),
  follows: orNull(Type.Integer({ description: 'The closed warning of the same place before it' })),
  mergedInto: orNull(Type.Integer()),
});
export type Warning = Static<typeof Warning>;

export const WarningPage = Type.Object({
  warnings: Type.Array(Warning),
  next: orNull(Type.String({ description: 'Cursor of the next page' })),
});
export type WarningPage = Static<typeof WarningPage>;

/** What was known of a warning from some moment on. Versions are never changed; the latest holds. */
export const WarningVersion = Type.Object({
  version: Type.Integer(),
  edition: Type.Integer(),
  recordedAt: Moment,
  runAt: Type.String({ format: 'date-time', description: 'End of the data of the run behind it' }),
  reason: WarningReason,
  level: WarningLevel,
  supported: Type.Boolean(),
  findings: Type.Array(Finding, {
    description:
      'What the last run that found it says, strongest first; its own level may be below that of the warning, which ' +
      'falls later',
  }),
});
export type WarningVersion = Static<typeof WarningVersion>;

export const WARNING_STEPS = ['acknowledge', 'take', 'close', 'expire', 'raise-again'] as const;
export const WarningStep = Type.Object({
  edition: Type.Integer(),
  step: literals(WARNING_STEPS),
  from: WarningState,
  to: WarningState,
  at: Moment,
  by: orNull(Type.String({ description: 'Account; null: the machine' })),
  comment: orNull(Type.String()),
  verdict: orNull(WarningVerdict),
});
export type WarningStep = Static<typeof WarningStep>;

/** What was done after a warning was raised and what came of it. */
export const WarningEffect = Type.Object({
  patrolled: Type.Array(
    Type.Object({
      hours: Type.Integer({ description: 'After it was raised' }),
      elapsed: Type.Boolean({ description: 'false: the time is not over yet' }),
      patrols: Type.Integer({
        description: 'Judged patrols begun in that time that saw any of it',
      }),
      coverage: orNull(
        Type.Number({
          description:
            'Share of the patrollable ground of its cells they saw; null: no such ground',
        }),
      ),
    }),
  ),
  incidents: Type.Array(
    Type.Object({
      days: Type.Integer({ description: 'After the data it was raised on' }),
      elapsed: Type.Boolean(),
      observed: Type.Integer(),
      expected: Type.Number({ description: 'Without an outbreak' }),
      asBefore: Type.Number({ description: 'Had it gone on as in the window it was found in' }),
      p: Type.Number({ description: 'Chance of as many or more without an outbreak, Poisson' }),
    }),
  ),
});
export type WarningEffect = Static<typeof WarningEffect>;

/** A warning that explains itself. */
export const WarningDetail = Type.Object({
  warning: Warning,
  versions: Type.Array(WarningVersion, { description: 'Latest first' }),
  steps: Type.Array(WarningStep, { description: 'Latest first' }),
  allowed: Type.Array(literals(WARNING_STEPS), { description: 'Steps you may take now' }),
  handhelds: Type.Object(
    { seen: Type.Integer(), last: orNull(Moment) },
    { description: 'Handhelds that have acknowledged it' },
  ),
  effect: WarningEffect,
});
export type WarningDetail = Static<typeof WarningDetail>;

/** The incidents a version of a warning rests on, as they are now. */
export const WarningIncidents = Type.Object({
  version: Type.Integer(),
  incidents: Type.Array(Incident, { description: 'Newest first' }),
  missing: Type.Integer({
    description: 'Named by the version, yet outside your area or withdrawn since',
  }),
});
export type WarningIncidents = Static<typeof WarningIncidents>;

const Comment = Type.String({ maxLength: 2000 });
export const WarningStepBody = Type.Object({ comment: Type.Optional(Comment) });
export const WarningCloseBody = Type.Object({
  verdict: WarningVerdict,
  comment: Type.Optional(Comment),
});

/** Low, best and high of a share. */
const Share = Type.Object({ low: Type.Number(), best: Type.Number(), high: Type.Number() });

/** Warnings of an area in a month, by the run that first found them, and what persons closed them as. */
export const WarningRate = Type.Object({
  areaId: Type.Integer(),
  areaName: Type.String(),
  month: Type.String({ description: 'YYYY-MM in the time zone of the area' }),
  raised: Type.Integer(),
  byPeak: Type.Object({
    blue: Type.Integer(),
    yellow: Type.Integer(),
    orange: Type.Integer(),
    red: Type.Integer(),
  }),
  real: Type.Integer(),
  false: Type.Integer(),
  unclear: Type.Integer(),
  falseShare: orNull(
    Type.Unsafe<Static<typeof Share>>({
      ...Share,
      description: 'Of those closed as real or false, with its 95 % Wilson interval; null: none',
    }),
  ),
});
export type WarningRate = Static<typeof WarningRate>;

/** GeoJSON: one feature a warning, the outline of its cells, WGS-84; `properties` is the warning without its cells. */
export const WarningCollection = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: Type.Integer(),
      geometry: MultiPolygon,
      properties: omit(Warning, ['cells']),
    }),
  ),
});
export type WarningCollection = Static<typeof WarningCollection>;
