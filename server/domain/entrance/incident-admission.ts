import { Compile } from 'typebox/compile';
import { toWgs84 } from '../../contract/areas/datum.ts';
import type { Datum, LngLat } from '../../contract/areas/geo.ts';
import { sayProblems } from '../../contract/file-problem.ts';
import { type IncidentCategory, SEVERITIES } from '../../contract/incidents/incident.ts';
import {
  IncidentInput,
  type IncidentOutcome,
  type IncidentRefusal,
  IncidentWithdrawal,
} from '../../contract/people/provision.ts';
import { inEnglish } from '../../contract/tell-file.ts';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import { notDegrees } from '../reading/shapes/coordinates.ts';
import { readTime } from '../reading/times/times.ts';

/** Earliest moment an incident may name: records of it may be older than the first handheld. */
const EARLIEST_INCIDENT_MS = Date.UTC(2000, 0, 1);
/** How far ahead of the server it may begin: another clock, not another day. */
const AHEAD_MS = HOUR_MS;
/** How far ahead it may end: of an interval that is not over, the rest of a day. */
const END_AHEAD_MS = DAY_MS;

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
  /** The categories there are, by code. */
  categories: ReadonlyMap<string, Pick<IncidentCategory, 'retiredAt' | 'mergedInto'>>;
  /** Category, by id, of incidents that stand: one of a retired category may be sent again and corrected. */
  standing: ReadonlyMap<string, string>;
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
    categories.has(category)
      ? null
      : `there is no category ${category}; /api/v1/incidents/categories lists those there are`,
  'retired-category': ({ category, id }, { categories, standing }) => {
    const { mergedInto, retiredAt } = categories.get(category)!;
    if (!retiredAt || standing.get(id) === category) return null;
    return mergedInto
      ? `category ${category} was merged into ${mergedInto}; report it as that`
      : `category ${category} is retired and takes no further incident`;
  },
  'time-out-of-range': ({ from, to = from }, { nowMs }) => {
    const now = `it is ${new Date(nowMs).toISOString()} here`;
    if (Date.parse(from) < EARLIEST_INCIDENT_MS) return `from ${from} lies before 2000`;
    if (Date.parse(from) > nowMs + AHEAD_MS) return `from ${from} lies in the future: ${now}`;
    return Date.parse(to) > nowMs + END_AHEAD_MS
      ? `to ${to} lies more than a day in the future: ${now}`
      : null;
  },
  'ends-before-start': ({ from, to = from }) =>
    Date.parse(to) >= Date.parse(from) ? null : `to ${to} lies before from ${from}`,
  repeated: ({ id }, { seen }) =>
    seen.has(id) ? 'the same id stands earlier in this request' : null,
};

/** What a value must be, where the schema's own words do not say it. */
const RIGHT: Record<string, string> = {
  severity: `must be one of ${SEVERITIES.join(', ')}`,
  foundBy: 'must be reported or detected',
  from: 'must be ISO 8601 with an offset, such as 2026-01-31T08:00:00+08:00',
  to: 'must be ISO 8601 with an offset, such as 2026-01-31T08:00:00+08:00',
};

interface SchemaError {
  keyword: string;
  instancePath: string;
  params: object;
  message: string;
}

/** Which field of an item is wrong and what is right. */
function wrongIn(item: string, error: SchemaError | undefined): string {
  if (!error) return `${item} is invalid`;
  const { instancePath, keyword, message, params } = error;
  const path = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'boolean') return `${item} has no field ${path}`;
  if (keyword === 'required') {
    const missing = (params as { requiredProperties: string[] }).requiredProperties;
    return `${path || item} lacks ${missing.join(', ')}`;
  }
  return `${path || item} ${RIGHT[path] ?? message}`;
}

/** Times as every store reads them: a leap second is the second before it, a zone named in brackets says nothing more. */
function plainTimes<T extends IncidentInput | IncidentWithdrawal>(item: T): T {
  if (!('from' in item)) return item;
  const plain = (text: string) =>
    /:60|\[/.test(text) ? new Date(readTime(text, { timeZone: 'UTC' }).t).toISOString() : text;
  const { from, to } = item;
  return { ...item, from: plain(from), ...(to === undefined ? {} : { to: plain(to) }) };
}

/** What two numbers that are no degrees probably are; null where that is not what is wrong. */
function misplaced(item: unknown): string | null {
  const { lng, lat } = ((item as { position?: unknown } | null)?.position ?? {}) as Partial<LngLat>;
  const wrong = typeof lng === 'number' && typeof lat === 'number' && notDegrees({ lng, lat });
  return wrong ? `position ${sayProblems([wrong], inEnglish)}` : null;
}

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
        detail: misplaced(item) ?? wrongIn(takesBack ? 'withdrawal' : 'incident', first),
      };
    }
    const fitting = plainTimes(item as IncidentInput | IncidentWithdrawal);
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
