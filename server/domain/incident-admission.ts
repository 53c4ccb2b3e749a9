import { Compile } from 'typebox/compile';
import type { Datum } from '../contract/geo.ts';
import {
  IncidentInput,
  type IncidentOutcome,
  type IncidentRefusal,
  IncidentWithdrawal,
} from '../contract/provision.ts';
import { toWgs84 } from './datum.ts';

/** Earliest moment an incident may name: records of it may be older than the first handheld. */
const EARLIEST_INCIDENT_MS = Date.UTC(2000, 0, 1);
/** How far ahead of the server it may begin: another clock, not another day. */
const AHEAD_MS = 3600_000;
/** How far ahead it may end: of an interval that is not over, the rest of a day. */
const END_AHEAD_MS = 24 * 3600_000;

export interface Admission {
  /** Incidents to store, WGS-84, each id once. */
  admitted: IncidentInput[];
  /** Ids to take back, each once, none of them admitted. */
  withdrawals: IncidentWithdrawal[];
  /** An outcome for each item that goes no further, by its place; the others are null. */
  outcomes: (IncidentOutcome | null)[];
}

export interface AdmissionContext {
  datum: Datum;
  nowMs: number;
  /** Codes of the categories there are. */
  categories: ReadonlySet<string>;
}

const incidents = Compile(IncidentInput);
const withdrawals = Compile(IncidentWithdrawal);

/** Why the store may refuse what is right by itself. */
export type StoreRefusal = 'outside-area' | 'unknown-incident' | 'outdated' | 'withdrawn';

type Check = (
  incident: IncidentInput,
  context: AdmissionContext & { seen: ReadonlyMap<string, string> },
) => string | null;

/** Why an incident that fits the schema is refused: what was wrong, or null. */
const REFUSALS: Record<Exclude<IncidentRefusal, 'invalid' | 'off-duty' | StoreRefusal>, Check> = {
  'unknown-category': ({ category }, { categories }) =>
    categories.has(category) ? null : `there is no category ${category}`,
  'time-out-of-range': ({ from, to }, { nowMs }) =>
    Date.parse(from) >= EARLIEST_INCIDENT_MS &&
    Date.parse(from) <= nowMs + AHEAD_MS &&
    Date.parse(to ?? from) <= nowMs + END_AHEAD_MS
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
  const withdrawn: IncidentWithdrawal[] = [];
  const seen = new Map<string, string>();
  const outcomes = items.map((item): IncidentOutcome | null => {
    const takesBack = (item as { withdrawn?: unknown } | null)?.withdrawn === true;
    if (takesBack ? !withdrawals.Check(item) : !incidents.Check(item)) {
      const [first] = (takesBack ? withdrawals : incidents).Errors(item);
      const id = (item as { id?: unknown } | null)?.id;
      return {
        id: typeof id === 'string' ? id : null,
        outcome: 'refused',
        reason: 'invalid',
        detail: `${first?.instancePath.slice(1) || 'incident'} ${first?.message ?? 'is invalid'}`,
      };
    }
    const fitting = item as IncidentInput | IncidentWithdrawal;
    const { id } = fitting;
    const text = JSON.stringify(item);
    if (seen.get(id) === text) return { id, outcome: 'duplicate' };
    const checks = 'withdrawn' in fitting ? { repeated: REFUSALS.repeated } : REFUSALS;
    for (const [reason, check] of Object.entries(checks)) {
      const detail = check(fitting as IncidentInput, { ...context, seen });
      if (detail) return { id, outcome: 'refused', reason: reason as IncidentRefusal, detail };
    }
    seen.set(id, text);
    if ('withdrawn' in fitting) withdrawn.push(fitting);
    else admitted.push({ ...fitting, position: toWgs84(fitting.position, context.datum) });
    return null;
  });
  return { admitted, withdrawals: withdrawn, outcomes };
}
