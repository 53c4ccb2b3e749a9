import type { Static } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { EARLIEST_MS, FUTURE_MAX_MS, LATEST_MS } from '../contract/fixes/fix.ts';
import {
  AlertsAsked,
  HandheldContest,
  HandheldIncident,
  PatrolEnd,
  PatrolStart,
} from '../contract/fixes/handheld.ts';
import { requireSound } from '../domain/reading/sound-text.ts';
import { Refusal } from '../errors.ts';

export type TimedEvent = typeof PatrolStart | typeof PatrolEnd | typeof HandheldIncident;
type Event = TimedEvent | typeof HandheldContest | typeof AlertsAsked;

const validators = new Map(
  [PatrolStart, PatrolEnd, HandheldContest, HandheldIncident, AlertsAsked].map(
    (schema): [Event, Validator] => [schema, Compile(schema)],
  ),
);

/** An event of a handheld as its schema has it. Throws `invalid`, saying which field. */
export function readEvent<T extends Event>(schema: T, value: unknown): Static<T> {
  const validator = validators.get(schema)!;
  requireSound(value);
  if (validator.Check(value)) return value as Static<T>;
  const [first] = validator.Errors(value);
  throw new Refusal(
    'invalid',
    `${first?.instancePath.slice(1) || 'event'} ${first?.message ?? 'is invalid'}`,
  );
}

/** The same for one that says when it was; a fraction of a millisecond is rounded. */
export function readTimed<T extends TimedEvent>(schema: T, value: unknown, now: number): Static<T> {
  const told = (value as { t?: unknown } | null)?.t;
  const event = readEvent(
    schema,
    typeof told === 'number' && !Number.isInteger(told)
      ? { ...(value as object), t: Math.round(told) }
      : value,
  );
  const { t } = event as { t: number };
  if (t < EARLIEST_MS || t >= Math.min(LATEST_MS, now + FUTURE_MAX_MS))
    throw new Refusal('invalid', 't must lie between 2015-01-01 and one day after now, in Unix ms');
  return event;
}
