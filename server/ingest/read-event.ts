import type { Static } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { CheckpointScan } from '../contract/checkpoints/scan.ts';
import type { EventCleaned } from '../contract/fixes/event-cleaned.ts';
import { isPossible, LATEST_MS } from '../contract/fixes/fix.ts';
import {
  AlertsAsked,
  HandheldContest,
  HandheldIncident,
  PatrolEnd,
  PatrolStart,
} from '../contract/fixes/handheld.ts';
import { FoundIncident } from '../contract/handhelds/own.ts';
import { isObject } from '../domain/entrance/is-object.ts';
import { requireSound } from '../domain/reading/texts/sound-text.ts';
import { Refusal } from '../errors.ts';

export type TimedEvent =
  | typeof PatrolStart
  | typeof PatrolEnd
  | typeof HandheldIncident
  | typeof FoundIncident
  | typeof CheckpointScan;
type Event = TimedEvent | typeof HandheldContest | typeof AlertsAsked;

const validators = new Map(
  [
    ...[PatrolStart, PatrolEnd, CheckpointScan],
    ...[HandheldContest, HandheldIncident, FoundIncident, AlertsAsked],
  ].map((schema): [Event, Validator] => [schema, Compile(schema)]),
);

/** An event that is taken, and what of it was left out, as of a fix. */
export interface Read<T extends Event> {
  event: Static<T>;
  cleaned: EventCleaned[];
}

/** An event of a handheld as its schema has it, without fields that nobody knows. Throws `invalid`, saying which field is wrong. */
export function readEvent<T extends Event>(schema: T, value: unknown): Read<T> {
  const validator = validators.get(schema)!;
  const known = isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([field]) => field in schema.properties))
    : value;
  requireSound(known);
  if (!validator.Check(known)) {
    const [first] = validator.Errors(known);
    throw Refusal.toProgram(
      'invalid',
      `${first?.instancePath.slice(1) || 'event'} ${first?.message ?? 'is invalid'}`,
    );
  }
  const isCleaned =
    isObject(value) && Object.keys(value).length > Object.keys(known as object).length;
  return { event: known as Static<T>, cleaned: isCleaned ? ['other'] : [] };
}

const TIMES = new Set(['t', 'sentAt', 'startedAt']);
/** What a press or a scan says beside its time, grid and code: as of a fix, where it is of no use it is left out. */
const { sentAt, startedAt, patrolId } = PatrolEnd.properties;
const { count, typed } = CheckpointScan.properties;
const HINTS = Object.entries({ sentAt, startedAt, patrolId, typed, count }).map(
  ([field, schema]) => [field as EventCleaned, Compile(schema)] as const,
);

/**
 * The same for one that says when it was, by a clock that is believed, or with the time of sending, which puts it right or shows that its time
 * is of no use; fractions of a millisecond are rounded.
 */
export function readTimed<T extends TimedEvent>(schema: T, value: unknown, now: number): Read<T> {
  const { tidied, cleaned } = isObject(value)
    ? tidy(value, schema)
    : { tidied: value, cleaned: [] };
  const read = readEvent(schema, tidied);
  const { t, sentAt } = read.event as { t: number; sentAt?: number };
  if (Math.abs(t) >= LATEST_MS || (sentAt === undefined && !isPossible(t, now)))
    throw Refusal.toProgram(
      'invalid',
      't must lie between 2015-01-01 and one day after now, in Unix ms, or sentAt show how far its clock is off',
    );
  return { event: read.event, cleaned: [...cleaned, ...read.cleaned] };
}

function tidy(told: object, { properties }: TimedEvent) {
  const cleaned: EventCleaned[] = [];
  const tidied = Object.fromEntries(
    Object.entries(told)
      .filter(([, value]) => value !== null)
      .map(([field, value]) => [
        field,
        TIMES.has(field) && typeof value === 'number' ? Math.round(value) : value,
      ]),
  );
  if (tidied.t !== undefined && tidied.t !== (told as { t?: unknown }).t) cleaned.push('t');
  for (const [field, check] of HINTS)
    if (field in properties && field in tidied && !check.Check(tidied[field])) {
      delete tidied[field];
      cleaned.push(field);
    }
  return { tidied, cleaned };
}

/** An answer to an event, saying what of it was left out where something was. */
export const withCleaned = <T extends object>(
  reply: T,
  cleaned: EventCleaned[],
): T & { cleaned?: EventCleaned[] } => (cleaned.length > 0 ? { ...reply, cleaned } : reply);
