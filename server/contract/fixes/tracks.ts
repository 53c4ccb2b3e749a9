import { type Static, Type } from 'typebox';
import { Outcome } from '../patrols/verdict.ts';

/** Longest period of tracks asked for at once, days. */
export const TRACKS_DAYS_MAX = 31;
/** An answer holds at most so many positions: with more officers and longer periods they lie further apart. */
export const TRACKS_POSITIONS_MAX = 2_000_000;
/** And so many patrols, of which a replay colours the trails. */
export const TRACKS_PATROLS_MAX = 20_000;
/** Never nearer than this, s. */
const STEP_MIN_S = 5;
/** How far from a place officers are looked for unless told, and at most, m. */
export const NEAR_M = 300;
export const NEAR_MAX_M = 2_000;

/** Seconds from one position of an officer to the next in an answer about so many officers and so long a period. */
export const trackStepS = (officers: number, periodMs: number): number =>
  Math.max(STEP_MIN_S, Math.ceil((officers * periodMs) / 1000 / TRACKS_POSITIONS_MAX));

const Time = Type.String({ format: 'date-time' });

/** Where everybody of an area was in a period, for a replay. */
export const Tracks = Type.Object({
  stepS: Type.Integer({ description: 'At most one position of each officer in so many seconds' }),
  officers: Type.Array(
    Type.Object({
      officerId: Type.Integer(),
      name: Type.String(),
      t: Type.Array(Type.Integer(), {
        description:
          'Columns of positions without marks in order of time, each value less the one before it. Device time, the first since `from`, ms',
      }),
      lngE7: Type.Array(Type.Integer({ description: '1e-7 degrees, WGS-84' })),
      latE7: Type.Array(Type.Integer()),
      near: Type.Union(
        [
          Type.Null(),
          Type.Object({
            closestM: Type.Number(),
            firstAt: Time,
            lastAt: Time,
          }),
        ],
        { description: 'Of the place that was asked for: how near, and when within reach of it' },
      ),
    }),
  ),
  patrols: Type.Array(
    Type.Object({
      id: Type.Integer(),
      officerId: Type.Integer(),
      startTime: Time,
      endTime: Type.Union([Time, Type.Null()]),
      outcome: Type.Union([Outcome, Type.Null()]),
    }),
  ),
});
export type Tracks = Static<typeof Tracks>;
