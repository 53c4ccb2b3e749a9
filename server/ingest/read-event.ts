import type { Static } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { CheckpointScan } from '../contract/checkpoints/scan.ts';
import { isPossible, LATEST_MS } from '../contract/fixes/fix.ts';
import {
  AlertsAsked,
  HandheldContest,
  HandheldIncident,
  PatrolEnd,
  PatrolStart,
} from '../contract/fixes/handheld.ts';
import { isObject } from '../domain/entrance/is-object.ts';
import { requireSound } from '../domain/reading/texts/sound-text.ts';
import { Refusal } from '../errors.ts';

export type TimedEvent =
  | typeof PatrolStart
  | typeof PatrolEnd
  | typeof HandheldIncident
  | typeof CheckpointScan;
type Event = TimedEvent | typeof HandheldContest | typeof AlertsAsked;

const validators = new Map(
  [PatrolStart, PatrolEnd, CheckpointScan, HandheldContest, HandheldIncident, AlertsAsked].map(
    (schema): [Event, Validator] => [schema, Compile(schema)],
  ),
);

/** An event of a handheld as its schema has it. Throws `invalid`, saying which field. */
export function readEvent<T extends Event>(schema: T, value: unknown): Static<T> {
  const validator = validators.get(schema)!;
  requireSound(value);
  if (validator.Check(value)) return value as Static<T>;
  const [first] = validator.Errors(value);
  throw Refusal.toProgram(
    'invalid',
    `${first?.instancePath.slice(1) || 'event'} ${first?.message ?? 'is invalid'}`,
  );
}

const TIMES = new Set(['t', 'sentAt', 'startedAt']);
/** What a press or a scan says beside its time, grid and code: as of a fix, where it is of no use it is left out. */
const { sentAt, startedAt, patrolId } = PatrolEnd.properties;
const { typed } = CheckpointScan.properties;
const HINTS = Object.entries({ sentAt, startedAt, patrolId, typed }).map(
  ([field, schema]) => [field, Compile(schema)] as const,
);

/**
 * The same for one that says when it was, by a clock that is believed, or with the time of sending, which puts it right or shows that its time
 * is of no use; fractions of a millisecond are rounded.
 */
export function readTimed<T extends TimedEvent>(schema: T, value: unknown, now: number): Static<T> {
  const event = readEvent(schema, isObject(value) ? tidy(value) : value);
  const { t, sentAt } = event as { t: number; sentAt?: number };
  if (Math.abs(t) >= LATEST_MS || (sentAt === undefined && !isPossible(t, now)))
    throw Refusal.toProgram(
      'invalid',
      't must lie between 2015-01-01 and one day after now, in Unix ms, or sentAt show how far its clock is off',
    );
  return event;
}

function tidy(told: object): object {
  const event = Object.fromEntries(
    Object.entries(told)
      .filter(([, value]) => value !== null)
      .map(([field, value]) => [
        field,
        TIMES.has(field) && typeof value === 'number' ? Math.round(value) : value,
      ]),
  );
  for (const [field, check] of HINTS)
    if (field in event && !check.Check(event[field])) delete event[field];
  return event;
}
