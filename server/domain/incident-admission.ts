import { Compile } from 'typebox/compile';
import type { Datum } from '../contract/geo.ts';
import {
  IncidentInput,
  type IncidentOutcome,
  type IncidentRefusal,
} from '../contract/provision.ts';
import { toWgs84 } from './datum.ts';

/** Earliest moment an incident may name: records of it may be older than the first handheld. */
const EARLIEST_INCIDENT_MS = Date.UTC(2000, 0, 1);
/** How far ahead of the server it may lie: another clock, not another day. */
const AHEAD_MS = 24 * 3600_000;

export interface Admission {
  /** Incidents to store, WGS-84, each id once. */
  admitted: IncidentInput[];
  /** An outcome for each item that is not stored, by its place; the others are null. */
  outcomes: (IncidentOutcome | null)[];
}

export interface AdmissionContext {
  datum: Datum;
  nowMs: number;
  /** Codes of the categories there are. */
  categories: ReadonlySet<string>;
}

const validator = Compile(IncidentInput);

type Check = (
  incident: IncidentInput,
  context: AdmissionContext & { seen: ReadonlyMap<string, string> },
) => string | null;

/** Why an incident that fits the schema is refused: what was wrong, or null. */
const REFUSALS: Record<Exclude<IncidentRefusal, 'invalid'>, Check> = {
  'unknown-category': ({ category }, { categories }) =>
    categories.has(category) ? null : `there is no category ${category}`,
  'time-out-of-range': ({ from, to }, { nowMs }) =>
    Date.parse(from) >= EARLIEST_INCIDENT_MS && Date.parse(to ?? from) <= nowMs + AHEAD_MS
      ? null
      : 'it must have happened since 2000 and not in the future',
  'ends-before-start': ({ from, to }) =>
    to === undefined || Date.parse(to) >= Date.parse(from) ? null : 'to lies before from',
  repeated: ({ id }, { seen }) =>
    seen.has(id) ? 'the same id stands earlier in this request' : null,
};

/** Judges incidents one by one; what is wrong with one costs no other. */
export function admitIncidents(items: readonly unknown[], context: AdmissionContext): Admission {
  const admitted: IncidentInput[] = [];
  const seen = new Map<string, string>();
  const outcomes = items.map((item): IncidentOutcome | null => {
    if (!validator.Check(item)) {
      const [first] = validator.Errors(item);
      const id = (item as { id?: unknown } | null)?.id;
      return {
        id: typeof id === 'string' ? id : null,
        outcome: 'refused',
        reason: 'invalid',
        detail: `${first?.instancePath.slice(1) || 'incident'} ${first?.message ?? 'is invalid'}`,
      };
    }
    const { id } = item;
    const text = JSON.stringify(item);
    if (seen.get(id) === text) return { id, outcome: 'duplicate' };
    for (const [reason, check] of Object.entries(REFUSALS)) {
      const detail = check(item, { ...context, seen });
      if (detail) return { id, outcome: 'refused', reason: reason as IncidentRefusal, detail };
    }
    seen.set(id, text);
    admitted.push({ ...item, position: toWgs84(item.position, context.datum) });
    return null;
  });
  return { admitted, outcomes };
}
